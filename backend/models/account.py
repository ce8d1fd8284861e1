"""Accounts and what sign-in keeps: sessions, sign-ins that wait for a second factor, counted attempts."""

import hashlib
from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from backend.models.person import Person
from backend.models.practitioner import Practitioner
from backend.models.vocabulary import AccountLevel


class Channel(StrEnum):
    """How a notification travels besides standing in the app."""

    SMS = "SMS"
    EMAIL = "EMAIL"


class Account(Model):
    """A login. `roles` holds values of `Role`; a staff account has no CITIZEN role, so no portal standing.

    `person` is null until the account is bound to a verified identity; `phone` is E.164 and confirmed by a code.
    `password_hash` is null where only a provider signs the account in. `notify_by` holds values of `Channel`.
    An account that its owner closed keeps its row, for the log names it: `closed_at`, and `disabled_at` with it.
    """

    id = fields.BigIntField(primary_key=True)
    login = fields.TextField()
    password_hash = fields.TextField(null=True)
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
    phone_confirmed_at = fields.DatetimeField(null=True)
    email_confirmed_at = fields.DatetimeField(null=True)
    notify_by = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    disabled_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "account"


class Session(Model):
    """A signed-in session. Only the SHA-256 of its token is kept.

    `card_until` is the hard end of the open card session (60 minutes), `card_used_at` slides with reads
    (15 idle minutes, SCT-04); both null while no card is open (REQ-11). `device` is a short name of the browser or
    application; `reauthenticated_at` is when its owner last proved who they are (at sign-in, or again since); `last_used_at`
    is written once an hour at most.
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
    reauthenticated_at = fields.DatetimeField(null=True)
    device = fields.TextField(null=True)
    last_used_at = fields.DatetimeField(db_default=SqlDefault("CURRENT_TIMESTAMP"))

    class Meta:
        table = "session"


class PendingSignIn(Model):
    """A sign-in whose password or provider was right and whose second factor is still to come (SCT-01).

    It gives no session. Only the SHA-256 of its token is kept; `tries` is counted before comparing. `challenge` is
    what a passkey has to sign.
    """

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.BinaryField()
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    tries = fields.SmallIntField(default=0)
    challenge = fields.BinaryField(null=True)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "pending_sign_in"


class SeenDevice(Model):
    """A device that an account has signed in from: a sign-in from another one is told.

    `mark` is the SHA-256 of the cookie by which a browser or a program is known again.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    mark = fields.BinaryField()
    last_at = fields.DatetimeField()

    class Meta:
        table = "seen_device"


def token_hash(token: str) -> bytes:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).digest()


class SignInAttempt(Model):
    """A counted attempt to sign in, by keyed hashes of the login and of the address; kept for a day."""

    id = fields.BigIntField(primary_key=True)
    login_hash = fields.BinaryField()
    address_hash = fields.BinaryField()
    at = fields.DatetimeField()
    succeeded = fields.BooleanField(default=False)

    class Meta:
        table = "sign_in_attempt"
