"""Searches for a patient by doctors: each is kept, whether it found somebody or not (policy.md, Conditions)."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.vocabulary import IdentifierKind


class PatientSearch(Model):
    """One search. The identifier is kept as a keyed hash; `patient_id` is who was found, null for nobody."""

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField()
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    kind = fields.CharEnumField(IdentifierKind, max_length=20)
    identifier_hash = fields.BinaryField()
    patient_id = fields.BigIntField(null=True)
    request_id = fields.UUIDField()

    class Meta:
        table = "patient_search"
