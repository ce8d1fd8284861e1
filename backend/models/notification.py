"""What people are told, in the app and by the channels that they chose; never with medical content."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.access_request import AccessRequest
from backend.models.account import Account, Channel
from backend.models.complaint import Complaint
from backend.models.family_claim import FamilyClaim
from backend.models.person import Person


class NotificationKind(StrEnum):
    """Its sentence is made when it is read, in the reader's language, from the kind and the rows that it names."""

    NEW_SIGN_IN = "NEW_SIGN_IN"
    PHONE_CHANGED = "PHONE_CHANGED"
    EMAIL_CHANGED = "EMAIL_CHANGED"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105
    FACTOR_CHANGED = "FACTOR_CHANGED"
    RECOVERY_STARTED = "RECOVERY_STARTED"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_REOPENED = "ACCOUNT_REOPENED"
    REQUEST_MOVED = "REQUEST_MOVED"
    REQUEST_OVERDUE = "REQUEST_OVERDUE"
    FAMILY_MOVED = "FAMILY_MOVED"
    CASE_DECIDED = "CASE_DECIDED"
    COMPLAINT_MOVED = "COMPLAINT_MOVED"
    ACCESS_OPENED = "ACCESS_OPENED"
    POLICY_NEEDED = "POLICY_NEEDED"
    IDENTITY_NEEDED = "IDENTITY_NEEDED"
    ACCESS_ENDING = "ACCESS_ENDING"
    ACCESS_ENDED = "ACCESS_ENDED"
    TURNED_FIFTEEN = "TURNED_FIFTEEN"
    NEW_RESULT = "NEW_RESULT"
    BREAK_GLASS = "BREAK_GLASS"
    APPOINTMENT = "APPOINTMENT"
    PAPER_MOVED = "PAPER_MOVED"
    RECORD_CHANGED = "RECORD_CHANGED"
    HIDING_LIFTED = "HIDING_LIFTED"
    LINK_OPENED = "LINK_OPENED"


class Notification(Model):
    """One message to one account. `once` names what it is about, so that nothing is told twice.

    A notification about a record (`patient`) is shown only while its reader has a standing on it, or where it tells
    that a standing ends or has ended; one about a `complaint` while its reader may see that.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(NotificationKind, max_length=16)
    request: fields.ForeignKeyNullableRelation[AccessRequest] = fields.ForeignKeyField(
        "models.AccessRequest", related_name=False, null=True, on_delete=fields.CASCADE
    )
    claim: fields.ForeignKeyNullableRelation[FamilyClaim] = fields.ForeignKeyField(
        "models.FamilyClaim", related_name=False, null=True, on_delete=fields.CASCADE
    )
    patient: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.CASCADE
    )
    complaint: fields.ForeignKeyNullableRelation[Complaint] = fields.ForeignKeyField(
        "models.Complaint", related_name=False, null=True, on_delete=fields.CASCADE
    )
    about_day = fields.DateField(null=True)
    detail = fields.CharField(max_length=40, null=True)
    once = fields.CharField(max_length=80)
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notification"


class NotificationEntry(Model):
    """An entry that a NEW_RESULT tells of, by the set of its versions: who may no longer see any of them is not told.

    `added_at` is when it was told of; a day's later entries join the day's notification.
    """

    id = fields.BigIntField(primary_key=True)
    notification: fields.ForeignKeyRelation[Notification] = fields.ForeignKeyField(
        "models.Notification", related_name=False, on_delete=fields.CASCADE
    )
    patient_id = fields.BigIntField()
    set_id = fields.BigIntField()
    added_at = fields.DatetimeField()

    class Meta:
        table = "notification_entry"


class DeliveryState(StrEnum):
    WAITING = "WAITING"
    SENT = "SENT"
    GIVEN_UP = "GIVEN_UP"


class NotificationDelivery(Model):
    """A notification on its way by one channel; `key` is its idempotency key, so a retry sends once."""

    id = fields.BigIntField(primary_key=True)
    notification: fields.ForeignKeyRelation[Notification] = fields.ForeignKeyField(
        "models.Notification", related_name=False, on_delete=fields.CASCADE
    )
    channel = fields.CharEnumField(Channel, max_length=5)
    key = fields.UUIDField()
    state = fields.CharEnumField(DeliveryState, max_length=8, default=DeliveryState.WAITING)
    attempts = fields.IntField(default=0)
    next_try_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notification_delivery"
