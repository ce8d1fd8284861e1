"""Admissions to a hospital, written by its desk: the ground of an inpatient encounter."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.organization import Organization
from backend.models.person import Person
from backend.models.practitioner import Practitioner


class Admission(Model):
    """A stay that a registrar's desk has entered for one attending doctor, who opens the encounter from it."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    practitioner: fields.ForeignKeyRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, on_delete=fields.RESTRICT
    )
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    ward = fields.TextField(null=True)
    admitted_at = fields.DatetimeField()
    admitted_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    encounter_id = fields.BigIntField(null=True)

    class Meta:
        table = "admission"
