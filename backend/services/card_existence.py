"""Whether a record exists, and where (PAP-05): of oneself and of verified wards, before and without any access to it.

Nobody is named in the question, so nobody else can be asked about: a stranger's child is as one that never was. The answer
stands on rows alone that every portal reader of that person would see, so it tells of nothing that is hidden from one.
"""

import datetime as dt
from dataclasses import dataclass

from backend.policy.row_rules import standing_rules
from backend.policy.rows import RowPolicy
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.officers.staff_names import person_name
from backend.services.record_keeping.right import Connection


@dataclass(frozen=True, slots=True)
class CardExistence:
    """`clinic` is where the record was opened, else the one of attachment, which opens it at the first visit (PAP-06)."""

    patient_key: str
    name: str
    own: bool
    exists: bool
    opened_at: dt.datetime | None
    clinic: str | None
    address: str | None
    phone: str | None


def _existence(policy: RowPolicy) -> str:
    # Settings only ever close more: with both on, the row is one that a teenager's representative sees too.
    narrowest = RowPolicy(sensitive_teen=True, teen_hide=True, section_starts=policy.section_starts)
    return f"""
WITH mine AS (
  SELECT a.person_id AS id, true AS own FROM account a WHERE a.id = $1 AND a.person_id IS NOT NULL
  UNION ALL
  SELECT r.patient_id, false FROM account a JOIN legal_representation r ON r.representative_id = a.person_id
  JOIN person w ON w.id = r.patient_id
  WHERE a.id = $1 AND r.state = 'VERIFIED' AND (r.starts_on IS NULL OR r.starts_on <= moscow_day($2))
    AND (r.ends_on IS NULL OR r.ends_on >= moscow_day($2)) AND age_on(w.birth_date, moscow_day($2)) < 18
    AND (w.emancipated_on IS NULL OR w.emancipated_on > moscow_day($2))
), asked AS (SELECT id, bool_or(own) AS own FROM mine GROUP BY id)
SELECT p.patient_key, {person_name("p")} AS name, asked.own, f.opened_at,
  f.id IS NOT NULL OR EXISTS (
    SELECT FROM record_entry e JOIN (VALUES {standing_rules(narrowest)}) rule(standing, hidden, starts, starts_with_diary)
      ON rule.standing = CASE WHEN asked.own THEN {int(Standing.SELF_ADULT)} ELSE {int(Standing.PARENT_OF_TEEN)} END
    WHERE e.patient_id = p.id AND e.status = 0 AND e.organization_id IS NOT NULL AND e.only_practitioner_id IS NULL
      AND e.mask & rule.hidden = 0 AND e.event_date >= rule.starts[e.start_key]) AS exists,
  o.name AS clinic, o.address, o.phone
FROM asked JOIN person p ON p.id = asked.id AND p.deceased_on IS NULL
LEFT JOIN record_opening f ON f.patient_id = p.id
LEFT JOIN organization o ON o.id = coalesce(f.organization_id, p.attached_clinic_id)
ORDER BY asked.own DESC, p.birth_date, p.id
"""


async def card_existence(
    connection: Connection, policy: RowPolicy, actor: Actor, at: dt.datetime
) -> list[CardExistence]:
    """Oneself first, then wards by birth date; empty for an account that is bound to nobody. Raises Refused UNAUTHENTICATED."""
    await hold_own_account(connection, actor)
    rows = await connection.fetch(_existence(policy), actor.account_id, at)
    return [
        CardExistence(
            row["patient_key"],
            row["name"],
            row["own"],
            row["exists"],
            row["opened_at"],
            row["clinic"],
            row["address"],
            row["phone"],
        )
        for row in rows
    ]
