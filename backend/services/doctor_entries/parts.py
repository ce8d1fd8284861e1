"""Clinical rows that belong to an entry, when the entry gets a new version: the earlier one keeps its own.

Those of the earlier version are superseded with it and stay what they were; what goes on is stored again as the next
version of each, so that no version of an entry ever reads otherwise than on the day it was signed.
"""

from collections.abc import Collection, Mapping
from typing import Any

import asyncpg

from backend.models.sections.tables import TABLES
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.services.doctor_entries.authors import least
from backend.services.record_keeping.entries import Written
from backend.services.record_keeping.right import Connection, Right


async def supersede_parts(connection: Connection, earlier: asyncpg.Record) -> list[asyncpg.Record]:
    """Gives the earlier version its parts for good; answers those that were current, the oldest first."""
    rows = await connection.fetch(
        "UPDATE record_entry SET status = 1 WHERE patient_id = $1 AND parent_entry_id = $2 AND status = 0 RETURNING *",
        earlier["patient_id"],
        earlier["id"],
    )
    return sorted(rows, key=lambda row: int(row["id"]))


async def carry_parts(
    connection: Connection,
    sealer: IdSealer,
    right: Right,
    parts: list[asyncpg.Record],
    later: Written,
    labels: int,
    but: Collection[Kind] = (),
    practitioner_id: int | None = None,
) -> None:
    """Stores the next version of each part under the entry's new version, less the kinds that the new version states anew.

    A part that is the own of an author other than `practitioner_id` (a private note) goes on whatever its kind.
    """
    for part in parts:
        kind = Kind(part["kind"])
        own = part["only_practitioner_id"] in (None, practitioner_id)
        if kind in but and own:
            continue
        id_ = int(await connection.fetchval("SELECT nextval(pg_get_serial_sequence('record_entry', 'id'))"))
        union = int(part["labels"]) | labels
        header = {
            **{name: value for name, value in part.items() if name != "mask"},
            "id": id_,
            "public_id": sealer.seal(int(kind), part["patient_id"], id_),
            "parent_entry_id": later.id,
            "status": 0,
            "version": part["version"] + 1,
            "labels": union,
            "confidentiality": int(max(least(kind, union), part["confidentiality"])),
            "written_by_id": right.actor.account_id,
            "created_at": right.at,
        }
        detail = await connection.fetchrow(
            f"SELECT * FROM {TABLES[kind]} WHERE patient_id = $1 AND entry_id = $2", part["patient_id"], part["id"]
        )
        assert detail is not None
        await _row(connection, "record_entry", header)
        await _row(connection, TABLES[kind], {**dict(detail), "entry_id": id_})


async def _row(connection: Connection, table: str, columns: Mapping[str, Any]) -> None:
    places = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    await connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", *columns.values())
