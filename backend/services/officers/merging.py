"""Two records of one person become one: an officer proposes, another confirms (docs/merging.md).

From then on the duplicate's entries are the surviving record's, and nobody comes to the duplicate by any path.
"""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import orjson

from backend.models.court_act import FourEyesState
from backend.models.notification import NotificationKind
from backend.models.record_merge import MergeReason
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.holding import hold_accounts, hold_sources
from backend.services.notifying import Tell, tell
from backend.services.officer_acts import note_act
from backend.services.officers.ending import lock_links
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.merge_closing import close_duplicate, grantees_of
from backend.services.officers.own_cases import need_not_own, need_other_officer
from backend.services.officers.twins import Twin, need_mergeable, twins
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.moving import move, whole_record
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

_SURVIVOR, _OTHER, _DUPLICATE = ["input", "person"], ["input", "other"], ["input", "duplicateId"]


@dataclass(frozen=True, slots=True)
class Search:
    """Whose second record is looked for; `other` is another document, where the officer has one."""

    person: PersonKey
    other: PersonKey | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProposedMerge:
    """`duplicate` is one of those whom the search by the same documents gives."""

    search: Search
    duplicate: int
    kind: MergeReason


async def search(connection: Connection, actor: Actor, given: Search, at: dt.datetime) -> tuple[int, list[Twin]]:
    """The person whom the document names, and who else may be they. The look is noted.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_FORMAT, CHECK_DIGIT, OWN_CASE.
    """
    reason = need_reason(given.reason, ["input", "reason"])
    survivor, found = await _found(connection, actor, given)
    for person in (survivor, *(one.who.person_id for one in found)):
        await note_act(connection, actor, "record_merge.search", f"person:{person}", at, person, reason)
    return survivor, found


async def _found(connection: Connection, actor: Actor, given: Search) -> tuple[int, list[Twin]]:
    survivor = await find_person(connection, given.person, _SURVIVOR)
    other = await find_person(connection, given.other, _OTHER) if given.other is not None else None
    if other == survivor:
        raise Refused("PERSON_NOT_FOUND", _OTHER)
    found = await twins(connection, survivor, other)
    await need_not_own(connection, actor, (), (survivor, *(one.who.person_id for one in found)))
    return survivor, found


async def propose(connection: Connection, actor: Actor, merge: ProposedMerge, at: dt.datetime) -> int:
    """Proposes that one person has two records; nothing changes before another officer confirms it. Gives its row.

    Raises Refused as `search` and `need_mergeable` do; NOT_SAME_PERSON for anybody whom the documents do not give,
    WRONG_STATE where it is proposed already.
    """
    reason = need_reason(merge.search.reason, ["input", "reason"])
    survivor, found = await _found(connection, actor, merge.search)
    if merge.duplicate not in {one.who.person_id for one in found}:
        raise Refused("NOT_SAME_PERSON", _DUPLICATE)
    await need_mergeable(connection, survivor, merge.duplicate, at)
    id_ = await connection.fetchval(
        "INSERT INTO record_merge (survivor_id, duplicate_id, state, reason, text, proposed_by_id, proposed_at) "
        "VALUES ($1, $2, 'PROPOSED', $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id",
        survivor,
        merge.duplicate,
        merge.kind.value,
        reason,
        actor.account_id,
        at,
    )
    if id_ is None:
        raise Refused("WRONG_STATE")
    for person in (survivor, merge.duplicate):
        await note_act(connection, actor, "record_merge.propose", f"record_merge:{id_}", at, person, reason)
    return int(id_)


async def confirm(connection: Connection, sealer: IdSealer, actor: Actor, merge_id: int, at: dt.datetime) -> None:
    """Merges, at once. What the duplicate's readers had ends; who reads the other record is told that it holds more.

    Raises Refused FOUR_EYES, NOT_FOUND, OWN_CASE, WRONG_STATE and as `need_mergeable` does: what was true of the two when
    it was proposed has to be true now.
    """
    await hold_both(connection, merge_id)
    merge = await locked(connection, actor, merge_id, FourEyesState.PROPOSED)
    await need_other_officer(connection, actor, merge["proposed_by_id"])
    survivor, duplicate = merge["survivor_id"], merge["duplicate_id"]
    moving = await whole_record(connection, duplicate)
    await need_mergeable(connection, survivor, duplicate, at)
    kept = await close_duplicate(connection, survivor, duplicate, at)
    await move(connection, sealer, moving, duplicate, survivor, merge_id, at)
    await connection.execute(
        "UPDATE record_merge SET state = 'IN_FORCE', confirmed_by_id = $2, confirmed_at = $3, kept = $4 WHERE id = $1",
        merge_id,
        actor.account_id,
        at,
        orjson.dumps({**kept, "visits": list(moving.visits)}).decode(),
    )
    await noted(connection, actor, "confirmRecordMerge", merge, at)
    await tell_readers(connection, survivor, merge_id, "MERGED", at)


