"""Which rows and people a viewer may not know of, by the reference policy (tests/reads/reference), row by row."""

import random
from dataclasses import dataclass

from tests.reads.cast import BIRTHS
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row


@dataclass
class Invisible:
    """What `reading`'s viewer may not know of."""

    reading: Reading
    chance: random.Random

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
