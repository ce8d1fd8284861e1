"""Check-ups (SEC-14)."""

import datetime as dt

import strawberry

from backend.models.sections.check_up import CheckUpKind
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(Kind.CHECK_UPS, {"kind": "{row}.kind = {value}"})
@strawberry.type(description="A preventive check-up (SEC-14).")
class CheckUp(RecordEntry, Node):
    kind: CheckUpKind | None = column(EVERYONE)
    stage: int | None = column(EVERYONE)
    period_from: dt.date | None = column(EVERYONE)
    period_until: dt.date | None = column(EVERYONE)
    studies: list[str] | None = column(EVERYONE)
    risk_factors: list[str] | None = column(EVERYONE)
    health_group: str | None = column(EVERYONE)
    findings: str | None = column(EVERYONE)
    physical_education_group: str | None = column(EVERYONE)
    referrals: list[str] | None = column(EVERYONE)
