"""Requests that nobody has to end: drafts that were left, and accesses that have ended by themselves."""

import contextlib
import datetime as dt

import asyncpg

from backend.models.access_request import RequestEvent
from backend.services.access_requests.moving import move
from backend.services.refusal import Refused

DRAFT_LIFE = dt.timedelta(days=90)
_BATCH = 500
_LEFT = """
SELECT id FROM access_request WHERE state IN ('DRAFT', 'PHONE_CONFIRMED') AND saved_at < $1 AND id > $3 ORDER BY id LIMIT $2
"""
# The access itself ended by date or with its grant; this only says so in the request's history.
_OVER = """
SELECT q.id FROM access_request q
JOIN access_grant g ON g.id = q.access_grant_id
JOIN person p ON p.id = g.patient_id
WHERE q.id > $3 AND q.purpose = 'GRANT' AND q.state IN ('GRANTED', 'CHANGED') AND (
  g.revoked_at <= $1 OR g.valid_until <= $1 OR p.deceased_on IS NOT NULL
  OR (NOT q.own AND (age_on(p.birth_date, moscow_day($1)) >= 18 OR p.emancipated_on <= moscow_day($1))))
ORDER BY q.id LIMIT $2
"""


async def expire_requests(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Moves such requests to EXPIRED, each in a transaction of its own; what moved meanwhile is left."""
    for query, moment in ((_LEFT, at - DRAFT_LIFE), (_OVER, at)):
        last = 0
        while rows := await pool.fetch(query, moment, _BATCH, last):
            for row in rows:
                await _expire(pool, row["id"], at)
            last = rows[-1]["id"]


async def _expire(pool: asyncpg.Pool, request_id: int, at: dt.datetime) -> None:
    async with pool.acquire() as connection:
        with contextlib.suppress(Refused):
            async with connection.transaction():
                await move(connection, request_id, RequestEvent.EXPIRE, at)
