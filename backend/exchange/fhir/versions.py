"""Which stored entry each entry to be continues: unchanged, as a new version, or as the first of a new set."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from backend.exchange.fhir.copying import Connection
from backend.exchange.fhir.draft import Columns, Entry
from backend.exchange.fhir.resource import Key
from backend.exchange.fhir.source import Row
from backend.models.vocabulary import EntryStatus, Kind

_HEADER = (
    "patient_id, id, kind, start_key, event_date, title, organization_id, author_id, encounter_id, parent_entry_id, "
    "labels, confidentiality, hidden_by_patient, status, set_id, version"
)
_OF_ENCOUNTER = (Kind.EXAMINATION_PROTOCOLS, Kind.DISCHARGE_SUMMARIES, Kind.AMBULANCE_CALLS)


@dataclass(slots=True, eq=False)
class Stored:
    """The newest version of a set of this source, with all that it is made of."""

    header: dict[str, Any]
    members: set[Key]
    detail: Columns = field(default_factory=dict)
    parts: list[tuple[str, Columns]] = field(default_factory=list)
    documents: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.header["id"])

    @property
    def current(self) -> bool:
        return bool(self.header["status"] == EntryStatus.CURRENT)


async def stored_entries(
    connection: Connection, source_id: int, people: Iterable[int], rows: Iterable[Row]
) -> list[Stored]:
    """The entries of this source in these people's records: current ones, and those that resources last went to."""
    patients = sorted(people)
    if not patients:
        return []
    members: dict[int, set[Key]] = defaultdict(set)
    encounters: dict[int, Key] = {}
    for row in rows:
        if row.target_id is not None and row.target_table == "encounter":
            encounters[row.target_id] = row.key
        elif row.target_id is not None and row.patient_id is not None and row.target_table not in _NO_ENTRY:
            members[row.target_id].add(row.key)
    headers = await connection.fetch(
        f"SELECT DISTINCT ON (patient_id, set_id) {_HEADER} FROM record_entry WHERE patient_id = ANY ($1) "
        "AND source_id = $2 AND (status = 0 OR id = ANY ($3) OR (encounter_id = ANY ($4) AND kind = ANY ($5))) "
        "ORDER BY patient_id, set_id, version DESC",
        patients,
        source_id,
        sorted(members),
        sorted(encounters),
        [int(kind) for kind in _OF_ENCOUNTER],
    )
    found = []
    for header in headers:
        one = Stored(dict(header), members.get(header["id"], set()))
        if header["kind"] in _OF_ENCOUNTER and header["encounter_id"] in encounters:
            one.members.add(encounters[header["encounter_id"]])
        found.append(one)
    return found


# What patients and representatives keep, change and take out themselves.
_FAMILY = (Kind.HEALTH_DIARY, Kind.CHILD_DATA)


async def changed_here(connection: Connection, source_id: int, stored: Iterable[Stored]) -> set[Stored]:
    """Those that somebody here has changed or taken out since they came: their word stands, whatever a file says again."""
    older = {(one.header["patient_id"], one.header["set_id"]): one for one in stored if not one.current}
    if not older:
        return set()
    newest = await connection.fetch(
        "SELECT DISTINCT ON (patient_id, set_id) patient_id, set_id, source_id, kind FROM record_entry "
        "WHERE patient_id = ANY ($1) AND set_id = ANY ($2) ORDER BY patient_id, set_id, version DESC",
        sorted({patient for patient, _ in older}),
        sorted({set_id for _, set_id in older}),
    )
    return {
        older[row["patient_id"], row["set_id"]]
        for row in newest
        if (row["patient_id"], row["set_id"]) in older and (row["source_id"] != source_id or row["kind"] in _FAMILY)
    }


_NO_ENTRY = ("person", "organization", "practitioner", "insurance_policy")


async def load_content(connection: Connection, pairs: list[tuple[Entry, Stored]], part_tables: tuple[str, ...]) -> None:
    """Fills in details, parts and documents of the stored entries that are to be compared."""
    by_id = {stored.id: stored for _, stored in pairs if stored.current}
    if not by_id:
        return
    patients, ids = sorted({stored.header["patient_id"] for stored in by_id.values()}), sorted(by_id)
    where = "WHERE patient_id = ANY ($1) AND entry_id = ANY ($2)"
    for table in sorted({entry.table for entry, _ in pairs}):
        for row in await connection.fetch(f"SELECT * FROM {table} {where}", patients, ids):
            by_id[row["entry_id"]].detail = _values(row)
    for table in part_tables:
        for row in await connection.fetch(f"SELECT * FROM {table} {where} ORDER BY position, id", patients, ids):
            # What a doctor here has noted since came in no file.
            if row.get("written_by_id") is None:
                by_id[row["entry_id"]].parts.append((table, _values(row)))
    documents = await connection.fetch(
        f"SELECT entry_id, title, content_type, sha256, created_on FROM document {where} ORDER BY id", patients, ids
    )
    for row in documents:
        by_id[row["entry_id"]].documents.append(tuple(row)[1:])


def _values(row: Any) -> Columns:
    kept_by_the_database = ("id", "patient_id", "entry_id", "position")
    return {name: value for name, value in row.items() if value is not None and name not in kept_by_the_database}


def pair(entries: list[Entry], stored: list[Stored]) -> tuple[list[tuple[Entry, Stored]], list[Stored]]:
    """Pairs each entry with the stored one that shares most resources with it; and the stored ones left over."""
    heads: dict[Key, int] = defaultdict(int)
    for entry in entries:
        heads[entry.primary] += 1
    by_member: dict[tuple[int, int, Key], list[Stored]] = defaultdict(list)
    for one in stored:
        for key in one.members:
            by_member[one.header["patient_id"], one.header["kind"], key].append(one)
    scores: dict[tuple[int, int], tuple[int, int, Entry, Stored]] = {}
    for place, entry in enumerate(entries):
        for key in entry.members:
            # The resource that gives an entry its identity decides, unless a report was split among several.
            weight = 1_000_000 if key == entry.primary and heads[key] == 1 else 1
            for one in by_member[entry.person_id, int(entry.kind), key]:
                before = scores.get((place, id(one)), (0,))[0]
                scores[place, id(one)] = (before + weight, -place, entry, one)
    pairs, taken = [], set()
    for _, _, entry, one in sorted(
        scores.values(), key=lambda found: (found[0], found[3].current, found[1]), reverse=True
    ):
        if id(entry) not in taken and id(one) not in taken:
            taken |= {id(entry), id(one)}
            pairs.append((entry, one))
    return pairs, [one for one in stored if id(one) not in taken and one.current]


def same(entry: Entry, header: Columns, one: Stored) -> bool:
    """Whether the stored entry already says all that the entry to be says; its parent apart."""
    if not one.current or any(one.header[name] != value for name, value in header.items() if name in _COMPARED):
        return False
    documents = [(a.title, a.content_type, a.sha256, a.created_on) for a in entry.attachments]
    return (
        one.detail == _given(entry.detail)
        and sorted(one.parts, key=_table) == sorted(((t, _given(c)) for t, c in entry.parts), key=_table)
        and one.documents == documents
    )


_COMPARED = (
    "start_key",
    "event_date",
    "title",
    "organization_id",
    "author_id",
    "encounter_id",
    "labels",
    "confidentiality",
)


def _given(columns: Columns) -> Columns:
    return {name: value for name, value in columns.items() if value is not None}


def _table(part: tuple[str, Columns]) -> str:
    return part[0]
