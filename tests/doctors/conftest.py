"""`site`: the demo's people, and a database a module; every test begins with the cast's own encounters."""

import asyncpg
import pytest_asyncio

from tests.client import Site
from tests.doctors.visits import forget
from tests.officers.conftest import running

__all__ = ["running"]


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    database: asyncpg.Connection = running.database
    await database.execute("TRUNCATE sign_in_attempt, one_time_code, session, seen_device CASCADE")
    await database.execute(
        "INSERT INTO installation (key, value) SELECT 'test_last_encounter', max(id)::text FROM encounter ON CONFLICT DO NOTHING"
    )
    await forget(running)
    return running
