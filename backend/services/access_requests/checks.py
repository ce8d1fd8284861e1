"""What registries' answers make of a request: a definite refusal rejects, an outage only waits (ACC-07, ACC-09, ACC-10)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, DecisionReason, RequestEvent
from backend.models.registry_check import CheckState
from backend.services.access_requests.answers import refusal_of
from backend.services.access_requests.carrying_out import carry_out_without_officer
from backend.services.access_requests.moving import move
from backend.services.access_requests.transitions import ENDED
from backend.services.refusal import Refused

_ASKING = (AccessRequestState.CHECKING, AccessRequestState.WAITING_EXTERNAL)


async def check_answered(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", request_id: int, at: dt.datetime
) -> None:
    """Moves the request on after an answer of a registry, in the transaction that kept the answer.

    Rejects on a definite refusal; goes on to an officer, or carries out, once every question is answered. A request
    that an officer has, or that has ended meanwhile, stays as it is; for one that has ended nothing more is asked.
    """
    request = await connection.fetchrow(
        "SELECT state, regions FROM access_request WHERE id = $1 FOR UPDATE", request_id
    )
    if request is None:
        return
    if request["state"] not in _ASKING:
        await _drop_if_ended(connection, request_id, request["state"])
        return
    checks = await connection.fetch(
        "SELECT kind, state, outcome, answer, unavailable_since FROM registry_check "
        "WHERE request_id = $1 AND state <> 'DROPPED' ORDER BY id",
        request_id,
    )
    refusal = next((found for check in checks if (found := refusal_of(check, request["regions"] or ()))), None)
    if refusal is not None:
        await _reject(connection, request_id, refusal, at)
        return
    waiting = [check for check in checks if check["state"] == CheckState.WAITING]
    if request["state"] == AccessRequestState.WAITING_EXTERNAL and not any(
        check["unavailable_since"] for check in waiting
    ):
        await move(connection, request_id, RequestEvent.REGISTRY_BACK, at)
    if waiting:
        return
    try:
        async with connection.transaction():
            carried_out = await carry_out_without_officer(connection, request_id, at)
    except Refused:
        # The access that was to be changed has ended while the registry was asked.
        await _reject(connection, request_id, DecisionReason.ACCESS_ENDED, at)
        return
    if not carried_out:
        await move(connection, request_id, RequestEvent.CHECKS_PASSED, at)


async def check_unavailable(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", request_id: int, at: dt.datetime
) -> None:
    """A registry is out: the request waits for it with all that it holds, and its applicant gets an apology (ACC-10)."""
    state = await connection.fetchval("SELECT state FROM access_request WHERE id = $1 FOR UPDATE", request_id)
    if state == AccessRequestState.CHECKING:
        await move(connection, request_id, RequestEvent.REGISTRY_OUT, at)
    else:
        await _drop_if_ended(connection, request_id, state)


async def drop_questions(connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", request_id: int) -> None:
    """Asks no more for a request that has ended. A question that is being answered just now is left to its answer."""
    await connection.execute(
        "UPDATE registry_check SET state = 'DROPPED', next_try_at = NULL WHERE id IN "
        "(SELECT id FROM registry_check WHERE request_id = $1 AND state = 'WAITING' FOR UPDATE SKIP LOCKED)",
        request_id,
    )


async def _drop_if_ended(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", request_id: int, state: str | None
) -> None:
    if state is not None and AccessRequestState(state) in ENDED:
        await drop_questions(connection, request_id)


async def _reject(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    request_id: int,
    reason: DecisionReason,
    at: dt.datetime,
) -> None:
    await connection.execute(
        "UPDATE access_request SET decision_reason = $2, decided_at = $3, decided_by_id = NULL WHERE id = $1",
        request_id,
        reason.value,
        at,
    )
    await move(connection, request_id, RequestEvent.CHECK_FAILED, at)
    await drop_questions(connection, request_id)
