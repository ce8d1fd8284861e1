"""The row policy of this installation, for work beside requests."""

import asyncpg
import asyncpg.pool

from backend.policy.rows import RowPolicy


async def row_policy(
    connection: "asyncpg.Pool | asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    *,
    sensitive_teen: bool,
    teen_hide: bool,
) -> RowPolicy:
    """The settings of the row rules with the start dates that the database holds."""
    starts = {
        row["key"]: row["starts_on"] for row in await connection.fetch("SELECT key, starts_on FROM section_start")
    }
    return RowPolicy(sensitive_teen, teen_hide, starts)
