"""The opening of a record by the clinic of attachment, and whom to call in an emergency (PAP-06, PAP-07)."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.organization import Organization
from backend.models.person import Person
from backend.models.practitioner import Practitioner


class BloodGroup(StrEnum):
    """Group and rhesus factor; the value is how a record writes it."""

    O_PLUS = "0(I) Rh+"
    O_MINUS = "0(I) Rh-"
    A_PLUS = "A(II) Rh+"
    A_MINUS = "A(II) Rh-"
    B_PLUS = "B(III) Rh+"
    B_MINUS = "B(III) Rh-"
    AB_PLUS = "AB(IV) Rh+"
    AB_MINUS = "AB(IV) Rh-"


class RecordOpening(Model):
    """A record is opened once, by a doctor of the clinic of attachment, in an encounter there."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    practitioner: fields.ForeignKeyRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, on_delete=fields.RESTRICT
    )
    encounter_id = fields.BigIntField()
    opened_at = fields.DatetimeField()

    class Meta:
        table = "record_opening"


class EmergencyContact(Model):
    """Somebody to call in an emergency, as the patient named them; `phone` is E.164."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    position = fields.SmallIntField()
    name = fields.TextField()
    relationship = fields.TextField(null=True)
    phone = fields.CharField(max_length=16)

    class Meta:
        table = "emergency_contact"
