"""Telling people: a notification in the app, and a delivery by each channel that its reader chose."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.services.queue import defer_many

CHANNEL = "medcard_changed"


@dataclass(frozen=True, slots=True)
class Tell:
    """One thing to tell one account. `once` names it: the same again changes nothing.

    `detail` is a code of the sentence, such as the state that a request came to: never a name, never content.
    """

    account_id: int
    kind: NotificationKind
    once: str
    request_id: int | None = None
    claim_id: int | None = None
    patient_id: int | None = None
    about_day: dt.date | None = None
    detail: str | None = None
    complaint_id: int | None = None


_KEEP = """
INSERT INTO notification (account_id, kind, once, created_at, request_id, claim_id, patient_id, about_day, detail, complaint_id)
SELECT t.account_id, t.kind, t.once, $10, t.request_id, t.claim_id, t.patient_id, t.about_day, t.detail, t.complaint_id
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::date[], $8::text[], $9::bigint[])
  AS t(account_id, kind, once, request_id, claim_id, patient_id, about_day, detail, complaint_id)
ORDER BY t.account_id, t.once
ON CONFLICT DO NOTHING RETURNING id, account_id, once
"""
_DELIVER = """
INSERT INTO notification_delivery (notification_id, channel, key, state, attempts)
SELECT n.id, chosen.channel, gen_random_uuid(), 'WAITING', 0
FROM notification n JOIN account a ON a.id = n.account_id CROSS JOIN LATERAL unnest(a.notify_by) AS chosen(channel)
WHERE n.id = ANY ($1) AND CASE chosen.channel WHEN 'SMS' THEN a.phone IS NOT NULL ELSE a.email IS NOT NULL END
RETURNING id
"""


async def tell(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", tells: Sequence[Tell], at: dt.datetime
) -> dict[tuple[int, str], int]:
    """Tells many at once, in the caller's transaction: in the app, and by the channels that each reader chose.

    Gives the rows of what was new by account and `once`; what was told before is not among them.
    """
    if not tells:
        return {}
    new = await connection.fetch(
        _KEEP,
        [one.account_id for one in tells],
        [one.kind.value for one in tells],
        [one.once for one in tells],
        [one.request_id for one in tells],
        [one.claim_id for one in tells],
        [one.patient_id for one in tells],
        [one.about_day for one in tells],
        [one.detail for one in tells],
        [one.complaint_id for one in tells],
        at,
    )
    deliveries = await connection.fetch(_DELIVER, [row["id"] for row in new]) if new else []
    await defer_many(connection, "deliver_notification", [{"delivery_id": row["id"]} for row in deliveries])
    await all_changed(connection, "notification", [(row["account_id"], row["id"]) for row in new])
    return {(row["account_id"], row["once"]): row["id"] for row in new}


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
    complaint_id: int | None = None,
) -> None:
    """Tells one account one thing, as `tell` does."""
    told = Tell(account_id, kind, once, request_id, claim_id, patient_id, about_day, detail, complaint_id)
    await tell(connection, [told], at)


async def changed(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int, what: str, row_id: int
) -> None:
    """Wakes the open subscriptions of an account once the transaction is kept. Carries row ids alone."""
    await all_changed(connection, what, [(account_id, row_id)])


async def all_changed(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", what: str, rows: Sequence[tuple[int, int]]
) -> None:
    """Likewise for many at once: each an account and its row."""
    if rows:
        payloads = [f"{account_id}:{what}:{row_id}" for account_id, row_id in rows]
        await connection.execute("SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload", CHANNEL, payloads)
