"""The demo cast behind an application of this room's own: its tests change what people share."""

from collections.abc import AsyncIterator

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.teenagers.hidden import unhidden


@pytest_asyncio.fixture(scope="module")
async def site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as running:
        yield running


@pytest_asyncio.fixture(scope="module")
async def hiding(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    """The same where teenagers may hide entries."""
    async with cast_site(settings.model_copy(update={"teen_hide": True}), new_database) as running:
        yield running


@pytest_asyncio.fixture
async def fresh(hiding: Site) -> AsyncIterator[Site]:
    """The site with nothing hidden, and as it was once a test is over."""
    await unhidden(hiding)
    yield hiding
    await unhidden(hiding)
