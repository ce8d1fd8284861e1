"""Who an account's owner says they are, and by whom that was confirmed."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.vocabulary import Sex


class ProfileCheckState(StrEnum):
    """How far the check of a statement has come: CHECKING may take long (ACC-09), UNAVAILABLE is asked again (ACC-10)."""

    CHECKING = "CHECKING"
    VALID = "VALID"
    INVALID = "INVALID"
    UNAVAILABLE = "UNAVAILABLE"


class IdentityProfile(Model):
    """What the owner of an account states about themself (REQ-04, ACC-08); identifiers as identifiers.md has them.

    `version` rises with each change: a check answers for one version alone. The statement binds no account to a person.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    version = fields.IntField(default=1)
    family_name = fields.TextField()
    given_name = fields.TextField()
    patronymic = fields.TextField(null=True)
    birth_date = fields.DateField()
    sex = fields.CharEnumField(Sex, max_length=7)
    snils = fields.CharField(max_length=11)
    enp = fields.CharField(max_length=16, null=True)
    passport = fields.CharField(max_length=11)
    passport_issued_on = fields.DateField()
    passport_issuer = fields.TextField()
    passport_department = fields.CharField(max_length=7)
    saved_at = fields.DatetimeField()

    class Meta:
        table = "identity_profile"


class ExternalIdentity(Model):
    """A provider's subject that signs an account in (OpenID Connect `iss` and `sub`)."""

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    issuer = fields.TextField()
    subject = fields.TextField()
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "external_identity"


class ProviderSignIn(Model):
    """A sign-in that went to a provider and has not come back: `state` as a hash, nonce and PKCE verifier sealed.

    `account` is set where a signed-in account adds the provider to itself. `session_id` is the session that the browser
    had when it left: the new one takes its place.
    """

    id = fields.BigIntField(primary_key=True)
    state_hash = fields.BinaryField()
    browser_hash = fields.BinaryField()
    provider = fields.TextField()
    sealed = fields.BinaryField()
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.CASCADE
    )
    session_id = fields.BigIntField(null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "provider_sign_in"
