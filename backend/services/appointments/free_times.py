"""Free times of the clinic to which a person is attached, as its schedule has them now (PAP-11)."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.appointment import ScheduleState
from backend.policy.sensitivity import of_text
from backend.policy.standing import PORTAL
from backend.registries.registries import Registries
from backend.registries.schedule import FreeQuestion, FreeStatus, FreeTime
from backend.registries.unavailable import RegistryUnavailable
from backend.services.actor import Actor
from backend.services.appointments.seeing import hidden_labels
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import RecordRules, Right, right_on


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic of attachment; what each of the actor's standings hides; labels of specialties by their code."""

    id: int
    ogrn: str | None
    name: str
    phone: str | None
    hidden: Sequence[int]
    classes: Mapping[str, int]

    def labels_of(self, time: FreeTime) -> int:
        """The labels that an appointment at the time carries (policy.md, principle 8)."""
        return self.classes.get(time.specialty_code or "", 0) | of_text(time.specialty).labels

    def may_book(self, time: FreeTime) -> bool:
        """Whether the actor would see the appointment: what hides it from them is offered by nobody to them."""
        return any(self.labels_of(time) & hidden == 0 for hidden in self.hidden)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`clinic` is null where there is none; `times` is empty unless it is OPEN."""

    state: ScheduleState
    clinic: Clinic | None
    times: Sequence[FreeTime] = ()


async def free_times(
    pool: asyncpg.Pool, registries: Registries, rules: RecordRules, actor: Actor, patient_id: int, at: dt.datetime
) -> Schedule:
    """The times that the actor may book for the person. Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN."""
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, PORTAL, at)
        clinic = await clinic_of(connection, right)
        await log_act(connection, right, "bookableTimes", [])
    return await times_at(pool, registries, clinic, at)


async def clinic_of(connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", right: Right) -> Clinic | None:
    """The clinic to which the person is attached; None for nobody's."""
    row = await connection.fetchrow(
        "SELECT o.id, o.ogrn, o.name, o.phone FROM person p JOIN organization o ON o.id = p.attached_clinic_id WHERE p.id = $1",
        right.patient_id,
    )
    if row is None:
        return None
    classes = await connection.fetch("SELECT code, labels FROM specialty_class")
    labels = {each["code"]: each["labels"] for each in classes}
    return Clinic(**row, hidden=await hidden_labels(connection, right), classes=labels)


async def times_at(pool: asyncpg.Pool, registries: Registries, clinic: Clinic | None, at: dt.datetime) -> Schedule:
    """What the clinic's schedule gives, without what is held or booked here and what none of the standings would see."""
    if clinic is None:
        return Schedule(ScheduleState.NO_CLINIC, None)
    if clinic.ogrn is None or len(clinic.ogrn) != 13:
        return Schedule(ScheduleState.NOT_GIVEN, clinic)
    try:
        answer = await registries.schedule.free(str(uuid.uuid4()), FreeQuestion(organization=clinic.ogrn))
    except RegistryUnavailable:
        return Schedule(ScheduleState.UNAVAILABLE, clinic)
    if answer.status is not FreeStatus.FOUND:
        return Schedule(ScheduleState.NOT_GIVEN, clinic)
    taken = await pool.fetch(
        "SELECT slot FROM appointment WHERE organization_id = $1 AND state <> 'CANCELLED' AND ends_at > $2",
        clinic.id,
        at,
    )
    slots = {row["slot"] for row in taken}
    times = [
        time for time in answer.times or () if time.slot not in slots and time.starts_at > at and clinic.may_book(time)
    ]
    return Schedule(ScheduleState.OPEN, clinic, sorted(times, key=lambda time: (time.starts_at, time.slot)))
