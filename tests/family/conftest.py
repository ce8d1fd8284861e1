"""`site`: the demo's people behind an application of this folder's own; each test begins without claims and scripts."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.demo_facts import cast_facts
from backend.settings import Settings
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="package")
async def family_database(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> Address:
    """A database with the demo's people, which this folder's tests may change."""
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    await connection.close()
    return address


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, family_database: Address) -> AsyncIterator[Site]:
    connection = await asyncpg.connect(**family_database.connect_arguments())
    async with start_site(settings, family_database, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site, family_database: Address) -> AsyncIterator[Site]:
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    database = running.database
    await database.execute(
        "TRUNCATE sign_in_attempt, one_time_code, session, registry_check, sighted_document, access_request, family_claim, "
        "mutation_call, notification, court_act, procrastinate_jobs CASCADE"
    )
    links = await database.fetch("SELECT * FROM legal_representation ORDER BY id")
    pool = await asyncpg.create_pool(**family_database.connect_arguments(), min_size=1, max_size=1)
    running.simulator.forget()
    running.simulator.tell(await cast_facts(pool, moscow_today()))
    await pool.close()
    yield running
    # Links and grants as they were: what a test linked goes, what it ended comes back.
    await database.execute("TRUNCATE family_claim, court_act, access_request CASCADE")
    await database.execute("DELETE FROM legal_representation WHERE NOT id = ANY ($1)", [link["id"] for link in links])
    for link in links:
        await database.execute(
            "UPDATE legal_representation SET state = $2, ends_on = $3, basis = $4, basis_code = $5 WHERE id = $1",
            link["id"],
            link["state"],
            link["ends_on"],
            link["basis"],
            link["basis_code"],
        )
    await database.execute("UPDATE access_grant SET revoked_at = NULL WHERE revoked_at IS NOT NULL")
