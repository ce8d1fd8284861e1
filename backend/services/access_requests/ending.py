"""What an applicant may do with a request that was submitted: take it back, ask again, ask for another look."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestEvent
from backend.services.access_requests.checks import drop_questions
from backend.services.access_requests.drafts import own_request
from backend.services.access_requests.moving import move
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.registry_checks import retry_now
from backend.services.working_days import due_at

# An appeal comes within so long after the decision.
APPEAL_TERM = dt.timedelta(days=30)
APPEAL_LENGTH = (20, 2000)


async def withdraw(pool: asyncpg.Pool, actor: Actor, request_id: int, at: dt.datetime) -> None:
    """Takes a request back before its decision; its photo goes at once. Raises Refused NOT_FOUND, WRONG_STATE."""
    async with pool.acquire() as connection, connection.transaction():
        await own_request(connection, actor, request_id, "id")
        await move(connection, request_id, RequestEvent.WITHDRAW, at, actor.account_id)
        await drop_questions(connection, request_id)
        await connection.execute("DELETE FROM request_photo WHERE request_id = $1", request_id)


async def retry(pool: asyncpg.Pool, actor: Actor, request_id: int, at: dt.datetime) -> None:
    """Asks the registries that were out again, now (ACC-10). Raises Refused NOT_FOUND, WRONG_STATE, ASKED_JUST_NOW."""
    async with pool.acquire() as connection, connection.transaction():
        row = await own_request(connection, actor, request_id, "state")
        if row["state"] != AccessRequestState.WAITING_EXTERNAL:
            raise Refused("WRONG_STATE")
        out = await connection.fetch(
            "SELECT id FROM registry_check WHERE request_id = $1 AND state = 'WAITING' AND unavailable_since IS NOT NULL",
            request_id,
        )
        await retry_now(connection, [check["id"] for check in out], at)


async def appeal(pool: asyncpg.Pool, actor: Actor, request_id: int, text: str, at: dt.datetime) -> None:
    """Asks that a person looks at a rejected request; the term begins anew. Once for a request.

    Raises Refused NOT_FOUND, WRONG_STATE, WRONG_LENGTH, APPEAL_TOO_LATE.
    """
    plain = " ".join(text.split())
    if not APPEAL_LENGTH[0] <= len(plain) <= APPEAL_LENGTH[1]:
        raise Refused("WRONG_LENGTH", ["input", "text"])
    async with pool.acquire() as connection, connection.transaction():
        row = await own_request(connection, actor, request_id, "state, decided_at, appealed_at")
        if row["state"] != AccessRequestState.REJECTED or row["appealed_at"] is not None:
            raise Refused("WRONG_STATE")
        if row["decided_at"] < at - APPEAL_TERM:
            raise Refused("APPEAL_TOO_LATE")
        await connection.execute(
            "UPDATE access_request SET appealed_at = $2, appeal_text = $3, due_at = $4, taken_by_id = NULL, taken_at = NULL "
            "WHERE id = $1",
            request_id,
            at,
            plain,
            due_at(at),
        )
        await connection.execute("UPDATE request_photo SET delete_after = NULL WHERE request_id = $1", request_id)
        await move(connection, request_id, RequestEvent.APPEAL, at, actor.account_id)
