"""The encounter in which a doctor writes (policy.md ⁵): the doctor's own, open at this moment, at an organization of theirs."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from backend.policy.standing import Standing
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

# Outpatient ones close themselves after 24 hours; what came from outside is history and lets nobody write.
_OPEN = """
SELECT c.id, c.practitioner_id, c.organization_id, c.labels, c.encounter_class FROM account a
JOIN encounter c ON c.practitioner_id = a.practitioner_id AND c.patient_id = $2 AND c.source_id IS NULL
WHERE a.id = $1 AND c.opened_at <= $3 AND (c.closed_at IS NULL OR c.closed_at > $3)
  AND (c.encounter_class NOT IN ('AMB', 'VR', 'HH') OR c.opened_at + interval '24 hours' > $3)
  AND EXISTS (SELECT FROM practitioner_role w WHERE w.practitioner_id = c.practitioner_id
    AND w.organization_id = c.organization_id AND w.starts_on <= moscow_day($3)
    AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($3)))
ORDER BY c.opened_at DESC, c.id DESC FOR NO KEY UPDATE OF c
"""


@dataclass(frozen=True, slots=True)
class OpenEncounter:
    """`labels` are inherited by everything written in it (policy.md, principle 8).

    They are those of every own open encounter with the patient: what a doctor writes during a stay in psychiatry is not
    shown to more people because a visit elsewhere is newer.
    """

    id: int
    practitioner_id: int
    organization_id: int
    labels: int
    encounter_class: str


async def own_open_encounter(connection: Connection, right: Right) -> OpenEncounter:
    """The newest one, held until the transaction ends: who closes it waits, or was first. Raises Refused ENCOUNTER_CLOSED."""
    rows = []
    if right.standings & Standing.TREATING_DOCTOR:
        rows = await connection.fetch(_OPEN, right.actor.account_id, right.patient_id, right.at)
    if not rows:
        raise Refused("ENCOUNTER_CLOSED")
    return OpenEncounter(**{**rows[0], "labels": reduce(or_, (row["labels"] for row in rows))})
