"""Changes to what a viewer may not see, each of which can be taken back.

What is invisible is decided by the reference policy (tests/reads/reference), row by row and cell by cell.
"""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backend.models.sections.tables import PARTS
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from tests.reads.cast import AT, BIRTHS
from tests.reads.columns import DATES, TEXTS, Columns
from tests.reads.reference.columns import KIND_OF_TYPE, TABLE_OF_KIND, snake
from tests.reads.reference.policy import FULL_LOG, GUARDED, KINDS, NAMES
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row

GENERATED = ("mask",)
BELONGS = [*(table for table, _ in TABLE_OF_KIND.values()), *PARTS, "document"]
# Columns that no field shows, whoever asks.
UNSHOWN = {
    "organization": ("inn", "kind"),
    "practitioner": ("specialty_code",),
    "document": ("content",),
    "account": ("email",),
    "person": ("residence_region",),
}


@dataclass
class Changes:
    """One bundle of changes invisible to `reading`'s viewer. `done` says in words what was changed."""

    database: asyncpg.Connection
    reading: Reading
    chance: random.Random
    ids: IdSealer
    columns: Columns
    done: list[str] = field(default_factory=list)
    _undo: list[tuple[str, list[Any]]] = field(default_factory=list)

    async def make(self, count: int) -> None:
        kinds: list[Callable[[], Coroutine[Any, Any, None]]] = [
            self.change_entry,
            self.change_entry,
            self.remove_entry,
            self.add_entry,
            self.add_entry,
            self.change_masked_cells,
            self.change_masked_cells,
            self.change_person,
            self.change_unshown,
            self.add_import,
            self.add_others,
            self.add_log_row,
            self.hide_identifier,
        ]
        for _ in range(count):
            await self.chance.choice(kinds)()

    async def undo(self) -> None:
        for sql, values in reversed(self._undo):
            await self.database.execute(sql, *values)

    # Which rows and people the viewer may not know of

    def hidden_entries(self) -> list[Row]:
        return [entry for entry in self.reading.rows["record_entry"] if not self.shown(entry)]

    def shown(self, entry: Row) -> bool:
        """Whether the row, or an earlier version that it is, shows anywhere: by itself, as a version, within a version."""
        reading = self.reading
        held = reading.in_force(entry["patient_id"])
        if reading.visible_version(entry, held):
            return True
        parent = reading.rows.one("record_entry", patient_id=entry["patient_id"], id=entry["parent_entry_id"])
        if entry["status"] == 1 and parent and reading.visible_version(parent, held) and reading.seen(entry, held):
            return True
        own = reading.own
        return bool(
            own and entry["kind"] == 15 and entry["patient_id"] == own.patient and reading.visible_version(entry, [own])
        )

    def mostly_opened(self, rows: list[Row]) -> Row | None:
        """A row, mostly of a record that the viewer reads."""
        opened = {patient for patient in BIRTHS if self.reading.in_force(patient)}
        near = [row for row in rows if row["patient_id"] in opened]
        chosen = near if near and self.chance.random() < 0.85 else rows
        return self.chance.choice(chosen) if chosen else None

    def strangers(self) -> list[int]:
        """Patients of whom the viewer has nothing at all, not even a pending link."""
        reading, account = self.reading, self.reading.account
        person = account["person_id"] if account else None
        known = {held.patient for held in reading.held} | {person}
        known |= {
            link["patient_id"] for link in reading.rows["legal_representation"] if link["representative_id"] == person
        }
        return [patient for patient in BIRTHS if patient not in known]

    # Changes

    async def change_entry(self) -> None:
        """Another title, date, place or text on a hidden row."""
        entry = self.mostly_opened(self.hidden_entries())
        if entry is None:
            return
        changed = {
            "title": self.chance.choice((*TEXTS, None)),
            "search_text": self.chance.choice(TEXTS).lower(),
            "organization_id": self.chance.choice((1, 2, None)),
            "author_id": self.chance.choice((1, 2, None)),
            "event_date": self.chance.choice(DATES),
        }
        if self.shown({**entry, **changed}):
            changed.pop("event_date")
        await self.update("record_entry", entry, changed, "patient_id", "id")
        table = TABLE_OF_KIND[NAMES[entry["kind"]]][0]
        for detail in await self.rows_of(table, entry):
            fresh = self.columns.fill(table, {"patient_id": entry["patient_id"], "entry_id": entry["id"]})
            await self.update(table, detail, fresh, "patient_id", "entry_id")
        for part in PARTS:
            for row in await self.rows_of(part, entry):
                fresh = self.columns.fill(part, {"patient_id": entry["patient_id"], "entry_id": entry["id"]})
                await self.update(part, row, fresh, "patient_id", "entry_id", "id")

    async def remove_entry(self) -> None:
        """A hidden row goes, with all that hangs on it."""
        entry = self.mostly_opened([entry for entry in self.hidden_entries() if not self.parent_of_any(entry)])
        if entry is None:
            return
        current = await self.database.fetchrow(
            "SELECT * FROM record_entry WHERE patient_id = $1 AND id = $2", entry["patient_id"], entry["id"]
        )
        if current is None:
            return
        kept = [("record_entry", dict(current))]
        for table in BELONGS:
            kept += [(table, row) for row in await self.rows_of(table, entry)]
        await self.database.execute(
            "DELETE FROM record_entry WHERE patient_id = $1 AND id = $2", entry["patient_id"], entry["id"]
        )
        self.done.append(f"removed {entry['id']} of {entry['patient_id']}")
        for table, row in reversed(kept):
            self._undo.append(_insert(table, row))

    def parent_of_any(self, entry: Row) -> bool:
        return any(each["parent_entry_id"] == entry["id"] for each in self.reading.rows["record_entry"])

    async def add_entry(self) -> None:
        """A hidden row more, on a record that the viewer reads or on another."""
        reading, chance = self.reading, self.chance
        opened = [patient for patient in BIRTHS if reading.in_force(patient)]
        patient = chance.choice(opened) if opened and chance.random() < 0.8 else chance.choice(list(BIRTHS))
        for _ in range(40):
            kind = chance.choice(list(Kind))
            labels = chance.choice((0, 1, 2, 4, 8, 16, 32, 64, 128))
            id_ = await self.database.fetchval("SELECT 500000 + nextval('record_entry_id_seq')")
            entry = {
                "id": id_,
                "patient_id": patient,
                "public_id": self.ids.seal(kind, patient, id_),
                "kind": int(kind),
                "start_key": chance.choice((31, 34, 36)) if kind == Kind.INSTRUMENTAL_STUDIES else int(kind),
                "event_date": chance.choice(DATES),
                "title": chance.choice(TEXTS),
                "organization_id": chance.choice((1, None)),
                "author_id": chance.choice((1, None)),
                "parent_entry_id": None,
                "labels": labels,
                "confidentiality": chance.choice((1, 2)) if labels else chance.choice((0, 1, 2)),
                "released_at": None,
                "hidden_by_patient": chance.random() < 0.5,
                "only_practitioner_id": chance.choice((1, 2, 3))
                if kind == Kind.PRIVATE_NOTE or chance.random() < 0.2
                else None,
                "status": chance.choice((0, 0, 0, 1, 2)),
                "set_id": id_,
                "version": 1,
                "search_text": "поликлиника",
            }
            own = (
                [reading.own]
                if reading.own and reading.own.patient == patient and kind == Kind.RENDERED_SERVICES
                else []
            )
            if not reading.visible(entry, [*reading.in_force(patient), *own]):
                break
        else:
            return
        await self.insert("record_entry", entry, "patient_id", "id")
        key = {"patient_id": patient, "entry_id": id_}
        detail = self.columns.fill(TABLE_OF_KIND[kind.name][0], key)
        await self.database.execute(*_flat(_insert(TABLE_OF_KIND[kind.name][0], detail)))
        for table in PARTS:
            await self.database.execute(*_flat(_insert(table, self.columns.fill(table, {**key, "position": 0}))))

    async def change_masked_cells(self) -> None:
        """Cells that no single standing gives with their rows (policy.md, principle 4)."""
        reading, chance = self.reading, self.chance
        path = chance.choice(list(GUARDED))
        (type_name, name), (allowed, _) = path.split("."), GUARDED[path]
        if type_name == "Patient":
            people = [
                {"patient_id": patient}
                for patient in BIRTHS
                if not any(held.standing in allowed for held in reading.in_force(patient))
            ]
            if name in ("address", "phone", "email") and (chosen := self.mostly_opened(people)):
                person = reading.rows.one("person", id=chosen["patient_id"])
                assert person is not None
                value = "+79999999999" if name == "phone" else chance.choice(TEXTS)
                await self.update("person", person, {name: value}, "id")
            elif name == "emergencyContacts" and (chosen := self.mostly_opened(people)):
                said = {"position": 7, "name": "Бабушка", "phone": "+79999999998"}
                await self.add_numbered("emergency_contact", {"patient_id": chosen["patient_id"], **said})
            return
        if type_name == "EntryVersion":
            entries = [
                entry
                for entry in reading.rows["record_entry"]
                if not any(held.standing in allowed for held in reading.in_force(entry["patient_id"]))
            ]
            if entry := self.mostly_opened(entries):
                await self.say_of_version(entry, name)
            return
        kind = KIND_OF_TYPE[type_name]
        names = ["guardian_name", "guardian_relationship", "guardian_document"] if name == "guardian" else [snake(name)]
        table = TABLE_OF_KIND[kind][0]
        masked = [
            entry
            for entry in reading.rows.where("record_entry", kind=KINDS[kind])
            if not any(
                held.standing in allowed for held in reading.visible(entry, reading.in_force(entry["patient_id"]))
            )
        ]
        if name != "privateNotes" and (entry := self.mostly_opened(masked)):
            for detail in await self.rows_of(table, entry):
                fresh = self.columns.fill(table, {"patient_id": entry["patient_id"], "entry_id": entry["id"]})
                await self.update(table, detail, {column: fresh[column] for column in names}, "patient_id", "entry_id")

    async def say_of_version(self, entry: Row, name: str) -> None:
        """What a doctor said of a version, to doctors."""
        said = {"patient_id": entry["patient_id"], "entry_id": entry["id"], "account_id": 1, "at": AT}
        if name == "reason":
            await self.add_numbered("entry_change", {**said, "reason": "Исправление", "withdrawn": False})
        else:
            await self.add_numbered("entry_release", {**said, "practitioner_id": 1, "note": "Беседа"})

    async def change_person(self) -> None:
        """All of a stranger's demographics."""
        strangers = self.strangers()
        if strangers:
            person = self.reading.rows.one("person", id=self.chance.choice(strangers))
            assert person is not None
            changed = {
                "family_name": "Другая",
                "given_name": "",
                "patronymic": None,
                "blood_group": "0",
                "sex": "OTHER",
            }
            changed["birth_date"] = self.chance.choice((dt.date(1999, 9, 9), None))
            await self.update("person", person, changed, "id")

    async def change_unshown(self) -> None:
        table = self.chance.choice(list(UNSHOWN))
        row = self.chance.choice(self.reading.rows[table])
        values = {
            "inn": "7707083893",
            "kind": "LAB",
            "specialty_code": "9",
            "content": b"x",
            "email": "x@y.ru",
            "residence_region": "99",
        }
        keys = ("patient_id", "id") if table == "document" else ("id",)
        await self.update(table, row, {column: values[column] for column in UNSHOWN[table]}, *keys)

    async def add_import(self) -> None:
        """A resource kept whole beside the record."""
        source = await self.database.fetchval(
            "INSERT INTO import_source (name, created_at) VALUES ($1, now()) RETURNING id", str(uuid.uuid4())
        )
        row = {
            "source_id": source,
            "resource_type": "Observation",
            "resource_id": "1",
            "patient_id": self.chance.choice(list(BIRTHS)),
            "content_hash": b"x" * 32,
            "outcome": "KEPT_ASIDE",
            "reason": "no section",
            "payload": '{"resourceType": "Observation"}',
        }
        await self.database.execute(*_flat(_insert("imported_resource", row)))
        self._undo.append(("DELETE FROM import_source WHERE id = $1", [source]))
        self._undo.append(("DELETE FROM imported_resource WHERE source_id = $1", [source]))
        self.done.append("added an imported resource")

    async def add_others(self) -> None:
        """Standings of others on the same records: theirs alone."""
        viewer, chance = self.reading.account, self.chance
        patient = chance.choice(list(BIRTHS))
        if chance.random() < 0.5:
            practitioner = chance.choice([id_ for id_ in (1, 2, 3) if not viewer or id_ != viewer["practitioner_id"]])
            row = {
                "patient_id": patient,
                "practitioner_id": practitioner,
                "reason": "Причина не короче двадцати знаков",
                "started_at": AT,
            }
            id_ = await self.database.fetchval(*_flat(_insert("break_glass_access", row, "RETURNING id")))
            self._undo.append(("DELETE FROM break_glass_access WHERE id = $1", [id_]))
        else:
            other = chance.choice(
                [id_ for id_ in (201, 202, 205) if id_ != patient and (not viewer or id_ != viewer["person_id"])]
            )
            row = {
                "patient_id": patient,
                "representative_id": other,
                "labels": 8,
                "diary": True,
                "created_at": AT,
                "ended_at": AT,
            }
            id_ = await self.database.fetchval(*_flat(_insert("teen_share", row, "RETURNING id")))
            self._undo.append(("DELETE FROM teen_share WHERE id = $1", [id_]))
        self.done.append(f"gave another a standing on {patient}")

    async def add_log_row(self) -> None:
        """A visit by somebody else, where the viewer reads own acts only, or nothing."""
        reading = self.reading
        patients = [
            {"patient_id": patient}
            for patient in BIRTHS
            if not any(held.standing in FULL_LOG for held in reading.in_force(patient))
        ]
        chosen = self.mostly_opened(patients)
        assert chosen is not None
        others = [
            row["id"] for row in reading.rows["account"] if not reading.account or row["id"] != reading.account["id"]
        ]
        row = {
            **chosen,
            "seq": 10**9 + self.chance.randrange(10**6),
            "at": AT,
            "account_id": self.chance.choice(others),
            "standings": 4,
            "operation": None,
            "sections": [1, 2],
            "request_id": uuid.uuid4(),
        }
        await self.insert("access_log", row, "patient_id", "seq")

    async def hide_identifier(self) -> None:
        """All but the last digits of a number, and numbers that are shown nowhere."""
        rows = self.reading.rows["person_identifier"]
        row = self.chance.choice(rows)
        if row["kind"] == "PASSPORT":
            await self.update("person_identifier", row, {"value": "9999 99" + row["value"][-4:]}, "id")
        else:
            await self.update("person_identifier", row, {"value": "Y2"}, "id")
        policy = self.chance.choice(self.reading.rows["insurance_policy"])
        await self.update("insurance_policy", policy, {"number": "99" + policy["number"][-4:]}, "id")

    # Writing

    async def rows_of(self, table: str, entry: Row) -> list[Row]:
        found = await self.database.fetch(
            f"SELECT * FROM {table} WHERE patient_id = $1 AND entry_id = $2", entry["patient_id"], entry["id"]
        )
        return [dict(row) for row in found]

    async def update(self, table: str, row: Row, changed: dict[str, Any], *keys: str) -> None:
        where = " AND ".join(f"{key} = ${place}" for place, key in enumerate(keys, start=1))
        found = await self.database.fetchrow(f"SELECT * FROM {table} WHERE {where}", *(row[key] for key in keys))
        if found is None:
            return
        kept = {name: found[name] for name in changed if name not in keys}

        def statement(values: dict[str, Any]) -> tuple[str, list[Any]]:
            sets = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, start=len(keys) + 1))
            return f"UPDATE {table} SET {sets} WHERE {where}", [*(row[key] for key in keys), *values.values()]

        await self.database.execute(*_flat(statement({name: changed[name] for name in kept})))
        self._undo.append(statement(kept))
        self.done.append(f"changed {table} {[row[key] for key in keys]}: {sorted(kept)}")

    async def add_numbered(self, table: str, row: dict[str, Any]) -> None:
        """A row more in a table whose rows have numbers of their own."""
        id_ = await self.database.fetchval(*_flat(_insert(table, row, "RETURNING id")))
        self._undo.append((f"DELETE FROM {table} WHERE id = $1", [id_]))
        self.done.append(f"added to {table} {row}")

    async def insert(self, table: str, row: dict[str, Any], *keys: str) -> None:
        await self.database.execute(*_flat(_insert(table, row)))
        where = " AND ".join(f"{key} = ${place}" for place, key in enumerate(keys, start=1))
        self._undo.append((f"DELETE FROM {table} WHERE {where}", [row[key] for key in keys]))
        self.done.append(f"added to {table} {row}")


def _insert(table: str, row: dict[str, Any], after: str = "") -> tuple[str, list[Any]]:
    names = [name for name in row if name not in GENERATED]
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) {after}", [row[name] for name in names]


def _flat(statement: tuple[str, list[Any]]) -> tuple[Any, ...]:
    return statement[0], *statement[1]
