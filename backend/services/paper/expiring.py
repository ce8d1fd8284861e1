"""Extracts that nobody fetched in their days (PAP-02): said so in their history, and told to who ordered."""

import contextlib
import datetime as dt

import asyncpg

from backend.models.paper import PaperEvent
from backend.services.paper.moving import hold, move
from backend.services.paper.ways import EXTRACTS, Side
from backend.services.refusal import Refused

_BATCH = 500
_LEFT = "SELECT id FROM paper_extract_order WHERE state = 'READY' AND due_at < $1 AND id > $2 ORDER BY id LIMIT $3"


async def expire_extracts(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Moves them to EXPIRED, each in a transaction of its own; what moved meanwhile is left."""
    last = 0
    while rows := await pool.fetch(_LEFT, at, last, _BATCH):
        for row in rows:
            await _expire(pool, row["id"], at)
        last = rows[-1]["id"]


async def _expire(pool: asyncpg.Pool, order_id: int, at: dt.datetime) -> None:
    async with pool.acquire() as connection:
        with contextlib.suppress(Refused):
            async with connection.transaction():
                held = await hold(connection, EXTRACTS, order_id)
                if held is not None:
                    await move(connection, EXTRACTS, held, PaperEvent.EXPIRED, Side.TIME, None, at)
