"""The log of what members of staff look at and do: kept in the transaction of the look or the act, or neither is."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.services.actor import Actor


async def note_act(
    connection: "asyncpg.Pool | asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    actor: Actor,
    act: str,
    subject: str,
    at: dt.datetime,
    patient_id: int | None = None,
    reason: str | None = None,
) -> None:
    """Notes one look or act. `act` names the use case, such as `access_request.decide`; `subject` the row, `table:id`.

    `reason` is what the officer stated. The row can never be changed or removed.
    """
    await connection.execute(
        "INSERT INTO officer_act (at, account_id, act, subject, patient_id, reason, request_id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        at,
        actor.account_id,
        act,
        subject,
        patient_id,
        reason,
        actor.request_id,
    )
