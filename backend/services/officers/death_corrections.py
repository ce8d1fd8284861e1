"""Taking back a death that was recorded by mistake: one officer proposes, another confirms (policy.md, Conditions).

What the death ended comes back only where its ground stands today: a link that no court and nobody else has ended since,
an access that its holder may hold now. Sessions, requests and appointments do not come back.
"""

import datetime as dt

import asyncpg
import asyncpg.pool
import orjson

from backend.models.notification import NotificationKind
from backend.services.actor import Actor
from backend.services.holding import hold_accounts
from backend.services.notifying import Tell, tell
from backend.services.officer_acts import note_act
from backend.services.officers.ending import lock_links
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.giving_back import relink, reopen_grants
from backend.services.officers.own_cases import need_not_own, need_other_officer
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# A death that came with a clinic's data ended nothing but what it closes by itself.
_RECORD = """
INSERT INTO death_record AS d (person_id, state, died_on, ended, recorded_at) VALUES ($1, 'IN_FORCE', $2, '{}', $3)
ON CONFLICT (person_id) WHERE state = 'IN_FORCE' DO UPDATE SET died_on = d.died_on
RETURNING id, end_proposed_at
"""


async def propose_correction(connection: Connection, actor: Actor, key: PersonKey, reason: str, at: dt.datetime) -> int:
    """Proposes that a recorded death was a mistake; the person stays dead until another officer confirms it. Gives its row.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_FORMAT, CHECK_DIGIT, OWN_CASE, WRONG_STATE for whoever is not
    dead, and where it is proposed already.
    """
    stated = need_reason(reason, ["input", "reason"])
    person = await find_person(connection, key, ["input", "person"])
    await need_not_own(connection, actor, (), (person,))
    died = await connection.fetchval("SELECT deceased_on FROM person WHERE id = $1 FOR NO KEY UPDATE", person)
    if died is None:
        raise Refused("WRONG_STATE")
    record = await connection.fetchrow(_RECORD, person, died, at)
    assert record is not None
    if record["end_proposed_at"] is not None:
        raise Refused("WRONG_STATE")
    await connection.execute(
        "UPDATE death_record SET end_proposed_by_id = $2, end_proposed_at = $3 WHERE id = $1",
        record["id"],
        actor.account_id,
        at,
    )
    await _noted(connection, actor, "death.propose_correction", record["id"], person, at, stated)
    return int(record["id"])


async def refuse_correction(connection: Connection, actor: Actor, record_id: int, reason: str, at: dt.datetime) -> None:
    """Puts a proposal aside; whoever proposed it may take it back. Raises Refused REASON_REQUIRED, NOT_FOUND, OWN_CASE, WRONG_STATE."""
    stated = need_reason(reason, ["input", "reason"])
    record = await _proposed(connection, actor, record_id)
    await connection.execute(
        "UPDATE death_record SET end_proposed_by_id = NULL, end_proposed_at = NULL WHERE id = $1", record_id
    )
    await _noted(connection, actor, "death.refuse_correction", record_id, record["person_id"], at, stated)


async def confirm_correction(connection: Connection, actor: Actor, record_id: int, at: dt.datetime) -> None:
    """Takes the death back, and gives back what it ended where its ground stands; each who has it again is told.

    Raises Refused FOUR_EYES, NOT_FOUND, OWN_CASE, WRONG_STATE.
    """
    # What a record says never changes, so it tells what is held before it is.
    told = await connection.fetchrow("SELECT person_id, ended FROM death_record WHERE id = $1", record_id)
    if told is not None:
        await hold_accounts(connection, orjson.loads(told["ended"]).get("accounts", []))
        await lock_links(connection, told["person_id"])
        await connection.execute("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", told["person_id"])
    record = await _proposed(connection, actor, record_id)
    await need_other_officer(connection, actor, record["end_proposed_by_id"])
    person, ended = record["person_id"], orjson.loads(record["ended"])
    await connection.execute("UPDATE person SET deceased_on = NULL WHERE id = $1", person)
    await connection.execute(
        "UPDATE death_record SET state = 'ENDED', end_confirmed_by_id = $2, ended_at = $3 WHERE id = $1",
        record_id,
        actor.account_id,
        at,
    )
    await _reopen_accounts(connection, record_id, ended.get("accounts", []), at)
    await relink(connection, ended.get("links", []), record["recorded_at"])
    await reopen_grants(connection, ended.get("grants", []), at)
    await _noted(connection, actor, "death.correct", record_id, person, at)


async def _proposed(connection: Connection, actor: Actor, record_id: int) -> asyncpg.Record:
    """The record whose correction is proposed, held for the transaction. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE."""
    record = await connection.fetchrow(
        "SELECT id, person_id, state, ended, recorded_at, end_proposed_by_id FROM death_record WHERE id = $1 FOR UPDATE",
        record_id,
    )
    if record is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own(connection, actor, (), (record["person_id"],))
    if record["state"] != "IN_FORCE" or record["end_proposed_by_id"] is None:
        raise Refused("WRONG_STATE")
    return record


async def _reopen_accounts(connection: Connection, record_id: int, accounts: list[int], at: dt.datetime) -> None:
    """Citizens' accounts that the death closed. An employee comes back by a new appointment."""
    rows = await connection.fetch(
        "UPDATE account SET disabled_at = NULL WHERE id = ANY ($1) AND closed_at IS NULL AND 'CITIZEN' = ANY (roles) "
        "RETURNING id",
        accounts,
    )
    kind, once = NotificationKind.ACCOUNT_REOPENED, f"reopened:{record_id}"
    await tell(connection, [Tell(row["id"], kind, once) for row in rows], at)


async def _noted(
    connection: Connection,
    actor: Actor,
    act: str,
    record_id: int,
    person: int,
    at: dt.datetime,
    reason: str | None = None,
) -> None:
    await note_act(connection, actor, act, f"death_record:{record_id}", at, person, reason)
