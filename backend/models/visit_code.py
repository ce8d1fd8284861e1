"""Codes that a patient shows at the desk: whoever is given one may open one encounter with that patient."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.organization import Organization
from backend.models.person import Person


class VisitCode(Model):
    """A code of twelve digits, kept as a keyed hash; good once, for ten minutes, while its maker has a standing.

    `organization` is where alone it is good; null is anywhere. A newer code of the same maker replaces it.
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    made_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    organization: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    code_hash = fields.BinaryField()
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    replaced_at = fields.DatetimeField(null=True)
    used_at = fields.DatetimeField(null=True)
    encounter_id = fields.BigIntField(null=True)

    class Meta:
        table = "visit_code"
