"""The registrar's queue: what waits for a decision, the earliest term first (REQ-02)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestPurpose
from backend.services.access_requests.transitions import UNDER_WAY
from backend.services.by_term import Place, beyond, order
from backend.services.officers.taking import HELD

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_QUEUE = f"""
SELECT q.id, q.account_id, q.number, q.purpose, q.state, q.own, q.submitted_at, q.due_at, q.due_at < $1 AS overdue,
  q.appealed_at IS NOT NULL AS appealed, q.taken_by_id = $2 AS mine, q.taken_at > $1 - $3::interval AS taken,
  CASE WHEN q.taken_at > $1 - $3::interval THEN
    coalesce(nullif(concat_ws(' ', tp.family_name, tp.given_name, tp.patronymic), ''), t.login) END AS taken_by,
  coalesce(nullif(concat_ws(' ', p.family_name, p.given_name, p.patronymic), ''),
    nullif(concat_ws(' ', f.family_name, f.given_name, f.patronymic), ''), '—') AS applicant
FROM access_request q JOIN account a ON a.id = q.account_id
LEFT JOIN person p ON p.id = a.person_id LEFT JOIN identity_profile f ON f.account_id = a.id
LEFT JOIN account t ON t.id = q.taken_by_id LEFT JOIN person tp ON tp.id = t.person_id
WHERE q.state IN ({{states}}) AND ($4::boolean IS NULL OR (q.due_at < $1) = $4)
  AND {beyond("q.due_at", "q.id", "$5", "$7")}
ORDER BY {order("q.due_at", "q.id")} LIMIT $6
"""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One request that is under way. `taken`: another registrar works on it now; `taken_by`: who does, the viewer too."""

    id: int
    account_id: int
    number: str
    purpose: RequestPurpose
    state: AccessRequestState
    own: bool
    submitted_at: dt.datetime
    due_at: dt.datetime
    overdue: bool
    appealed: bool
    applicant: str
    mine: bool
    taken: bool
    taken_by: str | None

    @property
    def term(self) -> dt.datetime:
        return self.due_at


async def queue(
    connection: Connection,
    account_id: int,
    state: AccessRequestState | None,
    overdue: bool | None,
    after: Place | None,
    first: int,
    at: dt.datetime,
) -> list[QueueItem]:
    """The requests in the state, by default those that wait for a decision; overdue ones in whatever state they are.

    `first` of them by term from the one after `after`, and one more where there are more. A state that is not under way
    has none.
    """
    states = {state} if state else set(UNDER_WAY) if overdue else {AccessRequestState.MANUAL_REVIEW}
    if not states <= UNDER_WAY:
        return []
    rows = await connection.fetch(
        _QUEUE.format(states=_literals(states)),
        at,
        account_id,
        HELD,
        overdue,
        after.row if after else None,
        first + 1,
        after.term if after else None,
    )
    return [
        QueueItem(
            row["id"],
            row["account_id"],
            row["number"],
            RequestPurpose(row["purpose"]),
            AccessRequestState(row["state"]),
            bool(row["own"]),
            row["submitted_at"],
            row["due_at"],
            row["overdue"],
            row["appealed"],
            row["applicant"],
            bool(row["mine"] and row["taken"]),
            bool(row["taken"] and not row["mine"]),
            row["taken_by"],
        )
        for row in rows
    ]


async def overdue_count(connection: Connection, at: dt.datetime) -> int:
    """How many requests are past their term."""
    found: int = await connection.fetchval(
        f"SELECT count(*) FROM access_request WHERE state IN ({_literals(UNDER_WAY)}) AND due_at < $1", at
    )
    return found


def _literals(states: Iterable[AccessRequestState]) -> str:
    """The states as SQL has them: only written out do they lead to the indexes of what is under way."""
    return ", ".join(f"'{state.value}'" for state in sorted(states))
