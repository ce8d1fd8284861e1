"""`site`: the demo's people behind an application; a database a module, since acts of officers cannot be undone."""

from collections.abc import AsyncIterator

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site


@pytest_asyncio.fixture(scope="module")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as site:
        yield site


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget()
    return running
