"""The worker: seals the access log every two seconds and clears what has expired."""

import asyncio
import contextlib
import datetime as dt

import asyncpg
import structlog

from backend.audit import seal
from backend.database import Address
from backend.settings import Settings

SEAL_EVERY = 2.0
CLEAR_EVERY = 600.0
# A server that goes away in the middle of a call shows as any of these.
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
_log = structlog.get_logger()


async def run(settings: Settings, address: Address, stop: asyncio.Event) -> None:
    """Works until `stop` is set. A database that goes away is waited for."""
    key, folder = settings.key("audit"), settings.anchors
    cleared = 0.0
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        try:
            connection = await asyncpg.connect(
                **address.connect_arguments(), server_settings={"application_name": "medcard-worker"}
            )
        except _LOST:
            await _pause(stop, SEAL_EVERY)
            continue
        try:
            while not stop.is_set():
                while await seal(connection, key, folder):
                    pass
                if loop.time() - cleared > CLEAR_EVERY:
                    await clear(connection, dt.datetime.now(dt.UTC))
                    cleared = loop.time()
                await _pause(stop, SEAL_EVERY)
        except _LOST as fault:
            _log.warning("the worker lost its database and connects again", fault=type(fault).__name__)
            await _pause(stop, SEAL_EVERY)
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)


async def clear(connection: asyncpg.Connection, at: dt.datetime) -> None:
    """Deletes attempts older than a day, and codes and sessions that ended a day ago."""
    before = at - dt.timedelta(days=1)
    await connection.execute("DELETE FROM sign_in_attempt WHERE at < $1", before)
    await connection.execute("DELETE FROM card_entry_code WHERE expires_at < $1", before)
    await connection.execute("DELETE FROM session WHERE expires_at < $1 OR ended_at < $1", before)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
