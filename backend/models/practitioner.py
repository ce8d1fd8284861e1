"""Practitioners and where they work."""

from tortoise import fields
from tortoise.models import Model

from backend.models.organization import Organization
from backend.models.person import Person


class Practitioner(Model):
    """A medical worker as author or performer. `person` is set for those who work with Medcard itself."""

    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    full_name = fields.TextField()
    position = fields.TextField(null=True)
    specialty = fields.TextField(null=True)
    specialty_code = fields.CharField(max_length=32, null=True)

    class Meta:
        table = "practitioner"


class PractitionerRole(Model):
    """A practitioner's work at one organization over a period; an encounter needs one in force."""

    id = fields.BigIntField(primary_key=True)
    practitioner: fields.ForeignKeyRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, on_delete=fields.CASCADE
    )
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    position = fields.TextField(null=True)
    specialty_code = fields.CharField(max_length=32, null=True)
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)

    class Meta:
        table = "practitioner_role"


class SpecialtyClass(Model):
    """What a specialty has to do with sensitive classes, as label bits; one that is not listed has nothing.

    `reads`: very restricted entries of these classes match it (policy.md ⁸). `labels`: what every appointment and
    encounter with such a doctor carries, and all that is written there.
    """

    code = fields.CharField(max_length=32, primary_key=True)
    reads = fields.IntField(default=0)
    labels = fields.IntField(default=0)

    class Meta:
        table = "specialty_class"
