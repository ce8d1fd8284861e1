"""The health diary (SEC-07)."""

import datetime as dt
from enum import Enum
from typing import cast

import strawberry

from backend.models.sections.health_diary import DiaryContext, DiaryMeasure, DiaryOrigin
from backend.models.vocabulary import Kind
from backend.policy.diary_alerts import ALERTS
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import assembled, column, entry_type, plumbing

DiaryAlertCode = strawberry.enum(
    cast("type[Enum]", Enum("DiaryAlertCode", {alert.code: alert.code for alert in ALERTS})),
    description="A figure of the diary that is worth a word; never a diagnosis.",
)


@strawberry.type(description="What is said of a figure that is taken and still worth a word.")
class DiaryAlert:
    code: DiaryAlertCode = plumbing()  # type: ignore[valid-type]
    message: str = plumbing("What to do next, in the asked language.")


@entry_type(Kind.HEALTH_DIARY, {"measure": "{row}.measure = {value}"})
@strawberry.type(description="One measurement, by the patient or a representative (SEC-07).")
class HealthDiaryEntry(RecordEntry, Node):
    measure: DiaryMeasure = column(EVERYONE)
    value: float | None = column(EVERYONE, description="In `unit`; systolic for blood pressure.")
    value_second: float | None = column(EVERYONE, description="Diastolic, for blood pressure.")
    pulse: float | None = column(EVERYONE, description="Counted with blood pressure, a minute.")
    minutes: float | None = column(EVERYONE, description="How long an angina attack lasted.")
    intensity: float | None = column(EVERYONE, description="How strong an angina attack was, of 10.")
    unit: str | None = column(EVERYONE, description="UCUM, of `value` and `valueSecond`.")
    measured_at: dt.datetime = column(EVERYONE)
    origin: DiaryOrigin = column(EVERYONE)
    context: DiaryContext | None = column(EVERYONE)
    note: str | None = column(EVERYONE)
    alerts: list[DiaryAlert] = assembled(EVERYONE, "diary_alerts")
