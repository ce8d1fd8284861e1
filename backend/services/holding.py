"""The order in which use cases hold rows, the same everywhere, so that no two of them wait each for the other's end.

Sources of imported data, accounts in the order of their ids, access requests, family claims, then the links to a child (`lock_links` of
backend/services/officers/ending.py), then people, then what is about one of these alone, such as an appointment. What is held is held as `FOR NO KEY UPDATE` or stronger: of two at once the later one sees what the earlier made of it. An
account is never held stronger: rows that only name it, such as notifications, need not wait.
"""

from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.services.actor import Actor
from backend.services.refusal import Refused


async def hold_sources(connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy") -> None:
    """Holds every producer of data until the transaction ends: imports that run are waited for, and none begins. Before
    anything else is held."""
    await connection.execute("SELECT FROM import_source ORDER BY id FOR UPDATE")


async def hold_account(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", account_id: int | None
) -> None:
    """Holds the account until the transaction ends. Before anything else of it is held; None, or a missing one, is nobody."""
    await connection.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account_id)


async def hold_accounts(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", accounts: Sequence[int]
) -> None:
    """Holds several accounts until the transaction ends, the lowest id first. Before anything else of them is held."""
    await connection.execute("SELECT FROM account WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", list(accounts))


async def hold_own_account(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", actor: Actor
) -> asyncpg.Record:
    """The actor's account, held for the transaction: `level`, `person_id`, `login`, `phone`, `email`, `password_hash`.

    What waited here for a sign-out, a new password or the closing of the account finds that it may not go on. Raises
    Refused UNAUTHENTICATED.
    """
    account = await connection.fetchrow(
        "SELECT level, person_id, login, phone, email, password_hash FROM account WHERE id = $1 AND disabled_at IS NULL "
        "FOR NO KEY UPDATE",
        actor.account_id,
    )
    # A statement of its own: it sees what was ended while the first one waited. Whoever ends the session waits for this.
    if account is None or not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM session WHERE id = $1 AND ended_at IS NULL FOR SHARE)", actor.session_id
    ):
        raise Refused("UNAUTHENTICATED")
    return account
