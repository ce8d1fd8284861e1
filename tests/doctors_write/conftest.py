"""`site`: the demo's people behind an application; a database a module, since what is signed cannot be unsigned."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.settings import Settings
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="module")
async def site(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Site]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    async with start_site(settings, address, connection) as running:
        yield running
    await connection.close()
