"""All by which somebody signs in to an account, ended at once: for one that is closed, and one that is given back to its owner."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.services.second_factors.factors import end_all
from backend.services.sessions import close_sessions


async def end_ways_in(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int, at: dt.datetime
) -> None:
    """Ends password, second factors, providers, known devices and sessions, in the caller's transaction, which holds the account."""
    await connection.execute("UPDATE account SET password_hash = NULL WHERE id = $1", account_id)
    await end_all(connection, account_id, at)
    await connection.execute(
        "UPDATE external_identity SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", account_id, at
    )
    await connection.execute("DELETE FROM seen_device WHERE account_id = $1", account_id)
    await close_sessions(connection, [account_id], at)
