"""Entries in the wrong person's record: one registrar accepts what a clinic asks, another moves them (docs/merging.md).

Neither is shown anything of the entries: the clinic knows what they are, the officers who is meant.
"""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.misplaced_entries import MisplacedState
from backend.models.notification import NotificationKind
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.notices.new_entries import who_sees
from backend.services.notifying import Tell, tell
from backend.services.officer_acts import note_act
from backend.services.officers.finding import need_reason
from backend.services.officers.misplaced_papers import take_papers
from backend.services.officers.misplaced_reading import note_readers
from backend.services.officers.own_cases import need_not_own, need_other_officer
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.moving import Cause, move, what_was_misplaced
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused


async def accept(connection: Connection, actor: Actor, id_: int, at: dt.datetime) -> None:
    """The first officer finds that the clinic's request is right; another has to confirm it. Raises Refused NOT_FOUND,
    OWN_CASE, FOUR_EYES for who asked, WRONG_STATE."""
    held = await locked(connection, actor, id_, MisplacedState.ASKED)
    await connection.execute(
        "UPDATE misplaced_entries SET state = 'ACCEPTED', accepted_by_id = $2, accepted_at = $3 WHERE id = $1",
        id_,
        actor.account_id,
        at,
    )
    await noted(connection, actor, "misplaced_entries.accept", held, at)


async def confirm(
    connection: Connection, sealer: IdSealer, rules: RecordRules, actor: Actor, id_: int, at: dt.datetime
) -> None:
    """Moves the entries, at once, with all that belongs to them. Who sees any of them, there before or here now, is told;
    security officers are, where somebody else may have read them there.

    Raises Refused NOT_FOUND, OWN_CASE, FOUR_EYES for who asked and who accepted, WRONG_STATE, ENTRIES_MOVED_ON where one of
    the entries, or either record, is by now another's.
    """
    await hold_both(connection, id_)
    held = await locked(connection, actor, id_, MisplacedState.ACCEPTED)
    await need_other_officer(connection, actor, held["accepted_by_id"])
    wrong, right = held["wrong_id"], held["right_id"]
    await need_all_there(connection, held, wrong)
    moving = await what_was_misplaced(connection, wrong, held["sets"])
    had = await readers(connection, rules, wrong, moving.entries, at)
    await connection.execute(
        "UPDATE misplaced_entries SET state = 'MOVED', moved_by_id = $2, moved_at = $3, papers = $4 WHERE id = $1",
        id_,
        actor.account_id,
        at,
        await take_papers(connection, wrong, had, moving.entries, at),
    )
    await move(connection, sealer, moving, wrong, right, id_, at, Cause.MISPLACED)
    await noted(connection, actor, "misplaced_entries.confirm", held, at)
    have = await readers(connection, rules, right, moving.entries, at)
    await tell_both(connection, f"misplaced:{id_}", wrong, had, right, have, at)
    # Last, for whoever reads either record waits from here on.
    await log_deed(connection, actor, (wrong, right), "confirmMisplacedEntries", at)
    await note_readers(connection, id_, wrong, right, moving.entries, at)


async def refuse(connection: Connection, actor: Actor, id_: int, reason: str, at: dt.datetime) -> None:
    """Puts a clinic's request aside, or the proposal to take the entries back; the clinic sees why. Raises Refused
    REASON_REQUIRED, NOT_FOUND, OWN_CASE, FOUR_EYES for who asked, WRONG_STATE."""
    stated = need_reason(reason, ["input", "reason"])
    held = await locked(connection, actor, id_, MisplacedState.ASKED, MisplacedState.ACCEPTED, MisplacedState.MOVED)
    if held["state"] != MisplacedState.MOVED:
        await connection.execute(
            "UPDATE misplaced_entries SET state = 'REFUSED', refused_by_id = $2, refused_at = $3, refusal = $4 WHERE id = $1",
            id_,
            actor.account_id,
            at,
            stated,
        )
    elif held["end_proposed_by_id"] is not None:
        await connection.execute(
            "UPDATE misplaced_entries SET end_proposed_by_id = NULL, end_proposed_at = NULL, end_text = NULL WHERE id = $1",
            id_,
        )
    else:
        raise Refused("WRONG_STATE")
    await noted(connection, actor, "misplaced_entries.refuse", held, at, stated)


async def hold_both(connection: Connection, id_: int) -> None:
    """Holds both people in the order of holding.py. Whom a request is about never changes, so it tells before it is held."""
    await connection.execute(
        "SELECT FROM person p WHERE p.id IN (SELECT unnest(ARRAY[wrong_id, right_id]) FROM misplaced_entries WHERE id = $1) "
        "ORDER BY p.id FOR NO KEY UPDATE",
        id_,
    )


async def locked(connection: Connection, actor: Actor, id_: int, *states: MisplacedState) -> asyncpg.Record:
    """The request, held for the transaction. Raises Refused NOT_FOUND, OWN_CASE, FOUR_EYES for who asked, WRONG_STATE."""
    held = await connection.fetchrow("SELECT * FROM misplaced_entries WHERE id = $1 FOR UPDATE", id_)
    if held is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, (), (held["wrong_id"], held["right_id"]))
    await need_other_officer(connection, actor, held["asked_by_id"])
    if held["state"] not in states:
        raise Refused("WRONG_STATE")
    return held


async def need_all_there(connection: Connection, held: asyncpg.Record, patient: int) -> None:
    """Raises Refused ENTRIES_MOVED_ON where one of the entries is not in this record, or either record is by now another's."""
    there = await connection.fetchval(
        "SELECT count(DISTINCT set_id) FROM record_entry WHERE patient_id = $1 AND set_id = ANY ($2)",
        patient,
        held["sets"],
    )
    merged = await connection.fetchval(
        "SELECT record_merged($1) OR record_merged($2)", held["wrong_id"], held["right_id"]
    )
    if merged or there != len(held["sets"]):
        raise Refused("ENTRIES_MOVED_ON")


async def noted(
    connection: Connection, actor: Actor, act: str, held: asyncpg.Record, at: dt.datetime, reason: str | None = None
) -> None:
    """Notes a step among officers' acts, for both people."""
    for person in (held["wrong_id"], held["right_id"]):
        await note_act(connection, actor, act, f"misplaced_entries:{held['id']}", at, person, reason)


async def readers(
    connection: Connection, rules: RecordRules, patient: int, entries: Sequence[int], at: dt.datetime
) -> list[int]:
    """Accounts that may see at least one of the entries now: nobody else is told that there are any (non-interference)."""
    rows = await who_sees(connection, rules.policy, rules.regions, [(patient, entry) for entry in entries], at)
    return sorted({row["account_id"] for row in rows})


async def tell_both(
    connection: Connection,
    once: str,
    left: int,
    had: Sequence[int],
    came: int,
    have: Sequence[int],
    at: dt.datetime,
) -> None:
    """Tells the readers of the record that the entries left, and of the one that they came to; nothing of the entries, nor
    of the other person."""
    kind = NotificationKind.RECORD_CHANGED
    told = [Tell(one, kind, f"{once}:out", patient_id=left, detail="MOVED_OUT") for one in had]
    told += [Tell(one, kind, f"{once}:in", patient_id=came, detail="MOVED_IN") for one in have]
    await tell(connection, told, at)
