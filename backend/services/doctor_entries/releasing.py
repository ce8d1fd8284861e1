"""Held results shown to the patient after a talk (policy.md ⁷ ⁹): who, when, and what was said."""

from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.rows import AUTHORS_ALONE, Mask
from backend.policy.sealing import OpenedId
from backend.policy.standing import Standing
from backend.services.doctor_entries.authors import tell_readers
from backend.services.record_keeping.entries import hold_entry
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

RELEASERS = Standing.TREATING_DOCTOR
# A psychiatrist's referral by itself is held as their protocol is; what belongs to another entry is shown with that one.
_RELEASED = frozenset({*SECTIONS, Kind.REFERRAL})
SHORTEST_NOTE = 10
LONGEST_NOTE = 4000


async def release_entry(connection: Connection, right: Right, opened: OpenedId | None, note: str) -> int:
    """Releases a held entry with all that belongs to it; gives its row. Raises Refused NOT_FOUND, CONFLICT, WRONG_STATE, NOT_AUTHOR.

    The doctor has to see the entry: a restricted one after a stated reason (⁸).
    """
    text = note.strip()
    if len(text) < SHORTEST_NOTE:
        raise Refused("COUNSELLING_REQUIRED", ["input", "note"])
    if len(text) > LONGEST_NOTE or "\0" in text:
        raise Refused("WRONG_LENGTH", ["input", "note"])
    kind = Kind(opened.type) if opened is not None and opened.type in _RELEASED else None
    if kind is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    entry = await hold_entry(connection, right, opened, kind)
    if not entry["mask"] & Mask.UNRELEASED or entry["parent_entry_id"] is not None:
        raise Refused("WRONG_STATE", ["input", "id"])
    practitioner = await connection.fetchval(
        "SELECT practitioner_id FROM account WHERE id = $1", right.actor.account_id
    )
    if entry["labels"] & AUTHORS_ALONE and entry["author_id"] != practitioner:
        raise Refused("NOT_AUTHOR")
    await connection.execute(
        "UPDATE record_entry SET released_at = $3 WHERE patient_id = $1 AND (id = $2 OR parent_entry_id = $2) AND status = 0",
        right.patient_id,
        entry["id"],
        right.at,
    )
    await connection.execute(
        "INSERT INTO entry_release (patient_id, entry_id, note, practitioner_id, account_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        right.patient_id,
        entry["id"],
        text,
        practitioner,
        right.actor.account_id,
        right.at,
    )
    await tell_readers(connection, right, "releaseEntry", kind, [entry["id"]])
    return int(entry["id"])
