"""Telling people: a notification in the app, and a delivery by each channel that its reader chose."""

import datetime as dt
import uuid

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.services.queue import defer

CHANNEL = "medcard_changed"


async def notify(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    account_id: int,
    kind: NotificationKind,
    once: str,
    at: dt.datetime,
    *,
    request_id: int | None = None,
    claim_id: int | None = None,
    patient_id: int | None = None,
    about_day: dt.date | None = None,
    detail: str | None = None,
) -> None:
    """Tells an account, in the caller's transaction; the same `once` again changes nothing.

    `detail` is a code of the sentence, such as the state that a request came to: never a name, never content.
    """
    id_ = await connection.fetchval(
        "INSERT INTO notification (account_id, kind, once, created_at, request_id, claim_id, patient_id, about_day, detail) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id",
        account_id,
        kind.value,
        once,
        at,
        request_id,
        claim_id,
        patient_id,
        about_day,
        detail,
    )
    if id_ is None:
        return
    chosen = await connection.fetchrow(
        "SELECT notify_by, phone IS NOT NULL AS phone, email IS NOT NULL AS email FROM account WHERE id = $1",
        account_id,
    )
    assert chosen is not None
    for channel in chosen["notify_by"]:
        if chosen["phone" if channel == "SMS" else "email"]:
            delivery = await connection.fetchval(
                "INSERT INTO notification_delivery (notification_id, channel, key, state, attempts) "
                "VALUES ($1, $2, $3, 'WAITING', 0) RETURNING id",
                id_,
                channel,
                uuid.uuid4(),
            )
            await defer(connection, "deliver_notification", delivery_id=int(delivery))
    await changed(connection, account_id, "notification", int(id_))


async def changed(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int, what: str, row_id: int
) -> None:
    """Wakes the open subscriptions of an account once the transaction is kept. Carries row ids alone."""
    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, f"{account_id}:{what}:{row_id}")
