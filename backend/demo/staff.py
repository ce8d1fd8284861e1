"""Writes where the cast's staff work: appointments that two administrators proposed and confirmed."""

import datetime as dt

from backend.demo.cast import CAST
from backend.demo.entries import Connection
from backend.demo.places import Directory
from backend.models.vocabulary import Role

_WORKPLACES = {
    Role.REGISTRAR: "operator",
    Role.MFC_OFFICER: "mfc",
    Role.INSURER: "insurer",
    Role.ANALYST: "operator",
    Role.AUDITOR: "operator",
    Role.ADMINISTRATOR: "operator",
}
_APPOINTED = """
INSERT INTO staff_appointment (login, account_id, role, organization_id, position, specialty, specialty_code,
  practitioner_role_id, starts_on, state, proposed_by_id, proposed_at, confirmed_by_id, confirmed_at)
SELECT a.login, a.id, $2, coalesce(w.organization_id, $3), d.position, d.specialty, d.specialty_code, w.id,
  coalesce(w.starts_on, $4::timestamptz::date), 'IN_FORCE', one.id, $4, other.id, $4
FROM account a LEFT JOIN practitioner d ON d.id = a.practitioner_id
LEFT JOIN practitioner_role w ON w.practitioner_id = d.id
JOIN account one ON one.login = 'admin' JOIN account other ON other.login = 'admin2'
WHERE a.login = $1
"""


async def write_appointments(connection: Connection, directory: Directory, now: dt.datetime) -> None:
    """Writes an appointment for everyone of the staff."""
    for one in CAST:
        if one.role is not Role.CITIZEN:
            place = directory.places[_WORKPLACES.get(one.role, "operator")]
            await connection.execute(_APPOINTED, one.key, one.role.value, place, now - dt.timedelta(days=399))
