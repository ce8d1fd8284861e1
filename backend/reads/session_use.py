"""When a session was last used, to the hour: written once an hour at most, so that a request seldom writes it."""

import datetime as dt

import asyncpg

from backend.reads.connections import ReadConnections

_STALE = "{session}.last_used_at < {at}::timestamptz - interval '1 hour'"
_NOTE = "UPDATE session s SET last_used_at = $2 WHERE id = $1 AND " + _STALE.format(session="s", at="$2")


def is_stale(session: str, at: str) -> str:
    """SQL: whether this use of the session row is to be noted. `session` is its alias, `at` the moment."""
    return _STALE.format(session=session, at=at)


async def note_use(pool: asyncpg.Pool | ReadConnections, session_id: int, at: dt.datetime) -> None:
    """Notes that the session is used at `at`."""
    await pool.execute(_NOTE, session_id, at)
