"""`site`: the demo's people behind an application of this folder's own; each test begins without claims and scripts."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.demo_facts import cast_facts
from backend.settings import Settings
from tests.client import Site, start_site

# As the cast has them before each test, whatever the one before linked, ended or changed.
KEPT = ("legal_representation", "access_grant", "person_identifier", "insurance_policy")


@pytest_asyncio.fixture(scope="package")
async def family_database(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> Address:
    """A database with the demo's people, which this folder's tests may change."""
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    for table in KEPT:
        await connection.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
    await connection.execute(
        "CREATE TABLE kept_account AS SELECT id, login, person_id, level, notify_by, roles FROM account"
    )
    await connection.close()
    return address


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, family_database: Address) -> AsyncIterator[Site]:
    connection = await asyncpg.connect(**family_database.connect_arguments())
    async with start_site(settings, family_database, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site, family_database: Address) -> Site:
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    database = running.database
    await database.execute(
        "TRUNCATE sign_in_attempt, one_time_code, session, seen_device, registry_check, sighted_document, access_request, family_claim, "
        "mutation_call, notification, court_act, identity_profile, service_case, procrastinate_jobs, "
        f"{', '.join(KEPT)} CASCADE"
    )
    for table in KEPT:
        await database.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
    await database.execute(
        "UPDATE account a SET person_id = NULL FROM kept_account k WHERE k.id = a.id AND a.person_id IS DISTINCT FROM k.person_id"
    )
    await database.execute(
        "UPDATE account a SET person_id = k.person_id, level = k.level, notify_by = k.notify_by, roles = k.roles FROM kept_account k "
        "WHERE k.id = a.id AND (a.person_id, a.level, a.notify_by, a.roles) IS DISTINCT FROM (k.person_id, k.level, k.notify_by, k.roles)"
    )
    pool = await asyncpg.create_pool(**family_database.connect_arguments(), min_size=1, max_size=1)
    running.simulator.forget()
    running.simulator.tell(await cast_facts(pool, moscow_today()))
    await pool.close()
    return running
