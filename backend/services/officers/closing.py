"""Ending every session of accounts at once, and what could still become one."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool


async def close_sessions(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", accounts: Sequence[int], at: dt.datetime
) -> None:
    """The next request of each of them is nobody's."""
    held = list(accounts)
    await connection.execute(
        "UPDATE session SET ended_at = $2 WHERE account_id = ANY ($1) AND ended_at IS NULL", held, at
    )
    await connection.execute(
        "UPDATE pending_sign_in SET used_at = $2 WHERE account_id = ANY ($1) AND used_at IS NULL", held, at
    )
    await connection.execute(
        "UPDATE one_time_code SET replaced_at = $2 WHERE account_id = ANY ($1) AND used_at IS NULL AND replaced_at IS NULL",
        held,
        at,
    )
