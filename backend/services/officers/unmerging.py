"""A merge that was a mistake is undone: one officer proposes, another confirms; both records are as they would be without it.

What was written since stays in the surviving record, but for versions of entries that came from the other one, what
belongs to them, and what was written in visits that came along: these go back with them (docs/merging.md).
"""

import datetime as dt

from backend.models.court_act import FourEyesState
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.finding import need_reason
from backend.services.officers.merge_closing import give_back, restored
from backend.services.officers.merging import hold_both, locked, noted, tell_readers
from backend.services.officers.own_cases import need_other_officer
from backend.services.record_keeping.moving import move, what_came
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

_ADOPTED = """
SELECT EXISTS (SELECT FROM court_act WHERE patient_id IN ($1, $2) AND kind = 'ADOPTION' AND state IN ('PROPOSED', 'IN_FORCE'))
"""


async def propose_undo(connection: Connection, actor: Actor, merge_id: int, reason: str, at: dt.datetime) -> None:
    """Proposes that the two are two people, or that the merge was wrong otherwise. Raises Refused REASON_REQUIRED,
    NOT_FOUND, OWN_CASE, WRONG_STATE where it is not in force, or is proposed already."""
    stated = need_reason(reason, ["input", "reason"])
    merge = await locked(connection, actor, merge_id, FourEyesState.IN_FORCE)
    if merge["end_proposed_by_id"] is not None:
        raise Refused("WRONG_STATE")
    await connection.execute(
        "UPDATE record_merge SET end_proposed_by_id = $2, end_proposed_at = $3, end_text = $4 WHERE id = $1",
        merge_id,
        actor.account_id,
        at,
        stated,
    )
    for person in (merge["survivor_id"], merge["duplicate_id"]):
        await note_act(connection, actor, "record_merge.propose_undo", f"record_merge:{merge_id}", at, person, stated)


async def confirm_undo(connection: Connection, sealer: IdSealer, actor: Actor, merge_id: int, at: dt.datetime) -> None:
    """Undoes a merge, at once. Raises Refused FOUR_EYES, NOT_FOUND, OWN_CASE, WRONG_STATE, MERGED_FURTHER where the
    surviving record is by now read as another's, RECORDS_DIFFER after an adoption."""
    await hold_both(connection, merge_id)
    merge = await locked(connection, actor, merge_id, FourEyesState.IN_FORCE)
    if merge["end_proposed_by_id"] is None:
        raise Refused("WRONG_STATE")
    await need_other_officer(connection, actor, merge["end_proposed_by_id"])
    survivor, duplicate, kept = merge["survivor_id"], merge["duplicate_id"], restored(merge)
    if await connection.fetchval("SELECT record_merged($1)", survivor):
        raise Refused("MERGED_FURTHER")
    # An adoption took the past out of every path (policy.md, Conditions); going back would lead there.
    if await connection.fetchval(_ADOPTED, survivor, duplicate):
        raise Refused("RECORDS_DIFFER")
    await connection.execute(
        "UPDATE record_merge SET state = 'ENDED', end_confirmed_by_id = $2, ended_at = $3 WHERE id = $1",
        merge_id,
        actor.account_id,
        at,
    )
    moving = await what_came(connection, survivor, merge_id, kept["visits"])
    await move(connection, sealer, moving, survivor, duplicate, merge_id, at)
    await give_back(connection, survivor, duplicate, kept, merge["confirmed_at"], at)
    await noted(connection, actor, "confirmRecordMergeUndo", merge, at)
    await tell_readers(connection, survivor, merge_id, "UNMERGED", at)
