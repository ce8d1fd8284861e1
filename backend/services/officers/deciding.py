"""A registrar's decision on a request: once, by who has taken it, with its reason, never about one's own family."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import orjson

from backend.models.access_request import DecisionReason, RequestEvent
from backend.models.registry_check import CheckKind
from backend.models.vocabulary import AccountLevel
from backend.policy.sealing import IdSealer
from backend.services.access_requests.applicants import passport_question
from backend.services.access_requests.moving import move
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.approving import NOBODY, Chosen, approve
from backend.services.officers.taking import before_officer, holder, patient_of
from backend.services.refusal import Refused
from backend.services.registry_checks import open_check, retry_now

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` and `text` are a rejection's; `chosen` an approval's, where several records answer to the data."""

    approved: bool
    reason: DecisionReason | None = None
    text: str | None = None
    chosen: Chosen = NOBODY


async def decide(
    connection: Connection, ids: IdSealer, actor: Actor, request_id: int, decision: Decision, at: dt.datetime
) -> None:
    """Decides, in the caller's transaction; of two decisions at once one is made, the other finds WRONG_STATE.

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, FOUR_EYES on an appeal from one's own decision, TAKEN, NOT_TAKEN,
    DECISION_INCOMPLETE, and for an approval what keeps the request from it.
    """
    row = await taken_by(connection, actor, request_id, at)
    if decision.approved:
        await approve(connection, ids, actor, row, decision.chosen, at)
        stated = None
    else:
        stated = await _reject(connection, actor, request_id, decision, at)
    patient = await connection.fetchval("SELECT patient_id FROM access_request WHERE id = $1", request_id)
    act = "access_request.approve" if decision.approved else "access_request.reject"
    await note_act(connection, actor, act, f"access_request:{request_id}", at, patient or patient_of(row), stated)


async def taken_by(connection: Connection, actor: Actor, request_id: int, at: dt.datetime) -> asyncpg.Record:
    """The request, held, that the registrar has taken. Raises Refused as `decide` does."""
    row = await before_officer(connection, actor, request_id)
    has = holder(row, at)
    if has != actor.account_id:
        raise Refused("NOT_TAKEN" if has is None else "TAKEN")
    return row


async def _reject(connection: Connection, actor: Actor, request_id: int, decision: Decision, at: dt.datetime) -> str:
    text = (decision.text or "").strip()
    if decision.reason is None or not 1 <= len(text) <= LONGEST_TEXT:
        raise Refused("DECISION_INCOMPLETE", ["input", "text" if decision.reason else "reason"])
    await connection.execute(
        "UPDATE access_request SET decided_at = $2, decided_by_id = $3, decision_reason = $4, decision_text = $5 WHERE id = $1",
        request_id,
        at,
        actor.account_id,
        decision.reason.value,
        text,
    )
    await move(connection, request_id, RequestEvent.REJECT, at, actor.account_id)
    return decision.reason.value


async def ask_again(connection: Connection, actor: Actor, request_id: int, at: dt.datetime) -> None:
    """Puts the request's questions to the registries anew, as after a registry's own mistake; the decision waits for it.

    What a registry that was out still owes is asked for at once, as the same question. Raises Refused as `decide` does,
    ASKED_JUST_NOW within a minute of the last time, or half a minute of the last try.
    """
    row = await taken_by(connection, actor, request_id, at)
    owed = await connection.fetch(
        "SELECT id FROM registry_check WHERE request_id = $1 AND state = 'WAITING' ORDER BY id", request_id
    )
    if owed:
        await retry_now(connection, [check["id"] for check in owed], at)
        await _note_asked(connection, actor, row, request_id, at)
        return
    earlier = await connection.fetchrow(
        "SELECT question, created_at FROM registry_check WHERE request_id = $1 AND kind = 'POLICY' AND state <> 'DROPPED'",
        request_id,
    )
    if earlier is None:
        raise Refused("WRONG_STATE")
    if earlier["created_at"] > at - dt.timedelta(minutes=1):
        raise Refused("ASKED_JUST_NOW")
    question = orjson.loads(earlier["question"])
    await open_check(connection, CheckKind.POLICY, row["account_id"], question, at, request_id=request_id)
    if row["level"] == AccountLevel.STANDARD:
        passport, version = await passport_question(connection, row["account_id"], at)
        await open_check(
            connection,
            CheckKind.PASSPORT,
            row["account_id"],
            passport,
            at,
            profile_version=version,
            request_id=request_id,
        )
    await _note_asked(connection, actor, row, request_id, at)


async def _note_asked(
    connection: Connection, actor: Actor, row: asyncpg.Record, request_id: int, at: dt.datetime
) -> None:
    await note_act(connection, actor, "access_request.ask_again", f"access_request:{request_id}", at, patient_of(row))
