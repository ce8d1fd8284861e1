"""`site`: the demo's people behind an application of this folder's own, with no requests before each test."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from backend.settings import Settings
from tests.access_requests.resetting import as_the_demo_has_it, keep_the_demo
from tests.cast_site import NewDatabase, cast_database
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_database(settings, new_database) as (address, connection):
        await connection.execute("DELETE FROM access_request")
        await keep_the_demo(connection)
        async with start_site(settings, address, connection) as site:
            yield site


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
