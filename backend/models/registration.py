"""Registrations that are not finished: nobody has an account until the code has been entered (ACC-12, ACC-15)."""

from tortoise import fields
from tortoise.models import Model


class Registration(Model):
    """Somebody who wants an account under a phone (E.164) or an e-mail address, to which a code was sent.

    `taken` marks a login that has an account already: the answers are the same, its owner was told by the message.
    """

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.BinaryField()
    login = fields.TextField()
    taken = fields.BooleanField(default=False)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "registration"
