"""What lies at the desk of a clinic: orders and applications of its own alone, without anything of the record.

The desk sees what it needs to find the person's papers and to hand them out: names, the patient's birth date, what is wanted.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from backend.models.paper import ExtractState, PaperKeepingState
from backend.policy.sealing import OpenedId
from backend.services.actor import Actor
from backend.services.by_term import Place, beyond, order
from backend.services.complaints.seeing import of_the_past
from backend.services.doctors.workplaces import WORKPLACES
from backend.services.holding import hold_own_account
from backend.services.officer_acts import note_act
from backend.services.officers.own_cases import kin, need_not_own
from backend.services.officers.staff_names import person_name
from backend.services.paper.rows import CLINIC, COLUMNS, Application, Extract, application_of, extract_of, steps_of
from backend.services.paper.ways import EXTRACTS, Matter
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

# An adoption is never visible: what earlier parents asked for lies at no desk any more.
_HERE = f"c.clinic_id IN (SELECT w.organization_id FROM ({WORKPLACES}) w) AND NOT {of_the_past('c')}"
_NAMES = f"{person_name('w')} AS patient_name, w.birth_date, {person_name('p')} AS applicant_name"
_PEOPLE = "JOIN person w ON w.id = c.patient_id JOIN account a ON a.id = c.account_id LEFT JOIN person p ON p.id = a.person_id"
_OURS_TO_DO = frozenset({ExtractState.ORDERED, ExtractState.IN_WORK, PaperKeepingState.SUBMITTED})
# What has come to its end lies by its age alone: whether the end of its days is noted yet moves it nowhere.
_BY_TERM = _OURS_TO_DO | {ExtractState.READY}


@dataclass(frozen=True, slots=True)
class AtDesk:
    """An order or an application as the clinic sees it. `overdue`: the clinic's own term has passed."""

    matter: Extract | Application
    patient: str
    birth_date: dt.date | None
    applicant: str
    overdue: bool

    @property
    def id(self) -> int:
        return self.matter.id

    @property
    def term(self) -> dt.datetime | None:
        return self.matter.due_at if self.matter.state in _BY_TERM else None


async def queue(
    connection: Connection,
    actor: Actor,
    matter: Matter,
    state: ExtractState | PaperKeepingState,
    after: Place | None,
    first: int,
    at: dt.datetime,
) -> list[AtDesk]:
    """`first` of the state by their term, and one more where there are more; what waits for nothing any more, the newest first.

    None moves while it stands in one of these lists, so paging shows each once, and skips none where the last one shown was
    taken in hand meanwhile (backend/services/by_term.py). Those that concern the actor or their family are a colleague's to
    see (`need_not_own`).
    """
    term = "c.due_at" if state in _BY_TERM else "NULL::timestamptz"
    rows = await connection.fetch(
        f"SELECT {COLUMNS}, {_NAMES} FROM {matter.table} c {CLINIC} {_PEOPLE} WHERE {_HERE} AND {_shown_state(matter)} = $3 "
        f"AND c.account_id <> $1 AND NOT EXISTS (SELECT FROM ({kin('$6')}) own WHERE own.id IN (c.patient_id, a.person_id)) "
        f"AND {beyond(term, '-c.id', '$4', '$7')} ORDER BY {order(term, '-c.id')} LIMIT $5",
        actor.account_id,
        at,
        state.value,
        after.row if after else None,
        first + 1,
        actor.person_id,
        after.term if after else None,
    )
    await note_act(connection, actor, f"{matter.table}.list", matter.table, at)
    return [_shown(row, matter, (), at) for row in rows]


async def at_desk(
    connection: Connection, actor: Actor, matter: Matter, named: OpenedId | None, at: dt.datetime
) -> AtDesk:
    """One with its history; the look is noted. Raises Refused NOT_FOUND, OWN_CASE."""
    row = await connection.fetchrow(
        f"SELECT {COLUMNS}, {_NAMES} FROM {matter.table} c {CLINIC} {_PEOPLE} WHERE {_HERE} AND c.id = $3 AND c.patient_id = $4",
        actor.account_id,
        at,
        *_of(matter, named),
    )
    if row is None:
        raise Refused("NOT_FOUND")
    await need_not_own(connection, actor, [row["account_id"]], [row["patient_id"]])
    await note_act(connection, actor, f"{matter.table}.see", f"{matter.table}:{row['id']}", at, row["patient_id"])
    steps = await steps_of(connection, matter, [row["id"]])
    return _shown(row, matter, steps[row["id"]], at)


async def hold_at_desk(
    connection: Connection, actor: Actor, matter: Matter, named: OpenedId | None, at: dt.datetime
) -> asyncpg.Record:
    """One of the clinic's, held until the transaction ends, with the actor's account. Raises Refused UNAUTHENTICATED,
    NOT_FOUND, OWN_CASE."""
    await hold_own_account(connection, actor)
    row = await connection.fetchrow(
        f"SELECT c.* FROM {matter.table} c WHERE {_HERE} AND c.id = $3 AND c.patient_id = $4 FOR NO KEY UPDATE",
        actor.account_id,
        at,
        *_of(matter, named),
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, [row["account_id"]], [row["patient_id"]])
    return row


def _of(matter: Matter, named: OpenedId | None) -> tuple[int, int]:
    return (named.entry, named.patient) if named is not None and named.type == matter.id_type else (0, 0)


def _shown_state(matter: Matter) -> str:
    """The state as it is shown: what nobody fetched in its days is expired for the queue at once."""
    if matter is not EXTRACTS:
        return "c.state"
    return "CASE WHEN c.state = 'READY' AND c.due_at < $2 THEN 'EXPIRED' ELSE c.state END"


def _shown(row: asyncpg.Record, matter: Matter, steps: Sequence[Any], at: dt.datetime) -> AtDesk:
    shown = extract_of(row, steps, at) if matter is EXTRACTS else application_of(row, steps)
    waits = shown.state in _OURS_TO_DO
    overdue = waits and shown.due_at is not None and shown.due_at < at
    return AtDesk(shown, row["patient_name"], row["birth_date"], row["applicant_name"], overdue)
