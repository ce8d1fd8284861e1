"""Entries change their record: the one statement by which any does, with its ledger (`record_move`, docs/merging.md).

Nothing of what is signed changes but whose record it stands in, and the public ids that name the record.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.models.sections.tables import PARTS, TABLES
from backend.policy.sealing import IdSealer, IdType
from backend.services.record_keeping.right import Connection

# $1 from, $2 to, $3 entries, $4 visits that come along, $5 the entries' public ids there, $6 documents, $7 theirs, $8 sets.
# One statement: the keys lead with the patient, and hold again when it ends.
_OF_ENTRY = (*TABLES.values(), *PARTS, "entry_change", "entry_release")
_OF_VISIT = ("stated_reason", "visit_code", "admission", "appointment", "record_opening", "protocol_draft")
_OF_SET = ("complaint", "complaint_attachment", "entry_hiding")
_HEADERS = """
UPDATE record_entry e SET patient_id = $2, public_id = t.public_id,
  encounter_id = CASE WHEN e.encounter_id = ANY ($4) THEN e.encounter_id END
FROM unnest($3::bigint[], $5::text[]) AS t(id, public_id) WHERE e.patient_id = $1 AND e.id = t.id
"""
_DOCUMENTS = """
UPDATE document d SET patient_id = $2, public_id = t.public_id
FROM unnest($6::bigint[], $7::text[]) AS t(id, public_id) WHERE d.patient_id = $1 AND d.id = t.id
"""
_MOVE = (
    f"WITH headers AS ({_HEADERS}), documents AS ({_DOCUMENTS}), "
    "visits AS (UPDATE encounter SET patient_id = $2 WHERE patient_id = $1 AND id = ANY ($4))"
    + "".join(
        f", moved_{table} AS (UPDATE {table} SET patient_id = $2 WHERE patient_id = $1 AND {column} = ANY ({which}))"
        for tables, column, which in (
            (_OF_ENTRY, "entry_id", "$3"),
            (_OF_VISIT, "encounter_id", "$4"),
            (_OF_SET, "set_id", "$8"),
        )
        for table in tables
    )
    + " SELECT"
)
_KEEP = """
INSERT INTO record_move ({cause}, entry_id, from_patient_id, to_patient_id, encounter_id, moved_at)
SELECT $1, e.id, $2, $3, CASE WHEN NOT e.encounter_id = ANY ($5::bigint[]) THEN e.encounter_id END, $6
FROM record_entry e WHERE e.patient_id = $2 AND e.id = ANY ($4) ORDER BY e.id
"""


class Cause(StrEnum):
    """Why entries move: the ledger's column that names it."""

    MERGE = "merge_id"
    MISPLACED = "misplaced_id"


@dataclass(frozen=True, slots=True)
class Moving:
    """What goes from one record to another: whole sets with all that belongs to them, and visits.

    `disputes`: complaints about them and hidings of them go along, as those of the same person.
    """

    entries: Sequence[int]
    visits: Sequence[int]
    disputes: bool = True


async def whole_record(connection: Connection, patient_id: int) -> Moving:
    """All that a record holds, held until the transaction ends."""
    await connection.execute("SELECT FROM complaint WHERE patient_id = $1 ORDER BY id FOR UPDATE", patient_id)
    visits = await connection.fetch("SELECT id FROM encounter WHERE patient_id = $1 ORDER BY id FOR UPDATE", patient_id)
    entries = await connection.fetch(
        "SELECT id FROM record_entry WHERE patient_id = $1 ORDER BY id FOR UPDATE", patient_id
    )
    return Moving([row["id"] for row in entries], [row["id"] for row in visits])


async def what_came(
    connection: Connection, patient_id: int, id_: int, visits: Sequence[int], cause: Cause = Cause.MERGE
) -> Moving:
    """What came into a record by a merge, or as misplaced, with what was written of it since: later versions, rows that belong
    to it, and what was written in its visits. Held until the transaction ends."""
    await connection.execute("SELECT FROM complaint WHERE patient_id = $1 ORDER BY id FOR UPDATE", patient_id)
    held = await connection.fetch(
        "SELECT id FROM encounter WHERE patient_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE",
        patient_id,
        list(visits),
    )
    stay = [row["id"] for row in held]
    came = await connection.fetch(
        f"SELECT entry_id AS id FROM record_move WHERE {cause} = $1 AND to_patient_id = $2 ORDER BY id", id_, patient_id
    )
    found = await _whole(connection, _GROWN, patient_id, [row["id"] for row in came], stay)
    return Moving(found, stay, disputes=cause is Cause.MERGE)


