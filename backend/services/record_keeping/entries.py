"""Entries that are written here: first versions, later ones, withdrawn ones. Nothing written is ever changed in place."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backend.models.sections.tables import TABLES
from backend.models.vocabulary import Confidentiality, EntryStatus, Kind
from backend.policy.row_rules import held as held_standings
from backend.policy.sealing import IdSealer, OpenedId
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

Columns = Mapping[str, Any]


class Superseded(Refused):
    """Somebody has changed the entry since: `current_id` is the public id of the version that stands now."""

    def __init__(self, current_id: str) -> None:
        super().__init__("CONFLICT", ["input", "id"])
        self.current_id = current_id


@dataclass(frozen=True, slots=True)
class Content:
    """What one version says: its header, the row of its section's table, and rows of parts in their order.

    `start_key` is the kind's own number unless a study's modality or a parent's section gives it. `search` are words
    that every standing able to see the row may read. `labels` are those of all that the entry contains.
    """

    kind: Kind
    event_date: dt.date
    title: str | None
    detail: Columns
    parts: Sequence[tuple[str, Columns]] = ()
    labels: int = 0
    confidentiality: Confidentiality = Confidentiality.N
    start_key: int | None = None
    organization_id: int | None = None
    author_id: int | None = None
    encounter_id: int | None = None
    parent_entry_id: int | None = None
    only_practitioner_id: int | None = None
    released_at: dt.datetime | None = None
    search: Sequence[str | None] = field(default=())


@dataclass(frozen=True, slots=True)
class Written:
    """One stored version: its row, its public id, and the set that its versions share."""

    id: int
    public_id: str
    set_id: int


async def write_entry(connection: Connection, sealer: IdSealer, right: Right, content: Content) -> Written:
    """Stores the first version of a new entry."""
    return await _insert(connection, sealer, right, content, None)


async def hold_entry(connection: Connection, right: Right, opened: OpenedId | None, kind: Kind) -> asyncpg.Record:
    """The header of the newest version, held until the transaction ends, where the right's standings see it.

    Raises Refused NOT_FOUND for an id of anything else or of nothing, Superseded for an earlier version.
    """
    if opened is None or opened.type != kind or opened.patient != right.patient_id:
        raise Refused("NOT_FOUND", ["input", "id"])
    # Rows of a set are held by its first version, so that two changes of one entry come one after the other.
    set_id = await connection.fetchval(
        "SELECT set_id FROM record_entry WHERE patient_id = $1 AND id = $2", opened.patient, opened.entry
    )
    await connection.execute(
        "SELECT FROM record_entry WHERE patient_id = $1 AND set_id = $2 AND version = 1 FOR NO KEY UPDATE",
        opened.patient,
        set_id,
    )
    newest = await connection.fetchrow(
        f"SELECT e.* FROM record_entry e WHERE e.patient_id = $4 AND e.set_id = $5 AND e.status = 0 AND EXISTS ("
        f"SELECT FROM ({held_standings(right.rules.policy, '$1, $2, $3')}) h WHERE h.patient_id = e.patient_id "
        "AND h.standing & $6 <> 0 AND e.mask & h.hidden = 0 AND e.event_date >= h.starts[e.start_key]) "
        "AND (e.only_practitioner_id IS NULL OR e.only_practitioner_id = (SELECT practitioner_id FROM account WHERE id = $1))",
        right.actor.account_id,
        right.at,
        list(right.rules.regions),
        right.patient_id,
        set_id,
        int(right.standings),
    )
    if newest is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    if newest["id"] != opened.entry:
        raise Superseded(newest["public_id"])
    return newest


async def write_version(
    connection: Connection, sealer: IdSealer, right: Right, earlier: asyncpg.Record, content: Content
) -> Written:
    """Stores the next version of a held entry; the earlier one stays, superseded. What its patient hid stays hidden."""
    await _leave(connection, earlier, EntryStatus.SUPERSEDED)
    written = await _insert(connection, sealer, right, content, earlier)
    # What belongs to an entry belongs to its newest version: vital signs, a doctor's notes.
    await connection.execute(
        "UPDATE record_entry SET parent_entry_id = $3 WHERE patient_id = $1 AND parent_entry_id = $2 AND status = 0",
        right.patient_id,
        earlier["id"],
        written.id,
    )
    return written


async def withdraw_entry(connection: Connection, earlier: asyncpg.Record) -> None:
    """Takes a held entry out of every list; it and its earlier versions stay stored."""
    await _leave(connection, earlier, EntryStatus.ENTERED_IN_ERROR)


async def _leave(connection: Connection, earlier: asyncpg.Record, status: EntryStatus) -> None:
    await connection.execute(
        "UPDATE record_entry SET status = $3 WHERE patient_id = $1 AND id = $2",
        earlier["patient_id"],
        earlier["id"],
        int(status),
    )


async def _insert(
    connection: Connection, sealer: IdSealer, right: Right, content: Content, earlier: asyncpg.Record | None
) -> Written:
    id_ = int(await connection.fetchval("SELECT nextval(pg_get_serial_sequence('record_entry', 'id'))"))
    public_id = sealer.seal(int(content.kind), right.patient_id, id_)
    set_id = int(earlier["set_id"]) if earlier is not None else id_
    await _row(
        connection,
        "record_entry",
        {
            "id": id_,
            "patient_id": right.patient_id,
            "public_id": public_id,
            "kind": int(content.kind),
            "start_key": content.start_key or int(content.kind),
            "event_date": content.event_date,
            "title": content.title,
            "organization_id": content.organization_id,
            "author_id": content.author_id,
            "encounter_id": content.encounter_id,
            "parent_entry_id": content.parent_entry_id,
            "labels": int(content.labels),
            "confidentiality": int(content.confidentiality),
            "released_at": content.released_at,
            "hidden_by_patient": bool(earlier["hidden_by_patient"]) if earlier is not None else False,
            "only_practitioner_id": content.only_practitioner_id,
            "status": int(EntryStatus.CURRENT),
            "set_id": set_id,
            "version": int(earlier["version"]) + 1 if earlier is not None else 1,
            "search_text": " ".join(filter(None, [content.title, *content.search])).lower(),
            "written_by_id": right.actor.account_id,
            "created_at": right.at,
        },
    )
    key = {"patient_id": right.patient_id, "entry_id": id_}
    await _row(connection, TABLES[content.kind], {**key, **content.detail})
    positions: dict[str, int] = {}
    for table, columns in content.parts:
        position = positions[table] = positions.get(table, -1) + 1
        await _row(connection, table, {**key, "position": position, **columns})
    return Written(id_, public_id, set_id)


async def _row(connection: Connection, table: str, columns: Columns) -> None:
    """Inserts a row; tables and columns are named by this room's code alone, never by input."""
    places = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    await connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", *columns.values())
