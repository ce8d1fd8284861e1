"""Child data, written by representatives (CHD-01…07)."""

from enum import StrEnum

from tortoise import fields

from backend.models.organization import Organization
from backend.models.practitioner import Practitioner
from backend.models.sections.detail import EntryDetail, EntryPart


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


class EnteredAs(StrEnum):
    """What the writer is to the child."""

    MOTHER = "MOTHER"
    FATHER = "FATHER"
    PARENT = "PARENT"
    GUARDIAN = "GUARDIAN"
    TRUSTEE = "TRUSTEE"


class ChildDataEntry(EntryDetail):
    """What a parent says of a child.

    `substance` of an allergy or a medicine, `name` of anything else; `entered_by` is the writer's name as it was that day.
    """

    kind = fields.CharEnumField(ChildDataKind, max_length=24)
    substance = fields.TextField(null=True)
    name = fields.TextField(null=True)
    reaction = fields.TextField(null=True)
    severity = fields.CharEnumField(Severity, max_length=24, null=True)
    occurred_on = fields.DateField(null=True)
    dose = fields.TextField(null=True)
    period_from = fields.DateField(null=True)
    period_until = fields.DateField(null=True)
    note = fields.TextField(null=True)
    entered_by = fields.TextField(null=True)
    entered_as = fields.CharEnumField(EnteredAs, max_length=24, null=True)

    class Meta:
        table = "child_data_entry"


class ChildDataNote(EntryPart):
    """A treating doctor's note to one version of an entry (CHD-06), written in the encounter and never changed."""

    text = fields.TextField()
    practitioner: fields.ForeignKeyNullableRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    encounter_id = fields.BigIntField(null=True)
    written_by_id = fields.BigIntField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "child_data_note"
