"""What civil acts end: death ends every access, emancipation and marriage end the representatives' (policy.md, Conditions)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.ages import birthday
from backend.models.moscow import moscow_day
from backend.services.actor import Actor
from backend.services.holding import hold_accounts
from backend.services.notifying import changed
from backend.services.officer_acts import note_act
from backend.services.officers.ending import accounts_of, end_every_request, end_grants
from backend.services.officers.finding import PersonKey, find_person, need_reason
from backend.services.officers.own_cases import need_not_own
from backend.services.officers.staff_ending import end_all_appointments
from backend.services.officers.words import need_text
from backend.services.refusal import Refused
from backend.services.sessions import close_sessions

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
# Marriage is possible from 14 by the laws of some regions, emancipation from 16 (ГК 21, 27; СК 13).
YOUNGEST, GROWN_UP = 14, 18
# Gives each link as it was.
_END_LINKS = """
UPDATE legal_representation r SET state = 'ENDED', ends_on = greatest(r.starts_on, least(r.ends_on, moscow_day($2)))
FROM (SELECT id, state, ends_on FROM legal_representation WHERE (patient_id = $1 OR representative_id = $1)
      AND state IN ('PENDING', 'VERIFIED') ORDER BY id FOR UPDATE) was
WHERE r.id = was.id RETURNING r.id, was.state, was.ends_on
"""


@dataclass(frozen=True, slots=True)
class CivilAct:
    """An act record about one person, as its paper has it."""

    person: PersonKey
    on: dt.date
    act_number: str
    reason: str


async def record_death(connection: Connection, actor: Actor, act: CivilAct, at: dt.datetime) -> int:
    """Records a death: grants to and of the person stop at once, their accounts and sessions end. Gives the person.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_DATE, WRONG_STATE where it was recorded before, or where an
    account has become the person's in this very moment, OWN_CASE.
    """
    person, reason = await _found(connection, actor, act)
    if not act.person.birth_date <= act.on <= moscow_day(at):
        raise Refused("WRONG_DATE", ["input", "diedOn"])
    accounts = await accounts_of(connection, [person])
    await hold_accounts(connection, accounts)
    await end_every_request(connection, person, accounts, at)
    died = await connection.fetchval("SELECT deceased_on FROM person WHERE id = $1 FOR NO KEY UPDATE", person)
    # From here on nobody binds an account to the person; one that was bound a moment ago is not held, nor ended.
    if died is not None or await accounts_of(connection, [person]) != accounts:
        raise Refused("WRONG_STATE")
    await connection.execute("UPDATE person SET deceased_on = $2 WHERE id = $1", person, act.on)
    grants = await connection.fetch(
        "SELECT id, grantee_id, patient_id FROM access_grant WHERE (patient_id = $1 OR grantee_id = ANY ($2)) "
        "AND revoked_at IS NULL ORDER BY id FOR UPDATE",
        person,
        accounts,
    )
    await end_grants(connection, [grant for grant in grants if grant["grantee_id"] in accounts], at, tell=False)
    await end_grants(connection, [grant for grant in grants if grant["grantee_id"] not in accounts], at, tell=True)
    links = await connection.fetch(_END_LINKS, person, at)
    disabled = await connection.fetch(
        "UPDATE account SET disabled_at = $2 WHERE id = ANY ($1) AND disabled_at IS NULL RETURNING id", accounts, at
    )
    ended = {
        "accounts": [row["id"] for row in disabled],
        "grants": [row["id"] for row in grants],
        "links": [{"id": row["id"], "state": row["state"], "ends_on": row["ends_on"]} for row in links],
    }
    await connection.execute(
        "INSERT INTO death_record (person_id, state, died_on, act_number, ended, recorded_at) "
        "VALUES ($1, 'IN_FORCE', $2, $3, $4, $5)",
        person,
        act.on,
        act.act_number,
        orjson.dumps(ended).decode(),
        at,
    )
    await end_all_appointments(connection, accounts, at)
    await close_sessions(connection, accounts, at)
    await note_act(connection, actor, "death.record", f"person:{person}", at, person, reason)
    return person


async def record_emancipation(connection: Connection, actor: Actor, act: CivilAct, at: dt.datetime) -> int:
    """Records an emancipation or a marriage: representatives' standing ends at 00:00 of its day. Gives the person.

    Raises Refused REASON_REQUIRED, PERSON_NOT_FOUND, WRONG_DATE, WRONG_STATE, OWN_CASE.
    """
    person, reason = await _found(connection, actor, act)
    if not birthday(act.person.birth_date, YOUNGEST) <= act.on < birthday(act.person.birth_date, GROWN_UP):
        raise Refused("WRONG_DATE", ["input", "on"])
    done = await connection.fetchval(
        "UPDATE person SET emancipated_on = $2 WHERE id = $1 AND deceased_on IS NULL AND emancipated_on IS NULL RETURNING id",
        person,
        act.on,
    )
    if done is None:
        raise Refused("WRONG_STATE")
    for row in await connection.fetch(
        "SELECT DISTINCT a.id FROM legal_representation r JOIN account a ON a.person_id = r.representative_id "
        "WHERE r.patient_id = $1 AND r.state = 'VERIFIED'",
        person,
    ):
        await changed(connection, row["id"], "access", person)
    await note_act(connection, actor, "emancipation.record", f"person:{person}", at, person, reason)
    return person


async def _found(connection: Connection, actor: Actor, act: CivilAct) -> tuple[int, str]:
    """The person and what is noted: the stated reason and the number of the act record."""
    reason = need_reason(act.reason, ["input", "reason"])
    number = need_text(act.act_number, ["input", "actNumber"], 40)
    person = await find_person(connection, act.person, ["input", "person"])
    await need_not_own(connection, actor, (), (person,))
    return person, f"{reason} ({number})"
