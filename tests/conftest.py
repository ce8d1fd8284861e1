"""One embedded PostgreSQL for the session; databases are copies of a migrated template.

Fixtures: `server` (address of the embedded server), `new_database` (makes a migrated database, gives its address),
`settings`, and `demo` (a running application over the demo cast, see tests/client.py).
"""

import base64
import functools
import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from pwdlib import PasswordHash

from backend.database import Address, Database, migrate
from backend.demo import people
from backend.services import passwords
from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site, world_site
from tests.client import Site
from tests.nest import close_nest
from tests.process import medcard
from tests.world import World

# Passwords are hashed cheaply here: thousands of tests sign in, and none is about the cost.
people.Argon2Hasher = functools.partial(people.Argon2Hasher, time_cost=1, memory_cost=64)  # type: ignore[misc, assignment]
passwords._hasher = PasswordHash((people.Argon2Hasher(),))
passwords._nobody = passwords._hasher.hash("nobody has this password")
_numbers = itertools.count(1)


def _key(number: int) -> str:
    return base64.b64encode(bytes([number]) * 32).decode()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("medcard")
    return Settings(
        data_dir=folder,
        demo=True,
        port=8765,
        db_pool_size=2,
        id_key=_key(1),
        cursor_key=_key(2),
        audit_key=_key(3),
        code_key=_key(4),
        vault_key=_key(5),
    )


@pytest_asyncio.fixture(scope="session")
async def server(settings: Settings) -> AsyncIterator[Address]:
    with Database(settings) as database:
        # Nothing here outlives the session: no write waits for the disk. What must outlive a crash has servers of its own.
        connection = await asyncpg.connect(**database.address.connect_arguments())
        # Nor does anybody come by to clean up in each of a hundred databases.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            await connection.execute(f"ALTER SYSTEM SET {setting} = off")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
        yield database.address


@pytest_asyncio.fixture(scope="session")
async def template(server: Address) -> str:
    await _create(server, "template_medcard", None)
    await migrate(replace(server, database="template_medcard"))
    return "template_medcard"


@pytest.fixture(scope="session")
def new_database(server: Address, template: str) -> NewDatabase:
    async def make() -> Address:
        name = f"test_{next(_numbers)}"
        await _create(server, name, template)
        return replace(server, database=name)

    return make


@pytest_asyncio.fixture(scope="session")
async def demo(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    """The demo cast behind a running application. Shared: tests must not change what others read."""
    async with cast_site(settings, new_database) as site:
        yield site


@pytest.fixture(scope="session", autouse=True)
def _processes_end() -> Iterator[None]:
    yield
    close_nest()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo, its server stopped; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    medcard(folder, "demo", MEDCARD_DEMO="1")
    return folder


async def _create(server: Address, name: str, template: str | None) -> None:
    connection = await asyncpg.connect(**server.connect_arguments())
    try:
        await connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    finally:
        await connection.close()


@pytest_asyncio.fixture(scope="module")
async def world(settings: Settings, new_database: NewDatabase) -> AsyncIterator[tuple[Site, World]]:
    """One viewer for each standing (tests/world.py) behind a running application; a database a module."""
    async with world_site(settings, new_database) as found:
        yield found
