"""Cases about accounts that a registrar decides: whose an account is, a recovery, a request for one's own data (152-ФЗ)."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.notification import NotificationKind
from backend.models.service_case import CaseKind, CaseState
from backend.models.vocabulary import IdentifierKind, Sex
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.family_links import link_verified_claims
from backend.services.holding import hold_account
from backend.services.identity_binding import lock_snils
from backend.services.new_people import add_identifier, create_person
from backend.services.notifying import notify
from backend.services.officer_acts import note_act
from backend.services.officers.candidates import Candidate, Statement, candidates
from backend.services.officers.matching import bind_person, need_candidate
from backend.services.officers.own_cases import need_not_own
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
# What an approval of the other kinds does: `(connection, case row id, at)`.
CarryOut = Callable[[Connection, int, dt.datetime], Awaitable[None]]

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """`text` is told to the account's owner; `person_id` and `new_person` are for an IDENTITY case alone."""

    approved: bool
    text: str
    person_id: int | None = None
    new_person: bool = False


async def decide_case(
    connection: Connection,
    ids: IdSealer,
    actor: Actor,
    case_id: int,
    decision: CaseDecision,
    carry_out: Mapping[CaseKind, CarryOut],
    at: dt.datetime,
) -> None:
    """Decides a case once, in the caller's transaction, and tells its owner.

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, REQUIRED, and for an IDENTITY case CANDIDATE_NEEDED, NOT_A_CANDIDATE,
    IDENTITY_TAKEN.
    """
    text = decision.text.strip()
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise Refused("REQUIRED" if not text else "WRONG_FORMAT", ["input", "text"])
    case = await locked_case(connection, actor, case_id)
    if case["state"] != CaseState.OPEN:
        raise Refused("WRONG_STATE")
    person = case["person_id"]
    kind = CaseKind(case["kind"])
    if decision.approved and kind is CaseKind.IDENTITY:
        person = await _bind(connection, ids, case, decision, at)
    elif decision.approved and kind in carry_out:
        await carry_out[kind](connection, case_id, at)
    await connection.execute(
        "UPDATE service_case SET state = $2, decided_at = $3, decided_by_id = $4, reason = $5, person_id = $6 WHERE id = $1",
        case_id,
        (CaseState.APPROVED if decision.approved else CaseState.REFUSED).value,
        at,
        actor.account_id,
        text,
        person,
    )
    act = "service_case.approve" if decision.approved else "service_case.refuse"
    await note_act(connection, actor, act, f"service_case:{case_id}", at, person, text[:500])
    await notify(connection, case["account_id"], NotificationKind.CASE_DECIDED, f"case:{case_id}", at)


async def locked_case(connection: Connection, actor: Actor, case_id: int) -> asyncpg.Record:
    """The case, held, its account first. Raises Refused NOT_FOUND, OWN_CASE."""
    account = await connection.fetchval("SELECT account_id FROM service_case WHERE id = $1", case_id)
    await hold_account(connection, account)
    case = await connection.fetchrow(
        "SELECT id, kind, state, account_id, person_id, details FROM service_case WHERE id = $1 FOR UPDATE", case_id
    )
    if case is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, [case["account_id"]], [case["person_id"]] if case["person_id"] else [])
    return case


def statement_of(details: Mapping[str, Any]) -> Statement | None:
    """What an identity that somebody vouches for says, from the details of its case (backend/services/identity_binding.py)."""
    if "snils" not in details:
        return None
    return Statement(
        details["family_name"],
        details["given_name"],
        details["patronymic"],
        dt.date.fromisoformat(details["birth_date"]),
        ((IdentifierKind.SNILS, details["snils"]),),
    )


async def case_candidates(connection: Connection, details: Mapping[str, Any]) -> list[Candidate]:
    """Whose the account may be; records that nobody has checked are among them, for the identity is vouched for."""
    statement = statement_of(details)
    return await candidates(connection, statement, unchecked=True) if statement else []


async def _bind(
    connection: Connection, ids: IdSealer, case: asyncpg.Record, decision: CaseDecision, at: dt.datetime
) -> int:
    """Binds the account to the chosen person, or to somebody new whom nobody's СНИЛС names."""
    details: dict[str, Any] = orjson.loads(case["details"])
    await lock_snils(connection, details["snils"])
    named = await case_candidates(connection, details)
    if decision.person_id is not None:
        person = need_candidate(named, decision.person_id, case["account_id"])
    elif not decision.new_person or named:
        raise Refused("CANDIDATE_NEEDED", ["input", "patientId"])
    else:
        person = await create_person(
            connection,
            ids,
            details["family_name"],
            details["given_name"],
            details["patronymic"],
            dt.date.fromisoformat(details["birth_date"]),
            Sex(details["sex"]),
            at,
        )
    # An account that is somebody's already stays theirs: WRONG_STATE.
    await bind_person(connection, case["account_id"], person)
    await add_identifier(connection, person, IdentifierKind.SNILS, details["snils"], checked=True)
    await link_verified_claims(connection, case["account_id"], at)
    return person
