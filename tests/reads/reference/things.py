"""Objects of an answer while it is made, and the rows that the viewer may know of."""

from dataclasses import dataclass, field
from typing import Any

from tests.reads.reference.columns import TABLE_OF_KIND
from tests.reads.reference.cursors import Place
from tests.reads.reference.policy import KINDS, NAMES, SECTIONS
from tests.reads.reference.reader import Reading, Refused
from tests.reads.reference.rows import Row
from tests.reads.reference.standings import Held


@dataclass(frozen=True)
class Thing:
    """An object: its type, its row, the entry's header; `held` are the standings that give it."""

    type: str
    row: Row
    held: list[Held] = field(default_factory=list)
    patient: int = 0
    entry: Row | None = None


@dataclass(frozen=True)
class Connection:
    """A list with its page."""

    type: str
    total: int
    page: list[tuple[Place, Thing]]
    more: bool
    given: dict[str, Any]
    notices: list[str]


def refuse_with(refused: Refused) -> Any:
    raise refused


def open_record(reading: Reading, patient: int | None) -> Thing | None:
    held = reading.in_force(patient)
    person = reading.rows.one("person", id=patient)
    return Thing("MedicalRecord", person, held, person["id"]) if held and person else None


def entry_of(reading: Reading, entry: Row, held: list[Held]) -> Thing | None:
    """A visible entry with its own row, else nothing."""
    return _thing_of(reading, entry, reading.visible(entry, held))


def version_of(reading: Reading, entry: Row, held: list[Held]) -> Thing | None:
    """The same for an entry by its id, which may be an earlier version's."""
    return _thing_of(reading, entry, reading.visible_version(entry, held))


def part_of(reading: Reading, entry: Row, held: list[Held]) -> Thing | None:
    """The same for a row that belongs to a version of an entry, whichever version that is."""
    return _thing_of(reading, entry, reading.seen(entry, held))


def _thing_of(reading: Reading, entry: Row, giving: list[Held]) -> Thing | None:
    table, type_name = TABLE_OF_KIND[NAMES[entry["kind"]]]
    detail = reading.rows.one(table, patient_id=entry["patient_id"], entry_id=entry["id"])
    return Thing(str(type_name), detail or {}, giving, entry["patient_id"], entry) if giving else None


def entries_of(reading: Reading, patient: int, held: list[Held], kind: str | None = None) -> list[Row]:
    """Visible headers of a kind, or of every section."""
    return [
        entry
        for entry in reading.rows.where("record_entry", patient_id=patient)
        if (entry["kind"] == KINDS[kind] if kind else entry["kind"] <= len(SECTIONS)) and reading.visible(entry, held)
    ]


def organization_of(reading: Reading, id_: int | None) -> Thing | None:
    row = reading.rows.one("organization", id=id_)
    return Thing("Organization", row) if row else None


def named_of(row: Row) -> dict[str, Any]:
    return {name: row[f"guardian_{name}"] for name in ("name", "relationship", "document")}


def display_name(row: Row) -> str:
    return " ".join(name for name in (row["family_name"], row["given_name"], row["patronymic"]) if name)
