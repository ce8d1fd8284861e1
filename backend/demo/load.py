"""Loads the demo: the cast with its records, and generated people for benchmarks."""

import datetime as dt
from collections.abc import Callable

from backend.database import Database, migrate, open_pool
from backend.demo.cases import write_cases
from backend.demo.dictionary import write_dictionary
from backend.demo.entries import Connection, write
from backend.demo.generated import load_generated
from backend.demo.histories import tell_all
from backend.demo.people import write_people
from backend.demo.requests import write_requests
from backend.models.moscow import moscow_day
from backend.policy.sealing import IdSealer
from backend.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much of it is done, and of how much."""

_MARK_KEY = "demo"
_LOCK = 7_301_125


class NotADemo(Exception):
    """The database holds people who are not the demo's: demo mode would open it to a published password."""


async def is_demo(connection: Connection) -> bool:
    """Whether the database is marked as a demo."""
    return bool(await connection.fetchval("SELECT value = 'true' FROM installation WHERE key = $1", _MARK_KEY))


async def check_demo_allowed(connection: Connection) -> None:
    """Raises `NotADemo` unless the database is marked as a demo or has nobody in it."""
    if await is_demo(connection):
        return
    if await connection.fetchval("SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM account)"):
        raise NotADemo


async def load_cast(connection: Connection, settings: Settings, today: dt.date, progress: Progress) -> bool:
    """Loads demo-cast.md, all or nothing; False if it is there already. Raises `NotADemo` on a real database.

    `today` is the Moscow date on which the ages hold; times of encounters count back from this moment.
    """
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
        await check_demo_allowed(connection)
        if await is_demo(connection):
            return False
        sealer = IdSealer(settings.key("id"))
        now = dt.datetime.now(dt.UTC)
        progress("people", 0, 3)
        stage = await write_people(connection, sealer, today, now)
        await write_requests(connection, stage)
        await write_cases(connection, stage)
        await write_dictionary(connection)
        progress("records", 1, 3)
        await write(connection, sealer, tell_all(stage), now)
        await connection.execute("INSERT INTO installation (key, value) VALUES ($1, 'true')", _MARK_KEY)
        progress("records", 3, 3)
    return True


async def demo(settings: Settings, patients: int | None, progress: Progress) -> None:
    """What `medcard demo [--patients N]` does; repeating it changes nothing."""
    with Database(settings) as database:
        await migrate(database.address)
        pool = await open_pool(database.address, 3, "medcard-demo")
        try:
            async with pool.acquire() as connection:
                await load_cast(connection, settings, moscow_today(), progress)
            if patients:
                await load_generated(pool, settings, patients, progress)
        finally:
            await pool.close()


def moscow_today() -> dt.date:
    return moscow_day(dt.datetime.now(dt.UTC))
