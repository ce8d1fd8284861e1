"""Changes of an account's contacts, of which the earlier contact is told."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class ContactChange(Model):
    """A phone or an e-mail address that was an account's until it was changed: it is told so, once (`key`).

    `earlier` is forgotten once it has been told, or given up.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    earlier = fields.TextField(null=True)
    key = fields.UUIDField()
    changed_at = fields.DatetimeField()
    attempts = fields.SmallIntField(default=0)
    told_at = fields.DatetimeField(null=True)

    class Meta:
        table = "contact_change"
