"""A hospital's desk admits a patient to a doctor's care: the ground from which that doctor opens an inpatient encounter."""

import datetime as dt

from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.officer_acts import note_act
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.own_cases import need_not_own_patient
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

_PATIENT, _DOCTOR = ["input", "patient"], ["input", "doctor"]
# The doctor behind a login, at one organization where both that doctor and the registrar ($2) work at $3; the operator's
# registrars work for every organization.
_ATTENDING = """
SELECT w.practitioner_id, w.organization_id, a.person_id FROM account a
JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id AND w.starts_on <= moscow_day($3)
  AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($3))
WHERE a.login = lower($1) AND a.disabled_at IS NULL AND 'DOCTOR' = ANY (a.roles) AND EXISTS (
  SELECT FROM staff_appointment s JOIN organization o ON o.id = s.organization_id
  WHERE s.account_id = $2 AND s.role = 'REGISTRAR' AND s.state = 'IN_FORCE' AND s.starts_on <= moscow_day($3)
    AND (s.ends_on IS NULL OR s.ends_on >= moscow_day($3)) AND (o.kind = 'OPERATOR' OR o.id = w.organization_id))
ORDER BY w.id LIMIT 1
"""


async def admit_patient(
    connection: Connection,
    actor: Actor,
    patient: PersonKey,
    doctor: str,
    ward: str | None,
    reason: str,
    at: dt.datetime,
) -> None:
    """Keeps the admission; the doctor finds it on their day. Nobody admits themself, or to their own care, nor their child or ward.

    Raises Refused REASON_REQUIRED, ACCOUNT_UNKNOWN for a doctor who works nowhere that the desk serves, PERSON_NOT_FOUND,
    OWN_CASE, WRONG_STATE for somebody deceased, ALREADY_ADMITTED for who waits with this doctor already.
    """
    stated = need_reason(reason, ["input", "reason"])
    await hold_own_account(connection, actor)
    attending = await connection.fetchrow(_ATTENDING, doctor.strip(), actor.account_id, at)
    if attending is None:
        raise Refused("ACCOUNT_UNKNOWN", _DOCTOR)
    person = await find_person(connection, patient, _PATIENT)
    for other in (actor.person_id, attending["person_id"]):
        await need_not_own_patient(connection, other, person, at)
    await connection.execute("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", person)
    if await connection.fetchval("SELECT deceased_on IS NOT NULL FROM person WHERE id = $1", person):
        raise Refused("WRONG_STATE", _PATIENT)
    if await connection.fetchval(
        "SELECT EXISTS (SELECT FROM admission WHERE patient_id = $1 AND practitioner_id = $2 AND organization_id = $3 "
        "AND encounter_id IS NULL)",
        person,
        attending["practitioner_id"],
        attending["organization_id"],
    ):
        raise Refused("ALREADY_ADMITTED", _PATIENT)
    admission = await connection.fetchval(
        "INSERT INTO admission (patient_id, practitioner_id, organization_id, ward, admitted_at, admitted_by_id) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        person,
        attending["practitioner_id"],
        attending["organization_id"],
        (ward or "").strip()[:200] or None,
        at,
        actor.account_id,
    )
    await note_act(connection, actor, "admission.enter", f"admission:{admission}", at, person, stated)
