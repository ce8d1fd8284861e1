"""`medcard worker` ends by a signal, quietly, and leaves nothing behind."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from backend.database import Address
from tests.nest import environment, nest
from tests.process import database_url


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
async def test_a_stopped_worker_ends_quietly(
    new_database: Callable[[], Awaitable[Address]], tmp_path: Path, number: signal.Signals
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    process = nest().hatch("worker", **environment(tmp_path, MEDCARD_DATABASE_URL=database_url(address)))
    try:
        async with asyncio.timeout(60):
            while not await _works(connection):
                await asyncio.sleep(0.1)
        process.send_signal(number)
        ended = await asyncio.to_thread(process.wait, 30)
    finally:
        process.kill()
    assert (ended, process.log.read_text().strip()) == (0, "The worker works. Ctrl-C stops it.")
    assert not await _works(connection)
    await connection.close()


async def _works(connection: asyncpg.Connection) -> bool:
    return bool(await connection.fetchval("SELECT EXISTS (SELECT FROM procrastinate_workers)"))
