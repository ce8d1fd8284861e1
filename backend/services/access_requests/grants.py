"""Opening and ending access of one account to one record, and who may have it."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import GrantGround

# The same conditions under which the record would be read (the function `standings`), but for grant and policy.
_OBSTACLE = """
SELECT CASE
  WHEN a.level = 'BASIC' THEN 'ACCOUNT_LEVEL_TOO_LOW'
  WHEN p.id = a.person_id AND (p.birth_date IS NULL OR age_on(p.birth_date, moscow_day($3)) < 15) THEN 'UNDER_AGE'
  WHEN p.id = a.person_id THEN NULL
  WHEN r.kind IS NULL OR viewing.deceased_on IS NOT NULL
    OR age_on(viewing.birth_date, moscow_day($3)) < CASE r.kind WHEN 'PARENT' THEN 16 ELSE 18 END THEN 'WARD_NOT_VERIFIED'
  WHEN p.birth_date IS NULL OR age_on(p.birth_date, moscow_day($3)) >= 18
    THEN CASE r.kind WHEN 'PARENT' THEN 'WARD_IS_ADULT' ELSE 'INCAPACITATED_ADULT' END
  WHEN p.emancipated_on <= moscow_day($3) THEN 'WARD_IS_ADULT' END
FROM account a JOIN person p ON p.id = $2
LEFT JOIN person viewing ON viewing.id = a.person_id
LEFT JOIN LATERAL (
  SELECT r.kind FROM legal_representation r WHERE r.patient_id = p.id AND r.representative_id = a.person_id
    AND r.state = 'VERIFIED' AND r.verified_at <= $3
    AND (r.starts_on IS NULL OR r.starts_on <= moscow_day($3)) AND (r.ends_on IS NULL OR r.ends_on >= moscow_day($3))
    AND NOT EXISTS (SELECT FROM court_act c WHERE c.patient_id = p.id AND c.representative_id = r.representative_id
      AND c.kind = 'RESTRICTION' AND c.state = 'IN_FORCE' AND c.starts_on <= moscow_day($3)
      AND (c.ends_on IS NULL OR c.ends_on >= moscow_day($3)))
  ORDER BY r.kind DESC LIMIT 1
) r ON true
WHERE a.id = $1 AND a.disabled_at IS NULL AND 'CITIZEN' = ANY (a.roles) AND p.deceased_on IS NULL
"""
_NOBODY = "NOT_FOUND"


async def obstacle(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    account_id: int,
    patient_id: int,
    at: dt.datetime,
) -> str | None:
    """The code of what keeps the account from holding access to the record; None where nothing does.

    Own record from 15, a ward's while the verified link is in force; a missing person and a dead one are NOT_FOUND.
    """
    row = await connection.fetchrow(_OBSTACLE, account_id, patient_id, at)
    return _NOBODY if row is None else row[0]


async def open_grant(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    patient_id: int,
    grantee_id: int,
    ground: GrantGround,
    at: dt.datetime,
    until: dt.datetime | None = None,
) -> int:
    """Opens access, or finds the one that is open; gives its id. Whether it may be opened is the caller's to know.

    One whose term has passed makes room for a row of its own; `until` is the new one's term, None for no end.
    """
    await connection.execute(
        "UPDATE access_grant SET revoked_at = valid_until WHERE patient_id = $1 AND grantee_id = $2 "
        "AND revoked_at IS NULL AND valid_until <= $3",
        patient_id,
        grantee_id,
        at,
    )
    id_ = await connection.fetchval(
        "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at, valid_until) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT DO NOTHING RETURNING id",
        patient_id,
        grantee_id,
        ground.value,
        at,
        until,
    )
    if id_ is None:
        id_ = await open_grant_of(connection, patient_id, grantee_id, at)
    return int(id_)


async def open_grant_of(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    patient_id: int,
    grantee_id: int,
    at: dt.datetime,
) -> int | None:
    """The account's grant on the record that is neither revoked nor past its term."""
    found: int | None = await connection.fetchval(
        "SELECT id FROM access_grant WHERE patient_id = $1 AND grantee_id = $2 AND revoked_at IS NULL "
        "AND (valid_until IS NULL OR valid_until > $3)",
        patient_id,
        grantee_id,
        at,
    )
    return found


async def revoke_grant(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", grant_id: int, at: dt.datetime
) -> bool:
    """Ends one account's access at once (REQ-15), and nobody else's (REQ-09); False where it had ended before."""
    return (
        await connection.fetchval(
            "UPDATE access_grant SET revoked_at = greatest($2, granted_at) WHERE id = $1 AND revoked_at IS NULL RETURNING id",
            grant_id,
            at,
        )
        is not None
    )
