"""An account's earlier phone or mailbox is told that it was changed: so a thief's change does not go unseen."""

import datetime as dt

import asyncpg

from backend.registries.registries import Registries
from backend.registries.unavailable import RegistryUnavailable
from backend.services.message_pauses import pause_after
from backend.services.queue import defer

_SUBJECT = "Медкарта: адрес изменён"
_PHONE = (
    "Медкарта. У вашей учётной записи теперь другой телефон. Если это сделали не вы, начните восстановление доступа на "
    "странице входа."
)
_ADDRESS = (
    "Медкарта. У вашей учётной записи теперь другая почта. Если это сделали не вы, смените пароль или начните "
    "восстановление доступа на странице входа."
)


async def tell_earlier(pool: asyncpg.Pool, registries: Registries, change_id: int, at: dt.datetime) -> None:
    """Sends it once, or plans the next try; what was told or given up stays as it is."""
    row = await pool.fetchrow(
        "SELECT earlier, key, attempts FROM contact_change WHERE id = $1 AND earlier IS NOT NULL", change_id
    )
    if row is None:
        return
    try:
        # The gateway takes one key once, so a try that was cut off after sending sends nothing twice.
        if "@" in row["earlier"]:
            await registries.email.send(row["earlier"], _SUBJECT, _ADDRESS, str(row["key"]))
        else:
            await registries.sms.send(row["earlier"], _PHONE, str(row["key"]))
    except RegistryUnavailable:
        await _again(pool, change_id, row["attempts"] + 1, at)
        return
    await pool.execute("UPDATE contact_change SET told_at = $2, earlier = NULL WHERE id = $1", change_id, at)


async def _again(pool: asyncpg.Pool, change_id: int, attempts: int, at: dt.datetime) -> None:
    pause = pause_after(attempts)
    async with pool.acquire() as connection, connection.transaction():
        # After the last try the number is forgotten untold.
        await connection.execute(
            "UPDATE contact_change SET attempts = $2, earlier = CASE WHEN $3 THEN earlier END WHERE id = $1",
            change_id,
            attempts,
            pause is not None,
        )
        if pause is not None:
            await defer(connection, "tell_earlier_contact", at=at + pause, change_id=change_id)
