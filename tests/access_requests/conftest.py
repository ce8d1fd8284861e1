"""`site`: the demo's people behind an application of this folder's own, with no requests before each test."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.demo_facts import cast_facts
from backend.settings import Settings
from tests.client import Site, start_site

# What requests change of the demo's own rows: put back before each test, whole.
_KEPT = ("access_grant", "insurance_policy", "person_identifier", "legal_representation", "court_act")


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Site]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    await connection.execute("DELETE FROM access_request")
    for table in _KEPT:
        await connection.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
    await connection.execute(
        "CREATE TABLE kept_account AS SELECT id, level, phone, person_id, disabled_at FROM account"
    )
    await connection.execute("CREATE TABLE kept_person AS SELECT id, family_name, birth_date, deceased_on FROM person")
    async with start_site(settings, address, connection) as site:
        yield site
    await connection.close()


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    """Everything that requests change is as the demo has it; the registries know the cast."""
    running.entered.clear()
    running.http.cookies.clear()
    running.clock.shift *= 0
    database = running.database
    await database.execute(
        "TRUNCATE sign_in_attempt, one_time_code, session, access_request, registry_check, notification, mutation_call, "
        f"procrastinate_jobs, identity_profile, family_claim, {', '.join(_KEPT)} CASCADE"
    )
    for table in _KEPT:
        await database.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
    await database.execute(
        "UPDATE account a SET level = k.level, phone = k.phone, person_id = k.person_id, disabled_at = k.disabled_at "
        "FROM kept_account k WHERE k.id = a.id"
    )
    await database.execute(
        "UPDATE person p SET family_name = k.family_name, birth_date = k.birth_date, deceased_on = k.deceased_on "
        "FROM kept_person k WHERE k.id = p.id"
    )
    running.simulator.forget()
    running.simulator.tell(await cast_facts(database, moscow_today()))  # type: ignore[arg-type]
    return running


@pytest_asyncio.fixture
async def pool(site: Site) -> AsyncIterator[asyncpg.Pool]:
    """Connections as the worker has them."""
    async with asyncpg.create_pool(**site.address.connect_arguments(), min_size=1, max_size=2) as opened:
        yield opened
