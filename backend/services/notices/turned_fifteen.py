"""Told at 15: the teenager what is now theirs, representatives that their view has changed (policy.md; ACC-04, ACC-12)."""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.notification import NotificationKind
from backend.policy.standing import TEEN_REPRESENTATIVES
from backend.services.notices.sweeping import sweep
from backend.services.notifying import Tell

# So long after the birthday representatives are still told, were no worker to run meanwhile.
LATE = dt.timedelta(days=30)

# Whoever is 15, 16 or 17 and was not told yet, with whom an account was bound later too.
_TEENAGERS = """
SELECT a.id AS account_id, p.id AS patient_id FROM person p JOIN account a ON a.person_id = p.id
WHERE p.birth_date BETWEEN (moscow_day($1) - interval '18 years')::date - 1 AND (moscow_day($1) - interval '15 years')::date
  AND age_on(p.birth_date, moscow_day($1)) BETWEEN 15 AND 17 AND p.deceased_on IS NULL
  AND 'CITIZEN' = ANY (a.roles) AND a.disabled_at IS NULL
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = a.id AND n.once = 'fifteen:' || p.id)
ORDER BY p.id LIMIT $2
"""
# Who read the record before the birthday, which was after $2, and still does.
_REPRESENTATIVES = f"""
SELECT DISTINCT g.grantee_id AS account_id, p.id AS patient_id FROM person p
JOIN access_grant g ON g.patient_id = p.id AND g.revoked_at IS NULL
CROSS JOIN LATERAL standings(g.grantee_id, $1, $3) st
WHERE p.birth_date BETWEEN (moscow_day($2) - interval '15 years')::date - 1 AND (moscow_day($1) - interval '15 years')::date
  AND moscow_midnight(birthday(p.birth_date, 15)) BETWEEN $2 AND $1
  AND g.granted_at < moscow_midnight(birthday(p.birth_date, 15))
  AND st.patient_id = p.id AND st.standing & {int(TEEN_REPRESENTATIVES)} <> 0
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = g.grantee_id AND n.once = 'fifteen:' || p.id)
ORDER BY p.id, account_id LIMIT $4
"""


async def tell_of_fifteenth_birthdays(pool: asyncpg.Pool, regions: Sequence[str], at: dt.datetime) -> None:
    """Tells teenagers and those who represent them, each once."""
    await sweep(pool, _TEENAGERS, (at,), lambda row: [_tell(row, None)], at)
    await sweep(pool, _REPRESENTATIVES, (at, at - LATE, list(regions)), lambda row: [_tell(row, "REPRESENTATIVE")], at)


def _tell(row: asyncpg.Record, detail: str | None) -> Tell:
    patient = row["patient_id"]
    return Tell(
        row["account_id"], NotificationKind.TURNED_FIFTEEN, f"fifteen:{patient}", patient_id=patient, detail=detail
    )
