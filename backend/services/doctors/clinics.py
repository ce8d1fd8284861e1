"""Clinics for which a patient makes a code: the one of attachment, and others by name."""

import datetime as dt
from dataclasses import dataclass

from backend.services.record_keeping.right import Connection, Right

_MOST = 20
# Where somebody treats at this moment; the name is matched as text, so `%` means itself.
_CLINICS = """
SELECT o.id, o.name, o.id IS NOT DISTINCT FROM p.attached_clinic_id AS attached
FROM person p CROSS JOIN organization o
WHERE p.id = $1 AND (o.id = p.attached_clinic_id OR ($3 <> '' AND position(lower($3) IN lower(concat_ws(' ', o.name, o.short_name))) > 0))
  AND EXISTS (SELECT FROM practitioner_role w WHERE w.organization_id = o.id AND w.starts_on <= moscow_day($2)
    AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2)))
ORDER BY attached DESC, o.name, o.id LIMIT $4
"""


@dataclass(frozen=True, slots=True)
class Clinic:
    """An organization where a code may be used."""

    id: int
    name: str
    attached: bool


async def visit_clinics(connection: Connection, right: Right, name_contains: str) -> list[Clinic]:
    """The patient's clinic first, then those whose name contains the text; `right` is a portal reader's."""
    rows = await connection.fetch(_CLINICS, right.patient_id, right.at, name_contains.strip()[:100], _MOST)
    return [Clinic(row["id"], row["name"], row["attached"]) for row in rows]


async def treats(connection: Connection, organization_id: int, at: dt.datetime) -> bool:
    """Whether somebody treats at the organization at this moment."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM organization o JOIN practitioner_role w ON w.organization_id = o.id "
            "WHERE o.id = $1 AND w.starts_on <= moscow_day($2) AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2)))",
            organization_id,
            at,
        )
    )
