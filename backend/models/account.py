"""Accounts and what sign-in keeps: sessions, card-entry codes, counted attempts."""

import hashlib

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.person import Person
from backend.models.practitioner import Practitioner
from backend.models.vocabulary import AccountLevel


class Account(Model):
    """A login. `roles` holds values of `Role`; a staff account has no CITIZEN role, so no portal standing.

    `person` is null until the account is bound to a verified identity; `phone` is E.164.
    """

    id = fields.BigIntField(primary_key=True)
    login = fields.TextField()
    password_hash = fields.TextField()
    level = fields.CharEnumField(AccountLevel, max_length=8, default=AccountLevel.BASIC)
    phone = fields.CharField(max_length=16, null=True)
    email = fields.TextField(null=True)
    roles = ArrayField(element_type="text")
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    practitioner: fields.ForeignKeyNullableRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    disabled_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "account"


class Session(Model):
    """A signed-in session. Only the SHA-256 of its token is kept.

    `card_until` is the hard end of the open card session (60 minutes), `card_used_at` slides with reads
    (15 idle minutes, SCT-04); both null while no card is open (REQ-11).
    """

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.BinaryField()
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    card_until = fields.DatetimeField(null=True)
    card_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "session"


def token_hash(token: str) -> bytes:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).digest()


class CardEntryCode(Model):
    """A six-digit code sent by SMS (REQ-11): stored as a keyed hash, bound to the asking session.

    `tries` is counted before comparing. `used_at` marks success; a newer code replaces an older one.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "models.Session", related_name=False, on_delete=fields.CASCADE
    )
    code_hash = fields.BinaryField()
    sent_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    tries = fields.SmallIntField(default=0)
    used_at = fields.DatetimeField(null=True)
    replaced_at = fields.DatetimeField(null=True)

    class Meta:
        table = "card_entry_code"


class SignInAttempt(Model):
    """A counted attempt to sign in, by keyed hashes of the login and of the address; kept for a day."""

    id = fields.BigIntField(primary_key=True)
    login_hash = fields.BinaryField()
    address_hash = fields.BinaryField()
    at = fields.DatetimeField()
    succeeded = fields.BooleanField(default=False)

    class Meta:
        table = "sign_in_attempt"
