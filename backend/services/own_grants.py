"""Grants that need no request: a full account's own record and its verified children (ACC-02, ACC-03)."""

import datetime as dt

import asyncpg
import asyncpg.pool

# Whose records they may be comes first, by index: their number must not grow with everybody's.
_OPEN = """
INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at)
SELECT p.id, a.id, CASE WHEN p.id = a.person_id THEN 'OWN_FULL_ACCOUNT' ELSE 'VERIFIED_CHILD' END, $2
FROM account a
CROSS JOIN LATERAL (
  SELECT a.person_id AS id
  UNION
  SELECT r.patient_id FROM legal_representation r WHERE r.representative_id = a.person_id
    AND r.state = 'VERIFIED' AND r.verified_at <= $2
    AND (r.starts_on IS NULL OR r.starts_on <= moscow_day($2)) AND (r.ends_on IS NULL OR r.ends_on >= moscow_day($2))
) concerned
JOIN person p ON p.id = concerned.id
WHERE a.id = $1 AND a.level = 'FULL' AND 'CITIZEN' = ANY (a.roles) AND p.deceased_on IS NULL
  AND CASE WHEN p.id = a.person_id THEN age_on(p.birth_date, moscow_day($2)) >= 15
           ELSE age_on(p.birth_date, moscow_day($2)) < 18 END
  -- A revoked grant stays closed: only a pair that never had one is opened.
  AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.grantee_id = a.id)
ON CONFLICT DO NOTHING
"""


async def open_own_grants(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int, at: dt.datetime
) -> None:
    """Opens what the account may read without a request; safe to repeat."""
    await connection.execute(_OPEN, account_id, at)
