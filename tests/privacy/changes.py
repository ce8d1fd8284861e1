"""Changes to what a viewer may not see, each of which can be taken back.

What is invisible is decided by the reference policy (tests/reads/reference), row by row (invisible.py) and cell by cell (masked.py).
"""

import datetime as dt
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from backend.models.sections.tables import PARTS
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from tests.privacy.masked import MaskedCells
from tests.privacy.undoing import flat, insertion
from tests.reads.cast import AT, BIRTHS
from tests.reads.columns import DATES, TEXTS
from tests.reads.reference.columns import TABLE_OF_KIND
from tests.reads.reference.policy import FULL_LOG, NAMES
from tests.reads.reference.rows import Row

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
class Changes(MaskedCells):
    """One bundle of changes invisible to `reading`'s viewer."""

    ids: IdSealer

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
            self.undone_by(*insertion(table, row))

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
        await self.database.execute(*flat(insertion(TABLE_OF_KIND[kind.name][0], detail)))
        for table in PARTS:
            await self.database.execute(*flat(insertion(table, self.columns.fill(table, {**key, "position": 0}))))

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
        await self.database.execute(*flat(insertion("imported_resource", row)))
        self.undone_by("DELETE FROM import_source WHERE id = $1", [source])
        self.undone_by("DELETE FROM imported_resource WHERE source_id = $1", [source])
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
            id_ = await self.database.fetchval(*flat(insertion("break_glass_access", row, "RETURNING id")))
            self.undone_by("DELETE FROM break_glass_access WHERE id = $1", [id_])
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
            id_ = await self.database.fetchval(*flat(insertion("teen_share", row, "RETURNING id")))
            self.undone_by("DELETE FROM teen_share WHERE id = $1", [id_])
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
