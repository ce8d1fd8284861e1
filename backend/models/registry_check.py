"""Questions to outside registries and their answers (ACC-07, ACC-09, REP-02, REP-05)."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.access_request import AccessRequest
from backend.models.account import Account
from backend.models.family_claim import FamilyClaim


class CheckKind(StrEnum):
    PASSPORT = "PASSPORT"
    POLICY = "POLICY"
    CIVIL_ACT = "CIVIL_ACT"
    GUARDIANSHIP = "GUARDIANSHIP"


class CheckState(StrEnum):
    """WAITING is asked now or again at `next_try_at`; an outage is no answer, and so never a refusal (ACC-10)."""

    WAITING = "WAITING"
    ANSWERED = "ANSWERED"
    DROPPED = "DROPPED"


class CheckOutcome(StrEnum):
    """A registry's definite answer. Applicants never see the finer ones of civil acts and guardianship."""

    VALID = "VALID"
    INVALID = "INVALID"
    MATCH = "MATCH"
    NO_MATCH = "NO_MATCH"
    NOT_FOUND = "NOT_FOUND"


class RegistryCheck(Model):
    """One question. `key` is its idempotency key, the same at each try; `question` is what was asked, as it was then.

    It belongs to a request, to a family claim, or (a passport) to one version of an account's profile.
    `answer` holds what else the registry said, for officers alone.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(CheckKind, max_length=12)
    state = fields.CharEnumField(CheckState, max_length=8, default=CheckState.WAITING)
    key = fields.UUIDField()
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    profile_version = fields.IntField(null=True)
    request: fields.ForeignKeyNullableRelation[AccessRequest] = fields.ForeignKeyField(
        "models.AccessRequest", related_name=False, null=True, on_delete=fields.CASCADE
    )
    claim: fields.ForeignKeyNullableRelation[FamilyClaim] = fields.ForeignKeyField(
        "models.FamilyClaim", related_name=False, null=True, on_delete=fields.CASCADE
    )
    question: fields.JSONField[Any] = fields.JSONField()
    created_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    asked_at = fields.DatetimeField(null=True)
    next_try_at = fields.DatetimeField(null=True)
    unavailable_since = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(CheckOutcome, max_length=9, null=True)
    answer: fields.JSONField[Any] = fields.JSONField(null=True)

    class Meta:
        table = "registry_check"
