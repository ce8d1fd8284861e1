"""Databases and applications that a room of tests has for itself, since its tests change what is in them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.settings import Settings
from tests.client import Site, start_site

# The fixture of that name (tests/conftest.py).
NewDatabase = Callable[[], Awaitable[Address]]


@asynccontextmanager
async def empty_database(new_database: NewDatabase) -> AsyncIterator[tuple[Address, asyncpg.Connection]]:
    """A migrated database without rows of people, and a connection to it."""
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        yield address, connection
    finally:
        await connection.close()


@asynccontextmanager
async def cast_database(
    settings: Settings, new_database: NewDatabase
) -> AsyncIterator[tuple[Address, asyncpg.Connection]]:
    """A database with the demo's people, and a connection to it."""
    async with empty_database(new_database) as (address, connection):
        await load_cast(connection, settings, moscow_today(), lambda *_: None)
        yield address, connection


@asynccontextmanager
async def cast_site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    """The demo's people behind a running application."""
    async with (
        cast_database(settings, new_database) as (address, connection),
        start_site(settings, address, connection) as site,
    ):
        yield site