async def refuse(connection: Connection, actor: Actor, merge_id: int, reason: str, at: dt.datetime) -> None:
    """Puts a proposal aside, of a merge or of its undoing; whoever proposed it may take it back. Raises Refused
    REASON_REQUIRED, NOT_FOUND, OWN_CASE, WRONG_STATE."""
    stated = need_reason(reason, ["input", "reason"])
    merge = await locked(connection, actor, merge_id, FourEyesState.PROPOSED, FourEyesState.IN_FORCE)
    if merge["state"] == FourEyesState.PROPOSED:
        await connection.execute("UPDATE record_merge SET state = 'REFUSED' WHERE id = $1", merge_id)
    elif merge["end_proposed_by_id"] is not None:
        await connection.execute(
            "UPDATE record_merge SET end_proposed_by_id = NULL, end_proposed_at = NULL, end_text = NULL WHERE id = $1",
            merge_id,
        )
    else:
        raise Refused("WRONG_STATE")
    for person in (merge["survivor_id"], merge["duplicate_id"]):
        await note_act(connection, actor, "record_merge.refuse", f"record_merge:{merge_id}", at, person, stated)


async def hold_both(connection: Connection, merge_id: int) -> None:
    """Holds what comes to either record, in the order of holding.py: nobody writes into the one while it goes to the other."""
    # Whom a merge is about never changes, so it tells what is held before it is.
    told = await connection.fetchrow("SELECT survivor_id, duplicate_id, kept FROM record_merge WHERE id = $1", merge_id)
    if told is None:
        return
    survivor, duplicate = told["survivor_id"], told["duplicate_id"]
    await hold_sources(connection)
    await hold_accounts(connection, await grantees_of(connection, duplicate, told["kept"]))
    await lock_links(connection, survivor, duplicate)
    for person in sorted((survivor, duplicate)):
        # Nobody adds a visit, an access or a link to the duplicate meanwhile (the triggers `record_not_merged`).
        strength = "UPDATE" if person == duplicate else "NO KEY UPDATE"
        await connection.execute(f"SELECT FROM person WHERE id = $1 FOR {strength}", person)


async def locked(connection: Connection, actor: Actor, merge_id: int, *states: FourEyesState) -> asyncpg.Record:
    """The merge, held for the transaction. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE."""
    merge = await connection.fetchrow(
        "SELECT id, state, survivor_id, duplicate_id, kept, proposed_by_id, confirmed_at, end_proposed_by_id "
        "FROM record_merge WHERE id = $1 FOR UPDATE",
        merge_id,
    )
    if merge is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, (), (merge["survivor_id"], merge["duplicate_id"]))
    if merge["state"] not in states:
        raise Refused("WRONG_STATE")
    return merge


async def noted(connection: Connection, actor: Actor, act: str, merge: asyncpg.Record, at: dt.datetime) -> None:
    """Notes a deed that changed both records: among officers' acts, and in the log of each record (SCT-03)."""
    named = {"confirmRecordMerge": "record_merge.confirm", "confirmRecordMergeUndo": "record_merge.undo"}[act]
    both = (merge["survivor_id"], merge["duplicate_id"])
    for person in both:
        await note_act(connection, actor, named, f"record_merge:{merge['id']}", at, person)
    await log_deed(connection, actor, both, act, at)


async def tell_readers(connection: Connection, patient: int, merge_id: int, detail: str, at: dt.datetime) -> None:
    """Tells whoever has access to a record that it holds other entries now, and nothing of them."""
    kind, once = NotificationKind.RECORD_CHANGED, f"merge:{merge_id}:{patient}:{detail}"
    readers = await grantees_of(connection, patient, None)
    await tell(connection, [Tell(one, kind, once, patient_id=patient, detail=detail) for one in readers], at)
