"""Connections for compiled reads, kept at hand between requests.

Taking a connection from asyncpg's pool and giving it back costs half as much again as a small read's own round trip,
for a reset that reads do not need. Here a connection in order stays at hand; one that failed goes back to the pool,
which knows what a broken or cancelled connection needs and opens another.

The database keeps the plan of each prepared statement as long as the connection lives, at a hundred bytes for each of
its characters. So one that has prepared enough is ended and another opened, or strangers with ever new questions would
fill the server's memory.
"""

import asyncio
from collections import deque
from typing import Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

# In characters: all that the page asks for, in both languages, is a third of it.
MOST_PREPARED = 1_500_000


class ReadConnections:
    """At most `size` connections of a pool, the one used last first; who finds none at hand waits in turn.

    A connection that has prepared statements of more than `most` characters together is replaced.
    """

    def __init__(self, pool: asyncpg.Pool, size: int, most: int = MOST_PREPARED) -> None:
        self._pool, self._size, self._most = pool, size, most
        # By the server's process: the pool hands one connection out under many names.
        self._prepared: dict[int, dict[int, int]] = {}
        self._idle: list[PoolConnectionProxy] = []
        self._taken = 0
        self._waiting: deque[asyncio.Future[PoolConnectionProxy | None]] = deque()

    async def fetchrow(self, sql: str, *arguments: Any) -> asyncpg.Record | None:
        connection = await self._take()
        full = self._is_full(connection, sql)
        try:
            row = await connection.fetchrow(sql, *arguments)
        except BaseException:
            await self._drop(connection, ended=full)
            raise
        if full:
            await self._drop(connection, ended=True)
        else:
            self._give_back(connection)
        return row

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        row = await self.fetchrow(sql, *arguments)
        return row[0] if row is not None else None

    async def execute(self, sql: str, *arguments: Any) -> None:
        """A statement without rows."""
        await self.fetchrow(sql, *arguments)

    async def close(self) -> None:
        """Gives every connection back and closes the pool; running reads end first."""
        self._size = 0
        while self._idle:
            await self._pool.release(self._idle.pop())
        await self._pool.close()

    async def _take(self) -> PoolConnectionProxy:
        while True:
            if self._idle:
                connection = self._idle.pop()
                if _in_order(connection):
                    return connection
                await self._drop(connection)
            elif self._taken < max(self._size, 1):
                self._taken += 1
                try:
                    return await self._pool.acquire()
                except BaseException:
                    self._leave()
                    raise
            else:
                turn: asyncio.Future[PoolConnectionProxy | None] = asyncio.get_running_loop().create_future()
                self._waiting.append(turn)
                try:
                    given = await turn
                except asyncio.CancelledError:
                    if turn.done() and not turn.cancelled():
                        self._pass_on(turn.result())
                    raise
                if given is not None:
                    return given

    def _give_back(self, connection: PoolConnectionProxy) -> None:
        if self._hand_over(connection):
            return
        if self._size == 0:
            self._taken -= 1
            self._closing = asyncio.ensure_future(self._pool.release(connection))
        else:
            self._idle.append(connection)

    def _is_full(self, connection: PoolConnectionProxy, sql: str) -> bool:
        """Counts a statement; whether the connection has prepared enough with it."""
        process = connection.get_server_pid()
        prepared = self._prepared.setdefault(process, {})
        if (statement := hash(sql)) in prepared:
            return False
        prepared[statement] = len(sql)
        if sum(prepared.values()) <= self._most:
            return False
        del self._prepared[process]
        return True

    async def _drop(self, connection: PoolConnectionProxy, *, ended: bool = False) -> None:
        try:
            if ended:
                connection.terminate()
            await self._pool.release(connection)
        finally:
            self._leave()

    def _leave(self) -> None:
        """One place is free: whoever waits longest may open a connection."""
        self._taken -= 1
        self._hand_over(None)

    def _pass_on(self, given: PoolConnectionProxy | None) -> None:
        """What a waiter got who no longer wants it."""
        if given is not None:
            self._give_back(given)
        else:
            self._hand_over(None)

    def _hand_over(self, connection: PoolConnectionProxy | None) -> bool:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(connection)
                return True
        return False


def _in_order(connection: PoolConnectionProxy) -> bool:
    """False where the server has ended it: the pool has then taken it back already."""
    try:
        return not connection.is_closed()
    except asyncpg.InterfaceError:
        return False
