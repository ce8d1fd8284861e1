"""Who may be the same person twice, by identity evidence alone: no officer sees anything of a record for it (policy.md, RO)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.moscow import moscow_day
from backend.models.vocabulary import IdentifierKind, Sex
from backend.services.officers.candidates import Candidate, compared, statement_of_person
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

MOST = 20
_SHARED = """
SELECT DISTINCT o.patient_id FROM person_identifier i
JOIN person_identifier o ON o.kind = i.kind AND o.value = i.value AND o.patient_id <> i.patient_id AND o.ended_on IS NULL
WHERE i.patient_id = $1 AND i.ended_on IS NULL AND NOT record_merged(o.patient_id) ORDER BY 1 LIMIT $2
"""
_KNOWN = """
SELECT p.sex, p.birth_date, p.deceased_on IS NOT NULL AS deceased, record_merged(p.id) AS merged,
  EXISTS (SELECT FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) AS has_account
FROM person p WHERE p.id = $1
"""
# What one record says of its person and the other does not. Adoptions are one of these things, so that none shows.
_DIFFER = """
SELECT EXISTS (SELECT FROM person p WHERE p.id IN ($1, $2) AND p.deceased_on IS NOT NULL)
  OR EXISTS (SELECT FROM person d JOIN person s ON s.id = $1 WHERE d.id = $2
    AND d.emancipated_on IS NOT NULL AND d.emancipated_on IS DISTINCT FROM s.emancipated_on)
  OR EXISTS (SELECT FROM court_act c WHERE c.patient_id IN ($1, $2) AND c.kind = 'ADOPTION'
    AND c.state IN ('PROPOSED', 'IN_FORCE'))
  OR EXISTS (SELECT FROM court_act c WHERE c.patient_id = $2 AND c.state IN ('PROPOSED', 'IN_FORCE')
    AND (c.ends_on IS NULL OR c.ends_on >= $3)
    AND NOT EXISTS (SELECT FROM court_act s WHERE s.patient_id = $1 AND s.kind = c.kind AND s.state = 'IN_FORCE'
      AND s.representative_id = c.representative_id AND s.starts_on <= greatest(c.starts_on, $3)
      AND (s.ends_on IS NULL OR s.ends_on >= c.ends_on)))
"""
# A doctor has the duplicate open, or a time of it is just being booked.
_IN_USE = """
SELECT EXISTS (SELECT FROM encounter c WHERE c.patient_id = $1 AND c.source_id IS NULL AND coalesce(least(c.closed_at,
    CASE WHEN c.encounter_class IN ('AMB', 'VR', 'HH') THEN c.opened_at + interval '24 hours' END) + interval '72 hours' > $2, true))
  OR EXISTS (SELECT FROM break_glass_access b WHERE b.patient_id = $1 AND b.started_at + interval '4 hours' > $2
    AND (b.ended_at IS NULL OR b.ended_at > $2))
  OR EXISTS (SELECT FROM appointment v WHERE v.patient_id = $1 AND v.state = 'HELD' AND v.held_until > $2)
"""


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody beside the person whose record is to stay. `same`: the evidence is enough to say that both are one."""

    who: Candidate
    has_account: bool
    same: bool


async def twins(connection: Connection, survivor: int, other: int | None) -> list[Twin]:
    """Everyone who shares an identifier in force with the person, and `other`, whom an officer named by a document."""
    shared = [row["patient_id"] for row in await connection.fetch(_SHARED, survivor, MOST)]
    people = {*shared, *([other] if other is not None else [])} - {survivor}
    statement = await statement_of_person(connection, survivor)
    return [await _twin(connection, survivor, one) for one in await compared(connection, statement, sorted(people))]


async def twin(connection: Connection, survivor: int, duplicate: int) -> Twin:
    """One person beside another; the survivor has a birth date."""
    statement = await statement_of_person(connection, survivor)
    [one] = await compared(connection, statement, [duplicate])
    return await _twin(connection, survivor, one)


async def _twin(connection: Connection, survivor: int, one: Candidate) -> Twin:
    here = await connection.fetchrow(_KNOWN, survivor)
    there = await connection.fetchrow(_KNOWN, one.person_id)
    assert here is not None and there is not None
    stated = {Sex(here["sex"]), one.sex} - {Sex.UNKNOWN}
    # The identifier may be checked on either side; names decide where it is checked on neither.
    return Twin(
        one,
        bool(there["has_account"]),
        one.birth_date_agrees
        and len(stated) < 2
        and IdentifierKind.SNILS not in one.differs
        and (one.names_agree or (bool(one.agrees) and one.checked)),
    )


async def need_mergeable(connection: Connection, survivor: int, duplicate: int, at: dt.datetime) -> None:
    """Raises Refused: WRONG_STATE where one is read as another's already, NOT_SAME_PERSON, DUPLICATE_HAS_ACCOUNT,
    RECORDS_DIFFER where the duplicate is bound by what the other record does not say, RECORD_IN_USE."""
    for person in (survivor, duplicate):
        known = await connection.fetchrow(_KNOWN, person)
        if known is None or known["merged"] or known["birth_date"] is None:
            raise Refused("WRONG_STATE")
    found = await twin(connection, survivor, duplicate)
    if not found.same:
        raise Refused("NOT_SAME_PERSON")
    if found.has_account:
        raise Refused("DUPLICATE_HAS_ACCOUNT")
    if await connection.fetchval(_DIFFER, survivor, duplicate, moscow_day(at)):
        raise Refused("RECORDS_DIFFER")
    if await connection.fetchval(_IN_USE, duplicate, at):
        raise Refused("RECORD_IN_USE")
