"""Collects entries of the cast's records and writes them in bulk, with their details, parts and documents."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import asyncpg

from backend.models.sections.tables import PARTS, TABLES
from backend.models.vocabulary import NO_LABELS, Confidentiality, EntryStatus, Kind, Label, Modality
from backend.policy.sealing import IdSealer, IdType

Values = Mapping[str, Any]
Record = Any


class Connection(Protocol):
    """What loading needs of an asyncpg connection; a pooled one has the same methods but not the same class."""

    def transaction(self) -> AbstractAsyncContextManager[Any]: ...
    async def execute(self, query: str, *args: object) -> str: ...
    async def executemany(self, command: str, args: Any) -> None: ...
    async def fetch(self, query: str, *args: object) -> list[Record]: ...
    async def fetchval(self, query: str, *args: object) -> Any: ...
    async def fetchrow(self, query: str, *args: object) -> Record: ...
    async def copy_to_table(self, table_name: str, *, source: Any, columns: Any, format: Any) -> str: ...
    async def copy_records_to_table(self, table_name: str, *, records: Any, columns: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Original:
    """An entry's original document: plain text, stored as UTF-8 bytes."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Secrecy:
    """How an entry is kept: classes, confidentiality, and whether its doctor released it to the portal."""

    labels: Label = NO_LABELS
    confidentiality: Confidentiality = Confidentiality.N
    released: bool = True


OPEN = Secrecy()


@dataclass(eq=False, slots=True)
class Draft:
    """One entry before it is written. `previous` is the version that it replaces."""

    patient: int
    kind: Kind
    on: dt.date
    title: str | None
    organization: int | None
    organization_name: str
    author: int | None
    author_name: str
    secrecy: Secrecy
    detail: Values
    parts: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    encounter: int | None = None
    parent: "Draft | None" = None
    previous: "Draft | None" = None
    private: bool = False
    hidden: bool = False
    original: Original | None = None
    replaced: bool = False
    id: int = 0

    @property
    def start_key(self) -> int:
        """Whose start date binds the entry: its section's, its modality's, or its parent's."""
        if self.parent is not None and self.kind > Kind.RENDERED_SERVICES:
            return self.parent.start_key
        if self.kind is Kind.INSTRUMENTAL_STUDIES:
            return int(Modality[self.detail["modality"]])
        return int(self.kind)

    @property
    def set_id(self) -> int:
        return self.previous.set_id if self.previous else self.id

    @property
    def version(self) -> int:
        return self.previous.version + 1 if self.previous else 1

    @property
    def search_text(self) -> str:
        """Only what every standing able to see the row may read (policy.md)."""
        main = next((d.get("wording") for d in self.parts.get("diagnosis", ()) if d.get("kind") == "MAIN"), None)
        return " ".join(filter(None, (self.title, self.organization_name, self.author_name, main))).lower()


async def write(connection: Connection, sealer: IdSealer, drafts: Sequence[Draft], at: dt.datetime) -> None:
    """Writes the drafts in one copy a table. Headers come first: everything else refers to them."""
    ids = await connection.fetch("SELECT nextval('record_entry_id_seq') AS id FROM generate_series(1, $1)", len(drafts))
    for draft, row in zip(drafts, ids, strict=True):
        draft.id = row["id"]
    public = sealer.seal_many((int(d.kind), d.patient, d.id) for d in drafts)
    headers = [
        {
            "id": d.id,
            "patient_id": d.patient,
            "public_id": public_id,
            "kind": int(d.kind),
            "start_key": d.start_key,
            "event_date": d.on,
            "title": d.title,
            "organization_id": d.organization,
            "author_id": d.author,
            "encounter_id": d.encounter,
            "parent_entry_id": d.parent.id if d.parent else None,
            "labels": int(d.secrecy.labels),
            "confidentiality": int(d.secrecy.confidentiality),
            "released_at": at if d.secrecy.released else None,
            "hidden_by_patient": d.hidden,
            "only_practitioner_id": d.author if d.private else None,
            "status": int(EntryStatus.SUPERSEDED if d.replaced else EntryStatus.CURRENT),
            "set_id": d.set_id,
            "version": d.version,
            "search_text": d.search_text,
            "created_at": at,
        }
        for d, public_id in zip(drafts, public, strict=True)
    ]
    await copy(connection, "record_entry", headers)
    details: dict[str, list[Values]] = defaultdict(list)
    for d in drafts:
        key = {"patient_id": d.patient, "entry_id": d.id}
        details[TABLES[d.kind]].append({**key, **d.detail})
        for table, rows in d.parts.items():
            details[table].extend({**key, "position": place, **row} for place, row in enumerate(rows))
    for table, rows in details.items():
        if table in PARTS:
            numbers = await connection.fetch(
                "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)", table, len(rows)
            )
            rows = [{"id": number["id"], **row} for number, row in zip(numbers, rows, strict=True)]
        await copy(connection, table, rows)
    await _write_originals(connection, sealer, [d for d in drafts if d.original])


async def copy(connection: Connection, table: str, rows: Sequence[Values]) -> None:
    """Copies rows that may name different columns; what a row leaves out is null."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if rows:
        records = [tuple(row.get(name) for name in columns) for row in rows]
        try:
            await connection.copy_records_to_table(table, records=records, columns=columns)
        except asyncpg.PostgresError as error:
            raise RuntimeError(f"demo rows do not fit {table}: {error}") from error


async def _write_originals(connection: Connection, sealer: IdSealer, drafts: Sequence[Draft]) -> None:
    ids = await connection.fetch("SELECT nextval('document_id_seq') AS id FROM generate_series(1, $1)", len(drafts))
    rows = []
    for draft, row in zip(drafts, ids, strict=True):
        assert draft.original is not None
        content = draft.original.text.encode()
        rows.append(
            {
                "id": row["id"],
                "patient_id": draft.patient,
                "entry_id": draft.id,
                "public_id": sealer.seal(IdType.DOCUMENT, draft.patient, row["id"]),
                "title": draft.original.title,
                "content_type": "text/plain; charset=utf-8",
                "size": len(content),
                "sha256": hashlib.sha256(content).digest(),
                "content": content,
                "created_on": draft.on,
            }
        )
    await copy(connection, "document", rows)
