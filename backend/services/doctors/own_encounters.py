"""What a doctor does with an own encounter: closes it, states a reason for restricted entries in it."""

import datetime as dt

import asyncpg

from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.doctors.workplaces import held_workplaces
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

# What is stated to look at restricted entries, or in an emergency, in characters (policy.md).
SHORTEST_REASON, LONGEST_REASON = 20, 500
_HELD = """
SELECT c.id, c.patient_id, c.organization_id, c.practitioner_id, c.labels, c.closed_at, least(c.closed_at,
  CASE WHEN c.encounter_class IN ('AMB', 'VR', 'HH') THEN c.opened_at + interval '24 hours' END) AS shut_at
FROM encounter c JOIN account a ON a.practitioner_id = c.practitioner_id
WHERE c.id = $1 AND c.patient_id = $2 AND a.id = $3 AND c.source_id IS NULL AND c.opened_at <= $4 FOR NO KEY UPDATE OF c
"""


async def close_encounter(
    connection: Connection, actor: Actor, patient_id: int, encounter_id: int, at: dt.datetime
) -> None:
    """Closes an own open encounter: its record stays open to the doctor for 72 hours, without writing.

    Waits for what is being written in it. Raises Refused NOT_FOUND for another's, ENCOUNTER_CLOSED.
    """
    row = await held_encounter(connection, actor, patient_id, encounter_id, at)
    # Of two who close at once, the second may have come to the service before the first.
    if row["closed_at"] is not None or (row["shut_at"] is not None and row["shut_at"] <= at):
        raise Refused("ENCOUNTER_CLOSED")
    await connection.execute("UPDATE encounter SET closed_at = $2 WHERE id = $1", encounter_id, at)
    await log_deed(connection, actor, [patient_id], "closeEncounter", at, Standing.TREATING_DOCTOR)


async def give_reason(
    connection: Connection,
    actor: Actor,
    patient_id: int,
    encounter_id: int,
    reason: str,
    at: dt.datetime,
) -> None:
    """Keeps why the doctor looks at restricted entries; from now on this encounter shows them (policy.md ⁸).

    It is good for as long as the encounter opens the record, and in no other. Raises Refused NOT_FOUND for an encounter
    that opens nothing to this doctor, REASON_TOO_SHORT.
    """
    stated = long_reason(reason)
    row = await held_encounter(connection, actor, patient_id, encounter_id, at)
    if row["shut_at"] is not None and row["shut_at"] + dt.timedelta(hours=72) <= at:
        raise Refused("NOT_FOUND", ["input", "encounterId"])
    await connection.execute(
        "INSERT INTO stated_reason (patient_id, encounter_id, reason, given_at) VALUES ($1, $2, $3, $4)",
        patient_id,
        encounter_id,
        stated,
        at,
    )
    await log_deed(connection, actor, [patient_id], "giveReason", at, Standing.TREATING_DOCTOR)


def long_reason(reason: str) -> str:
    """The stated reason, trimmed. Raises Refused REASON_TOO_SHORT for one that says nothing, or that no log could hold."""
    stated = " ".join(reason.split())
    if not SHORTEST_REASON <= len(stated) <= LONGEST_REASON or not stated.isprintable():
        raise Refused("REASON_TOO_SHORT", ["input", "reason"])
    return stated


async def held_encounter(
    connection: Connection, actor: Actor, patient_id: int, encounter_id: int, at: dt.datetime
) -> asyncpg.Record:
    """The encounter, held until the transaction ends. Raises Refused NOT_FOUND: another's, or where the doctor has left."""
    found = await held_workplaces(connection, actor, at)
    row = await connection.fetchrow(_HELD, encounter_id, patient_id, actor.account_id, at)
    if row is None or row["organization_id"] not in {one.organization_id for one in found}:
        raise Refused("NOT_FOUND", ["input", "encounterId"])
    return row
