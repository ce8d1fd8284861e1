"""The log's sealing beside the measured reads: held back while they run, then measured by itself.

Only Medcard has a sealer, in its own process; sealing rows that E wrote would fall on Medcard's account, and its own
rows are sealed after the answer in any case. So the sealer's lock is held during the turns, and what sealing costs a
log row is measured when it is let go.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import asyncpg
import psutil

from backend.database import Address
from benchmarks.meter import cpu_of
from benchmarks.people import keep_cards_open

_SEALER = 7253001  # the lock that backend/audit.py takes
_LONGEST = 600


@contextmanager
def held(address: Address) -> Iterator[Callable[[], None]]:
    """No sealing inside. Gives what is to run before each round: cards stay open."""
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(**address.connect_arguments()))
        runner.run(connection.execute("SELECT pg_advisory_lock($1)", _SEALER))
        try:
            yield lambda: runner.run(keep_cards_open(connection))
        finally:
            runner.run(connection.close())


def report(address: Address, server: psutil.Process, database: psutil.Process) -> str:
    """Waits until everything is sealed and says what a row cost."""
    return asyncio.run(_report(address, server, database))


async def _report(address: Address, server: psutil.Process, database: psutil.Process) -> str:
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        cpu, rows, started = (cpu_of(server), cpu_of(database)), await _unsealed(connection), time.monotonic()
        while await _unsealed(connection):
            if time.monotonic() - started > _LONGEST:
                raise RuntimeError("the log is not sealed in time")
            await asyncio.sleep(0.5)
        seconds = time.monotonic() - started
        web, back = (after - before for after, before in zip((cpu_of(server), cpu_of(database)), cpu, strict=True))
        return (
            f"sealing {rows} log rows took {seconds:.0f} s: {web / rows * 1000:.3f} ms of CPU a row in Medcard's process, "
            f"{back / rows * 1000:.3f} ms in the database"
        )
    finally:
        await connection.close()


async def _unsealed(connection: asyncpg.Connection) -> int:
    return int(await connection.fetchval("SELECT coalesce(sum(count - sealed_seq), 0) FROM access_log_counter"))
