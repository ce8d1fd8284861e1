"""Told 30 days before the policy that opens a record ends, or its insurer's region is no more accepted (PAP-09, ACC-06)."""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.notification import NotificationKind
from backend.services.notices.sweeping import sweep
from backend.services.notifying import Tell

AHEAD_DAYS = 30
# $1: moment, $2: accepted regions, $3: batch. Found by the index of last days; another policy that goes on, or is known to
# begin, takes the end's place. Who moves is insured anew in another region.
_ENDING = f"""
WITH concerned AS MATERIALIZED (
  SELECT DISTINCT patient_id FROM insurance_policy
  WHERE state = 'VALID' AND valid_until BETWEEN moscow_day($1) AND moscow_day($1) + {AHEAD_DAYS}
), last AS MATERIALIZED (
  SELECT c.patient_id, max(coalesce(i.valid_until, 'infinity')) AS day FROM concerned c
  JOIN insurance_policy i ON i.patient_id = c.patient_id AND i.state = 'VALID' AND i.region = ANY ($2) GROUP BY c.patient_id
)
SELECT a.id AS account_id, l.patient_id, l.day, EXISTS (
    SELECT FROM insurance_policy i WHERE i.patient_id = l.patient_id AND i.state = 'VALID' AND NOT i.region = ANY ($2)
      AND (i.valid_until IS NULL OR i.valid_until > l.day)) AS moved
FROM last l JOIN access_grant g ON g.patient_id = l.patient_id AND g.revoked_at IS NULL
JOIN account a ON a.id = g.grantee_id AND a.disabled_at IS NULL
WHERE l.day <= moscow_day($1) + {AHEAD_DAYS}
  AND EXISTS (SELECT FROM standings(a.id, $1, $2) st WHERE st.patient_id = l.patient_id)
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = a.id AND n.once = 'policy-ending:' || l.patient_id || ':' || l.day)
ORDER BY l.patient_id, a.id LIMIT $3
"""


async def tell_of_ending_policies(pool: asyncpg.Pool, regions: Sequence[str], at: dt.datetime) -> None:
    """Tells everyone to whom such a policy keeps a record open, once a last day."""
    await sweep(pool, _ENDING, (at, list(regions)), _tell, at)


def _tell(row: asyncpg.Record) -> list[Tell]:
    patient, day = row["patient_id"], row["day"]
    detail = "POLICY_MOVED" if row["moved"] else "POLICY"
    once = f"policy-ending:{patient}:{day}"
    kind = NotificationKind.ACCESS_ENDING
    return [Tell(row["account_id"], kind, once, patient_id=patient, about_day=day, detail=detail)]
