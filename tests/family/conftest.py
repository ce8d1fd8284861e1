"""`site`: the demo's people behind an application of this folder's own; each test begins without claims and scripts."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from backend.demo.load import moscow_today
from backend.demo_facts import cast_facts
from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_database
from tests.client import Site, start_site
from tests.emptying import empty

# As the cast has them before each test, whatever the one before linked, ended or changed.
KEPT = ("legal_representation", "access_grant", "person_identifier", "insurance_policy")


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_database(settings, new_database) as (address, connection):
        for table in KEPT:
            await connection.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
        await connection.execute(
            "CREATE TABLE kept_account AS SELECT id, login, person_id, level, notify_by, roles FROM account"
        )
        async with start_site(settings, address, connection) as site:
            yield site


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget()
    database = running.database
    await empty(
        database,
        "registry_check",
        "sighted_document",
        "access_request",
        "family_claim",
        "mutation_call",
        "notification",
        "court_act",
        "identity_profile",
        "service_case",
        "procrastinate_jobs",
        *KEPT,
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
    pool = await asyncpg.create_pool(**running.address.connect_arguments(), min_size=1, max_size=1)
    running.simulator.forget()
    running.simulator.tell(await cast_facts(pool, moscow_today()))
    await pool.close()
    return running
