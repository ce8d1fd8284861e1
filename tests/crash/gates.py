"""Gates in the database: a transaction is held at the brink of its commit, so that its process is killed just there.

A deferred trigger waits for a lock that the test holds. A process killed there either had its COMMIT on the way, and it
is kept although nobody hears of it; or had not, and nothing is kept (`lose`). Which transactions, say places.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import asyncpg

from backend.database import Address

_GATES = 7_253_100
_TABLES = (
    "access_request",
    "access_request_event",
    "account",
    "contact_change",
    "family_claim",
    "identity_profile",
    "notification_delivery",
    "officer_act",
    "one_time_code",
    "procrastinate_jobs",
    "registry_check",
    "request_photo",
    "session",
)
_MAKE = f"""
CREATE FUNCTION held_at_a_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared({_GATES}, hashtext(current_setting('application_name') || TG_OP || TG_TABLE_NAME));
  RETURN NULL;
END $$;
""" + "".join(
    f"CREATE CONSTRAINT TRIGGER gate AFTER INSERT OR UPDATE OR DELETE ON {table} DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION held_at_a_gate();"
    for table in _TABLES
)
_WAITING = """
SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.classid = $1 AND NOT l.granted AND a.datname = current_database()
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to hold: whose transactions, as they are called in `pg_stat_activity`, and what they did to which table."""

    who: Literal["medcard-write", "medcard-worker", "medcard-jobs"]
    did: Literal["INSERT", "UPDATE", "DELETE"]
    table: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that is shut."""

    database: asyncpg.Connection

    async def waiting(self) -> list[int]:
        """The database's processes that are held."""
        return [row["pid"] for row in await self.database.fetch(_WAITING, _GATES)]

    async def holds(self, several: int = 1, unless: "asyncio.Future[object] | None" = None) -> None:
        """Waits until so many are held; it is an error where `unless` is done before."""
        async with asyncio.timeout(60):
            while len(await self.waiting()) < several:
                assert unless is None or not unless.done(), f"nothing came to the gate: {unless.result()}"
                await asyncio.sleep(0.005)

    async def lose(self) -> None:
        """What is held is never committed. For processes that are dead."""
        for pid in await self.waiting():
            await self.database.execute("SELECT pg_terminate_backend($1)", pid)
        async with asyncio.timeout(30):
            while await self.waiting():
                await asyncio.sleep(0.005)


async def make_gates(connection: asyncpg.Connection) -> None:
    """Builds the triggers; until a gate is shut they change nothing."""
    await connection.execute(_MAKE)


@asynccontextmanager
async def shut(address: Address, places: Sequence[Place]) -> AsyncIterator[Gate]:
    """Holds whoever comes to one of the places; at the end those go on, the dead among them to their commit."""
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        for place in places:
            name = place.who + place.did + place.table
            await connection.execute("SELECT pg_advisory_lock($1, hashtext($2))", _GATES, name)
        yield Gate(connection)
        held = await Gate(connection).waiting()
        await connection.execute("SELECT pg_advisory_unlock_all()")
        async with asyncio.timeout(30):
            while await connection.fetchval(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = ANY ($1) AND wait_event_type = 'Lock')", held
            ):
                await asyncio.sleep(0.005)
    finally:
        await connection.close()
