"""Complaints to the insurer about an entry or a service: what is disputed, what is attached, how it goes (CMP-01…04)."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.organization import Organization
from backend.models.person import Person


class ComplaintKind(StrEnum):
    """CMP-01: what is wrong."""

    SERVICE_NOT_RENDERED = "SERVICE_NOT_RENDERED"
    WRONG_DIAGNOSIS = "WRONG_DIAGNOSIS"
    EXTRA_DATA = "EXTRA_DATA"
    WRONG_DATE = "WRONG_DATE"
    WRONG_COST = "WRONG_COST"
    OTHER = "OTHER"


class ComplaintState(StrEnum):
    """CMP-03."""

    RECEIVED = "RECEIVED"
    CLINIC_REQUESTED = "CLINIC_REQUESTED"
    EXPERTISE = "EXPERTISE"
    DECIDED = "DECIDED"
    WITHDRAWN = "WITHDRAWN"


class ComplaintEvent(StrEnum):
    """What happens to a complaint; the steps that every side is shown."""

    FILED = "FILED"
    CLINIC_ASKED = "CLINIC_ASKED"
    CLINIC_AGREED = "CLINIC_AGREED"
    CLINIC_OBJECTED = "CLINIC_OBJECTED"
    CLINIC_SILENT = "CLINIC_SILENT"
    UPHELD = "UPHELD"
    REJECTED = "REJECTED"
    CORRECTED = "CORRECTED"
    WITHDRAWN = "WITHDRAWN"


class ComplaintReason(StrEnum):
    """Why the insurer decided as it did: the first two uphold, the others reject."""

    NOT_RENDERED = "NOT_RENDERED"
    DATA_WRONG = "DATA_WRONG"
    DATA_RIGHT = "DATA_RIGHT"
    NOT_PROVEN = "NOT_PROVEN"


class ComplaintCorrection(StrEnum):
    """What the clinic did by the insurer's order (CMP-04)."""

    NEW_VERSION = "NEW_VERSION"
    WITHDRAWN = "WITHDRAWN"


class Complaint(Model):
    """One complaint about one entry of a record, by one account.

    `entry_id` is the version that was disputed, `set_id` what its versions share. `about_on`, `clinic` and `insurer` are
    the entry's day, the organization that made it and who insured the patient that day, as they were at filing: who
    sees the complaint at work is decided by these. `due_at` is the term of the step that is waited for; null when none is.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(max_length=20)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(ComplaintKind, max_length=20)
    text = fields.TextField()
    set_id = fields.BigIntField()
    entry_id = fields.BigIntField()
    entry_kind = fields.SmallIntField()
    about_on = fields.DateField()
    clinic: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    insurer: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    policy_number = fields.TextField()
    state = fields.CharEnumField(ComplaintState, max_length=16, default=ComplaintState.RECEIVED)
    filed_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    asked_at = fields.DatetimeField(null=True)
    question = fields.TextField(null=True)
    answered_at = fields.DatetimeField(null=True)
    clinic_agrees = fields.BooleanField(null=True)
    clinic_answer = fields.TextField(null=True)
    decided_at = fields.DatetimeField(null=True)
    upheld = fields.BooleanField(null=True)
    reason = fields.CharEnumField(ComplaintReason, max_length=12, null=True)
    decision_text = fields.TextField(null=True)
    corrected_at = fields.DatetimeField(null=True)
    correction = fields.CharEnumField(ComplaintCorrection, max_length=11, null=True)

    class Meta:
        table = "complaint"


class ComplaintAttachment(Model):
    """What the complainant chose to show of one entry: a frozen copy, made by the compiled read under their own standing.

    `field_names` are fields of the schema's type `type_name`; `content` their values at filing. Only the insurer and
    the clinic are shown it: on the portal the entry itself stands for it, under the reader's own rights of the moment.
    """

    id = fields.BigIntField(primary_key=True)
    complaint: fields.ForeignKeyRelation[Complaint] = fields.ForeignKeyField(
        "models.Complaint", related_name=False, on_delete=fields.CASCADE
    )
    patient_id = fields.BigIntField()
    set_id = fields.BigIntField()
    entry_id = fields.BigIntField()
    position = fields.SmallIntField(default=0)
    type_name = fields.CharField(max_length=40)
    field_names: fields.JSONField[Any] = fields.JSONField()
    content: fields.JSONField[Any] = fields.JSONField()

    class Meta:
        table = "complaint_attachment"


class ComplaintStep(Model):
    """One step of a complaint; `account` is who took it."""

    id = fields.BigIntField(primary_key=True)
    complaint: fields.ForeignKeyRelation[Complaint] = fields.ForeignKeyField(
        "models.Complaint", related_name=False, on_delete=fields.CASCADE
    )
    at = fields.DatetimeField()
    event = fields.CharEnumField(ComplaintEvent, max_length=16)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )

    class Meta:
        table = "complaint_step"
