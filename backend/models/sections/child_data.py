"""Child data, written by representatives (CHD-01…07)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class ChildDataKind(StrEnum):
    """CHD-02…05, open ended (CHD-07)."""

    ALLERGY = "ALLERGY"
    INJURY = "INJURY"
    OPERATION = "OPERATION"
    MEDICATION = "MEDICATION"
    OTHER = "OTHER"


class Severity(StrEnum):
    """How bad."""

    MILD = "MILD"
    MODERATE = "MODERATE"
    SEVERE = "SEVERE"


class ChildDataEntry(EntryDetail):
    """What a parent says of a child."""

    kind = fields.CharEnumField(ChildDataKind, max_length=24)
    substance = fields.TextField(null=True)
    reaction = fields.TextField(null=True)
    severity = fields.CharEnumField(Severity, max_length=24, null=True)
    occurred_on = fields.DateField(null=True)
    dose = fields.TextField(null=True)
    period_from = fields.DateField(null=True)
    period_until = fields.DateField(null=True)
    note = fields.TextField(null=True)
    entered_by = fields.TextField(null=True)

    class Meta:
        table = "child_data_entry"
