"""`site`: the demo's people behind an application of this folder's own, nothing told and nobody signed in before each test."""

from collections.abc import AsyncIterator

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.notifications.lines import serving


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as site:
        yield site


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget("notification", "access_request", "procrastinate_jobs")
    await running.database.execute("UPDATE account SET notify_by = '{}', disabled_at = NULL, closed_at = NULL")
    running.simulator.forget()
    return running


@pytest_asyncio.fixture
async def address(site: Site) -> AsyncIterator[str]:
    """Where a real server answers for the site."""
    async with serving(site) as found:
        yield found
