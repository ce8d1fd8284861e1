"""Whoever has the account hears at once that somebody wants it back, by every way that there still is to reach them."""

import datetime as dt
import uuid

import asyncpg

from backend.models.account import Channel
from backend.models.notification import NotificationKind
from backend.models.service_case import CaseKind
from backend.registries.registries import Registries
from backend.services.accounts.contact import Contact
from backend.services.notification_texts import message
from backend.services.notifying import notify

# A message's key: a try that was cut off after sending sends nothing twice.
_KEYS = uuid.UUID("5b0f3b52-3d0c-4b9e-8f3a-2f0c4b1f7d61")


async def tell_of_recovery(pool: asyncpg.Pool, registries: Registries, case_id: int, at: dt.datetime) -> None:
    """Tells once, in the app and at phone and mailbox, whichever channels were chosen. Raises RegistryUnavailable.

    A case that there is not, for nothing agreed with what was stated, is told to nobody.
    """
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(
            "SELECT a.id, a.phone, a.email, a.notify_by FROM service_case c JOIN account a ON a.id = c.account_id "
            "WHERE c.id = $1 AND c.kind = $2 AND a.disabled_at IS NULL",
            case_id,
            CaseKind.RECOVERY.value,
        )
        if row is None:
            return
        await notify(connection, row["id"], NotificationKind.RECOVERY_STARTED, f"recovery:{case_id}", at)
    subject, text = message(NotificationKind.RECOVERY_STARTED)
    for to in (Contact(Channel.SMS, row["phone"] or ""), Contact(Channel.EMAIL, row["email"] or "")):
        # Chosen channels have the notification's own delivery.
        if not to.address or to.channel.value in row["notify_by"]:
            continue
        key = str(uuid.uuid5(_KEYS, f"{case_id}:{to.channel}"))
        if to.channel is Channel.SMS:
            await registries.sms.send(to.address, text, key)
        else:
            await registries.email.send(to.address, subject, text, key)
