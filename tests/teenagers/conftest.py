"""The demo cast behind an application of this room's own: its tests change what people share."""

from collections.abc import AsyncIterator

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site


@pytest_asyncio.fixture(scope="module")
async def site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as running:
        yield running
