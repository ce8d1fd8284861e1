"""`site`: the demo's people behind an application; a database a module, since what is signed cannot be unsigned."""

from collections.abc import AsyncIterator

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site


@pytest_asyncio.fixture(scope="module")
async def site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as running:
        yield running
