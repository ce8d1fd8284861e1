"""Databases and applications that a room of tests has for itself, since its tests change what is in them."""

import datetime as dt
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg

from backend.database import Address
from backend.demo.load import load_cast, moscow_today
from backend.policy.sealing import IdSealer
from backend.settings import Settings
from tests.client import Site, start_site
from tests.world import World, make_world

# The fixture of that name (tests/conftest.py).
NewDatabase = Callable[[], Awaitable[Address]]

# People take seconds to write and a moment to copy: they are written once for each key of ids, the demo's for a day too.
_casts: dict[tuple[bytes, dt.date], Address] = {}
_worlds: dict[bytes, tuple[Address, World]] = {}
_copies = itertools.count(1)


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
    written = (settings.key("id"), moscow_today())
    if written not in _casts:
        async with empty_database(new_database) as (template, connection):
            await load_cast(connection, settings, written[1], lambda *_: None)
        _casts[written] = template
    async with _copied(_casts[written]) as copied:
        yield copied


@asynccontextmanager
async def world_site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[tuple[Site, World]]:
    """One viewer for each standing (tests/world.py) behind a running application."""
    key = settings.key("id")
    if key not in _worlds:
        async with empty_database(new_database) as (template, connection):
            _worlds[key] = template, await make_world(connection, IdSealer(key), dt.datetime.now(dt.UTC))
    template, made = _worlds[key]
    async with _copied(template) as (address, connection):
        # The records of the template's sessions have closed meanwhile.
        await connection.execute(
            "UPDATE session SET card_used_at = now(), card_until = now() + interval '1 hour' WHERE card_until IS NOT NULL"
        )
        world = replace(made, database=connection, tokens=dict(made.tokens), patients=dict(made.patients))
        async with start_site(settings, address, connection) as site:
            yield site, world


@asynccontextmanager
async def _copied(template: Address) -> AsyncIterator[tuple[Address, asyncpg.Connection]]:
    address = await copy_database(template)
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        yield address, connection
    finally:
        await connection.close()


async def copy_database(template: Address) -> Address:
    """A database like the other, to which nobody may be connected meanwhile."""
    address = replace(template, database=f"{template.database}_{next(_copies)}")
    connection = await asyncpg.connect(**replace(template, database="postgres").connect_arguments())
    try:
        await connection.execute(f'CREATE DATABASE "{address.database}" TEMPLATE "{template.database}"')
    finally:
        await connection.close()
    return address


@asynccontextmanager
async def cast_site(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    """The demo's people behind a running application."""
    async with (
        cast_database(settings, new_database) as (address, connection),
        start_site(settings, address, connection) as site,
    ):
        yield site
