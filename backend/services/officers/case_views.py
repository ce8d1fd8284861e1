"""Cases about accounts as registrars see them, the earliest term first; each look is noted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.service_case import CaseKind, CaseState
from backend.models.vocabulary import AccountLevel
from backend.services.actor import Actor
from backend.services.by_term import Place, beyond, order
from backend.services.officer_acts import note_act
from backend.services.officers.candidates import Candidate
from backend.services.officers.cases import case_candidates
from backend.services.officers.own_cases import need_not_own
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_CASES = """
SELECT c.id, c.kind, c.state, c.account_id, c.person_id, c.details, c.opened_at, c.due_at, c.decided_at, c.decided_by_id, c.reason,
  a.level, coalesce(nullif(concat_ws(' ', p.family_name, p.given_name, p.patronymic), ''),
    nullif(concat_ws(' ', f.family_name, f.given_name, f.patronymic), ''),
    nullif(concat_ws(' ', c.details ->> 'family_name', c.details ->> 'given_name', c.details ->> 'patronymic'), ''), '—') AS applicant,
  p.birth_date AS bound_birth_date, a.person_id IS NOT NULL AS bound
FROM service_case c JOIN account a ON a.id = c.account_id
LEFT JOIN person p ON p.id = a.person_id LEFT JOIN identity_profile f ON f.account_id = a.id
"""


@dataclass(frozen=True, slots=True)
class ServiceCaseSeen:
    """One case; `details` and `candidates` are there for a case that was opened with a stated reason."""

    id: int
    account_id: int
    kind: CaseKind
    state: CaseState
    applicant: str
    level: AccountLevel
    bound: bool
    opened_at: dt.datetime
    due_at: dt.datetime
    decided_at: dt.datetime | None
    text: str | None
    doubt: str | None
    details: dict[str, Any] | None
    candidates: list[Candidate]

    @property
    def term(self) -> dt.datetime:
        return self.due_at


async def list_cases(
    connection: Connection,
    actor: Actor,
    kind: CaseKind | None,
    state: CaseState,
    after: Place | None,
    first: int,
    at: dt.datetime,
) -> list[ServiceCaseSeen]:
    """`first` cases by their term, and one more where there are more."""
    rows = await connection.fetch(
        # Written out, the state leads to the index of open cases.
        _CASES + f"WHERE c.state = '{state.value}' AND ($1::text IS NULL OR c.kind = $1) "
        f"AND {beyond('c.due_at', 'c.id', '$2', '$4')} ORDER BY {order('c.due_at', 'c.id')} LIMIT $3",
        kind.value if kind else None,
        after.row if after else None,
        first + 1,
        after.term if after else None,
    )
    await note_act(connection, actor, "service_case.list", "service_case", at)
    return [_seen(row) for row in rows]


async def see_service_case(
    connection: Connection, actor: Actor, case_id: int, reason: str | None, at: dt.datetime
) -> ServiceCaseSeen:
    """An open case, or one that this registrar decided. Raises Refused NOT_FOUND, OWN_CASE."""
    row = await connection.fetchrow(_CASES + "WHERE c.id = $1", case_id)
    if row is None or not (row["state"] == CaseState.OPEN or row["decided_by_id"] == actor.account_id):
        raise Refused("NOT_FOUND")
    await need_not_own(connection, actor, [row["account_id"]], [row["person_id"]] if row["person_id"] else [])
    await note_act(connection, actor, "service_case.see", f"service_case:{case_id}", at, row["person_id"], reason)
    if reason is None:
        return _seen(row)
    details: dict[str, Any] = orjson.loads(row["details"]) if row["details"] else {}
    found = await case_candidates(connection, details) if row["kind"] == CaseKind.IDENTITY else []
    return _seen(row, details, found)


def _seen(
    row: asyncpg.Record, details: dict[str, Any] | None = None, found: list[Candidate] | None = None
) -> ServiceCaseSeen:
    stated: dict[str, Any] = orjson.loads(row["details"]) if row["details"] else {}
    return ServiceCaseSeen(
        row["id"],
        row["account_id"],
        CaseKind(row["kind"]),
        CaseState(row["state"]),
        row["applicant"],
        AccountLevel(row["level"]),
        row["bound"],
        row["opened_at"],
        row["due_at"],
        row["decided_at"],
        row["reason"],
        stated.get("doubt"),
        details,
        found or [],
    )
