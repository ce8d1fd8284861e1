"""Sick leaves (SEC-12)."""

import datetime as dt

import strawberry

from backend.models.sections.sick_leave import SickLeaveKind, SickLeaveStatus
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(Kind.SICK_LEAVES, {"status": "{row}.status = {value}", "number": "{row}.number = {value}"})
@strawberry.type(description="A sick leave (SEC-12).")
class SickLeave(RecordEntry, Node):
    number: str | None = column(EVERYONE, description="The 12 digits of the electronic sick leave.")
    kind: SickLeaveKind | None = column(EVERYONE)
    reason_code: str | None = column(EVERYONE)
    starts_on: dt.date | None = column(EVERYONE)
    ends_on: dt.date | None = column(EVERYONE)
    employer: str | None = column(EVERYONE)
    status: SickLeaveStatus | None = column(EVERYONE)
    cared_relative: str | None = column(EVERYONE)
    commission: str | None = column(EVERYONE)
