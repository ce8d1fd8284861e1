"""What a doctor has typed of a protocol: kept field by field, seen by its author alone, part of no record.

A field that was saved elsewhere meanwhile is not written over: both sides are answered, and the author chooses.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import orjson

from backend.models.vocabulary import Kind
from backend.policy.sealing import OpenedId
from backend.services.doctor_entries.authors import Author, own_entry
from backend.services.doctor_entries.checking import LONG
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

MOST_FIELDS = 400
_NAME = re.compile(r"[a-z][A-Za-z]{0,39}(\.\d{1,2}(\.[a-z][A-Za-z]{0,39})?)?")
_COLUMNS = "id, encounter_id, corrects_set_id, typed, revision, created_at, saved_at"


@dataclass(frozen=True, slots=True)
class Typed:
    """One field: its text, and the revision of the draft that the author's page saw it at (0: never)."""

    name: str
    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; `conflicts` are fields whose saved text is another's than the page knew, with the text not taken."""

    id: int
    corrects_set_id: int | None
    fields: Sequence[Typed]
    revision: int
    created_at: dt.datetime
    saved_at: dt.datetime
    conflicts: Sequence[Typed] = ()


async def save_draft(
    connection: Connection, author: Author, corrects: OpenedId | None, typed: Sequence[Typed]
) -> Draft:
    """Saves the fields that were typed, each by itself. Raises Refused for a name or a text that no field can have."""
    _check(typed)
    right, set_id = author.right, None
    if corrects is not None:
        set_id = int((await own_entry(connection, right, corrects, Kind.EXAMINATION_PROTOCOLS))["set_id"])
    # The account is held, so two pages of one author save one after the other.
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM protocol_draft WHERE account_id = $1 AND patient_id = $2 "
        "AND coalesce(corrects_set_id, 0) = coalesce($3, 0) ORDER BY id DESC LIMIT 1 FOR NO KEY UPDATE",
        right.actor.account_id,
        right.patient_id,
        set_id,
    )
    saved: dict[str, list[object]] = orjson.loads(row["typed"]) if row is not None else {}
    revision = (row["revision"] if row is not None else 0) + 1
    conflicts = []
    for one in typed:
        text, changed = saved.get(one.name, ["", 0])
        if text == one.text:
            continue
        if int(str(changed)) > one.revision:
            conflicts.append(one)
        else:
            saved[one.name] = [one.text, revision]
    if len(saved) > MOST_FIELDS:
        raise Refused("WRONG_LENGTH", ["input", "fields"])
    stored = await connection.fetchrow(
        f"UPDATE protocol_draft SET typed = $2, revision = $3, saved_at = $4, encounter_id = $5 WHERE id = $1 RETURNING {_COLUMNS}"
        if row is not None
        else "INSERT INTO protocol_draft (account_id, patient_id, encounter_id, corrects_set_id, typed, revision, created_at, "
        f"saved_at) VALUES ($1, $6, $5, $7, $2, $3, $4, $4) RETURNING {_COLUMNS}",
        row["id"] if row is not None else right.actor.account_id,
        orjson.dumps(saved).decode(),
        revision,
        right.at,
        author.encounter.id,
        *(() if row is not None else (right.patient_id, set_id)),
    )
    assert stored is not None
    return _draft(stored, conflicts)


async def drafts_of(connection: Connection, account_id: int, patient_id: int) -> list[Draft]:
    """The account's own drafts about a patient, the newest first."""
    rows = await connection.fetch(
        f"SELECT {_COLUMNS} FROM protocol_draft WHERE account_id = $1 AND patient_id = $2 ORDER BY saved_at DESC, id DESC",
        account_id,
        patient_id,
    )
    return [_draft(row) for row in rows]


async def discard_draft(connection: Connection, right: Right, draft_id: int) -> None:
    """Forgets an own draft. Raises Refused NOT_FOUND."""
    gone = await connection.fetchval(
        "DELETE FROM protocol_draft WHERE id = $1 AND account_id = $2 AND patient_id = $3 RETURNING id",
        draft_id,
        right.actor.account_id,
        right.patient_id,
    )
    if gone is None:
        raise Refused("NOT_FOUND", ["input", "id"])


async def take_draft(connection: Connection, right: Right, set_id: int | None) -> dt.datetime | None:
    """Forgets the draft of what has just been signed; answers when it was begun."""
    begun: dt.datetime | None = await connection.fetchval(
        "DELETE FROM protocol_draft WHERE account_id = $1 AND patient_id = $2 AND coalesce(corrects_set_id, 0) = coalesce($3, 0) "
        "RETURNING created_at",
        right.actor.account_id,
        right.patient_id,
        set_id,
    )
    return begun


def _check(typed: Sequence[Typed]) -> None:
    for place, one in enumerate(typed):
        if not _NAME.fullmatch(one.name) or "\0" in one.text:
            raise Refused("WRONG_FORMAT", ["input", "fields", str(place), "name"])
        if len(one.text) > LONG:
            raise Refused("WRONG_LENGTH", ["input", "fields", str(place), "text"])
    if len({one.name for one in typed}) != len(typed):
        raise Refused("TWICE", ["input", "fields"])


def _draft(row: asyncpg.Record, conflicts: Sequence[Typed] = ()) -> Draft:
    typed: dict[str, list[object]] = orjson.loads(row["typed"])
    fields = [Typed(name, str(text), int(str(revision))) for name, (text, revision) in sorted(typed.items())]
    return Draft(
        row["id"], row["corrects_set_id"], fields, row["revision"], row["created_at"], row["saved_at"], conflicts
    )
