"""What a registry's answer makes of a claim: confirmed, or one and the same "go to an MFC" for all else (REP-02, REP-09)."""

import datetime as dt

from backend.models.family_claim import FamilyClaimState
from backend.models.registry_check import CheckKind, CheckOutcome
from backend.services.family.moving import move
from backend.services.family.transitions import ClaimEvent
from backend.services.family.verifying import (
    BIRTH_CERTIFICATE,
    GUARDIAN_APPOINTED,
    TRUSTEE_APPOINTED,
    Ground,
    verify,
)
from backend.services.family_links import barred_claim
from backend.services.registry_checks import Check, Connection

_ASKED = (FamilyClaimState.CHECKING, FamilyClaimState.UNAVAILABLE)


async def claim_answered(connection: Connection, check: Check, at: dt.datetime) -> None:
    """Moves the claim on in the transaction that kept the answer; one that has ended meanwhile stays as it is.

    A match of somebody whose rights a court has ended looks like any answer that confirms nothing.
    """
    assert check.claim_id is not None
    state = await _state(connection, check.claim_id)
    if state not in _ASKED:
        return
    if check.outcome is not CheckOutcome.MATCH or await barred_claim(connection, check.claim_id):
        await move(connection, check.claim_id, ClaimEvent.NOT_CONFIRMED, at)
        return
    await verify(connection, check.claim_id, ClaimEvent.MATCHED, _ground(check), at)


async def claim_unavailable(connection: Connection, check: Check, at: dt.datetime) -> None:
    """The registry is out: the claim waits for it with all that was entered (ACC-10)."""
    assert check.claim_id is not None
    if await _state(connection, check.claim_id) == FamilyClaimState.CHECKING:
        await move(connection, check.claim_id, ClaimEvent.REGISTRY_OUT, at)


async def claim_working(connection: Connection, check: Check, at: dt.datetime) -> None:
    """The registry is back and works on the question."""
    assert check.claim_id is not None
    if await _state(connection, check.claim_id) == FamilyClaimState.UNAVAILABLE:
        await move(connection, check.claim_id, ClaimEvent.REGISTRY_BACK, at)


async def _state(connection: Connection, claim_id: int) -> str | None:
    state: str | None = await connection.fetchval("SELECT state FROM family_claim WHERE id = $1 FOR UPDATE", claim_id)
    return state


def _ground(check: Check) -> Ground:
    """The ground that a match tells."""
    told = check.answer
    if check.kind is CheckKind.CIVIL_ACT:
        return Ground("Запись акта о рождении", BIRTH_CERTIFICATE, told["act_record_number"])
    trustee = told["kind"] == "TRUSTEE"
    return Ground(
        f"Распоряжение органа опеки о назначении {'попечителя' if trustee else 'опекуна'}",
        TRUSTEE_APPOINTED if trustee else GUARDIAN_APPOINTED,
        told["decree_number"],
        dt.date.fromisoformat(told["starts_on"]),
        dt.date.fromisoformat(told["ends_on"]) if told.get("ends_on") else None,
    )
