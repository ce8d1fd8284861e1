"""What one officer proposes to end and another ends (policy.md: four eyes)."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class EndedByTwo(Model):
    """How such a row ends. Who proposed is kept, and is never who confirmed: a CHECK of each table."""

    end_proposed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    end_proposed_at = fields.DatetimeField(null=True)
    end_confirmed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        abstract = True
