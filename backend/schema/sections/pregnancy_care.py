"""Pregnancy care (SEC-15)."""

import datetime as dt

import strawberry

from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, Standing
from backend.schema.entry import NamedRepresentative, Node, RecordEntry, named_representative
from backend.schema.fields import column, entry_type, parts


@strawberry.type(description="One visit: kg, mm[Hg], cm, beats a minute.")
class PregnancyVisit:
    visited_on: dt.date | None = column(EVERYONE)
    weeks: int | None = column(EVERYONE)
    weight_kg: float | None = column(EVERYONE)
    systolic: int | None = column(EVERYONE)
    diastolic: int | None = column(EVERYONE)
    fundus_height_cm: float | None = column(EVERYONE)
    girth_cm: float | None = column(EVERYONE)
    fetal_heart_rate: int | None = column(EVERYONE)
    oedema: bool | None = column(EVERYONE)
    note: str | None = column(EVERYONE)


@entry_type(Kind.PREGNANCY_CARE, {"risk": "{row}.risk = {value}"})
@strawberry.type(description="The care of one pregnancy (SEC-15).")
class PregnancyCare(RecordEntry, Node):
    registered_on: dt.date | None = column(EVERYONE)
    last_menstruation_on: dt.date | None = column(EVERYONE)
    due_on: dt.date | None = column(EVERYONE)
    registration_weeks: int | None = column(EVERYONE)
    gravida: int | None = column(EVERYONE)
    para: int | None = column(EVERYONE)
    visits: list[PregnancyVisit] | None = parts(EVERYONE, "pregnancy_visit")
    first_screening: str | None = column(EVERYONE)
    second_screening: str | None = column(EVERYONE)
    risk: str | None = column(EVERYONE)
    plan: str | None = column(EVERYONE)
    partner_tests: str | None = column(EVERYONE)
    outcome: str | None = column(EVERYONE)
    guardian: NamedRepresentative | None = named_representative(Standing.TREATING_DOCTOR)  # type: ignore[assignment]
