"""A record's appointments as its portal readers see them: each while one standing sees its labels (policy.md, principle 8)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.appointment import AppointmentState
from backend.policy.row_rules import held
from backend.policy.rows import Mask, RowPolicy
from backend.policy.sealing import IdType, OpenedId
from backend.policy.standing import PORTAL
from backend.services.actor import Actor
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Refused

_MOST = 50
_COLUMNS = (
    "v.id, v.patient_id, v.specialty, v.starts_at, v.ends_at, v.state, v.number, v.booked_by_id = $1 AS mine, "
    "d.full_name AS doctor, o.name AS clinic, o.address, o.phone"
)
_TABLES = (
    "appointment v JOIN organization o ON o.id = v.organization_id LEFT JOIN practitioner d ON d.id = v.practitioner_id"
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked time. `mine`: the actor booked it."""

    id: int
    patient_id: int
    specialty: str
    doctor: str | None
    clinic: str
    address: str | None
    phone: str | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: AppointmentState
    number: str | None
    mine: bool


def appointment_seen(appointment: str, standings: str = "held") -> str:
    """Whether a portal standing of the statement's CTE sees the appointment: it goes with what a teenager hid of its encounter."""
    hidden_of_it = (
        f"SELECT FROM record_entry hid WHERE hid.patient_id = {appointment}.patient_id "
        f"AND hid.encounter_id = {appointment}.encounter_id AND hid.mask & h.hidden & {int(Mask.HIDDEN_BY_PATIENT)} <> 0"
    )
    return (
        f"EXISTS (SELECT FROM {standings} h WHERE h.patient_id = {appointment}.patient_id "
        f"AND h.standing & {int(PORTAL)} <> 0 AND {appointment}.labels & h.hidden = 0 AND NOT EXISTS ({hidden_of_it}))"
    )


def held_by(policy: RowPolicy) -> str:
    """CTE `held`: what the account $1 holds at $2 with the regions $3."""
    return f"held AS MATERIALIZED ({held(policy, '$1::bigint, $2::timestamptz, $3::text[]')})"


async def hidden_labels(connection: Connection, right: Right) -> list[int]:
    """What each portal standing of the actor hides on the record: a specialty is offered where one of them hides none of its labels."""
    rows = await connection.fetch(
        f"WITH {held_by(right.rules.policy)} SELECT h.hidden FROM held h WHERE h.patient_id = $4 AND h.standing & {int(PORTAL)} <> 0",
        *_given(right),
        right.patient_id,
    )
    return [row["hidden"] for row in rows]


async def appointments_on(
    connection: Connection, rules: RecordRules, actor: Actor, patient_id: int, at: dt.datetime
) -> list[Appointment]:
    """The coming ones that the actor sees, the soonest first. Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN."""
    right = await right_on(connection, rules, actor, patient_id, PORTAL, at)
    rows = await connection.fetch(
        f"WITH {held_by(rules.policy)} SELECT {_COLUMNS} FROM {_TABLES} "
        f"WHERE v.patient_id = $4 AND v.state IN ('BOOKED', 'ARRIVED') AND v.ends_at > $2 AND {appointment_seen('v')} "
        f"ORDER BY v.starts_at, v.id LIMIT {_MOST}",
        *_given(right),
        patient_id,
    )
    await log_act(connection, right, "appointments", [])
    return [_appointment(row) for row in rows]


async def appointment_on(connection: Connection, right: Right, appointment_id: int) -> Appointment:
    """One of the record that the right is on. Raises Refused NOT_FOUND for what is hidden, foreign or missing."""
    row = await connection.fetchrow(
        f"WITH {held_by(right.rules.policy)} SELECT {_COLUMNS} FROM {_TABLES} "
        f"WHERE v.patient_id = $4 AND v.id = $5 AND {appointment_seen('v')}",
        *_given(right),
        right.patient_id,
        appointment_id,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    return _appointment(row)


def patient_of(appointment: OpenedId | None) -> int:
    """The patient of an appointment's id; 0, whom nobody is, for any other."""
    return appointment.patient if appointment is not None and appointment.type == IdType.APPOINTMENT else 0


def _given(right: Right) -> tuple[int, dt.datetime, list[str]]:
    return right.actor.account_id, right.at, list(right.rules.regions)


def _appointment(row: asyncpg.Record) -> Appointment:
    values = {**row, "state": AppointmentState(row["state"]), "mine": bool(row["mine"])}
    return Appointment(**values)
