"""`site`: the demo's people, and a database a module; every test begins with the cast's own encounters."""

import pytest_asyncio

from tests.client import Site
from tests.doctors.visits import forget
from tests.officers.conftest import running

__all__ = ["running"]


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget()
    await running.database.execute(
        "INSERT INTO installation (key, value) SELECT 'test_last_encounter', max(id)::text FROM encounter ON CONFLICT DO NOTHING"
    )
    await forget(running)
    return running
