"""Who may be the same person twice, by identity evidence alone: no officer sees anything of a record for it (policy.md, RO)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.moscow import moscow_day
from backend.models.vocabulary import IdentifierKind, Sex
from backend.services.officers.candidates import Candidate, Statement, candidate_of
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

MOST = 20
_SHARED = """
SELECT DISTINCT o.patient_id FROM person_identifier i
JOIN person_identifier o ON o.kind = i.kind AND o.value = i.value AND o.patient_id <> i.patient_id AND o.ended_on IS NULL
WHERE i.patient_id = $1 AND i.ended_on IS NULL AND NOT record_merged(o.patient_id) ORDER BY 1 LIMIT $2
"""
# People ($2) each beside another ($1): names, birth date, sex, and how the numbers in force compare.
_BESIDE = """
SELECT pair.survivor, s.family_name AS first_family_name, s.given_name AS first_given_name, s.patronymic AS first_patronymic,
  s.birth_date AS first_birth_date, s.sex AS first_sex,
  p.id, p.patient_key, p.family_name, p.given_name, p.patronymic, p.birth_date, p.sex, p.deceased_on IS NOT NULL AS deceased,
  coalesce(same.agrees, '{}') AS agrees, coalesce(same.checked, false) AS checked, coalesce(same.differs, '{}') AS differs,
  (SELECT min(a.id) FROM account a WHERE a.person_id = p.id AND 'CITIZEN' = ANY (a.roles) AND a.disabled_at IS NULL) AS account_id,
  EXISTS (SELECT FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) AS has_account
FROM unnest($1::bigint[], $2::bigint[]) AS pair(survivor, other)
JOIN person s ON s.id = pair.survivor JOIN person p ON p.id = pair.other
LEFT JOIN LATERAL (
  SELECT array_agg(DISTINCT i.kind) FILTER (WHERE i.value = said.value) AS agrees,
    bool_or(i.checked) FILTER (WHERE i.value = said.value) AS checked,
    array_agg(DISTINCT i.kind) FILTER (WHERE i.value <> said.value AND i.checked AND i.kind IN ('SNILS', 'ENP')) AS differs
  FROM person_identifier i JOIN person_identifier said ON said.kind = i.kind
  WHERE i.patient_id = p.id AND i.ended_on IS NULL AND said.patient_id = s.id AND said.ended_on IS NULL
) same ON true ORDER BY pair.survivor, p.id
"""
_LIVE = "SELECT count(*) FROM person WHERE id IN ($1, $2) AND birth_date IS NOT NULL AND NOT record_merged(id)"
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
    return list((await beside(connection, [(survivor, one) for one in people])).values())


async def beside(connection: Connection, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Twin]:
    """Of each pair the second person beside the first, who has a birth date; by their numbers in order."""
    rows = await connection.fetch(_BESIDE, [one for one, _ in pairs], [other for _, other in pairs])
    return {(row["survivor"], row["id"]): _twin(row) for row in rows}


def _twin(row: asyncpg.Record) -> Twin:
    names = (row["first_family_name"], row["first_given_name"], row["first_patronymic"])
    one = candidate_of(row, Statement(*names, row["first_birth_date"], ()))
    stated = {Sex(row["first_sex"]), one.sex} - {Sex.UNKNOWN}
    # The identifier may be checked on either side; names decide where it is checked on neither.
    return Twin(
        one,
        row["has_account"],
        one.birth_date_agrees
        and len(stated) < 2
        and IdentifierKind.SNILS not in one.differs
        and (one.names_agree or (bool(one.agrees) and one.checked)),
    )


async def need_mergeable(connection: Connection, survivor: int, duplicate: int, at: dt.datetime) -> None:
    """Raises Refused: WRONG_STATE where one is read as another's already, NOT_SAME_PERSON, DUPLICATE_HAS_ACCOUNT,
    RECORDS_DIFFER where the duplicate is bound by what the other record does not say, RECORD_IN_USE."""
    if await connection.fetchval(_LIVE, survivor, duplicate) != 2:
        raise Refused("WRONG_STATE")
    found = (await beside(connection, [(survivor, duplicate)]))[survivor, duplicate]
    if not found.same:
        raise Refused("NOT_SAME_PERSON")
    if found.has_account:
        raise Refused("DUPLICATE_HAS_ACCOUNT")
    if await connection.fetchval(_DIFFER, survivor, duplicate, moscow_day(at)):
        raise Refused("RECORDS_DIFFER")
    if await connection.fetchval(_IN_USE, duplicate, at):
        raise Refused("RECORD_IN_USE")
