"""`site`: the demo's people behind an application of this folder's own, with no requests before each test."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.settings import Settings
from tests.access_requests.resetting import as_the_demo_has_it, keep_the_demo
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Site]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    await connection.execute("DELETE FROM access_request")
    await keep_the_demo(connection)
    async with start_site(settings, address, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    """Everything that requests change is as the demo has it; the registries know the cast."""
    await as_the_demo_has_it(running)
    return running


@pytest_asyncio.fixture
async def pool(site: Site) -> AsyncIterator[asyncpg.Pool]:
    """Connections as the worker has them."""
    async with asyncpg.create_pool(**site.address.connect_arguments(), min_size=1, max_size=2) as opened:
        yield opened
