"""A doctor's own encounters, each for as long as it opens the record to them: what `standings()` says, and no more."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import EncounterClass, EncounterGround

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# Only encounters behind a standing of this moment (bit 128): whoever left, or whose 72 hours are over, sees nobody here.
_DAY = """
SELECT DISTINCT ON (c.opened_at, c.id) c.encounter_class, c.ground, c.opened_at,
  CASE WHEN s.until - interval '72 hours' <= $2 THEN s.until - interval '72 hours' END AS closed_at, s.until,
  p.patient_key, concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS name, p.birth_date, o.name AS organization
FROM account a
JOIN encounter c ON c.practitioner_id = a.practitioner_id AND c.source_id IS NULL
JOIN standings($1, $2, $3) s ON s.standing = 128 AND s.patient_id = c.patient_id AND s.since = c.opened_at
JOIN person p ON p.id = c.patient_id
JOIN organization o ON o.id = c.organization_id
WHERE a.id = $1 ORDER BY c.opened_at DESC, c.id DESC
"""


@dataclass(frozen=True, slots=True)
class DoctorEncounter:
    """`closed_at`: once it is closed, by the doctor or by itself. `until`: when the record closes, None while none is known."""

    patient_key: str
    name: str
    birth_date: dt.date | None
    encounter_class: EncounterClass
    ground: EncounterGround | None
    organization: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    until: dt.datetime | None


async def doctor_day(
    connection: Connection, account_id: int, regions: Sequence[str], at: dt.datetime
) -> list[DoctorEncounter]:
    """The account's encounters by which a record is open to it now, the newest first (SCT-02)."""
    return [
        DoctorEncounter(
            row["patient_key"],
            row["name"],
            row["birth_date"],
            EncounterClass(row["encounter_class"]),
            EncounterGround(row["ground"]) if row["ground"] else None,
            row["organization"],
            row["opened_at"],
            row["closed_at"],
            row["until"],
        )
        for row in await connection.fetch(_DAY, account_id, at, list(regions))
    ]
