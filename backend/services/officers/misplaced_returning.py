"""Entries that were moved to the wrong person are taken back: one officer proposes, another confirms (docs/merging.md).

What was written since goes along where it is a version of what came, or belongs to it; all else of the record stays.
"""

import datetime as dt

from backend.models.misplaced_entries import MisplacedState
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.officers.finding import need_reason
from backend.services.officers.misplaced import hold_both, locked, need_all_there, noted, readers, tell_both
from backend.services.officers.misplaced_papers import give_papers_back
from backend.services.officers.own_cases import need_other_officer
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.moving import Cause, move, what_came
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

# The visits that they were written in are still there.
_VISITS = """
UPDATE record_entry e SET encounter_id = m.encounter_id FROM record_move m
WHERE m.misplaced_id = $1 AND m.from_patient_id = $2 AND e.patient_id = $2 AND e.id = m.entry_id
  AND EXISTS (SELECT FROM encounter c WHERE c.patient_id = $2 AND c.id = m.encounter_id)
"""


async def propose_return(connection: Connection, actor: Actor, id_: int, reason: str, at: dt.datetime) -> None:
    """Proposes that the entries go back. Raises Refused REASON_REQUIRED, NOT_FOUND, OWN_CASE, FOUR_EYES for who asked,
    WRONG_STATE where they were not moved, or it is proposed already."""
    stated = need_reason(reason, ["input", "reason"])
    held = await locked(connection, actor, id_, MisplacedState.MOVED)
    if held["end_proposed_by_id"] is not None:
        raise Refused("WRONG_STATE")
    await connection.execute(
        "UPDATE misplaced_entries SET end_proposed_by_id = $2, end_proposed_at = $3, end_text = $4 WHERE id = $1",
        id_,
        actor.account_id,
        at,
        stated,
    )
    await noted(connection, actor, "misplaced_entries.propose_return", held, at, stated)


async def confirm_return(
    connection: Connection, sealer: IdSealer, rules: RecordRules, actor: Actor, id_: int, at: dt.datetime
) -> None:
    """Takes the entries back, at once. Raises Refused NOT_FOUND, OWN_CASE, FOUR_EYES, WRONG_STATE, ENTRIES_MOVED_ON where
    they are by now in another record, or would come into one that is read as another's."""
    await hold_both(connection, id_)
    held = await locked(connection, actor, id_, MisplacedState.MOVED)
    if held["end_proposed_by_id"] is None:
        raise Refused("WRONG_STATE")
    await need_other_officer(connection, actor, held["end_proposed_by_id"])
    wrong, right = held["wrong_id"], held["right_id"]
    await need_all_there(connection, held, right)
    moving = await what_came(connection, right, id_, [], Cause.MISPLACED)
    had = await readers(connection, rules, right, moving.entries, at)
    await connection.execute(
        "UPDATE misplaced_entries SET state = 'RETURNED', end_confirmed_by_id = $2, ended_at = $3 WHERE id = $1",
        id_,
        actor.account_id,
        at,
    )
    await move(connection, sealer, moving, right, wrong, id_, at, Cause.MISPLACED)
    await connection.execute(_VISITS, id_, wrong)
    # What a teenager hid of a visit goes with it again.
    await connection.execute("SELECT count(*) FROM follow_hidings($1)", sorted((wrong, right)))
    await give_papers_back(connection, id_)
    await noted(connection, actor, "misplaced_entries.return", held, at)
    await log_deed(connection, actor, (wrong, right), "confirmMisplacedEntriesReturn", at)
    have = await readers(connection, rules, wrong, moving.entries, at)
    await tell_both(connection, f"misplaced:{id_}:back", right, had, wrong, have, at)
