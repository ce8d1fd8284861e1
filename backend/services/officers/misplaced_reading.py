"""A leak has to be knowable (152-ФЗ): who may have read entries in the record of a person whose they are not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.models.access_log import DOWNLOAD_OPERATION
from backend.models.notification import NotificationKind
from backend.services.notifying import Tell, tell
from backend.services.record_keeping.right import Connection

# Reads since the entries were written there, by anybody but who wrote them, that asked for what they are: the log names each
# kind that a read asks for. A download names none, so whoever downloaded a document there may have had this one.
_READ = """
WITH moved AS (
  SELECT e.kind, e.created_at, e.written_by_id, e.author_id,
    EXISTS (SELECT FROM document d WHERE d.patient_id = e.patient_id AND d.entry_id = e.id) AS original
  FROM record_entry e WHERE e.patient_id = $2 AND e.id = ANY ($3)
), authors AS (
  SELECT written_by_id AS id FROM moved WHERE written_by_id IS NOT NULL
  UNION SELECT a.id FROM account a JOIN moved m ON m.author_id = a.practitioner_id
)
SELECT l.account_id, min(l.at) AS first_at, max(l.at) AS last_at FROM access_log l
WHERE l.patient_id = $1 AND l.standings <> 0 AND l.account_id NOT IN (SELECT id FROM authors)
  AND EXISTS (SELECT FROM moved m WHERE l.at >= m.created_at
    AND (m.kind = ANY (l.sections) OR (m.original AND l.operation = $4)))
GROUP BY l.account_id ORDER BY l.account_id
"""
_LIST = """
SELECT r.id, r.first_at, r.last_at, r.found_at, cardinality(r.accounts) AS readers, cardinality(m.sets) AS entries,
  o.name AS clinic, m.ended_at
FROM misplaced_reading r JOIN misplaced_entries m ON m.id = r.misplaced_id JOIN organization o ON o.id = m.clinic_id
WHERE $1::bigint IS NULL OR r.id < $1 ORDER BY r.id DESC LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One incident as security officers see it; whose records these are is not said."""

    id: int
    clinic: str
    entries: int
    readers: int
    first_at: dt.datetime
    last_at: dt.datetime
    found_at: dt.datetime
    returned_at: dt.datetime | None


async def note_readers(
    connection: Connection, misplaced_id: int, wrong: int, right: int, entries: Sequence[int], at: dt.datetime
) -> None:
    """Keeps who may have read the moved entries where they were, and tells security officers; nobody, where nobody did.

    The acts stand in both logs already: so the log of the wrong record is held, and what was read in it before is in it.
    """
    rows = await connection.fetch(_READ, wrong, right, list(entries), DOWNLOAD_OPERATION)
    if not rows:
        return
    # Who read between the request and the lock read later than `at`.
    last = max(row["last_at"] for row in rows)
    incident = await connection.fetchval(
        "INSERT INTO misplaced_reading (misplaced_id, accounts, first_at, last_at, found_at) "
        "VALUES ($1, $2, $3, $4, $5) RETURNING id",
        misplaced_id,
        [row["account_id"] for row in rows],
        min(row["first_at"] for row in rows),
        last,
        max(at, last),
    )
    officers = await connection.fetch("SELECT id FROM account WHERE 'AUDITOR' = ANY (roles) AND disabled_at IS NULL")
    kind, once = NotificationKind.RECORD_CHANGED, f"misplaced-reading:{incident}"
    await tell(connection, [Tell(row["id"], kind, once, detail="INCIDENT") for row in officers], at)


async def list_readings(connection: Connection, after: int | None, size: int) -> list[ReadingView]:
    """Newest first; one more than `size` where there are more."""
    return [
        ReadingView(
            row["id"],
            row["clinic"],
            row["entries"],
            row["readers"],
            row["first_at"],
            row["last_at"],
            row["found_at"],
            row["ended_at"],
        )
        for row in await connection.fetch(_LIST, after, size + 1)
    ]
