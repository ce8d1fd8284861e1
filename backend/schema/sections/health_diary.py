"""The health diary (SEC-07)."""

import datetime as dt

import strawberry

from backend.models.sections.health_diary import DiaryMeasure, DiaryOrigin
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(Kind.HEALTH_DIARY, {"measure": "{row}.measure = {value}"})
@strawberry.type(description="One measurement, by the patient or a representative (SEC-07).")
class HealthDiaryEntry(RecordEntry, Node):
    measure: DiaryMeasure = column(EVERYONE)
    value: float | None = column(EVERYONE, description="In `unit`; systolic for blood pressure.")
    value_second: float | None = column(EVERYONE, description="Diastolic, for blood pressure.")
    unit: str | None = column(EVERYONE, description="UCUM.")
    measured_at: dt.datetime = column(EVERYONE)
    origin: DiaryOrigin = column(EVERYONE)
    context: str | None = column(EVERYONE)
    note: str | None = column(EVERYONE)
