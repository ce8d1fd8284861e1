"""Writes entries as new sets, as new versions, or not at all where nothing changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from backend.exchange.fhir.copying import Connection, Values, allocate, copy
from backend.exchange.fhir.draft import Columns, Draft, Entry, Named
from backend.exchange.fhir.parties import Ids
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.source import Row, Source
from backend.exchange.fhir.versions import Stored, changed_here, load_content, pair, same, stored_entries
from backend.models.vocabulary import EntryStatus
from backend.policy.sealing import IdSealer, IdType

# What a file makes inside entries.
PARTS = ("diagnosis", "lab_result", "dispense", "pregnancy_visit", "child_data_note")
MAX_PARTS = 30_000
# Hears, in the file's own transaction, which entries (patient, entry) it stored, new ones and new versions.
Hears = Callable[[Connection, Sequence[tuple[int, int]], dt.datetime], Awaitable[None]]

# New rows may go with what a teenager hid, such as a service of the same visit (migration 0033).
_HIDE_WHAT_GOES_WITH_HIDDEN = (
    "SELECT count(*) FROM follow_hidings(ARRAY(SELECT DISTINCT patient_id FROM entry_hiding "
    "WHERE patient_id = ANY ($1) AND ended_at IS NULL))"
)


@dataclass(slots=True)
class EntryWriter:
    """Writes a draft's entries. `parties` and `encounters` have the ids of what the entries name."""

    connection: Connection
    sealer: IdSealer
    source: Source
    now: dt.datetime
    parties: Ids
    encounters: Ids

    async def write(self, draft: Draft, people: set[int], rows: Sequence[Row]) -> list[tuple[int, int]]:
        """Gives every entry its id; `people` are those who may have entries of this source already.

        Gives (patient, entry) of what it wrote.
        """
        for entry in draft.entries:
            entry.parts = [(table, self._with_parties(columns)) for table, columns in entry.parts]
        # People are held before entries: what a teenager hides meanwhile comes before or after the file, never between.
        await self.connection.execute(
            "SELECT FROM person WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", sorted(people)
        )
        stored = await stored_entries(self.connection, self.source.id, people, rows)
        pairs, left = pair(draft.entries, stored)
        await load_content(self.connection, pairs, PARTS)
        headers = {entry: self._header(draft, entry) for entry in draft.entries}
        ours = await changed_here(self.connection, self.source.id, [one for _, one in pairs])
        unchanged: set[Entry] = set()
        replaced: list[Stored] = []
        for entry, one in pairs:
            entry.set_id = one.header["set_id"]
            if one in ours or same(entry, headers[entry], one):
                entry.id = one.id
                unchanged.add(entry)
            else:
                entry.version = one.header["version"] + 1
                replaced.append(one)
        written = [entry for entry in draft.entries if entry not in unchanged]
        fresh = await allocate(self.connection, {"record_entry": len(written)})
        for entry, id_ in zip(written, fresh["record_entry"], strict=True):
            entry.id = id_
            entry.set_id = entry.set_id or id_
        await self._retire([one for one in replaced if one.current], left, draft)
        hidden = {entry: one.header["hidden_by_patient"] for entry, one in pairs}
        await self._copy(written, headers, hidden)
        await self._hand_over_parts(pairs)
        await self.connection.execute(_HIDE_WHAT_GOES_WITH_HIDDEN, sorted(people))
        return [(entry.person_id, entry.id) for entry in written]

    def _with_parties(self, columns: Columns) -> Columns:
        return {
            name: self.parties[value.party] if isinstance(value, Named) else value for name, value in columns.items()
        }

    def _header(self, draft: Draft, entry: Entry) -> Columns:
        if len(entry.parts) > MAX_PARTS:
            raise Refused(draft.index.by_key[entry.primary].place, "", f"makes an entry of more than {MAX_PARTS} parts")
        main = next(
            (
                columns.get("wording")
                for table, columns in entry.parts
                if table == "diagnosis" and columns.get("kind") == "MAIN"
            ),
            None,
        )
        names = [draft.parties[key].columns for key in (entry.organization, entry.author) if key in draft.parties]
        said = [entry.title, *(columns.get("name") or columns.get("full_name") for columns in names), main]
        return {
            "kind": int(entry.kind),
            "start_key": entry.start_key,
            "event_date": entry.date,
            "title": entry.title,
            "organization_id": self.parties.get(entry.organization) if entry.organization is not None else None,
            "author_id": self.parties.get(entry.author) if entry.author is not None else None,
            "encounter_id": self.encounters.get(entry.encounter) if entry.encounter is not None else None,
            "labels": int(entry.sensitivity.labels),
            "confidentiality": int(entry.confidentiality),
            # Only what every standing able to see the row may read (policy.md).
            "search_text": " ".join(filter(None, said)).lower(),
        }

    async def _retire(self, replaced: list[Stored], left: list[Stored], draft: Draft) -> None:
        """Older versions keep their history and leave every list; so does what its producer took back."""
        placed = {key for entry in draft.entries for key in entry.members}
        superseded = [one.id for one in replaced] + [one.id for one in left if one.members & placed]
        withdrawn = [one.id for one in left if not one.members & placed]
        people = sorted({one.header["patient_id"] for one in [*replaced, *left]})
        for status, ids in ((EntryStatus.SUPERSEDED, superseded), (EntryStatus.ENTERED_IN_ERROR, withdrawn)):
            if ids:
                await self.connection.execute(
                    "UPDATE record_entry SET status = $3 WHERE patient_id = ANY ($1) AND id = ANY ($2)",
                    people,
                    ids,
                    int(status),
                )

    async def _hand_over_parts(self, pairs: list[tuple[Entry, Stored]]) -> None:
        """What belongs to an entry belongs to its newest version: vital signs, a doctor's notes."""
        moved = [(entry.person_id, one.id, entry.id) for entry, one in pairs if entry.id != one.id]
        if moved:
            await self.connection.executemany(
                "UPDATE record_entry SET parent_entry_id = $3 WHERE patient_id = $1 AND parent_entry_id = $2 AND status = 0",
                moved,
            )

    async def _copy(self, entries: list[Entry], headers: dict[Entry, Columns], hidden: dict[Entry, bool]) -> None:
        public = self.sealer.seal_many((int(e.kind), e.person_id, e.id) for e in entries)
        await copy(
            self.connection,
            "record_entry",
            [
                {
                    "id": entry.id,
                    "patient_id": entry.person_id,
                    "public_id": public_id,
                    **headers[entry],
                    "parent_entry_id": entry.part_of.id if entry.part_of is not None else None,
                    # A doctor releases a sensitive row to the portal, never a file; what its patient hid stays hidden.
                    "released_at": None,
                    "hidden_by_patient": hidden.get(entry, False),
                    "status": int(EntryStatus.CURRENT),
                    "set_id": entry.set_id,
                    "version": entry.version,
                    "source_id": self.source.id,
                    "created_at": self.now,
                }
                for entry, public_id in zip(entries, public, strict=True)
            ],
        )
        rows: dict[str, list[Values]] = defaultdict(list)
        for entry in entries:
            key = {"patient_id": entry.person_id, "entry_id": entry.id}
            rows[entry.table].append({**key, **entry.detail})
            positions: dict[str, int] = defaultdict(int)
            for table, columns in entry.parts:
                rows[table].append({**key, "position": positions[table], **columns})
                positions[table] += 1
            for attachment in entry.attachments:
                rows["document"].append(
                    {
                        **key,
                        "title": attachment.title,
                        "content_type": attachment.content_type,
                        "size": len(attachment.content),
                        "sha256": attachment.sha256,
                        "content": attachment.content,
                        "created_on": attachment.created_on,
                    }
                )
        numbered = (*PARTS, "document")
        ids = await allocate(self.connection, {table: len(rows[table]) for table in numbered})
        for table in numbered:
            rows[table] = [{"id": id_, **row} for id_, row in zip(ids[table], rows[table], strict=True)]
        keys = self.sealer.seal_many((IdType.DOCUMENT, row["patient_id"], row["id"]) for row in rows["document"])
        rows["document"] = [{"public_id": key, **row} for key, row in zip(keys, rows["document"], strict=True)]
        for table, records in rows.items():
            await copy(self.connection, table, records)
