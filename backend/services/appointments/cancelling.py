"""Cancelling an appointment: at once here, and the clinic hears of it as soon as it answers."""

import datetime as dt

from backend.models.appointment import AppointmentState
from backend.models.moscow import moscow_day
from backend.models.notification import NotificationKind
from backend.policy.sealing import OpenedId
from backend.policy.standing import PORTAL
from backend.services.actor import Actor
from backend.services.appointments.giving_back import give_back_later
from backend.services.appointments.seeing import Appointment, appointment_on, patient_of
from backend.services.notifying import notify
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, right_on
from backend.services.refusal import Refused


async def cancel_appointment(
    connection: Connection, rules: RecordRules, actor: Actor, appointment: OpenedId | None, at: dt.datetime
) -> Appointment:
    """Cancels one that has not begun; again changes nothing. Who booked it is told where somebody else cancels.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN, NOT_FOUND, APPOINTMENT_OVER.
    """
    right = await right_on(connection, rules, actor, patient_of(appointment), PORTAL, at)
    assert appointment is not None
    row = await connection.fetchrow(
        "SELECT id, state, starts_at, booked_by_id, booking_key FROM appointment WHERE patient_id = $1 AND id = $2 FOR NO KEY UPDATE",
        right.patient_id,
        appointment.entry,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    seen = await appointment_on(connection, right, row["id"])
    if row["state"] == AppointmentState.CANCELLED:
        return seen
    if row["state"] != AppointmentState.BOOKED or row["starts_at"] <= at:
        raise Refused("APPOINTMENT_OVER", ["input", "id"])
    await connection.execute("UPDATE appointment SET state = 'CANCELLED', changed_at = $2 WHERE id = $1", row["id"], at)
    if row["booking_key"] is not None:
        await give_back_later(connection, row["id"])
    if row["booked_by_id"] not in (None, actor.account_id):
        await notify(
            connection,
            row["booked_by_id"],
            NotificationKind.APPOINTMENT,
            f"appointment:{row['id']}:CANCELLED",
            at,
            patient_id=right.patient_id,
            about_day=moscow_day(row["starts_at"]),
            detail="CANCELLED",
        )
    await log_act(connection, right, "cancelAppointment", [])
    return await appointment_on(connection, right, row["id"])
