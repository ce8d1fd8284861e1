"""Paper beside the electronic record: extracts ordered at a clinic, and applications to keep on writing on paper (PAP-01, PAP-02)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.account import Account
from backend.models.organization import Organization
from backend.models.person import Person


class ExtractPurpose(StrEnum):
    """What an extract with signatures and stamps is for; the first is the one that the requirement names."""

    RESEARCH_INSTITUTE = "RESEARCH_INSTITUTE"
    OTHER_CLINIC = "OTHER_CLINIC"
    WORK_OR_STUDY = "WORK_OR_STUDY"
    AUTHORITY = "AUTHORITY"
    OWN_USE = "OWN_USE"


class ExtractPickup(StrEnum):
    """Who comes to the desk: whoever ordered, or somebody else with a power of attorney."""

    SELF = "SELF"
    REPRESENTATIVE = "REPRESENTATIVE"


class ExtractState(StrEnum):
    """PAP-02. EXPIRED: made, and not fetched in its term."""

    ORDERED = "ORDERED"
    IN_WORK = "IN_WORK"
    READY = "READY"
    HANDED_OUT = "HANDED_OUT"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class ExtractDecline(StrEnum):
    """Why a clinic makes no extract."""

    NO_RECORDS_HERE = "NO_RECORDS_HERE"
    NOT_CLEAR = "NOT_CLEAR"
    NOT_ENTITLED = "NOT_ENTITLED"
    OTHER = "OTHER"


class IdentityDocument(StrEnum):
    """What was shown at the desk before an extract was handed out."""

    PASSPORT = "PASSPORT"
    TEMPORARY = "TEMPORARY"
    FOREIGN_PASSPORT = "FOREIGN_PASSPORT"


class PaperKeepingState(StrEnum):
    """PAP-01. ACCEPTED: the clinic writes on paper too, beside the electronic record."""

    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class PaperKeepingDecline(StrEnum):
    """Why a clinic keeps no paper for somebody."""

    NOT_OUR_PATIENT = "NOT_OUR_PATIENT"
    KEPT_ALREADY = "KEPT_ALREADY"
    OTHER = "OTHER"


class PaperEvent(StrEnum):
    """What happens to an order or an application: the steps that its two sides are shown."""

    ORDERED = "ORDERED"
    TAKEN = "TAKEN"
    MADE = "MADE"
    HANDED_OUT = "HANDED_OUT"
    EXPIRED = "EXPIRED"
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class PaperExtractOrder(Model):
    """One extract on paper, ordered by one account at one clinic.

    `sections` are kinds; null means all that the clinic has. `note` is for the clinic. `fetched_by` names who comes instead
    of the one who ordered. `due_at` is the term of what is waited for: the clinic's work, then the fetching.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(max_length=20)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    clinic: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    purpose = fields.CharEnumField(ExtractPurpose, max_length=18)
    sections = ArrayField(element_type="smallint", null=True)
    covers_from = fields.DateField(null=True)
    covers_until = fields.DateField(null=True)
    note = fields.TextField(null=True)
    pickup = fields.CharEnumField(ExtractPickup, max_length=14)
    fetched_by = fields.TextField(null=True)
    state = fields.CharEnumField(ExtractState, max_length=10, default=ExtractState.ORDERED)
    filed_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    reason = fields.CharEnumField(ExtractDecline, max_length=15, null=True)
    answer = fields.TextField(null=True)
    identity_shown = fields.CharEnumField(IdentityDocument, max_length=16, null=True)
    proxy_shown = fields.BooleanField(null=True)

    class Meta:
        table = "paper_extract_order"


class PaperRecordApplication(Model):
    """An application to a clinic to go on writing on paper too; the electronic record goes on whatever becomes of it (PAP-03)."""

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(max_length=20)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    clinic: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    state = fields.CharEnumField(PaperKeepingState, max_length=9, default=PaperKeepingState.SUBMITTED)
    filed_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    reason = fields.CharEnumField(PaperKeepingDecline, max_length=15, null=True)
    answer = fields.TextField(null=True)

    class Meta:
        table = "paper_record_application"


class PaperStep(Model):
    """One step of an order or of an application; `account` is who took it, null for what time alone did."""

    id = fields.BigIntField(primary_key=True)
    extract: fields.ForeignKeyNullableRelation[PaperExtractOrder] = fields.ForeignKeyField(
        "models.PaperExtractOrder", related_name=False, null=True, on_delete=fields.CASCADE
    )
    application: fields.ForeignKeyNullableRelation[PaperRecordApplication] = fields.ForeignKeyField(
        "models.PaperRecordApplication", related_name=False, null=True, on_delete=fields.CASCADE
    )
    at = fields.DatetimeField()
    event = fields.CharEnumField(PaperEvent, max_length=10)
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.CASCADE
    )

    class Meta:
        table = "paper_step"
