"""What the service keeps for a while alone, and forgets once its term is over (152-ФЗ, article 5; the terms that people are told).

Photos and contacts of closed accounts have use cases of their own.
"""

import datetime as dt

import asyncpg
import asyncpg.pool

SHORT = dt.timedelta(days=1)
# A browser that has not been here for so long is no longer known.
DEVICES = dt.timedelta(days=365)
# For so long a call repeated under its client mutation id changes nothing.
REPEATS = dt.timedelta(days=90)
# What a link showed, and to whom it said that it was shown, is told to who made it for so long after its end.
LINKS = dt.timedelta(days=365)
# A protocol that nobody went on with for so long is given up.
DRAFTS = dt.timedelta(days=30)
# By table, the columns after whose moment a row has had its day.
_SHORT_LIVED = {
    "sign_in_attempt": ("at",),
    "one_time_code": ("expires_at",),
    "pending_sign_in": ("expires_at",),
    "registration": ("expires_at",),
    "visit_code": ("expires_at",),
    "provider_sign_in": ("expires_at",),
    "session": ("expires_at", "ended_at"),
}


async def forget_short_lived(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", at: dt.datetime
) -> None:
    """Forgets attempts, codes, sessions, and what was to become one, a day after their end. These tables stay small."""
    for table, columns in _SHORT_LIVED.items():
        over = " OR ".join(f"{column} < $1" for column in columns)
        await connection.execute(f"DELETE FROM {table} WHERE {over}", at - SHORT)


async def forget_old(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Forgets devices that were not seen for a year and calls of 90 days ago, drafts left for 30, links over for a year; looks through whole tables, so once a day."""
    await pool.execute("DELETE FROM seen_device WHERE last_at < $1", at - DEVICES)
    await pool.execute("DELETE FROM mutation_call WHERE at < $1", at - REPEATS)
    await pool.execute("DELETE FROM protocol_draft WHERE saved_at < $1", at - DRAFTS)
    await pool.execute("DELETE FROM share_link WHERE expires_at < $1", at - LINKS)
