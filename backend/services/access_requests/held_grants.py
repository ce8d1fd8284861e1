"""Accesses that are open: the account's own, and those of others to the account owner's record (policy.md, the matrix)."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.services.actor import Actor

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
# Names of wards only while the link that gave the access is in force, or has ended by age alone.
_MINE = """
SELECT g.id, g.patient_id, p.patient_key, g.ground, g.granted_at, p.id = $2 AS own,
  concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS display_name,
  refusal_reason($1, p.id, $3, $4) AS closed_because, s.patient_id IS NOT NULL AS readable, s.until,
  CASE WHEN s.patient_id IS NOT NULL AND policy.ends_on <= moscow_day($3) + 30 THEN policy.ends_on END AS policy_ends_on
FROM access_grant g JOIN person p ON p.id = g.patient_id
LEFT JOIN standings($1, $3, $4) s ON s.patient_id = p.id AND s.standing < 128
CROSS JOIN LATERAL (SELECT max(coalesce(i.valid_until, 'infinity')) AS ends_on FROM insurance_policy i
  WHERE i.patient_id = p.id AND i.state = 'VALID' AND i.region = ANY ($4)) policy
WHERE g.grantee_id = $1 AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > $3)
  AND (p.id = $2 OR EXISTS (SELECT FROM legal_representation r WHERE r.patient_id = p.id AND r.representative_id = $2
                            AND r.state = 'VERIFIED'))
ORDER BY p.id <> $2, p.birth_date, g.id
"""
# The nearest birthdays first; a doctor's standing knows none.
_BY_BIRTH = """
SELECT concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS display_name, s.standing, p.birth_date
FROM standings($1, $2, $3) s JOIN person p ON p.id = s.patient_id
WHERE s.standing < 128 AND p.birth_date IS NOT NULL ORDER BY p.birth_date, p.id, s.standing
"""
# A representative of an adult reads nothing, so there is nobody to name.
_OF_OTHERS = """
SELECT g.id, g.patient_id, concat_ws(' ', v.family_name, v.given_name, v.patronymic) AS display_name, r.kind, g.granted_at, s.until,
  s.standing, s.shared, s.diary, r.id AS representation_id, v.id AS representative_id, p.birth_date, p.emancipated_on
FROM access_grant g JOIN account a ON a.id = g.grantee_id JOIN person v ON v.id = a.person_id
JOIN person p ON p.id = g.patient_id
JOIN legal_representation r ON r.patient_id = g.patient_id AND r.representative_id = v.id AND r.state = 'VERIFIED'
CROSS JOIN LATERAL standings(a.id, $2, $3) s
WHERE g.patient_id = $1 AND g.grantee_id <> $4 AND g.revoked_at IS NULL AND s.patient_id = g.patient_id
ORDER BY g.id
"""


async def grants_held(
    connection: Connection, actor: Actor, regions: list[str], at: dt.datetime
) -> list[asyncpg.Record]:
    """The account's accesses, the own record first: one that the policy closes for now is among them, with its reason."""
    return list(await connection.fetch(_MINE, actor.account_id, actor.person_id, at, regions))


async def grants_held_by_birth(
    connection: Connection, actor: Actor, regions: Sequence[str], at: dt.datetime
) -> list[asyncpg.Record]:
    """The account's standings as a citizen, with the birth dates that change them."""
    return list(await connection.fetch(_BY_BIRTH, actor.account_id, at, list(regions)))


async def grants_on_own_record(
    connection: Connection, actor: Actor, regions: Sequence[str], at: dt.datetime
) -> list[asyncpg.Record]:
    """Who else reads the account owner's record now. The matrix gives this row to the person alone, to no parent."""
    if actor.person_id is None:
        return []
    return list(await connection.fetch(_OF_OTHERS, actor.person_id, at, list(regions), actor.account_id))
