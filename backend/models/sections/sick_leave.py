"""Sick leaves (SEC-12, ЭЛН)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class SickLeaveKind(StrEnum):
    """Primary or continuation."""

    PRIMARY = "PRIMARY"
    CONTINUATION = "CONTINUATION"


class SickLeaveStatus(StrEnum):
    """State of the sick leave."""

    OPEN = "OPEN"
    EXTENDED = "EXTENDED"
    CLOSED = "CLOSED"
    ANNULLED = "ANNULLED"


class SickLeave(EntryDetail):
    """A sick leave. `number` is the 12-digit ЭЛН number."""

    number = fields.TextField(null=True)
    kind = fields.CharEnumField(SickLeaveKind, max_length=24, null=True)
    reason_code = fields.TextField(null=True)
    starts_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    employer = fields.TextField(null=True)
    status = fields.CharEnumField(SickLeaveStatus, max_length=24, null=True)
    cared_relative = fields.TextField(null=True)
    commission = fields.TextField(null=True)

    class Meta:
        table = "sick_leave"
