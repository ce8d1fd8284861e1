"""The one way in which a request moves: by its table, with its history kept and its applicant told (REQ-19)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.models.notification import NotificationKind
from backend.services.access_requests.transitions import after
from backend.services.notifying import changed, notify
from backend.services.refusal import Refused

# What the applicant did themself, and steps that follow another in the same moment, are in the timeline alone.
TOLD = frozenset(
    {
        RequestEvent.SUBMIT,
        RequestEvent.REGISTRY_OUT,
        RequestEvent.CHECK_FAILED,
        RequestEvent.CHECKS_PASSED,
        RequestEvent.CARRY_OUT,
        RequestEvent.APPROVE,
        RequestEvent.REJECT,
        RequestEvent.EXPIRE,
    }
)


async def move(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    request_id: int,
    event: RequestEvent,
    at: dt.datetime,
    account_id: int | None = None,
) -> AccessRequestState:
    """Moves a request in the caller's transaction and gives its new state. Raises Refused WRONG_STATE, NOT_FOUND.

    Locks the row, so that of two moves at once the second sees what the first made of it. `account_id` is who did it;
    None the service itself. What the database wants of the new state stands in the row before: `decision_reason` for
    REJECTED, `access_grant_id` for GRANTED, number, level and days for all that follows a submission.
    """
    row = await connection.fetchrow(
        "SELECT purpose, state, account_id FROM access_request WHERE id = $1 FOR UPDATE", request_id
    )
    if row is None:
        raise Refused("NOT_FOUND")
    before = AccessRequestState(row["state"])
    state = after(RequestPurpose(row["purpose"]), before, event)
    if state is None:
        raise Refused("WRONG_STATE")
    await connection.execute("UPDATE access_request SET state = $2 WHERE id = $1", request_id, state.value)
    event_id = await connection.fetchval(
        "INSERT INTO access_request_event (request_id, at, event, from_state, to_state, account_id) "
        "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        request_id,
        at,
        event.value,
        before.value,
        state.value,
        account_id,
    )
    if event in TOLD:
        # A registry that comes and goes is told of once.
        mark = "out" if event is RequestEvent.REGISTRY_OUT else event_id
        await notify(
            connection,
            row["account_id"],
            NotificationKind.REQUEST_MOVED,
            f"request:{request_id}:{mark}",
            at,
            request_id=request_id,
            detail=state.value,
        )
    await changed(connection, row["account_id"], "request", request_id)
    return state
