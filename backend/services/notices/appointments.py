"""Told the day before an appointment, without a word of what it is about (PAP-11)."""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.notification import NotificationKind
from backend.policy.row_rules import held
from backend.policy.rows import RowPolicy
from backend.policy.standing import PORTAL
from backend.services.notices.sweeping import sweep
from backend.services.notifying import Tell


async def tell_of_appointments(pool: asyncpg.Pool, policy: RowPolicy, regions: Sequence[str], at: dt.datetime) -> None:
    """Reminds who booked, or the patient of what the clinic booked, where they see the appointment now; each once."""
    await sweep(pool, _tomorrow(policy), (at, list(regions)), _tell, at)


def _tomorrow(policy: RowPolicy) -> str:
    # $1: moment, $2: regions, $3: batch.
    return f"""
SELECT a.id AS account_id, v.id, v.patient_id, moscow_day(v.starts_at) AS day FROM appointment v
JOIN account a ON a.disabled_at IS NULL
  AND CASE WHEN v.booked_by_id IS NOT NULL THEN a.id = v.booked_by_id ELSE a.person_id = v.patient_id END
WHERE v.state = 'BOOKED' AND v.starts_at > $1 AND v.starts_at < moscow_midnight(moscow_day($1) + 2)
  AND moscow_day(v.starts_at) = moscow_day($1) + 1
  AND NOT EXISTS (SELECT FROM notification n WHERE n.account_id = a.id AND n.once = 'appointment:' || v.id || ':TOMORROW')
  AND EXISTS (SELECT FROM ({held(policy, "a.id, $1, $2::text[]")}) h WHERE h.patient_id = v.patient_id
    AND h.standing & {int(PORTAL)} <> 0 AND v.labels & h.hidden = 0)
ORDER BY v.id LIMIT $3
"""


def _tell(row: asyncpg.Record) -> list[Tell]:
    once, patient, day = f"appointment:{row['id']}:TOMORROW", row["patient_id"], row["day"]
    kind = NotificationKind.APPOINTMENT
    return [Tell(row["account_id"], kind, once, patient_id=patient, about_day=day, detail="TOMORROW")]
