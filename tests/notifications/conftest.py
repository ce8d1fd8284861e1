"""`site`: the demo's people behind an application of this folder's own, nothing told and nobody signed in before each test."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.settings import Settings
from tests.client import Site, start_site
from tests.notifications.lines import serving


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Site]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    async with start_site(settings, address, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    await running.database.execute(
        "TRUNCATE sign_in_attempt, one_time_code, session, seen_device, notification, access_request, procrastinate_jobs CASCADE"
    )
    await running.database.execute("UPDATE account SET notify_by = '{}', disabled_at = NULL, closed_at = NULL")
    running.simulator.forget()
    return running


@pytest_asyncio.fixture
async def address(site: Site) -> AsyncIterator[str]:
    """Where a real server answers for the site."""
    async with serving(site) as found:
        yield found
