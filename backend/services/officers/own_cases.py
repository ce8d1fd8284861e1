"""No officer decides about themself or their own family, whatever account they sign in with."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.services.actor import Actor
from backend.services.refusal import Refused


def _mine(person: str) -> str:
    """Ids of the person in this SQL expression: people are the same where their checked СНИЛС is, for an employee may have
    come by other papers than a patient."""
    return (
        f"SELECT {person}::bigint AS id UNION SELECT same.patient_id FROM person_identifier i "
        "JOIN person_identifier same ON same.kind = 'SNILS' AND same.value = i.value AND same.checked AND same.ended_on IS NULL "
        f"WHERE i.patient_id = {person} AND i.kind = 'SNILS'"
    )


def kin(person: str) -> str:
    """Ids of the person and of everybody about whom `need_not_own` lets them decide nothing, as SQL: for lists."""
    return (
        f"WITH mine AS ({_mine(person)}), wards AS (SELECT r.patient_id AS id FROM legal_representation r "
        "JOIN mine m ON m.id = r.representative_id WHERE r.state <> 'REJECTED') "
        "SELECT id FROM mine UNION SELECT id FROM wards UNION SELECT r.representative_id FROM legal_representation r "
        "WHERE r.state <> 'REJECTED' AND r.patient_id IN (SELECT id FROM mine UNION SELECT id FROM wards)"
    )


_CONCERNS = f"""
WITH mine AS ({_mine("$2")}), involved AS (
  SELECT unnest($4::bigint[]) AS id
  UNION SELECT a.person_id FROM account a WHERE a.id = ANY ($3)
  UNION SELECT i.patient_id FROM identity_profile f
    JOIN person_identifier i ON i.kind = 'SNILS' AND i.value = f.snils AND i.ended_on IS NULL
    WHERE f.account_id = ANY ($3) AND (i.checked OR i.patient_id = $2)
), ties AS (
  SELECT r.patient_id, r.representative_id FROM legal_representation r
  WHERE r.representative_id IN (SELECT id FROM involved) AND r.state <> 'REJECTED'
  UNION SELECT r.patient_id, r.representative_id FROM legal_representation r
  WHERE r.patient_id IN (SELECT id FROM involved) AND r.state IN ('PENDING', 'VERIFIED')
  UNION SELECT r.patient_id, r.representative_id FROM legal_representation r
  WHERE r.representative_id IN (SELECT id FROM mine) AND r.patient_id IN (SELECT id FROM involved) AND r.state <> 'REJECTED'
)
SELECT $1 = ANY ($3)
  OR EXISTS (SELECT FROM mine JOIN involved USING (id))
  OR EXISTS (SELECT FROM ties t JOIN mine m ON m.id IN (t.patient_id, t.representative_id))
  OR EXISTS (SELECT FROM ties t JOIN legal_representation own ON own.patient_id = t.patient_id AND own.state <> 'REJECTED'
             JOIN mine m ON m.id = own.representative_id)
"""
# The patient $1 is the person themself, or a child or ward of theirs at $3.
_OWN_PATIENT = f"""
WITH mine AS ({_mine("$2")})
SELECT EXISTS (SELECT FROM mine WHERE id = $1) OR EXISTS (
  SELECT FROM legal_representation r JOIN mine m ON m.id = r.representative_id JOIN person p ON p.id = r.patient_id
  WHERE r.patient_id = $1 AND r.state IN ('PENDING', 'VERIFIED')
    AND (r.kind <> 'PARENT' OR p.birth_date IS NULL OR age_on(p.birth_date, moscow_day($3)) < 18))
"""


async def need_not_own_patient(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    person: int | None,
    patient: int,
    at: dt.datetime,
) -> None:
    """Raises Refused OWN_CASE where the patient is the person, a doctor, or a child or ward of theirs: who gives the consent
    to open the record would open it."""
    if await connection.fetchval(_OWN_PATIENT, patient, person, at):
        raise Refused("OWN_CASE")


async def need_not_own(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    actor: Actor,
    accounts: Sequence[int],
    people: Sequence[int] = (),
) -> None:
    """Raises Refused OWN_CASE where one of the accounts or people is the officer, a ward, a representative of theirs,
    or the other representative of a child of theirs."""
    if await connection.fetchval(_CONCERNS, actor.account_id, actor.person_id, list(accounts), list(people)):
        raise Refused("OWN_CASE")


async def need_other_officer(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", actor: Actor, earlier: int | None
) -> None:
    """Raises Refused FOUR_EYES where the account `earlier`, who proposed or decided before, is the same human."""
    if earlier is None:
        return
    person = await connection.fetchval("SELECT person_id FROM account WHERE id = $1", earlier)
    if earlier == actor.account_id or (person is not None and person == actor.person_id):
        raise Refused("FOUR_EYES")
