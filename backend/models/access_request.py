"""Requests to get, change and end access to a record (REQ-01…19), their history and the photo with the passport."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.account import Account
from backend.models.family_claim import FamilyClaim
from backend.models.person import Person
from backend.models.representation import AccessGrant
from backend.models.vocabulary import AccountLevel


class RequestPurpose(StrEnum):
    """REQ-01, REQ-07."""

    GRANT = "GRANT"
    CHANGE = "CHANGE"
    CANCEL = "CANCEL"


class AccessRequestState(StrEnum):
    """States of requirements.md; WITHDRAWN is the applicant's own end of a request before its decision."""

    DRAFT = "DRAFT"
    PHONE_CONFIRMED = "PHONE_CONFIRMED"
    SUBMITTED = "SUBMITTED"
    CHECKING = "CHECKING"
    WAITING_EXTERNAL = "WAITING_EXTERNAL"
    MANUAL_REVIEW = "MANUAL_REVIEW"
    GRANTED = "GRANTED"
    REJECTED = "REJECTED"
    CHANGED = "CHANGED"
    CANCELLED = "CANCELLED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class RequestEvent(StrEnum):
    """What moves a request; where to, says the table of its purpose (backend/services/access_requests/transitions.py)."""

    CONFIRM_PHONE = "CONFIRM_PHONE"
    SUBMIT = "SUBMIT"
    START_CHECKS = "START_CHECKS"
    REGISTRY_OUT = "REGISTRY_OUT"
    REGISTRY_BACK = "REGISTRY_BACK"
    CHECK_FAILED = "CHECK_FAILED"
    CHECKS_PASSED = "CHECKS_PASSED"
    CARRY_OUT = "CARRY_OUT"
    TAKE = "TAKE"
    RELEASE = "RELEASE"
    APPROVE = "APPROVE"
    REJECT = "REJECT"
    APPEAL = "APPEAL"
    WITHDRAW = "WITHDRAW"
    CHANGE_ACCESS = "CHANGE_ACCESS"
    CANCEL_ACCESS = "CANCEL_ACCESS"
    EXPIRE = "EXPIRE"


class DecisionReason(StrEnum):
    """Why a request was rejected. The first four are definite answers of a registry; the others are an officer's decision.

    ACCESS_ENDED is also the service's own, of a change whose access ended meanwhile.
    """

    PASSPORT_INVALID = "PASSPORT_INVALID"
    POLICY_INVALID = "POLICY_INVALID"
    POLICY_NOT_FOUND = "POLICY_NOT_FOUND"
    POLICY_REGION = "POLICY_REGION"
    PHOTO_UNREADABLE = "PHOTO_UNREADABLE"
    PHOTO_NOT_IN_COLOUR = "PHOTO_NOT_IN_COLOUR"
    PHOTO_NOT_APPLICANT = "PHOTO_NOT_APPLICANT"
    PHOTO_NO_PASSPORT = "PHOTO_NO_PASSPORT"
    IDENTITY_NOT_MATCHED = "IDENTITY_NOT_MATCHED"
    NOT_REPRESENTATIVE = "NOT_REPRESENTATIVE"
    DATA_DISAGREES = "DATA_DISAGREES"
    ACCESS_ENDED = "ACCESS_ENDED"
    OTHER = "OTHER"


class FiledBy(StrEnum):
    """Who files a request. Only the applicant and a child's legal representative may do it online (REQ-17, REQ-18)."""

    APPLICANT = "APPLICANT"
    PROXY = "PROXY"
    GUARDIAN_OF_ADULT = "GUARDIAN_OF_ADULT"


class RequestStep(StrEnum):
    """What a draft asks for, in the order of its pages."""

    RECORD = "RECORD"
    GRANTEE = "GRANTEE"
    POLICY = "POLICY"
    CHANGES = "CHANGES"
    PHONE = "PHONE"
    PHOTO = "PHOTO"
    CONSENT = "CONSENT"


