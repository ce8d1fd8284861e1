"""Appointments: a patient's booked time at an organization, from which a doctor may open an encounter."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.organization import Organization
from backend.models.person import Person
from backend.models.practitioner import Practitioner


class ScheduleState(StrEnum):
    """Whether a clinic's times can be booked. NO_CLINIC: the person is attached to none. NOT_GIVEN: the clinic gives no
    times. UNAVAILABLE: its schedule does not answer just now, which is no refusal."""

    OPEN = "OPEN"
    NO_CLINIC = "NO_CLINIC"
    NOT_GIVEN = "NOT_GIVEN"
    UNAVAILABLE = "UNAVAILABLE"


class AppointmentState(StrEnum):
    """HELD: the clinic is being asked for the time. ARRIVED: an encounter was opened from it. CANCELLED frees the time;
    MISSED: its day passed and nobody came."""

    HELD = "HELD"
    BOOKED = "BOOKED"
    ARRIVED = "ARRIVED"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"


class Appointment(Model):
    """A booked time. `practitioner` is null where the organization names no one, as at a laboratory's desk.

    `slot` is the time's name in the organization's own schedule. `labels` are those of the specialty and go with the
    appointment and with the encounter opened from it (policy.md, principle 8). `booked_by` is null for what the
    organization booked itself. `booking_key` is under which the clinic is asked for the time, null for what came from the
    clinic; `number` is the clinic's own number of the booking. A cancelled time with a key goes back to the clinic:
    `given_back_at` says that it knows.
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    practitioner: fields.ForeignKeyNullableRelation[Practitioner] = fields.ForeignKeyField(
        "models.Practitioner", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    specialty = fields.TextField()
    specialty_code = fields.CharField(max_length=32, null=True)
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    state = fields.CharEnumField(AppointmentState, max_length=9, default=AppointmentState.BOOKED)
    labels = fields.IntField(default=0)
    slot = fields.CharField(max_length=80)
    booked_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    booking_key = fields.UUIDField(null=True)
    held_until = fields.DatetimeField(null=True)
    number = fields.CharField(max_length=200, null=True)
    given_back_at = fields.DatetimeField(null=True)
    encounter_id = fields.BigIntField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    changed_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "appointment"
