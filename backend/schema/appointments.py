"""Appointments at the clinic, as those see them who read the record (PAP-11)."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.appointment import AppointmentState, ScheduleState
from backend.schema.user_errors import UserError


@strawberry.type(description="A booked time. It is there for whoever sees its labels (policy.md, 8).")
class Appointment:
    id: strawberry.ID
    specialty: str
    doctor: str | None
    clinic: str
    address: str | None
    phone: str | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: AppointmentState
    number: str | None = strawberry.field(description="The clinic's own number of the booking.")
    mine: bool = strawberry.field(description="The viewer booked it.")


@strawberry.type
class BookableTime:
    slot: str = strawberry.field(description="For bookAppointment.")
    specialty: str
    doctor: str | None
    starts_at: dt.datetime
    ends_at: dt.datetime


@strawberry.type(description="Free times of one clinic, the soonest first.")
class BookableTimes:
    state: ScheduleState
    clinic: str | None
    phone: str | None
    times: list[BookableTime]


async def appointments(info: Info[Any, Any], patient_id: strawberry.ID) -> list[Appointment]:
    found: list[Appointment] = await info.context.beside("appointments", info, patient_id=patient_id)
    return found


async def bookable_times(info: Info[Any, Any], patient_id: strawberry.ID) -> BookableTimes:
    found: BookableTimes = await info.context.beside("bookable_times", info, patient_id=patient_id)
    return found


@strawberry.input(
    description="The same time again finds the same appointment: after TIME_HELD it is simply sent again."
)
class BookAppointmentInput:
    patient_id: strawberry.ID
    slot: str


@strawberry.input
class CancelAppointmentInput:
    id: strawberry.ID


@strawberry.type
class AppointmentPayload:
    appointment: Appointment | None
    user_errors: list[UserError]
