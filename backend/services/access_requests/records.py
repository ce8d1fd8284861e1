"""Whose record a request may be about (REQ-06), and who may be given access to it (REQ-08)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.family_claim import FamilyClaimState
from backend.models.vocabulary import RepresentationKind
from backend.services.access_requests.grants import obstacle, open_grant_of
from backend.services.actor import Actor
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
_RECORD = ["input", "record"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the applicant chose: exactly one of the three. `patient_id` is a ward of a verified link."""

    own: bool = False
    claim_id: int | None = None
    patient_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record that the account may ask for. `patient_id` is null while nobody knows for sure whose record it is."""

    own: bool
    claim_id: int | None
    patient_id: int | None


@dataclass(frozen=True, slots=True)
class Representative:
    """A verified representative with an account: `id` is the link's row. The name tells no more than who is meant."""

    id: int
    account_id: int
    short_name: str


async def choose(connection: Connection, actor: Actor, choice: Choice, at: dt.datetime) -> Chosen:
    """Checks the choice. Raises Refused: UNDER_AGE, WARD_NOT_VERIFIED (REP-01), WARD_IS_ADULT, INCAPACITATED_ADULT (REQ-18).

    What is foreign or missing is NOT_FOUND alike.
    """
    if sum((choice.own, choice.claim_id is not None, choice.patient_id is not None)) != 1:
        raise Refused("REQUIRED", _RECORD)
    if choice.claim_id is not None:
        return await _claimed(connection, actor, choice.claim_id, at)
    if choice.own:
        await _own(connection, actor, at)
        return Chosen(True, None, actor.person_id)
    assert choice.patient_id is not None
    if choice.patient_id == actor.person_id:
        raise Refused("REQUIRED", _RECORD)
    await _linked(connection, actor, choice.patient_id, at)
    return Chosen(False, None, choice.patient_id)


async def _own(connection: Connection, actor: Actor, at: dt.datetime) -> None:
    if actor.person_id is not None:
        if (reason := await obstacle(connection, actor.account_id, actor.person_id, at)) is not None:
            raise Refused(reason, _RECORD)
        return
    young = await connection.fetchval(
        "SELECT age_on(birth_date, moscow_day($2)) < 15 FROM identity_profile WHERE account_id = $1",
        actor.account_id,
        at,
    )
    if young:
        raise Refused("UNDER_AGE", _RECORD)


async def _claimed(connection: Connection, actor: Actor, claim_id: int, at: dt.datetime) -> Chosen:
    claim = await connection.fetchrow(
        "SELECT state, kind, patient_id, age_on(birth_date, moscow_day($3)) AS years, "
        "coalesce(starts_on <= moscow_day($3), true) AND coalesce(ends_on >= moscow_day($3), true) AS in_force "
        "FROM family_claim WHERE id = $1 AND account_id = $2",
        claim_id,
        actor.account_id,
        at,
    )
    if claim is None:
        raise Refused("NOT_FOUND", _RECORD)
    if claim["years"] >= 18:
        raise Refused("WARD_IS_ADULT" if claim["kind"] == RepresentationKind.PARENT else "INCAPACITATED_ADULT", _RECORD)
    if claim["state"] != FamilyClaimState.VERIFIED or not claim["in_force"]:
        raise Refused("WARD_NOT_VERIFIED", _RECORD)
    if claim["patient_id"] is not None and actor.person_id is not None:
        # Both are known for sure, so the link itself decides: a court may have ended it since.
        await _linked(connection, actor, claim["patient_id"], at)
    return Chosen(False, claim_id, claim["patient_id"])


async def _linked(connection: Connection, actor: Actor, patient_id: int, at: dt.datetime) -> None:
    reason = await obstacle(connection, actor.account_id, patient_id, at)
    if reason == "WARD_NOT_VERIFIED" and not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM legal_representation WHERE patient_id = $1 AND representative_id = $2)",
        patient_id,
        actor.person_id,
    ):
        # Somebody else's child is nobody that this account could name.
        reason = "NOT_FOUND"
    if reason is not None:
        raise Refused(reason, _RECORD)


async def co_representatives(
    connection: Connection, actor: Actor, patient_id: int | None, at: dt.datetime
) -> list[Representative]:
    """Other verified representatives of the ward who have an account of a level that may read (REQ-08)."""
    if patient_id is None or patient_id == actor.person_id:
        return []
    rows = await connection.fetch(
        "SELECT r.id, a.id AS account_id, concat_ws(' ', p.given_name, left(p.family_name, 1) || '.') AS short_name "
        "FROM legal_representation r JOIN person p ON p.id = r.representative_id "
        "JOIN account a ON a.person_id = p.id AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) "
        "WHERE r.patient_id = $1 AND r.state = 'VERIFIED' AND a.id <> $2 ORDER BY r.id",
        patient_id,
        actor.account_id,
    )
    return [
        Representative(row["id"], row["account_id"], row["short_name"])
        for row in rows
        if await obstacle(connection, row["account_id"], patient_id, at) is None
    ]


async def grantee_of(
    connection: Connection, actor: Actor, patient_id: int | None, representation_id: int, at: dt.datetime
) -> int:
    """The account of a co-representative by the link's row. Raises Refused GRANTEE_NOT_ALLOWED for anybody else."""
    # Whose own link has ended names nobody, and learns of nobody.
    if patient_id is not None and await obstacle(connection, actor.account_id, patient_id, at) is None:
        for one in await co_representatives(connection, actor, patient_id, at):
            if one.id == representation_id:
                return one.account_id
    raise Refused("GRANTEE_NOT_ALLOWED", ["input", "granteeId"])


async def already_open(
    connection: Connection, account_id: int, patient_id: int, regions: list[str], at: dt.datetime
) -> bool:
    """Whether the account reads the record already. Raises Refused where access is open and the policy closes it."""
    if await open_grant_of(connection, patient_id, account_id, at) is None:
        return False
    reason = await policy_obstacle(connection, account_id, patient_id, regions, at)
    if reason is not None:
        raise Refused(reason, _RECORD)
    return True


async def policy_obstacle(
    connection: Connection, account_id: int, patient_id: int, regions: list[str], at: dt.datetime
) -> str | None:
    """POLICY_INVALID or POLICY_REGION where the policy that is known closes the record (ACC-06)."""
    reason = await connection.fetchval("SELECT refusal_reason($1, $2, $3, $4)", account_id, patient_id, at, regions)
    return reason if reason in ("POLICY_INVALID", "POLICY_REGION") else None
