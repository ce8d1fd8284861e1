"""Break-glass: four hours of reading for a stated reason; who reads the record's log and the security officers are told."""

import datetime as dt

from backend.models.notification import NotificationKind
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.doctors.log_readers import log_readers
from backend.services.doctors.own_encounters import long_reason
from backend.services.doctors.workplaces import chosen, held_workplaces
from backend.services.notifying import Tell, tell
from backend.services.officers.own_cases import need_not_own_patient
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

LASTS = dt.timedelta(hours=4)
# Emergencies come in numbers on a bad day; a hundred records behind one reason do not.
A_DAY = 30


async def open_in_emergency(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    organization_id: int | None,
    reason: str,
    at: dt.datetime,
) -> int:
    """Opens the record for four hours, read only; gives the access's row, or the one that is in force.

    Raises Refused REASON_TOO_SHORT, NO_WORKPLACE, PERSON_NOT_FOUND for nobody and for somebody deceased, OWN_CASE for the
    doctor's own record and that of a child or ward of theirs, RATE_LIMITED.
    """
    stated = long_reason(reason)
    where = chosen(await held_workplaces(connection, actor, at), organization_id)
    if not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM person WHERE id = $1 AND deceased_on IS NULL)", patient_id
    ):
        raise Refused("PERSON_NOT_FOUND", ["input", "patientId"])
    await need_not_own_patient(connection, actor.person_id, patient_id, at)
    there = await connection.fetchval(
        "SELECT id FROM break_glass_access WHERE practitioner_id = $1 AND patient_id = $2 AND started_at <= $3 "
        "AND started_at > $4 AND (ended_at IS NULL OR ended_at > $3)",
        where.practitioner_id,
        patient_id,
        at,
        at - LASTS,
    )
    if there is not None:
        return int(there)
    today = await connection.fetchval(
        "SELECT count(*) FROM break_glass_access WHERE practitioner_id = $1 AND started_at > $2",
        where.practitioner_id,
        at - dt.timedelta(days=1),
    )
    if today >= A_DAY:
        raise Refused("RATE_LIMITED")
    access = int(
        await connection.fetchval(
            "INSERT INTO break_glass_access (patient_id, practitioner_id, organization_id, reason, started_at) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            patient_id,
            where.practitioner_id,
            where.organization_id,
            stated,
            at,
        )
    )
    await log_deed(connection, actor, [patient_id], "openInEmergency", at, Standing.EMERGENCY_DOCTOR)
    await _tell(connection, rules, access, patient_id, at)
    return access


async def _tell(connection: Connection, rules: RecordRules, access: int, patient_id: int, at: dt.datetime) -> None:
    kind, once = NotificationKind.BREAK_GLASS, f"glass:{access}"
    readers = await log_readers(connection, rules, patient_id, at)
    officers = await connection.fetch("SELECT id FROM account WHERE 'AUDITOR' = ANY (roles) AND disabled_at IS NULL")
    tells = [Tell(account, kind, once, patient_id=patient_id) for account in readers]
    tells += [Tell(row["id"], kind, f"{once}:review", detail="OFFICE") for row in officers]
    await tell(connection, tells, at)


async def open_until(connection: Connection, account_id: int, patient_id: int, at: dt.datetime) -> dt.datetime | None:
    """Until when the account's emergency access to the record lasts; None where there is none now."""
    until: dt.datetime | None = await connection.fetchval(
        "SELECT max(least(b.ended_at, b.started_at + interval '4 hours')) FROM account a "
        "JOIN break_glass_access b ON b.practitioner_id = a.practitioner_id WHERE a.id = $1 AND b.patient_id = $2 "
        "AND b.started_at <= $3 AND b.started_at + interval '4 hours' > $3 AND (b.ended_at IS NULL OR b.ended_at > $3)",
        account_id,
        patient_id,
        at,
    )
    return until
