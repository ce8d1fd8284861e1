"""Open connections of subscriptions: how many there may be, and that each ends with its session or account, at once.

The end of a session is heard from the database; and every few seconds all of the process are looked at in one
statement, for ends that come by time alone. No look moves a clock: sockets extend neither session nor card (SCT-04).
"""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

import asyncpg
import structlog

from backend.services.throttling import neighbourhood

PER_ACCOUNT = 20
# A whole clinic may stand behind one address.
PER_ADDRESS = 500
RECHECK = 3.0
LONGEST_END = 5.0
# What is heard of an account that may end its sessions.
_ENDS = frozenset(("session", "account"))
UNAUTHORIZED = (4401, "Unauthorized")
GOING_AWAY = (1001, "Going away")
_log = structlog.get_logger()
_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


@dataclass(frozen=True, eq=False, slots=True)
class Live:
    """A connection whose owner is known. `end` closes it, with a code and a word; `look` lets it see to itself."""

    account_id: int
    token_hash: bytes
    end: Callable[[int, str], Coroutine[Any, Any, None]]
    look: Callable[[], Coroutine[Any, Any, None]]


class Connections:
    """Those of this process."""

    def __init__(self, pool: asyncpg.Pool, clock: Callable[[], dt.datetime]) -> None:
        self._pool, self._clock = pool, clock
        self._addresses: Counter[str] = Counter()
        self._live: dict[int, set[Live]] = {}
        self._heard: set[int] = set()
        self._stirred = asyncio.Event()

    def arrive(self, address: str) -> bool:
        """Counts a connection of an address; False, and it is not counted, where there are too many."""
        place = neighbourhood(address)
        if self._addresses[place] >= PER_ADDRESS:
            return False
        self._addresses[place] += 1
        return True

    def leave(self, address: str) -> None:
        place = neighbourhood(address)
        self._addresses[place] -= 1
        if not self._addresses[place]:
            del self._addresses[place]

    def open(self, live: Live) -> bool:
        """Keeps a connection under its account; False where there are too many."""
        kept = self._live.setdefault(live.account_id, set())
        if len(kept) >= PER_ACCOUNT:
            return False
        kept.add(live)
        return True

    def close(self, live: Live) -> None:
        kept = self._live.get(live.account_id, set())
        kept.discard(live)
        if not kept:
            self._live.pop(live.account_id, None)

    def hear(self, account_id: int | None, what: str) -> None:
        """A change of an account, or None after a gap."""
        if account_id is None:
            self._heard.update(self._live)
        elif what in _ENDS and account_id in self._live:
            self._heard.add(account_id)
        if self._heard:
            self._stirred.set()

    async def run(self) -> None:
        """Looks at those of whom something was heard, and at all of them every few seconds."""
        while True:
            accounts: set[int] | None = None
            try:
                await asyncio.wait_for(self._stirred.wait(), RECHECK)
                accounts = set(self._heard)
            except TimeoutError:
                pass
            self._stirred.clear()
            self._heard.clear()
            try:
                await self.check(accounts)
            except _LOST as fault:
                # Nothing is sent without a look at the session either: what cannot be looked at hears nothing.
                _log.warning("sessions of subscriptions could not be looked at", fault=type(fault).__name__)

    async def check(self, accounts: set[int] | None = None) -> None:
        """Ends the connections, of these accounts or of all, whose session is in force no more."""
        held = [
            live for account, kept in self._live.items() if accounts is None or account in accounts for live in kept
        ]
        if not held:
            return
        rows = await self._pool.fetch(
            "SELECT s.token_hash FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = ANY ($1) "
            "AND s.ended_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL",
            [live.token_hash for live in held],
            self._clock(),
        )
        in_force = {row["token_hash"] for row in rows}
        await _all(live.end(*UNAUTHORIZED) if live.token_hash not in in_force else live.look() for live in held)

    async def end_all(self) -> None:
        """Ends every connection: the server is going away."""
        await _all(live.end(*GOING_AWAY) for kept in list(self._live.values()) for live in list(kept))


async def _all(ends: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Runs them side by side; a connection that does not take its end is waited for no longer than a moment."""
    tasks = [asyncio.ensure_future(end) for end in ends]
    if tasks:
        done, waiting = await asyncio.wait(tasks, timeout=LONGEST_END)
        for task in waiting:
            task.cancel()
        for task in done:
            # A connection that is gone already cannot be closed, and need not be.
            task.exception()
