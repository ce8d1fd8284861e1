"""What every subscription's transport works with, and the background of it all."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable

import asyncpg

from backend.database import Address
from backend.execution import Executor
from backend.subscriptions.changes import Changes
from backend.subscriptions.connections import Connections
from backend.subscriptions.streams import Streams

# For so long a new connection waits for the database to be listened to.
_PATIENCE = 10.0


class SubscriptionDesk:
    """Changes heard, connections kept and subscriptions run: one of each a process."""

    def __init__(
        self, address: Address, pool: asyncpg.Pool, executor: Executor, clock: Callable[[], dt.datetime]
    ) -> None:
        self.pool, self.clock = pool, clock
        self.changes = Changes(address)
        self.connections = Connections(pool, clock)
        self.streams = Streams(executor, clock)
        self.changes.heard.append(self.connections.hear)

    async def listening(self) -> bool:
        """Whether changes are heard; waited for a while, as after a start or an outage."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.changes.listening.wait(), _PATIENCE)
        return self.changes.listening.is_set()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Works while it is open; then every connection ends."""
        working = [asyncio.create_task(self.changes.run()), asyncio.create_task(self.connections.run())]
        try:
            yield
        finally:
            await self.connections.end_all()
            for task in working:
                task.cancel()
            await asyncio.wait(working)
