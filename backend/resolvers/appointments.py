"""Appointments at the clinic: free times, booking, cancelling."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, patient_of, rules_of
from backend.schema.appointments import (
    Appointment,
    AppointmentPayload,
    BookableTime,
    BookableTimes,
    BookAppointmentInput,
    CancelAppointmentInput,
)
from backend.schema.user_errors import UserError
from backend.services.appointments import seeing
from backend.services.appointments.booking import book_appointment
from backend.services.appointments.cancelling import cancel_appointment
from backend.services.appointments.free_times import free_times
from backend.services.refusal import Refused


@answers
async def appointments(info: Info[Any, Any], patient_id: strawberry.ID) -> list[Appointment]:
    context, actor = info.context, await signed_in(info)
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            found = await seeing.appointments_on(
                connection, rules_of(info), actor, patient_of(info, patient_id), context.at
            )
    except Refused as refused:
        raise MedcardError(refused.code) from None
    return [_shown(info, one) for one in found]


@answers
async def bookable_times(info: Info[Any, Any], patient_id: strawberry.ID) -> BookableTimes:
    context, actor = info.context, await signed_in(info)
    patient = patient_of(info, patient_id)
    try:
        found = await free_times(context.pool, context.registries, rules_of(info), actor, patient, context.at)
    except Refused as refused:
        raise MedcardError(refused.code) from None
    return BookableTimes(
        state=found.state,
        clinic=found.clinic.name if found.clinic else None,
        phone=found.clinic.phone if found.clinic else None,
        times=[
            BookableTime(
                slot=time.slot,
                specialty=time.specialty,
                doctor=time.doctor,
                starts_at=time.starts_at.astimezone(dt.UTC),
                ends_at=time.ends_at.astimezone(dt.UTC),
            )
            for time in found.times
        ],
    )


def _none(errors: list[UserError]) -> AppointmentPayload:
    return AppointmentPayload(appointment=None, user_errors=errors)


@strawberry.type
class AppointmentMutations:
    @strawberry.mutation(
        description="Books a free time of the clinic of attachment, for whoever reads the record now (PAP-11)."
    )
    @refusable(_none)
    async def book_appointment(self, info: Info[Any, Any], input: BookAppointmentInput) -> AppointmentPayload:
        context, actor = info.context, await info.context.actor()
        patient = patient_of(info, input.patient_id)
        booked = await book_appointment(
            context.pool, context.registries, rules_of(info), actor, patient, input.slot, context.at
        )
        return AppointmentPayload(appointment=_shown(info, booked), user_errors=[])

    @strawberry.mutation(description="Cancels an appointment that has not begun; the time is somebody else's to book.")
    @refusable(_none)
    async def cancel_appointment(self, info: Info[Any, Any], input: CancelAppointmentInput) -> AppointmentPayload:
        context, actor = info.context, await info.context.actor()
        async with context.pool.acquire() as connection, connection.transaction():
            cancelled = await cancel_appointment(connection, rules_of(info), actor, opened(info, input.id), context.at)
            return AppointmentPayload(appointment=_shown(info, cancelled), user_errors=[])


def _shown(info: Info[Any, Any], one: seeing.Appointment) -> Appointment:
    return Appointment(
        id=strawberry.ID(info.context.ids.seal(IdType.APPOINTMENT, one.patient_id, one.id)),
        specialty=one.specialty,
        doctor=one.doctor,
        clinic=one.clinic,
        address=one.address,
        phone=one.phone,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=one.state,
        number=one.number,
        mine=one.mine,
    )