async def what_was_misplaced(connection: Connection, patient_id: int, sets: Sequence[int]) -> Moving:
    """Entries, by their sets, with all versions and belongings, and the services of visits of which nothing else is left.
    Held until the transaction ends."""
    seeds = await connection.fetch(
        "SELECT id FROM record_entry WHERE patient_id = $1 AND set_id = ANY ($2) ORDER BY id", patient_id, list(sets)
    )
    found = await _whole(connection, _GROWN, patient_id, [row["id"] for row in seeds], [])
    return Moving(await _whole(connection, _WITH_SERVICES, patient_id, found, []), [], disputes=False)


async def _whole(
    connection: Connection, growing: str, patient_id: int, seeds: Sequence[int], visits: Sequence[int]
) -> list[int]:
    found: list[int] = []
    while True:
        # Each pass holds what it finds: a version that was being written meanwhile is found by the next one.
        rows = await connection.fetch(growing, patient_id, [*seeds, *found], visits)
        await connection.execute(
            "SELECT FROM record_entry WHERE patient_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE",
            patient_id,
            [row["id"] for row in rows],
        )
        if len(rows) == len(found):
            return found
        found = [row["id"] for row in rows]


# Sets and belongings of what has been found so far ($2), and of what was written in visits ($3).
_GROWN = """
WITH seeds AS (
  SELECT unnest($2::bigint[]) AS id
  UNION SELECT e.id FROM record_entry e WHERE e.patient_id = $1 AND e.encounter_id = ANY ($3)
), sets AS (
  SELECT DISTINCT e.set_id FROM record_entry e JOIN seeds s ON s.id = e.id WHERE e.patient_id = $1
)
SELECT e.id FROM record_entry e WHERE e.patient_id = $1
  AND (e.set_id IN (SELECT set_id FROM sets) OR e.parent_entry_id IN (SELECT id FROM seeds))
ORDER BY e.id
"""
# Likewise, and services (15) of a visit nothing else of which stays; what was received is its sender's to put right.
_WITH_SERVICES = f"""
WITH going AS ({_GROWN}), visits AS (
  SELECT DISTINCT e.encounter_id AS id FROM record_entry e JOIN going g ON g.id = e.id
  WHERE e.patient_id = $1 AND e.encounter_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM record_entry o WHERE o.patient_id = $1 AND o.encounter_id = e.encounter_id AND o.kind <> 15
      AND o.status = 0 AND o.id NOT IN (SELECT id FROM going))
)
SELECT id FROM going UNION
SELECT r.id FROM record_entry r JOIN visits v ON v.id = r.encounter_id
WHERE r.patient_id = $1 AND r.kind = 15 AND r.source_id IS NULL ORDER BY id
"""


async def move(
    connection: Connection,
    sealer: IdSealer,
    moving: Moving,
    from_patient: int,
    to_patient: int,
    id_: int,
    at: dt.datetime,
    cause: Cause = Cause.MERGE,
) -> None:
    """Moves what is held, and keeps in the ledger where each entry came from and why: `id_` of the `cause`. A visit that does
    not come along is left."""
    headers = await connection.fetch(
        "SELECT id, kind, set_id FROM record_entry WHERE patient_id = $1 AND id = ANY ($2) ORDER BY id",
        from_patient,
        list(moving.entries),
    )
    documents = await connection.fetch(
        "SELECT id FROM document WHERE patient_id = $1 AND entry_id = ANY ($2) ORDER BY id",
        from_patient,
        list(moving.entries),
    )
    await connection.execute(
        _KEEP.format(cause=cause.value), id_, from_patient, to_patient, list(moving.entries), list(moving.visits), at
    )
    await connection.execute(
        _MOVE,
        from_patient,
        to_patient,
        [row["id"] for row in headers],
        list(moving.visits),
        list(sealer.seal_many((row["kind"], to_patient, row["id"]) for row in headers)),
        [row["id"] for row in documents],
        list(sealer.seal_many((int(IdType.DOCUMENT), to_patient, row["id"]) for row in documents)),
        sorted({row["set_id"] for row in headers}) if moving.disputes else [],
    )
    # What a teenager hid stays hidden wherever it goes, with the services of its visit there.
    await connection.execute("SELECT count(*) FROM follow_hidings($1)", sorted((from_patient, to_patient)))
