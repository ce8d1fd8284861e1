"""`site`: the demo's people behind an application of this folder's own, forgotten attempts and codes before each test."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.settings import Settings
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="package")
async def cast_database(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> Address:
    """A database with the demo's people, which this folder's tests may change."""
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    await connection.close()
    return address


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, cast_database: Address) -> AsyncIterator[Site]:
    connection = await asyncpg.connect(**cast_database.connect_arguments())
    async with start_site(settings, cast_database, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    await running.database.execute(
        "TRUNCATE sign_in_attempt, one_time_code, session, pending_sign_in, second_factor, seen_device"
    )
    return running
