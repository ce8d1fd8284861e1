"""`medcard administrator`: the first administrators of an installation, and the end of one that was lost."""

import asyncio
import datetime as dt

import asyncpg

from backend.database import Database, migrate
from backend.services.officers.first_administrators import add_administrator, end_administrator
from backend.settings import Settings


def add(settings: Settings, login: str, email: str) -> int:
    """Makes the account; gives how many administrators there are now. Raises Refused."""
    return asyncio.run(_change(settings, login, email))


def end(settings: Settings, login: str) -> int:
    """Disables the account; gives how many administrators there are now. Raises Refused."""
    return asyncio.run(_change(settings, login, None))


async def _change(settings: Settings, login: str, email: str | None) -> int:
    with Database(settings) as database:
        await migrate(database.address)
        connection = await asyncpg.connect(**database.address.connect_arguments())
        try:
            async with connection.transaction():
                at = dt.datetime.now(dt.UTC)
                if email is None:
                    return await end_administrator(connection, login, at)
                return await add_administrator(connection, login, email, at)
        finally:
            await connection.close()
