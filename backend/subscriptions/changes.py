"""What has changed, heard from the database: one listening connection a process, passed on to whoever watches an account.

`backend/services/notifying.py` and triggers of the database say `account:what:row` on one channel once a change is kept.
Nothing of a change travels here: whoever hears of it reads anew, by the policy of that moment.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import asyncpg
import structlog

from backend.database import Address
from backend.services.notifying import CHANNEL

_AGAIN = 1.0
_KEEPALIVE = 15.0
# A watcher that is slow to look keeps this many rows; beyond that it looks at everything.
_MOST_ROWS = 1_000
_log = structlog.get_logger()
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


@dataclass(frozen=True, slots=True)
class Woken:
    """Row ids by what has changed. `missed`: something may have been missed, so look at everything."""

    rows: Mapping[str, frozenset[int]]
    missed: bool


class Watch:
    """What one watcher has not looked at yet."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = defaultdict(set)
        self._missed = False
        self._stirred = asyncio.Event()

    def tell(self, what: str, row: int) -> None:
        self._rows[what].add(row)
        if len(self._rows[what]) > _MOST_ROWS:
            self.miss()
        self._stirred.set()

    def miss(self) -> None:
        self._rows.clear()
        self._missed = True
        self._stirred.set()

    async def next(self, seconds: float | None = None) -> Woken:
        """Waits for the next change, or at most so long: then nothing has changed."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), seconds)
        woken = Woken({what: frozenset(rows) for what, rows in self._rows.items()}, self._missed)
        self._rows.clear()
        self._missed = False
        self._stirred.clear()
        return woken


class Changes:
    """Listens while `run` runs. `heard` are told of each change too: account and what, or None for a gap."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._watches: dict[int, set[Watch]] = defaultdict(set)
        self.heard: list[Callable[[int | None, str], None]] = []
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def watch(self, account_id: int) -> Iterator[Watch]:
        """Collects the changes of an account from now on."""
        watch = Watch()
        self._watches[account_id].add(watch)
        try:
            yield watch
        finally:
            self._watches[account_id].discard(watch)
            if not self._watches[account_id]:
                del self._watches[account_id]

    async def run(self) -> None:
        """Listens for good; a database that goes away is waited for, and what was missed meanwhile is looked for."""
        while True:
            try:
                await self._listen()
            except _LOST as fault:
                _log.warning("subscriptions lost the database and connect again", fault=type(fault).__name__)
            self.listening.clear()
            await asyncio.sleep(_AGAIN)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(
            **self._address.connect_arguments(), server_settings={"application_name": "medcard-listen"}
        )
        gone = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: gone.set())
            await connection.add_listener(CHANNEL, self._hear)
            self.listening.set()
            self._miss()
            while not gone.is_set():
                try:
                    await asyncio.wait_for(gone.wait(), _KEEPALIVE)
                except TimeoutError:
                    # A server that went away without a word shows here.
                    await connection.fetchval("SELECT 1", timeout=_KEEPALIVE)
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)

    def _hear(self, _: object, __: int, ___: str, payload: object) -> None:
        account, what, row = _read(str(payload))
        if account is None:
            return
        for watch in self._watches.get(account, ()):
            watch.tell(what, row)
        for hear in self.heard:
            hear(account, what)

    def _miss(self) -> None:
        for watches in self._watches.values():
            for watch in watches:
                watch.miss()
        for hear in self.heard:
            hear(None, "")


def _read(payload: str) -> tuple[int | None, str, int]:
    """Account, what, row; no account where it is not ours."""
    account, _, rest = payload.partition(":")
    what, _, row = rest.rpartition(":")
    if not (account.isdecimal() and row.isdecimal() and what):
        return None, "", 0
    return int(account), what, int(row)
