"""A clinic asks that entries it wrote into the wrong person's record are moved out (docs/merging.md).

Who wrote an entry may name it as long as they work there; a colleague, while they see it in an encounter of their own.
Whatever else is named answers as what never was.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.misplaced_entries import MisplacedReason
from backend.models.vocabulary import Kind
from backend.policy.row_rules import held
from backend.policy.sealing import OpenedId
from backend.policy.standing import Standing
from backend.policy.writing import writers
from backend.services.actor import Actor
from backend.services.doctors.workplaces import Workplace, held_workplaces
from backend.services.officer_acts import note_act
from backend.services.officers.finding import need_reason
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

MOST = 50
_FIELD = ["input", "entries"]
_OWN = f"""
SELECT e.set_id, e.event_date, e.organization_id, e.source_id, e.parent_entry_id
FROM record_entry n JOIN record_entry e ON e.patient_id = n.patient_id AND e.set_id = n.set_id AND e.status = 0
WHERE n.patient_id = $4 AND n.id = $5 AND n.kind = $6 AND e.organization_id = ANY ($7)
  AND (e.only_practitioner_id IS NULL OR e.only_practitioner_id = $8)
  AND (e.author_id = $8 OR EXISTS (SELECT FROM ({{held}}) h WHERE h.patient_id = e.patient_id
    AND h.standing = {int(Standing.TREATING_DOCTOR)} AND e.mask & h.hidden = 0 AND e.event_date >= h.starts[e.start_key]))
"""


@dataclass(frozen=True, slots=True)
class Named:
    """Entries of one record that one clinic wrote: the sets of their versions, and the earliest of their dates."""

    patient_id: int
    clinic_id: int
    sets: Sequence[int]
    earliest: dt.date


async def named_entries(
    connection: Connection, rules: RecordRules, actor: Actor, opened: Sequence[OpenedId | None], at: dt.datetime
) -> Named:
    """What a doctor may ask to have moved, with the doctor's account held. Writes nothing.

    Raises Refused UNAUTHENTICATED, NO_WORKPLACE, REQUIRED for none, WRONG_LENGTH for too many, NOT_FOUND, PART_OF_ENTRY,
    ENTRY_RECEIVED, ENTRIES_APART.
    """
    places = await held_workplaces(connection, actor, at)
    if not opened:
        raise Refused("REQUIRED", _FIELD)
    if len(opened) > MOST:
        raise Refused("WRONG_LENGTH", _FIELD)
    # All are looked for before anything is said of one.
    found = [(one.patient, await _own(connection, rules, actor, one, places, at)) for one in map(_known, opened)]
    rows = [row for _, row in found]
    if any(row["parent_entry_id"] is not None for row in rows):
        raise Refused("PART_OF_ENTRY", _FIELD)
    if any(row["source_id"] is not None for row in rows):
        raise Refused("ENTRY_RECEIVED", _FIELD)
    if len({(patient, row["organization_id"]) for patient, row in found}) > 1:
        raise Refused("ENTRIES_APART", _FIELD)
    return Named(
        found[0][0],
        rows[0]["organization_id"],
        sorted({row["set_id"] for row in rows}),
        min(row["event_date"] for row in rows),
    )


def _known(opened: OpenedId | None) -> OpenedId:
    if opened is None or opened.type not in set(Kind) or not writers(Kind(opened.type)) & Standing.TREATING_DOCTOR:
        raise Refused("NOT_FOUND", _FIELD)
    return opened


async def _own(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    one: OpenedId,
    places: Sequence[Workplace],
    at: dt.datetime,
) -> asyncpg.Record:
    row = await connection.fetchrow(
        _OWN.format(held=held(rules.policy, "$1, $2, $3")),
        actor.account_id,
        at,
        list(rules.regions),
        one.patient,
        one.entry,
        one.type,
        [place.organization_id for place in places],
        places[0].practitioner_id,
    )
    if row is None:
        raise Refused("NOT_FOUND", _FIELD)
    return row


async def ask_to_move(
    connection: Connection,
    actor: Actor,
    named: Named,
    right_person: int,
    kind: MisplacedReason,
    text: str,
    at: dt.datetime,
) -> int:
    """Asks; nothing moves before two registrars have decided. Gives the request's row.

    Raises Refused REASON_REQUIRED, SAME_RECORD, ENTRY_BEFORE_BIRTH, WRONG_STATE where one of the entries is asked for.
    """
    stated = need_reason(text, ["input", "text"])
    if right_person == named.patient_id:
        raise Refused("SAME_RECORD", ["input", "person"])
    born = await connection.fetchval("SELECT birth_date FROM person WHERE id = $1", right_person)
    if born is None or named.earliest < born:
        raise Refused("ENTRY_BEFORE_BIRTH", _FIELD)
    # Of two who ask for one entry at once the later one finds what the earlier asked.
    await connection.execute(
        "SELECT FROM record_entry WHERE patient_id = $1 AND set_id = ANY ($2) AND version = 1 ORDER BY id FOR NO KEY UPDATE",
        named.patient_id,
        list(named.sets),
    )
    if await connection.fetchval(
        "SELECT EXISTS (SELECT FROM misplaced_entries WHERE wrong_id = $1 AND sets && $2::bigint[] "
        "AND state IN ('ASKED', 'ACCEPTED'))",
        named.patient_id,
        list(named.sets),
    ):
        raise Refused("WRONG_STATE", _FIELD)
    id_ = await connection.fetchval(
        "INSERT INTO misplaced_entries (wrong_id, right_id, clinic_id, sets, state, reason, text, asked_by_id, asked_at) "
        "VALUES ($1, $2, $3, $4, 'ASKED', $5, $6, $7, $8) RETURNING id",
        named.patient_id,
        right_person,
        named.clinic_id,
        list(named.sets),
        kind.value,
        stated,
        actor.account_id,
        at,
    )
    for person in (named.patient_id, right_person):
        await note_act(connection, actor, "misplaced_entries.ask", f"misplaced_entries:{id_}", at, person, stated)
    await log_deed(connection, actor, [named.patient_id], "reportMisplacedEntries", at)
    return int(id_)
