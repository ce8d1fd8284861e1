"""Carries notifications to phones and mailboxes: a pointer to the app, never what it is about in medical terms."""

import datetime as dt
from collections.abc import Sequence

import asyncpg

from backend.models.notification import NotificationKind
from backend.policy.rows import RowPolicy
from backend.registries.registries import Registries
from backend.registries.unavailable import RegistryUnavailable
from backend.services.message_pauses import pause_after
from backend.services.notices.reading import Notifications
from backend.services.notification_texts import message
from backend.services.queue import defer


async def deliver(
    pool: asyncpg.Pool,
    registries: Registries,
    policy: RowPolicy,
    regions: Sequence[str],
    delivery_id: int,
    at: dt.datetime,
) -> None:
    """Sends one delivery, once, or plans the next try; what is sent or given up already stays as it is.

    Given up at once: what its reader may no longer see, a channel chosen off since, an account that has ended.
    """
    row = await pool.fetchrow(
        "SELECT d.channel, d.key, d.attempts, n.id AS notification_id, n.kind, a.id AS account_id, a.phone, a.email, "
        "d.channel = ANY (a.notify_by) AS chosen, a.disabled_at IS NOT NULL AS ended "
        "FROM notification_delivery d JOIN notification n ON n.id = d.notification_id JOIN account a ON a.id = n.account_id "
        "WHERE d.id = $1 AND d.state = 'WAITING'",
        delivery_id,
    )
    if row is None:
        return
    place = row["phone"] if row["channel"] == "SMS" else row["email"]
    # That an account is closed is the one thing to tell whoever had it.
    over = row["ended"] and row["kind"] != NotificationKind.ACCOUNT_CLOSED
    shown = Notifications(pool, policy, regions, row["account_id"], at)
    if place is None or over or not row["chosen"] or not await shown.of([row["notification_id"]]):
        await _finish(pool, delivery_id, "GIVEN_UP", None)
        return
    subject, text = message(row["kind"])
    try:
        # The gateway takes one key once, so a try that was cut off after sending sends nothing twice.
        if row["channel"] == "SMS":
            await registries.sms.send(place, text, str(row["key"]))
        else:
            await registries.email.send(place, subject, text, str(row["key"]))
    except RegistryUnavailable:
        await _plan(pool, delivery_id, row["attempts"] + 1, at)
        return
    await _finish(pool, delivery_id, "SENT", at)


async def _plan(pool: asyncpg.Pool, delivery_id: int, attempts: int, at: dt.datetime) -> None:
    pause = pause_after(attempts)
    if pause is None:
        # The notification stands in the app alone.
        await _finish(pool, delivery_id, "GIVEN_UP", None)
        return
    next_try = at + pause
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "UPDATE notification_delivery SET attempts = $2, next_try_at = $3 WHERE id = $1 AND state = 'WAITING'",
            delivery_id,
            attempts,
            next_try,
        )
        await defer(connection, "deliver_notification", at=next_try, delivery_id=delivery_id)


async def _finish(pool: asyncpg.Pool, delivery_id: int, state: str, at: dt.datetime | None) -> None:
    await pool.execute(
        "UPDATE notification_delivery SET state = $2, sent_at = $3, next_try_at = NULL WHERE id = $1 AND state = 'WAITING'",
        delivery_id,
        state,
        at,
    )
