"""One request on a registrar's desk, with its evidence. Each look is noted; identifiers are whole for a stated reason alone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, DecisionReason, RequestEvent
from backend.models.family_claim import FamilyClaimState
from backend.services.access_requests.carrying_out import changes_of
from backend.services.access_requests.transitions import UNDER_WAY
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.approving import obstacles
from backend.services.officers.candidates import Candidate, candidates, statement_of_account, statement_of_claim
from backend.services.officers.evidence import (
    CheckSeen,
    Declared,
    claim_checks,
    declared,
    passport_check,
    policy_check,
)
from backend.services.officers.staff_names import person_name, staff_name
from backend.services.officers.taking import HELD, holder, need_not_own_request, patient_of
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_CASE = f"""
SELECT q.*, c.patient_id AS claim_patient_id, a.person_id, a.level AS level_now,
  {person_name("p")} AS bound_name, p.birth_date AS bound_birth_date,
  {person_name("gp")} AS grantee_name,
  {person_name("w")} AS patient_name, w.birth_date AS patient_birth_date,
  h.uploaded_at, h.grey, h.width, h.height,
  EXISTS (SELECT FROM officer_act o WHERE o.account_id = $2 AND o.act = 'access_request.photo'
    AND o.subject = 'access_request:' || q.id AND o.at >= h.uploaded_at) AS photo_seen,
  {staff_name("q.decided_by_id")} AS decided_by
FROM access_request q JOIN account a ON a.id = q.account_id
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN family_claim c ON c.id = q.claim_id
LEFT JOIN person w ON w.id = coalesce(q.patient_id, c.patient_id)
LEFT JOIN account g ON g.id = coalesce((q.changes ->> 'grantee')::bigint, q.grantee_id)
LEFT JOIN person gp ON gp.id = g.person_id
LEFT JOIN request_photo h ON h.request_id = q.id
WHERE q.id = $1
"""
_EVENTS = f"""
SELECT e.at, e.event, e.to_state, CASE WHEN e.account_id <> $2 THEN {staff_name("e.account_id")} END AS who
FROM access_request_event e WHERE e.request_id = $1 ORDER BY e.id
"""


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One step; `officer` is who did it where that was neither the applicant nor the service."""

    at: dt.datetime
    event: RequestEvent
    state: AccessRequestState
    officer: str | None


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """The family claim that the request rests on; `row` of `family_claim`."""

    row: asyncpg.Record
    state: FamilyClaimState
    checks: list[CheckSeen]
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """`whole`: identifiers may be shown. `obstacles`: codes of what keeps it from being approved as it stands.

    `mine`, `taken`: the officer who looks has taken it, another has.
    """

    row: asyncpg.Record
    whole: bool
    stated: Declared | None
    passport: CheckSeen | None
    policy: CheckSeen | None
    owner_candidates: list[Candidate]
    claim: ClaimSeen | None
    changes: dict[str, Any]
    events: list[EventSeen]
    obstacles: list[str]
    mine: bool
    taken: bool
    held_until: dt.datetime | None

    @property
    def earlier_reason(self) -> DecisionReason | None:
        found = self.row["decision_reason"]
        return DecisionReason(found) if found is not None else None


async def see_case(
    connection: Connection, actor: Actor, request_id: int, reason: str | None, at: dt.datetime
) -> CaseSeen:
    """The request under way, or decided by this registrar, with its evidence; the look is noted.

    Raises Refused NOT_FOUND, OWN_CASE.
    """
    row = await connection.fetchrow(_CASE, request_id, actor.account_id)
    if row is None or not (AccessRequestState(row["state"]) in UNDER_WAY or row["decided_by_id"] == actor.account_id):
        raise Refused("NOT_FOUND")
    await need_not_own_request(connection, actor, row)
    await note_act(connection, actor, "access_request.see", f"access_request:{request_id}", at, patient_of(row), reason)
    account = row["account_id"]
    stated = await declared(connection, account)
    own_statement = await statement_of_account(connection, account) if row["person_id"] is None else None
    waits = row["state"] == AccessRequestState.MANUAL_REVIEW
    held_by = holder(row, at)
    return CaseSeen(
        row,
        reason is not None,
        stated,
        await passport_check(connection, request_id, account, stated),
        await policy_check(connection, request_id),
        await candidates(connection, own_statement) if own_statement else [],
        await _claim(connection, row),
        changes_of(row),
        [
            EventSeen(one["at"], RequestEvent(one["event"]), AccessRequestState(one["to_state"]), one["who"])
            for one in await connection.fetch(_EVENTS, request_id, account)
        ],
        await obstacles(connection, actor, row, at) if waits else [],
        held_by == actor.account_id,
        held_by not in (None, actor.account_id),
        row["taken_at"] + HELD if held_by is not None else None,
    )


async def _claim(connection: Connection, row: asyncpg.Record) -> ClaimSeen | None:
    if row["claim_id"] is None:
        return None
    claim = await connection.fetchrow("SELECT * FROM family_claim WHERE id = $1", row["claim_id"])
    statement = await statement_of_claim(connection, row["claim_id"])
    assert claim is not None and statement is not None
    return ClaimSeen(
        claim,
        FamilyClaimState(claim["state"]),
        await claim_checks(connection, row["claim_id"]),
        await candidates(connection, statement),
    )