class RequestCheckStatus(StrEnum):
    """A check as the applicant sees it (ACC-07): an outage is told apart from every answer."""

    WAITING = "WAITING"
    UNAVAILABLE = "UNAVAILABLE"
    VALID = "VALID"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    REGION = "REGION"


class AccessRequest(Model):
    """One request about one record. The draft's steps are its columns, each null until it has been filled in.

    `claim` is the child or ward whose record is meant; null means the applicant's own. `patient` is that record once
    it is known for sure. `grantee` is who is to read (REQ-08), `access_grant` the grant that came of it, or that a
    CHANGE or CANCEL is about. `due_at` is the end of the fifth working day in Moscow (REQ-02).
    `regions` are the subject codes whose policies were accepted when it was submitted (ACC-06).
    `changes` of a CHANGE: `grantee` (an account), `enp`, `child` (names and certificate); `before` once carried out.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(max_length=24, null=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    purpose = fields.CharEnumField(RequestPurpose, max_length=6)
    state = fields.CharEnumField(AccessRequestState, max_length=16, default=AccessRequestState.DRAFT)
    own = fields.BooleanField(null=True)
    claim: fields.ForeignKeyNullableRelation[FamilyClaim] = fields.ForeignKeyField(
        "models.FamilyClaim", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    patient: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    grantee: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    access_grant: fields.ForeignKeyNullableRelation[AccessGrant] = fields.ForeignKeyField(
        "models.AccessGrant", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    enp = fields.CharField(max_length=16, null=True)
    regions = ArrayField(element_type="text", null=True)
    changes: fields.JSONField[Any] = fields.JSONField(null=True)
    phone = fields.CharField(max_length=16, null=True)
    phone_confirmed_at = fields.DatetimeField(null=True)
    consent_version = fields.CharField(max_length=24, null=True)
    consented_at = fields.DatetimeField(null=True)
    consent_address = fields.TextField(null=True)
    level = fields.CharEnumField(AccountLevel, max_length=8, null=True)
    profile_version = fields.IntField(null=True)
    created_at = fields.DatetimeField()
    saved_at = fields.DatetimeField()
    submitted_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True)
    taken_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    taken_at = fields.DatetimeField(null=True)
    decided_at = fields.DatetimeField(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    decision_reason = fields.CharField(max_length=32, null=True)
    decision_text = fields.TextField(null=True)
    appealed_at = fields.DatetimeField(null=True)
    appeal_text = fields.TextField(null=True)

    class Meta:
        table = "access_request"


class AccessRequestEvent(Model):
    """One step of a request's history (REQ-19). `account` is null where the service itself moved it."""

    id = fields.BigIntField(primary_key=True)
    request: fields.ForeignKeyRelation[AccessRequest] = fields.ForeignKeyField(
        "models.AccessRequest", related_name=False, on_delete=fields.CASCADE
    )
    at = fields.DatetimeField()
    event = fields.CharField(max_length=24)
    from_state = fields.CharEnumField(AccessRequestState, max_length=16)
    to_state = fields.CharEnumField(AccessRequestState, max_length=16)
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "access_request_event"


class RequestPhoto(Model):
    """The applicant with the passport in hand (ACC-11): sealed bytes of a picture without metadata.

    `grey` says that the picture seems to have no colour, which an officer looks at. Deleted after `delete_after`.
    """

    id = fields.BigIntField(primary_key=True)
    request: fields.ForeignKeyRelation[AccessRequest] = fields.ForeignKeyField(
        "models.AccessRequest", related_name=False, on_delete=fields.CASCADE
    )
    sealed = fields.BinaryField()
    content_type = fields.CharField(max_length=24)
    width = fields.IntField()
    height = fields.IntField()
    grey = fields.BooleanField()
    uploaded_at = fields.DatetimeField()
    delete_after = fields.DatetimeField(null=True)

    class Meta:
        table = "request_photo"
