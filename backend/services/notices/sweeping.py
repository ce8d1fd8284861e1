"""Sweeps: what dates alone bring about is found and told in batches, each in a transaction of its own."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

from backend.services.notifying import Tell, tell

BATCH = 500


async def sweep(
    pool: asyncpg.Pool, query: str, given: Sequence[Any], tells: Callable[[asyncpg.Record], list[Tell]], at: dt.datetime
) -> None:
    """Tells all that `query` finds, whose last parameter is the size of a batch and which leaves out what was told.

    Safe to repeat, and from several workers at once: what another has told meanwhile is told by nobody again.
    """
    while True:
        async with pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(query, *given, BATCH)
            new = await tell(connection, [one for row in rows for one in tells(row)], at)
        if len(rows) < BATCH or not new:
            return
