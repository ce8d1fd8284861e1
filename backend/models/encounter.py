"""Encounters, which alone let a doctor in, reasons stated in them, and emergency access."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.imported import ImportSource
from backend.models.organization import Organization
from backend.models.person import Person
from backend.models.practitioner import Practitioner
from backend.models.vocabulary import EncounterClass, EncounterGround


class Encounter(Model):
    """A case of care. One with a `source` came from outside: it is history and never gives a standing.

    `labels` are inherited by everything that hangs on the encounter (policy.md, principle 8).
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    encounter_class = fields.CharEnumField(EncounterClass, max_length=4)
    ground = fields.CharEnumField(EncounterGround, max_length=12, null=True)
    practitioner: fields.ForeignKeyNullableRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    labels = fields.IntField(default=0)
    source: fields.ForeignKeyNullableRelation[ImportSource] = fields.ForeignKeyField(
        "models.ImportSource", related_name=False, null=True, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "encounter"


class StatedReason(Model):
    """Why a doctor looks at restricted entries: of at least 20 characters, good within its encounter (policy.md ⁸)."""

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    encounter_id = fields.BigIntField()
    reason = fields.TextField()
    given_at = fields.DatetimeField()

    class Meta:
        table = "stated_reason"


class BreakGlassVerdict(StrEnum):
    """What a security officer finds of an emergency access."""

    JUSTIFIED = "JUSTIFIED"
    NOT_JUSTIFIED = "NOT_JUSTIFIED"


class BreakGlassAccess(Model):
    """Emergency access: a reason of at least 20 characters, four hours, read only.

    It is reviewed within one working day. `organization` is where the doctor worked at that moment; null for accesses of before it was kept.
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    practitioner: fields.ForeignKeyRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, on_delete=fields.RESTRICT
    )
    reason = fields.TextField()
    started_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    verdict = fields.CharEnumField(BreakGlassVerdict, max_length=13, null=True)
    review = fields.TextField(null=True)
    reviewed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    reviewed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "break_glass_access"
