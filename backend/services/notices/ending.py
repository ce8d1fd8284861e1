"""Told 30 days before a standing ends, and when it has ended, to both sides (policy.md, Conditions; ACC-05).

Only ends by date: an 18th birthday, full legal capacity, the last day of a representation, the term of a grant. What an
officer or an owner ends, their own use cases tell.
"""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.notification import NotificationKind
from backend.services.notices.sweeping import sweep
from backend.services.notifying import Tell

AHEAD = dt.timedelta(days=30)
# So long after an end it is still told of, were no worker to run meanwhile.
LATE = dt.timedelta(days=30)

# Whose record somebody may lose between $1 and $2: found by indexes of dates, however many people there are.
_CONCERNED = """
concerned AS MATERIALIZED (
  SELECT id FROM person
  WHERE birth_date BETWEEN (moscow_day($1) - interval '18 years')::date - 1 AND (moscow_day($2) - interval '18 years')::date + 1
  UNION SELECT id FROM person WHERE emancipated_on BETWEEN moscow_day($1) AND moscow_day($2)
  UNION SELECT patient_id FROM legal_representation
    WHERE state = 'VERIFIED' AND ends_on BETWEEN moscow_day($1) - 1 AND moscow_day($2)
  UNION SELECT patient_id FROM access_grant WHERE revoked_at IS NULL AND valid_until BETWEEN $1 AND $2
),
held AS MATERIALIZED (
  SELECT g.id AS grant_id, g.valid_until, g.grantee_id, p.id AS patient_id, p.birth_date, p.emancipated_on,
         g.patient_id = a.person_id AS own, s.id AS patients_account
  FROM concerned c
  JOIN access_grant g ON g.patient_id = c.id AND g.revoked_at IS NULL
  JOIN account a ON a.id = g.grantee_id AND a.disabled_at IS NULL
  JOIN person p ON p.id = g.patient_id AND p.deceased_on IS NULL
  LEFT JOIN account s ON s.person_id = p.id AND s.id <> a.id AND 'CITIZEN' = ANY (s.roles) AND s.disabled_at IS NULL
)
"""
_CAUSE = """
CASE WHEN {until} = h.valid_until THEN 'GRANT'
     WHEN {until} = moscow_midnight(h.emancipated_on) THEN 'EMANCIPATION'
     WHEN {until} = moscow_midnight(birthday(h.birth_date, 18)) THEN 'ADULTHOOD' ELSE 'REPRESENTATION' END
"""
# With several standings on a record access ends with the last of them. $3: regions. $4: batch.
_ENDING = f"""
WITH {_CONCERNED},
ends AS (
  SELECT h.*, ending.until, {_CAUSE.format(until="ending.until")} AS cause
  FROM held h
  CROSS JOIN LATERAL (SELECT max(coalesce(st.until, 'infinity')) AS until FROM standings(h.grantee_id, $1, $3) st
                      WHERE st.patient_id = h.patient_id) ending
  WHERE ending.until <= $2
)
SELECT e.grantee_id, e.patient_id, e.patients_account, e.cause,
       moscow_day(CASE WHEN e.cause IN ('ADULTHOOD', 'EMANCIPATION') THEN e.until ELSE e.until - interval '1 second' END) AS day
FROM ends e
WHERE NOT EXISTS (SELECT FROM notification n WHERE n.account_id = e.grantee_id
                  AND n.once = 'ending:' || e.patient_id || ':' || moscow_day(e.until - interval '1 second'))
ORDER BY e.patient_id, e.grantee_id LIMIT $4
"""
# Ended by date since $1, now $2: there was a standing the moment before, and there is none.
_ENDED = f"""
WITH {_CONCERNED}
SELECT h.grantee_id, h.patient_id, h.patients_account, h.grant_id, moscow_day(over.until) AS day
FROM held h
CROSS JOIN LATERAL (
  SELECT max(found.until) AS until FROM (
    SELECT h.valid_until UNION ALL
    SELECT moscow_midnight(h.emancipated_on) WHERE NOT h.own UNION ALL
    SELECT moscow_midnight(birthday(h.birth_date, 18)) WHERE NOT h.own UNION ALL
    SELECT moscow_midnight(r.ends_on + 1) FROM legal_representation r JOIN account a ON a.person_id = r.representative_id
    WHERE r.patient_id = h.patient_id AND a.id = h.grantee_id AND r.state = 'VERIFIED'
  ) found(until)
  WHERE found.until > $1 AND found.until <= $2 AND EXISTS (
    SELECT FROM standings(h.grantee_id, found.until - interval '1 second', $3) st WHERE st.patient_id = h.patient_id)
) over
WHERE over.until IS NOT NULL
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = h.grantee_id AND n.once = 'ended:' || h.grant_id)
  AND NOT EXISTS (SELECT FROM standings(h.grantee_id, $2, $3) st WHERE st.patient_id = h.patient_id)
ORDER BY h.grant_id LIMIT $4
"""


async def tell_of_ends(pool: asyncpg.Pool, regions: Sequence[str], at: dt.datetime) -> None:
    """Tells of standings that end within 30 days, and of those that have ended."""
    await sweep(pool, _ENDING, (at, at + AHEAD, list(regions)), _ending, at)
    await sweep(pool, _ENDED, (at - LATE, at, list(regions)), _ended, at)


def _ending(row: asyncpg.Record) -> list[Tell]:
    patient, day, cause = row["patient_id"], row["day"], row["cause"]
    # The last day on which there is access: the same whether the day told of is that day or the one after.
    last = day - dt.timedelta(days=1) if cause in ("ADULTHOOD", "EMANCIPATION") else day
    once = f"ending:{patient}:{last}"
    kind = NotificationKind.ACCESS_ENDING
    tells = [Tell(row["grantee_id"], kind, once, patient_id=patient, about_day=day, detail=cause)]
    if row["patients_account"] is not None:
        of_others = cause if cause in ("ADULTHOOD", "EMANCIPATION") else "OF_REPRESENTATIVE"
        tells.append(Tell(row["patients_account"], kind, once, patient_id=patient, about_day=day, detail=of_others))
    return tells


def _ended(row: asyncpg.Record) -> list[Tell]:
    patient, kind = row["patient_id"], NotificationKind.ACCESS_ENDED
    tells = [Tell(row["grantee_id"], kind, f"ended:{row['grant_id']}", patient_id=patient)]
    if row["patients_account"] is not None:
        # Both parents' access ends on one birthday: that is one thing to the child.
        once = f"ended:{patient}:{row['day']}"
        tells.append(Tell(row["patients_account"], kind, once, patient_id=patient, detail="OF_REPRESENTATIVE"))
    return tells
