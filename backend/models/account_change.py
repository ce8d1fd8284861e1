"""Ways back into an account, and changes of its contacts that the earlier contact is told of."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class RecoveryKind(StrEnum):
    """PASSWORD: the phone or the mailbox is still there. IDENTITY: they are lost, a person's identity is not."""

    PASSWORD = "PASSWORD"  # noqa: S105
    IDENTITY = "IDENTITY"


class AccountRecovery(Model):
    """A way back that somebody has begun. Only the SHA-256 of its token is kept.

    `account` is null where nobody has the login: the answers are the same. `phone` (E.164) is the new one, for IDENTITY.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(RecoveryKind, max_length=8)
    token_hash = fields.BinaryField()
    login = fields.TextField()
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.CASCADE
    )
    phone = fields.CharField(max_length=16, null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "account_recovery"


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
