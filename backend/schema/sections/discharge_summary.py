"""Discharge summaries (SEC-06)."""

import datetime as dt

import strawberry

from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, Standing
from backend.schema.entry import NamedRepresentative, Node, RecordEntry, named_representative
from backend.schema.fields import column, entry_type, part_entries, parts
from backend.schema.sections.clinical import Procedure, VitalSign
from backend.schema.sections.diagnosis import Diagnosis


@entry_type(Kind.DISCHARGE_SUMMARIES, {"ward": "{row}.ward = {value}"})
@strawberry.type(description="The summary of a hospital stay (SEC-06).")
class DischargeSummary(RecordEntry, Node):
    admitted_at: dt.datetime | None = column(EVERYONE)
    discharged_at: dt.datetime | None = column(EVERYONE)
    ward: str | None = column(EVERYONE)
    channel: str | None = column(EVERYONE)
    diagnoses: list[Diagnosis] | None = parts(EVERYONE, "diagnosis")
    history: str | None = column(EVERYONE)
    studies: str | None = column(EVERYONE)
    consultations: str | None = column(EVERYONE)
    operations: str | None = column(EVERYONE)
    treatment: str | None = column(EVERYONE)
    transfusions: str | None = column(EVERYONE)
    condition: str | None = column(EVERYONE)
    outcome: str | None = column(EVERYONE)
    result: str | None = column(EVERYONE)
    recommendations: str | None = column(EVERYONE)
    sick_leave_number: str | None = column(EVERYONE)
    vital_signs: list[VitalSign] | None = part_entries(EVERYONE, Kind.VITAL_SIGN)
    procedures: list[Procedure] | None = part_entries(EVERYONE, Kind.PROCEDURE)
    guardian: NamedRepresentative | None = named_representative(Standing.TREATING_DOCTOR)  # type: ignore[assignment]
