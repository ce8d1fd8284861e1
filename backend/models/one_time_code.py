"""Codes sent to a phone or an e-mail address: six digits, five minutes, five tries (REQ-10, REQ-11)."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class CodePurpose(StrEnum):
    """What a code is good for; it is good for nothing else."""

    CARD_ENTRY = "CARD_ENTRY"
    REGISTRATION = "REGISTRATION"
    CONTACT = "CONTACT"
    SIGN_IN = "SIGN_IN"
    REAUTHENTICATION = "REAUTHENTICATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105
    RECOVERY = "RECOVERY"
    ACCESS_REQUEST = "ACCESS_REQUEST"


class OneTimeCode(Model):
    """A six-digit code: stored as a keyed hash, bound to its purpose and to `subject`, such as the asking session.

    `destination` is where it went: E.164 or an e-mail address; whoever enters the code has confirmed it. `tries` is
    counted before comparing. `used_at` marks success; a newer code of the same subject replaces an older one.
    """

    id = fields.BigIntField(primary_key=True)
    purpose = fields.CharEnumField(CodePurpose, max_length=16)
    subject = fields.CharField(max_length=80)
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.CASCADE
    )
    destination = fields.TextField()
    code_hash = fields.BinaryField()
    sent_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    tries = fields.SmallIntField(default=0)
    used_at = fields.DatetimeField(null=True)
    replaced_at = fields.DatetimeField(null=True)

    class Meta:
        table = "one_time_code"
