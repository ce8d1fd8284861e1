"""Court acts that limit or end one representative's rights: one officer proposes, another confirms (policy.md, Conditions).

A restriction closes the record by date alone, in `standings()`; a termination ends the link for good. Neither side's
other representative is touched, and the one who is limited is told no reason.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.court_act import CourtActKind, FourEyesState
from backend.models.moscow import moscow_day
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.ending import end_rights, lock_links
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.own_cases import need_not_own, need_other_officer
from backend.services.officers.words import need_text
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


@dataclass(frozen=True, slots=True)
class ProposedAct:
    """A restriction or a termination as the court's paper has it."""

    kind: CourtActKind
    patient: PersonKey
    representative: PersonKey
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str


async def propose(connection: Connection, actor: Actor, act: ProposedAct, at: dt.datetime) -> int:
    """Enters an act; nothing holds before another officer confirms it. Gives its row.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_FORMAT, CHECK_DIGIT, REQUIRED, WRONG_DATE, OWN_CASE.
    """
    reason = need_reason(act.reason, ["input", "reason"])
    number = need_text(act.number, ["input", "number"], 100)
    court = need_text(act.court, ["input", "court"], 300)
    need_days(act, moscow_day(at))
    patient = await find_person(connection, act.patient, ["input", "patient"])
    representative = await find_person(connection, act.representative, ["input", "representative"])
    if patient == representative:
        raise Refused("PERSON_NOT_FOUND", ["input", "representative"])
    await need_not_own(connection, actor, (), (patient, representative))
    id_ = await connection.fetchval(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, ends_on, "
        "proposed_by_id, proposed_at) VALUES ($1, $2, $3, 'PROPOSED', $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        patient,
        representative,
        act.kind.value,
        number,
        court,
        act.decided_on,
        act.starts_on,
        act.ends_on,
        actor.account_id,
        at,
    )
    for person in (patient, representative):
        await note_act(connection, actor, "court_act.propose", f"court_act:{id_}", at, person, reason)
    return int(id_)


def need_days(act: ProposedAct, today: dt.date) -> None:
    """Raises Refused WRONG_DATE. A termination has no end, and is entered once it is in force."""
    if act.decided_on > today:
        raise Refused("WRONG_DATE", ["input", "decidedOn"])
    if act.starts_on < act.decided_on or (act.kind is not CourtActKind.RESTRICTION and act.starts_on > today):
        raise Refused("WRONG_DATE", ["input", "startsOn"])
    if act.ends_on is not None and (act.ends_on < act.starts_on or act.kind is not CourtActKind.RESTRICTION):
        raise Refused("WRONG_DATE", ["input", "endsOn"])


Adopt = Callable[[Connection, int, dt.datetime], Awaitable[None]]


async def confirm(connection: Connection, actor: Actor, act_id: int, at: dt.datetime, adopt: Adopt) -> None:
    """Puts a proposed act in force, at once. Raises Refused FOUR_EYES, OWN_CASE, WRONG_STATE.

    `adopt` carries out an adoption (backend/services/officers/adopting.py).
    """
    act = await locked(connection, actor, act_id, FourEyesState.PROPOSED)
    await need_other_officer(connection, actor, act["proposed_by_id"])
    await lock_links(connection, act["patient_id"])
    if act["kind"] == CourtActKind.ADOPTION:
        await adopt(connection, act_id, at)
    await connection.execute(
        "UPDATE court_act SET state = 'IN_FORCE', confirmed_by_id = $2, confirmed_at = $3 WHERE id = $1",
        act_id,
        actor.account_id,
        at,
    )
    if act["kind"] == CourtActKind.TERMINATION:
        await end_rights(connection, act["patient_id"], [act["representative_id"]], at, tell=True)
    await _noted(connection, actor, "court_act.confirm", act, at)


async def refuse(connection: Connection, actor: Actor, act_id: int, reason: str, at: dt.datetime) -> None:
    """Puts a proposal aside, of an act or of its end; whoever proposed it may take it back. Raises Refused WRONG_STATE."""
    stated = need_reason(reason, ["input", "reason"])
    act = await locked(connection, actor, act_id, FourEyesState.PROPOSED, FourEyesState.IN_FORCE)
    if act["state"] == FourEyesState.PROPOSED:
        await connection.execute("UPDATE court_act SET state = 'REFUSED' WHERE id = $1", act_id)
    elif act["end_proposed_by_id"] is not None:
        await connection.execute(
            "UPDATE court_act SET end_proposed_by_id = NULL, end_proposed_at = NULL WHERE id = $1", act_id
        )
    else:
        raise Refused("WRONG_STATE")
    await _noted(connection, actor, "court_act.refuse", act, at, stated)


async def propose_end(connection: Connection, actor: Actor, act_id: int, reason: str, at: dt.datetime) -> None:
    """Proposes that a restriction or a termination ends before its day, as by a later act of a court.

    Raises Refused WRONG_STATE, for an adoption too: undoing one is more than an end.
    """
    stated = need_reason(reason, ["input", "reason"])
    act = await locked(connection, actor, act_id, FourEyesState.IN_FORCE)
    if act["kind"] == CourtActKind.ADOPTION or act["end_proposed_by_id"] is not None:
        raise Refused("WRONG_STATE")
    await connection.execute(
        "UPDATE court_act SET end_proposed_by_id = $2, end_proposed_at = $3 WHERE id = $1", act_id, actor.account_id, at
    )
    await _noted(connection, actor, "court_act.propose_end", act, at, stated)


async def confirm_end(connection: Connection, actor: Actor, act_id: int, at: dt.datetime) -> None:
    """Ends an act. What a termination ended does not come back: the parent's claim may be verified anew.

    Raises Refused FOUR_EYES, WRONG_STATE.
    """
    act = await locked(connection, actor, act_id, FourEyesState.IN_FORCE)
    if act["end_proposed_by_id"] is None:
        raise Refused("WRONG_STATE")
    await need_other_officer(connection, actor, act["end_proposed_by_id"])
    await connection.execute(
        "UPDATE court_act SET state = 'ENDED', end_confirmed_by_id = $2, ended_at = $3 WHERE id = $1",
        act_id,
        actor.account_id,
        at,
    )
    await _noted(connection, actor, "court_act.confirm_end", act, at)


async def locked(connection: Connection, actor: Actor, act_id: int, *states: FourEyesState) -> asyncpg.Record:
    """The act, held for the transaction. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE."""
    act = await connection.fetchrow(
        "SELECT id, kind, state, patient_id, representative_id, proposed_by_id, end_proposed_by_id, details "
        "FROM court_act WHERE id = $1 FOR UPDATE",
        act_id,
    )
    if act is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    people = [person for person in (act["patient_id"], act["representative_id"]) if person is not None]
    await need_not_own(connection, actor, (), people)
    if act["state"] not in states:
        raise Refused("WRONG_STATE")
    return act


async def _noted(
    connection: Connection, actor: Actor, what: str, act: asyncpg.Record, at: dt.datetime, reason: str | None = None
) -> None:
    await note_act(connection, actor, what, f"court_act:{act['id']}", at, act["patient_id"], reason)
