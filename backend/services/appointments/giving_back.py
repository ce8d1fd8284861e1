"""Cancelled times go back to the clinic, however long its schedule does not answer; what was held too long is cancelled."""

import datetime as dt

import asyncpg

from backend.registries.registries import Registries
from backend.registries.schedule import BookingQuestion
from backend.registries.unavailable import RegistryUnavailable
from backend.services.queue import defer
from backend.services.record_keeping.right import Connection

_BATCH = 200


async def give_back_later(connection: Connection, appointment_id: int) -> None:
    """Puts the job beside the change that it belongs to."""
    await defer(connection, "give_back_time", appointment_id=appointment_id)


async def give_back(pool: asyncpg.Pool, registries: Registries, appointment_id: int, at: dt.datetime) -> None:
    """Tells the clinic that the time is free; without an answer the next sweep does. Safe to repeat."""
    row = await pool.fetchrow(
        "SELECT v.booking_key, v.slot, o.ogrn, p.family_name, p.given_name, p.patronymic, p.birth_date FROM appointment v "
        "JOIN organization o ON o.id = v.organization_id JOIN person p ON p.id = v.patient_id "
        "WHERE v.id = $1 AND v.state = 'CANCELLED' AND v.booking_key IS NOT NULL AND v.given_back_at IS NULL",
        appointment_id,
    )
    if row is None:
        return
    names = ("family_name", "given_name", "patronymic", "birth_date", "slot")
    question = BookingQuestion(organization=row["ogrn"], **{name: row[name] for name in names})
    try:
        await registries.schedule.cancel(f"cancel-{row['booking_key']}", question)
    except RegistryUnavailable:
        return
    await pool.execute(
        "UPDATE appointment SET given_back_at = $2 WHERE id = $1 AND given_back_at IS NULL", appointment_id, at
    )


async def give_back_all(pool: asyncpg.Pool, registries: Registries, at: dt.datetime) -> None:
    """Cancels what was held too long, and gives back what the clinic has not heard of."""
    await pool.execute(
        "UPDATE appointment SET state = 'CANCELLED', changed_at = $1 WHERE state = 'HELD' AND held_until <= $1", at
    )
    waiting = await pool.fetch(
        "SELECT id FROM appointment WHERE state = 'CANCELLED' AND booking_key IS NOT NULL AND given_back_at IS NULL "
        "ORDER BY id LIMIT $1",
        _BATCH,
    )
    for row in waiting:
        await give_back(pool, registries, row["id"], at)
