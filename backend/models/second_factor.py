"""Second factors at sign-in (SCT-01): a code by SMS, an authenticator application, a passkey."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class FactorKind(StrEnum):
    SMS = "SMS"
    TOTP = "TOTP"
    PASSKEY = "PASSKEY"


class SecondFactor(Model):
    """One factor of an account; in force from `confirmed_at` until `ended_at`.

    TOTP: `sealed_secret` and the last time step used, which is never taken again. Passkey: credential id, public key
    and signature counter. A recovery code set is none: recovery goes through a verified identity.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(FactorKind, max_length=7)
    name = fields.TextField()
    sealed_secret = fields.BinaryField(null=True)
    last_step = fields.BigIntField(null=True)
    credential_id = fields.BinaryField(null=True)
    public_key = fields.BinaryField(null=True)
    sign_count = fields.BigIntField(null=True)
    challenge = fields.BinaryField(null=True)
    created_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "second_factor"
