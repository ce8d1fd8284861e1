"""A person who comes into the database by an identity that was verified, with no clinic's data."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import IdentifierKind, Sex
from backend.policy.sealing import IdSealer, IdType

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def create_person(
    connection: Connection,
    ids: IdSealer,
    family_name: str,
    given_name: str,
    patronymic: str | None,
    birth_date: dt.date,
    sex: Sex,
    at: dt.datetime,
) -> int:
    """Creates a person without identifiers, policy or clinic; gives the row."""
    person = int(await connection.fetchval("SELECT nextval('person_id_seq')"))
    await connection.execute(
        "INSERT INTO person (id, patient_key, record_key, family_name, given_name, patronymic, birth_date, sex, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        person,
        ids.seal(IdType.PATIENT, person),
        ids.seal(IdType.RECORD, person),
        family_name,
        given_name,
        patronymic,
        birth_date,
        sex.value,
        at,
    )
    return person


async def add_identifier(
    connection: Connection, person: int, kind: IdentifierKind, value: str, *, checked: bool
) -> None:
    """Adds an identifier that the person has not; one that is there in force is only checked, never replaced.

    A checked СНИЛС or policy number that is somebody else's already stays theirs.
    """
    known = await connection.fetchval(
        "UPDATE person_identifier SET checked = checked OR ($4 AND NOT EXISTS (SELECT FROM person_identifier o "
        "WHERE o.kind = $2 AND o.value = $3 AND o.checked AND o.ended_on IS NULL AND o.patient_id <> $1)) "
        "WHERE patient_id = $1 AND kind = $2 AND value = $3 AND ended_on IS NULL RETURNING id",
        person,
        kind.value,
        value,
        checked,
    )
    if known is None:
        await connection.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            person,
            kind.value,
            value,
            checked,
        )
