"""A doctor's own encounters, each for as long as it opens the record to them: what `standings()` says, and no more."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.appointment import AppointmentState
from backend.models.vocabulary import EncounterClass, EncounterGround

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# Only encounters behind a standing of this moment (bit 128): whoever left, or whose 72 hours are over, sees nobody here.
_DAY = """
SELECT DISTINCT ON (c.opened_at, c.id) c.id, c.patient_id, c.encounter_class, c.ground, c.opened_at,
  CASE WHEN s.until - interval '72 hours' <= $2 THEN s.until - interval '72 hours' END AS closed_at, s.until,
  EXISTS (SELECT FROM stated_reason r WHERE r.patient_id = c.patient_id AND r.encounter_id = c.id AND r.given_at <= $2) AS reason_given,
  p.attached_clinic_id = c.organization_id AND coalesce(s.until - interval '72 hours' > $2, true)
    AND NOT EXISTS (SELECT FROM record_opening f WHERE f.patient_id = c.patient_id) AS opens_record,
  p.patient_key, concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS name, p.birth_date, o.name AS organization
FROM account a
JOIN encounter c ON c.practitioner_id = a.practitioner_id AND c.source_id IS NULL
JOIN standings($1, $2, $3) s ON s.standing = 128 AND s.patient_id = c.patient_id AND s.since = c.opened_at
JOIN person p ON p.id = c.patient_id
JOIN organization o ON o.id = c.organization_id
WHERE a.id = $1 AND ($4::bigint IS NULL OR c.id = $4) ORDER BY c.opened_at DESC, c.id DESC
"""
_APPOINTMENTS = """
SELECT v.id, v.patient_id, v.specialty, v.starts_at, v.ends_at, v.state, p.patient_key, p.birth_date,
  concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS name, o.name AS organization
FROM account a
JOIN appointment v ON v.practitioner_id = a.practitioner_id AND v.state IN ('BOOKED', 'ARRIVED')
  AND v.starts_at >= moscow_midnight(moscow_day($2)) AND v.starts_at < moscow_midnight(moscow_day($2) + 1)
JOIN practitioner_role w ON w.practitioner_id = v.practitioner_id AND w.organization_id = v.organization_id
  AND w.starts_on <= moscow_day($2) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2))
JOIN person p ON p.id = v.patient_id AND p.deceased_on IS NULL
JOIN organization o ON o.id = v.organization_id
WHERE a.id = $1 GROUP BY v.id, p.id, o.id ORDER BY v.starts_at, v.id
"""
_ADMISSIONS = """
SELECT m.id, m.patient_id, m.ward, m.admitted_at, p.patient_key, p.birth_date,
  concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS name, o.name AS organization
FROM account a
JOIN admission m ON m.practitioner_id = a.practitioner_id AND m.encounter_id IS NULL AND m.admitted_at <= $2
JOIN practitioner_role w ON w.practitioner_id = m.practitioner_id AND w.organization_id = m.organization_id
  AND w.starts_on <= moscow_day($2) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2))
JOIN person p ON p.id = m.patient_id AND p.deceased_on IS NULL
JOIN organization o ON o.id = m.organization_id
WHERE a.id = $1 GROUP BY m.id, p.id, o.id ORDER BY m.admitted_at DESC, m.id DESC
"""


@dataclass(frozen=True, slots=True)
class DoctorEncounter:
    """`closed_at`: once it is closed, by the doctor or by itself. `until`: when the record closes, None while none is known.

    `opens_record`: it is open at the clinic of attachment, where the record was not opened yet.
    """

    id: int
    patient_id: int
    patient_key: str
    name: str
    birth_date: dt.date | None
    encounter_class: EncounterClass
    ground: EncounterGround | None
    organization: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    until: dt.datetime | None
    reason_given: bool
    opens_record: bool


@dataclass(frozen=True, slots=True)
class DoctorAppointment:
    """A booked time of today; once an encounter was opened from it, ARRIVED."""

    id: int
    patient_id: int
    patient_key: str
    name: str
    birth_date: dt.date | None
    organization: str
    specialty: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: AppointmentState


@dataclass(frozen=True, slots=True)
class DoctorAdmission:
    """A stay whose encounter is still to be opened."""

    id: int
    patient_id: int
    patient_key: str
    name: str
    birth_date: dt.date | None
    organization: str
    ward: str | None
    admitted_at: dt.datetime


async def doctor_day(
    connection: Connection, account_id: int, regions: Sequence[str], at: dt.datetime, only: int | None = None
) -> list[DoctorEncounter]:
    """The account's encounters by which a record is open to it now, the newest first (SCT-02); or `only` that one."""
    return [
        DoctorEncounter(
            row["id"],
            row["patient_id"],
            row["patient_key"],
            row["name"],
            row["birth_date"],
            EncounterClass(row["encounter_class"]),
            EncounterGround(row["ground"]) if row["ground"] else None,
            row["organization"],
            row["opened_at"],
            row["closed_at"],
            row["until"],
            row["reason_given"],
            bool(row["opens_record"]),
        )
        for row in await connection.fetch(_DAY, account_id, at, list(regions), only)
    ]


async def doctor_appointments(connection: Connection, account_id: int, at: dt.datetime) -> list[DoctorAppointment]:
    """Today's booked times of the account's doctor where they work, in order."""
    return [
        DoctorAppointment(
            row["id"],
            row["patient_id"],
            row["patient_key"],
            row["name"],
            row["birth_date"],
            row["organization"],
            row["specialty"],
            row["starts_at"],
            row["ends_at"],
            AppointmentState(row["state"]),
        )
        for row in await connection.fetch(_APPOINTMENTS, account_id, at)
    ]


async def doctor_admissions(connection: Connection, account_id: int, at: dt.datetime) -> list[DoctorAdmission]:
    """Stays that wait for the account's doctor to open an encounter, the newest first."""
    return [
        DoctorAdmission(
            row["id"],
            row["patient_id"],
            row["patient_key"],
            row["name"],
            row["birth_date"],
            row["organization"],
            row["ward"],
            row["admitted_at"],
        )
        for row in await connection.fetch(_ADMISSIONS, account_id, at)
    ]
