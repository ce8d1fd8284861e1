"""Appointments whose day has passed without an encounter: nobody came."""

import datetime as dt

import asyncpg


async def note_missed_appointments(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Notes as MISSED what was booked for an earlier day in Moscow; safe to repeat. Today's can still be opened from."""
    await pool.execute(
        "UPDATE appointment SET state = 'MISSED', changed_at = $1 "
        "WHERE state = 'BOOKED' AND starts_at < moscow_midnight(moscow_day($1))",
        at,
    )
