"""Security officers review every emergency access within one working day (policy.md, Conditions).

They learn who opened a record in an emergency, where, when and why; of the record, and whose it is, nothing.
"""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.encounter import BreakGlassVerdict
from backend.models.notification import NotificationKind
from backend.services.actor import Actor
from backend.services.doctors.emergency import LASTS
from backend.services.doctors.log_readers import log_readers
from backend.services.holding import hold_own_account
from backend.services.notifying import Tell, tell
from backend.services.officer_acts import note_act
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused
from backend.services.working_days import due_at

SHORTEST_REVIEW, LONGEST_REVIEW = 10, 2000
_VIEW = """
SELECT b.id, b.reason, b.started_at, least(b.ended_at, b.started_at + interval '4 hours') AS until, b.verdict, b.review,
  b.reviewed_at, d.full_name, d.position, o.name AS organization, r.login AS reviewed_by,
  b.practitioner_id IS NOT DISTINCT FROM me.practitioner_id AS own
FROM break_glass_access b JOIN practitioner d ON d.id = b.practitioner_id JOIN account me ON me.id = $1
LEFT JOIN organization o ON o.id = b.organization_id LEFT JOIN account r ON r.id = b.reviewed_by_id
"""


@dataclass(frozen=True, slots=True)
class BreakGlassView:
    """One access. `due_at` is the end of the working day after the one on which it began; `own`: the officer is the doctor."""

    id: int
    doctor: str
    position: str | None
    organization: str | None
    reason: str
    started_at: dt.datetime
    until: dt.datetime
    due_at: dt.datetime
    overdue: bool
    own: bool
    verdict: BreakGlassVerdict | None
    review: str | None
    reviewed_by: str | None
    reviewed_at: dt.datetime | None


async def list_accesses(
    connection: Connection, account_id: int, reviewed: bool, after: int | None, size: int, at: dt.datetime
) -> list[BreakGlassView]:
    """One more than `size`: those that wait, the earliest first; or those that were reviewed, the newest first."""
    place = "(SELECT started_at, id FROM break_glass_access WHERE id = $2)"
    if reviewed:
        rest = f"WHERE b.reviewed_at IS NOT NULL AND ($2::bigint IS NULL OR (b.started_at, b.id) < {place}) ORDER BY b.started_at DESC, b.id DESC"
    else:
        rest = f"WHERE b.reviewed_at IS NULL AND ($2::bigint IS NULL OR (b.started_at, b.id) > {place}) ORDER BY b.started_at, b.id"
    rows = await connection.fetch(f"{_VIEW} {rest} LIMIT $3", account_id, after, size + 1)
    return [_view(row, at) for row in rows]


async def overdue_count(connection: Connection, at: dt.datetime) -> int:
    """How many wait past their term."""
    rows = await connection.fetch("SELECT started_at FROM break_glass_access WHERE reviewed_at IS NULL")
    return sum(due_at(row["started_at"], 1) < at for row in rows)


async def access_of(connection: Connection, account_id: int, access: int, at: dt.datetime) -> BreakGlassView:
    """One access as the officer sees it."""
    row = await connection.fetchrow(f"{_VIEW} WHERE b.id = $2", account_id, access)
    assert row is not None
    return _view(row, at)


async def review(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    access: int,
    verdict: BreakGlassVerdict,
    text: str,
    at: dt.datetime,
) -> None:
    """Keeps what the officer finds, once. Who reads the record's log is told of an access that was not justified.

    Raises Refused NOT_FOUND, WRONG_STATE where it was reviewed, OWN_CASE for the doctor, WRONG_LENGTH.
    """
    written = text.strip()
    if not SHORTEST_REVIEW <= len(written) <= LONGEST_REVIEW:
        raise Refused("WRONG_LENGTH", ["input", "text"])
    await hold_own_account(connection, actor)
    row = await connection.fetchrow(
        "SELECT b.patient_id, b.reviewed_at, b.practitioner_id IS NOT DISTINCT FROM me.practitioner_id AS own, "
        "me.person_id = b.patient_id AS patient FROM break_glass_access b JOIN account me ON me.id = $2 "
        "WHERE b.id = $1 FOR NO KEY UPDATE OF b",
        access,
        actor.account_id,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    if row["own"] or row["patient"]:
        raise Refused("OWN_CASE")
    if row["reviewed_at"] is not None:
        raise Refused("WRONG_STATE")
    await connection.execute(
        "UPDATE break_glass_access SET verdict = $2, review = $3, reviewed_by_id = $4, reviewed_at = $5 WHERE id = $1",
        access,
        verdict.value,
        written,
        actor.account_id,
        at,
    )
    await note_act(connection, actor, "break_glass.review", f"break_glass_access:{access}", at)
    if verdict is BreakGlassVerdict.NOT_JUSTIFIED:
        kind, once, patient = NotificationKind.BREAK_GLASS, f"glass:{access}:verdict", row["patient_id"]
        readers = await log_readers(connection, rules, patient, at)
        await tell(
            connection, [Tell(one, kind, once, patient_id=patient, detail="NOT_JUSTIFIED") for one in readers], at
        )


def _view(row: asyncpg.Record, at: dt.datetime) -> BreakGlassView:
    term = due_at(row["started_at"], 1)
    return BreakGlassView(
        row["id"],
        row["full_name"],
        row["position"],
        row["organization"],
        row["reason"],
        row["started_at"],
        row["until"] or row["started_at"] + LASTS,
        term,
        row["reviewed_at"] is None and term < at,
        row["own"],
        BreakGlassVerdict(row["verdict"]) if row["verdict"] else None,
        row["review"],
        row["reviewed_by"],
        row["reviewed_at"],
    )
