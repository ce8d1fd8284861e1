"""Doctors at work, through the API: they search, open, close, state reasons."""

import datetime as dt
from typing import Any

from tests.client import Person, Site
from tests.officers.people import ERRORS, done, key, refused, run

ENCOUNTER = "id patientId displayName encounterClass ground openedAt closedAt until reasonGiven opensRecord"
REASON = "Подозрение на взаимодействие лекарств, нужны закрытые записи"


def _encounter(mutation: str, kind: str) -> str:
    return f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ encounter {{ {ENCOUNTER} }} {ERRORS} }} }}"


OPEN = _encounter("openEncounter", "OpenEncounterInput")
CLOSE = _encounter("closeEncounter", "CloseEncounterInput")
GIVE = _encounter("giveReason", "GiveReasonInput")
RECORD = _encounter("openMedicalRecord", "OpenMedicalRecordInput")
FIND = f"""mutation($input: FindPatientInput!) {{ findPatient(input: $input) {{
  patient {{ patientId displayName birthDate attachedClinic }} {ERRORS} }} }}"""
CODE = f"mutation($input: MakeVisitCodeInput!) {{ makeVisitCode(input: $input) {{ code expiresAt {ERRORS} }} }}"
EMERGENCY = f"mutation($input: OpenInEmergencyInput!) {{ openInEmergency(input: $input) {{ access {{ patientId until }} {ERRORS} }} }}"
ADMIT = f"mutation($input: AdmitPatientInput!) {{ admitPatient(input: $input) {{ admitted {ERRORS} }} }}"
GLASS = "id doctor organization reason startedAt until dueAt overdue own verdict review reviewedBy"
QUEUE = f"query($reviewed: Boolean! = false) {{ breakGlassAccesses(reviewed: $reviewed) {{ overdueCount nodes {{ {GLASS} }} }} }}"
REVIEW = f"mutation($input: ReviewBreakGlassInput!) {{ reviewBreakGlass(input: $input) {{ access {{ {GLASS} }} {ERRORS} }} }}"
DAY = f"""{{ doctorDay {{ {ENCOUNTER} }} doctorAppointments {{ id displayName state startsAt }}
  doctorAdmissions {{ id displayName ward }} doctorWorkplaces {{ id name }} }}"""
READ = "query($id: ID!) { record(patientId: $id) { id } }"
TIMELINE = """query($id: ID!) { record(patientId: $id) { timeline(first: 100) { totalCount notices { code }
  nodes { id title } } availableSections { section count } } }"""
LOG = "query($id: ID!) { record(patientId: $id) { accessLog(first: 20) { nodes { who organization standings operation } } } }"

__all__ = ["done", "key", "refused", "run"]


async def opens(person: Person, patient: str) -> bool:
    """Whether the record is open to them now."""
    answer = await person.ask(READ, id=patient)
    if answer["data"]["record"] is not None:
        return True
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "FORBIDDEN"}]
    return False


async def booked(site: Site, login: str, given_name: str, at: dt.datetime | None = None, state: str = "BOOKED") -> int:
    """An appointment with the login's doctor where they work."""
    starts = at or site.clock()
    number = await site.database.fetchval("SELECT count(*) FROM appointment")
    return int(
        await site.database.fetchval(
            "INSERT INTO appointment (patient_id, practitioner_id, organization_id, specialty, starts_at, ends_at, state, slot, labels, "
            "created_at, changed_at) SELECT p.id, a.practitioner_id, w.organization_id, 'Педиатрия', $3::timestamptz, $3::timestamptz + interval '1 minute', "
            "$4, $5, 0, now(), now() FROM account a JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id, person p "
            "WHERE a.login = $1 AND p.given_name = $2 ORDER BY p.id LIMIT 1 RETURNING id",
            login,
            given_name,
            starts,
            state,
            f"slot-{number}",
        )
    )


async def appointment_id(doctor: Person, displayed: str) -> str:
    """The doctor's appointment of today with somebody."""
    day = await doctor.data(DAY)
    return next(str(one["id"]) for one in day["doctorAppointments"] if displayed in one["displayName"])


async def visit(site: Site, login: str, given_name: str) -> dict[str, Any]:
    """An encounter opened from an appointment of now."""
    await booked(site, login, given_name)
    doctor = await site.sign_in(login)
    return dict((await done(doctor, OPEN, appointmentId=await appointment_id(doctor, given_name)))["encounter"])


async def forget(site: Site) -> None:
    """Takes back what the tests of this room wrote, so that each begins with the cast's own encounters."""
    await site.database.execute(
        "ALTER TABLE stated_reason DISABLE TRIGGER USER; DELETE FROM stated_reason; ALTER TABLE stated_reason ENABLE TRIGGER USER; "
        "ALTER TABLE patient_search DISABLE TRIGGER USER; DELETE FROM patient_search; ALTER TABLE patient_search ENABLE TRIGGER USER; "
        "DELETE FROM visit_code; DELETE FROM appointment; DELETE FROM admission; DELETE FROM record_opening; "
        "DELETE FROM emergency_contact; DELETE FROM break_glass_access; "
        "DELETE FROM notification_delivery; DELETE FROM notification; "
        "UPDATE encounter SET opened_at = opened_at - interval '100 days', closed_at = opened_at - interval '99 days' "
        "WHERE id > (SELECT value::bigint FROM installation WHERE key = 'test_last_encounter') AND opened_at > now() - interval '50 days'; "
        "DELETE FROM encounter c WHERE c.id > (SELECT value::bigint FROM installation WHERE key = 'test_last_encounter') "
        "AND NOT EXISTS (SELECT FROM record_entry e WHERE e.patient_id = c.patient_id AND e.encounter_id = c.id)"
    )
