"""Booking a time (PAP-11): held here, asked of the clinic under one key however often, then booked or free again.

An outage of the clinic is no refusal: the time stays held for ten minutes, and booking it again goes on where it was.
"""

import datetime as dt
import uuid

import asyncpg

from backend.models.appointment import AppointmentState, ScheduleState
from backend.policy.standing import PORTAL
from backend.registries.registries import Registries
from backend.registries.schedule import BookingQuestion, BookingStatus, FreeTime
from backend.registries.unavailable import RegistryUnavailable
from backend.services.actor import Actor
from backend.services.appointments.free_times import Clinic, clinic_of, times_at
from backend.services.appointments.giving_back import give_back_later
from backend.services.appointments.seeing import Appointment, appointment_on
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, right_on
from backend.services.refusal import Refused

HOLD = dt.timedelta(minutes=10)
# Of one account at a time, for all whom it books for: nobody empties a clinic's schedule.
MOST_AHEAD = 10
_FIELD = ["input", "slot"]
# The doctor of a slot, where exactly one of the clinic is meant.
_HOLD = """
INSERT INTO appointment (patient_id, practitioner_id, organization_id, specialty, specialty_code, starts_at, ends_at, state,
  labels, slot, booked_by_id, booking_key, held_until, created_at, changed_at)
VALUES ($1, (SELECT min(d.id) FROM practitioner d JOIN practitioner_role w ON w.practitioner_id = d.id
    WHERE w.organization_id = $2 AND d.full_name = $3 AND w.starts_on <= moscow_day($7) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($7))
      AND (coalesce(w.specialty_code, d.specialty_code) = $5 OR $5 IS NULL) HAVING count(DISTINCT d.id) = 1),
  $2, $4, $5, $7, $8, 'HELD', $6, $9, $10, $11, $12, $13, $13) RETURNING id
"""


async def book_appointment(
    pool: asyncpg.Pool,
    registries: Registries,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    slot: str,
    at: dt.datetime,
) -> Appointment:
    """Books a time of the clinic of attachment; the same time again finds the same appointment.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN, NO_ATTACHED_CLINIC, TIMES_NOT_GIVEN, SLOT_TAKEN,
    TOO_MANY_APPOINTMENTS, SCHEDULE_UNAVAILABLE, TIME_HELD.
    """
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, PORTAL, at)
        clinic = await clinic_of(connection, right)
        if clinic is None:
            raise Refused("NO_ATTACHED_CLINIC")
        mine = await _own(connection, actor, patient_id, clinic, slot, at)
    if mine is None:
        time = await _free(pool, registries, clinic, slot, at)
        mine = await _hold(pool, rules, actor, patient_id, clinic, time, at)
    await _ask(pool, registries, mine, at)
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, PORTAL, at)
        return await appointment_on(connection, right, mine)


async def _own(
    connection: Connection, actor: Actor, patient_id: int, clinic: Clinic, slot: str, at: dt.datetime
) -> int | None:
    """The actor's own hold or booking of the time, kept for them while they try again."""
    found: int | None = await connection.fetchval(
        "UPDATE appointment SET held_until = CASE WHEN state = 'HELD' THEN $5 ELSE held_until END "
        "WHERE booked_by_id = $1 AND patient_id = $2 AND organization_id = $3 AND slot = $4 AND state IN ('HELD', 'BOOKED') RETURNING id",
        actor.account_id,
        patient_id,
        clinic.id,
        slot,
        at + HOLD,
    )
    return found


async def _free(pool: asyncpg.Pool, registries: Registries, clinic: Clinic, slot: str, at: dt.datetime) -> FreeTime:
    schedule = await times_at(pool, registries, clinic, at)
    if schedule.state is ScheduleState.UNAVAILABLE:
        raise Refused("SCHEDULE_UNAVAILABLE")
    if schedule.state is not ScheduleState.OPEN:
        raise Refused("TIMES_NOT_GIVEN")
    time = next((time for time in schedule.times if time.slot == slot), None)
    if time is None:
        raise Refused("SLOT_TAKEN", _FIELD)
    return time


async def _hold(
    pool: asyncpg.Pool,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    clinic: Clinic,
    time: FreeTime,
    at: dt.datetime,
) -> int:
    """Holds the time: of two at once the database lets one through."""
    try:
        async with pool.acquire() as connection, connection.transaction():
            right = await right_on(connection, rules, actor, patient_id, PORTAL, at)
            ahead = await connection.fetchval(
                "SELECT count(*) FROM appointment WHERE booked_by_id = $1 AND state IN ('HELD', 'BOOKED') AND starts_at > $2",
                actor.account_id,
                at,
            )
            if ahead >= MOST_AHEAD:
                raise Refused("TOO_MANY_APPOINTMENTS")
            held = await connection.fetchval(
                _HOLD,
                patient_id,
                clinic.id,
                time.doctor,
                time.specialty,
                time.specialty_code,
                clinic.labels_of(time),
                time.starts_at,
                time.ends_at,
                time.slot,
                actor.account_id,
                uuid.uuid4(),
                at + HOLD,
                at,
            )
            await log_act(connection, right, "bookAppointment", [])
            return int(held)
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError):
        raise Refused("SLOT_TAKEN", _FIELD) from None


async def _ask(pool: asyncpg.Pool, registries: Registries, appointment_id: int, at: dt.datetime) -> None:
    """Asks the clinic about a held time and keeps its answer. Raises Refused SLOT_TAKEN, TIME_HELD."""
    row = await pool.fetchrow(
        "SELECT v.state, v.booking_key, v.slot, o.ogrn, p.family_name, p.given_name, p.patronymic, p.birth_date FROM appointment v "
        "JOIN organization o ON o.id = v.organization_id JOIN person p ON p.id = v.patient_id WHERE v.id = $1",
        appointment_id,
    )
    if row is None or row["state"] != AppointmentState.HELD:
        return
    names = ("family_name", "given_name", "patronymic", "birth_date", "slot")
    question = BookingQuestion(organization=row["ogrn"], **{name: row[name] for name in names})
    try:
        answer = await registries.schedule.book(str(row["booking_key"]), question)
    except RegistryUnavailable:
        raise Refused("TIME_HELD") from None
    booked = answer.status is BookingStatus.BOOKED
    async with pool.acquire() as connection, connection.transaction():
        state = await connection.fetchval(
            "SELECT state FROM appointment WHERE id = $1 FOR NO KEY UPDATE", appointment_id
        )
        if state == AppointmentState.BOOKED:
            return
        if booked and state == AppointmentState.HELD:
            await connection.execute(
                "UPDATE appointment SET state = 'BOOKED', number = $2, changed_at = $3 WHERE id = $1",
                appointment_id,
                answer.booking,
                at,
            )
            return
        # The clinic's no, or its yes to what was given up here meanwhile.
        await connection.execute(
            "UPDATE appointment SET state = 'CANCELLED', changed_at = $2, given_back_at = $3 WHERE id = $1",
            appointment_id,
            at,
            None if booked else at,
        )
        if booked:
            await give_back_later(connection, appointment_id)
    raise Refused("SLOT_TAKEN", _FIELD)
