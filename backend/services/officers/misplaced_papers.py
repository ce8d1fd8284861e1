"""Papers with a code that may name entries of another person: out of force while the entries are away (docs/merging.md)."""

import datetime as dt
from collections.abc import Sequence

from backend.services.record_keeping.right import Connection

_NAMING = """
SELECT id FROM issued_document WHERE patient_id = $1 AND account_id = ANY ($2) AND issued_at >= (
  SELECT min(created_at) FROM record_entry WHERE patient_id = $1 AND id = ANY ($3)) ORDER BY id FOR UPDATE
"""
# Neither what its owner took out of force, nor what names other entries that are still away.
_GIVE_BACK = """
UPDATE issued_document d SET revoked_at = NULL FROM misplaced_entries back
WHERE back.id = $1 AND d.patient_id = back.wrong_id AND d.id = ANY (back.papers)
  AND EXISTS (SELECT FROM misplaced_entries m
    WHERE m.wrong_id = d.patient_id AND d.id = ANY (m.papers) AND m.moved_at = d.revoked_at)
  AND NOT EXISTS (SELECT FROM misplaced_entries m
    WHERE m.wrong_id = d.patient_id AND d.id = ANY (m.papers) AND m.state = 'MOVED' AND m.id <> back.id)
"""


async def take_papers(
    connection: Connection, wrong: int, readers: Sequence[int], entries: Sequence[int], at: dt.datetime
) -> list[int]:
    """Takes out of force what those who saw the entries had issued since these were written; gives all of it, what was out of
    force before as well: another move may have done that, and be taken back first."""
    papers = [row["id"] for row in await connection.fetch(_NAMING, wrong, list(readers), list(entries))]
    await connection.execute(
        "UPDATE issued_document SET revoked_at = $2 WHERE id = ANY ($1) AND revoked_at IS NULL", papers, at
    )
    return papers


async def give_papers_back(connection: Connection, misplaced_id: int) -> None:
    """Puts the papers of a move that is taken back in force again, once it is no longer in force."""
    await connection.execute(_GIVE_BACK, misplaced_id)
