"""Opening an encounter: from an own appointment, an own admission, or the patient's code, at an own organization.

Doctors do not let themselves in (policy.md, Conditions). An outpatient encounter closes itself after 24 hours, which
`standings()` knows by itself.
"""

import datetime as dt
from dataclasses import dataclass

from backend.models.vocabulary import EncounterClass, EncounterGround
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.doctors.visit_codes import hold_visit_code
from backend.services.doctors.workplaces import Workplace, chosen, held_workplaces
from backend.services.officers.own_cases import need_not_own_patient
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

# An own encounter of practitioner $1 with patient $2 at organization $3 that is open at $4.
_OPEN = """
SELECT EXISTS (SELECT FROM encounter c WHERE c.practitioner_id = $1 AND c.patient_id = $2 AND c.organization_id = $3
  AND c.source_id IS NULL AND c.opened_at <= $4 AND (c.closed_at IS NULL OR c.closed_at > $4)
  AND (c.encounter_class NOT IN ('AMB', 'VR', 'HH') OR c.opened_at + interval '24 hours' > $4))
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the encounter is opened from: exactly one. `organization_id` chooses where a code is used."""

    appointment_id: int | None = None
    admission_id: int | None = None
    code: str | None = None
    organization_id: int | None = None


async def open_encounter(
    connection: Connection, rules: RecordRules, key: bytes, actor: Actor, ground: Ground, at: dt.datetime
) -> int:
    """Opens an encounter and gives its row.

    Raises Refused NOT_FOUND for what is not the doctor's own, WRONG_STATE for what was used, cancelled or is of another
    day, WRONG_CODE, NO_WORKPLACE, ENCOUNTER_OPEN where the doctor's encounter with that patient there is still open, OWN_CASE
    where the patient is the doctor, or a child or ward of theirs.
    """
    found = await held_workplaces(connection, actor, at)
    if ground.appointment_id is not None:
        return await _from_appointment(connection, actor, found, ground.appointment_id, at)
    if ground.admission_id is not None:
        return await _from_admission(connection, actor, found, ground.admission_id, at)
    where = chosen(found, ground.organization_id)
    code = await hold_visit_code(connection, rules, key, ground.code or "", where.organization_id, at)
    encounter = await _open(
        connection, actor, where, code["patient_id"], EncounterGround.PATIENT_CODE, where.labels, at
    )
    await connection.execute(
        "UPDATE visit_code SET used_at = $2, encounter_id = $3 WHERE id = $1", code["id"], at, encounter
    )
    return encounter


async def _from_appointment(
    connection: Connection, actor: Actor, found: list[Workplace], appointment: int, at: dt.datetime
) -> int:
    row = await connection.fetchrow(
        "SELECT v.id, v.patient_id, v.organization_id, v.labels, v.state = 'BOOKED' "
        "AND moscow_day(v.starts_at) = moscow_day($3) AS now FROM appointment v "
        "JOIN account a ON a.practitioner_id = v.practitioner_id WHERE v.id = $1 AND a.id = $2 FOR NO KEY UPDATE OF v",
        appointment,
        actor.account_id,
        at,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "appointmentId"])
    where = _own(found, row["organization_id"])
    if not row["now"]:
        raise Refused("WRONG_STATE", ["input", "appointmentId"])
    encounter = await _open(
        connection,
        actor,
        where,
        row["patient_id"],
        EncounterGround.APPOINTMENT,
        where.labels | row["labels"],
        at,
    )
    await connection.execute(
        "UPDATE appointment SET state = 'ARRIVED', encounter_id = $2, changed_at = $3 WHERE id = $1",
        appointment,
        encounter,
        at,
    )
    return encounter


async def _from_admission(
    connection: Connection, actor: Actor, found: list[Workplace], admission: int, at: dt.datetime
) -> int:
    row = await connection.fetchrow(
        "SELECT m.id, m.patient_id, m.organization_id, m.encounter_id FROM admission m "
        "JOIN account a ON a.practitioner_id = m.practitioner_id WHERE m.id = $1 AND a.id = $2 AND m.admitted_at <= $3 "
        "FOR NO KEY UPDATE OF m",
        admission,
        actor.account_id,
        at,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "admissionId"])
    where = _own(found, row["organization_id"])
    if row["encounter_id"] is not None:
        raise Refused("WRONG_STATE", ["input", "admissionId"])
    encounter = await _open(connection, actor, where, row["patient_id"], EncounterGround.ADMISSION, where.labels, at)
    await connection.execute("UPDATE admission SET encounter_id = $2 WHERE id = $1", admission, encounter)
    return encounter


def _own(found: list[Workplace], organization_id: int) -> Workplace:
    """The organization of what is opened from, where the doctor works there still. Raises Refused NO_WORKPLACE."""
    for one in found:
        if one.organization_id == organization_id:
            return one
    raise Refused("NO_WORKPLACE")


async def _open(
    connection: Connection,
    actor: Actor,
    where: Workplace,
    patient_id: int,
    ground: EncounterGround,
    labels: int,
    at: dt.datetime,
) -> int:
    await need_not_own_patient(connection, actor.person_id, patient_id, at)
    if await connection.fetchval("SELECT deceased_on IS NOT NULL FROM person WHERE id = $1", patient_id):
        raise Refused("WRONG_STATE")
    if await connection.fetchval(_OPEN, where.practitioner_id, patient_id, where.organization_id, at):
        raise Refused("ENCOUNTER_OPEN")
    inpatient = ground is EncounterGround.ADMISSION
    encounter = await connection.fetchval(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, labels) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        patient_id,
        (EncounterClass.IMP if inpatient else EncounterClass.AMB).value,
        ground.value,
        where.practitioner_id,
        where.organization_id,
        at,
        labels,
    )
    await log_deed(connection, actor, [patient_id], "openEncounter", at, Standing.TREATING_DOCTOR)
    return int(encounter)
