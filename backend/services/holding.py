"""The order in which use cases hold rows, the same everywhere, so that no two of them wait each for the other's end.

Account, access request, family claim, then the links to a child (`lock_links` of backend/services/officers/ending.py). What
is held is held as `FOR NO KEY UPDATE` or stronger: of two at once the later one sees what the earlier made of it. An
account is never held stronger: rows that only name it, such as notifications, need not wait.
"""

import asyncpg
import asyncpg.pool


async def hold_account(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int | None
) -> None:
    """Holds the account until the transaction ends. Before anything else of it is held; None, or a missing one, is nobody."""
    await connection.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account_id)
