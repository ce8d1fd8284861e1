"""A doctor's day: types of its own, seen by nobody else."""

import datetime as dt

import strawberry

from backend.models.vocabulary import EncounterClass, EncounterGround

strawberry.enum(EncounterClass, description="HL7 v3 ActEncounterCode: where care is given.")
strawberry.enum(EncounterGround, description="What let the doctor open the encounter.")


@strawberry.type(description="One of the doctor's own encounters that opens a record to them now (SCT-02).")
class DoctorEncounter:
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date | None
    encounter_class: EncounterClass
    ground: EncounterGround | None
    organization: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None = strawberry.field(
        description="When it was closed, or closed by itself; null while it is open."
    )
    until: dt.datetime | None = strawberry.field(
        description="When the record closes by itself, 72 hours after the encounter; null while no end is known."
    )
