"""Changes of cells that a viewer may not see in rows which they may (policy.md, principle 4)."""

from dataclasses import dataclass

from tests.privacy.invisible import Invisible
from tests.privacy.undoing import Undoing
from tests.reads.cast import AT, BIRTHS
from tests.reads.columns import TEXTS, Columns
from tests.reads.reference.columns import KIND_OF_TYPE, TABLE_OF_KIND, snake
from tests.reads.reference.policy import GUARDED, KINDS
from tests.reads.reference.rows import Row


@dataclass
class MaskedCells(Invisible, Undoing):
    """Cells that `reading`'s viewer may not see."""

    columns: Columns

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
        if type_name in ("EntryVersion", "EntryHiding"):
            entries = [
                entry
                for entry in reading.rows["record_entry"]
                if not any(held.standing in allowed for held in reading.in_force(entry["patient_id"]))
            ]
            if entry := self.mostly_opened(entries):
                await (self.lift(entry) if type_name == "EntryHiding" else self.say_of_version(entry, name))
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

    async def lift(self, entry: Row) -> None:
        """A doctor lifts what a teenager hid, for the teenager and doctors to know."""
        act = {"patient_id": entry["patient_id"], "set_id": entry["set_id"], "account_id": 1, "hidden_at": AT}
        await self.add_numbered(
            "entry_hiding", {**act, "ended_at": AT, "lifted_by_id": 1, "reason": "Угроза жизни, как сказал врач"}
        )

    async def say_of_version(self, entry: Row, name: str) -> None:
        """What a doctor said of a version, to doctors."""
        said = {"patient_id": entry["patient_id"], "entry_id": entry["id"], "account_id": 1, "at": AT}
        if name == "reason":
            await self.add_numbered("entry_change", {**said, "reason": "Исправление", "withdrawn": False})
        else:
            await self.add_numbered("entry_release", {**said, "practitioner_id": 1, "note": "Беседа"})
