"""A phone or an e-mail address becomes an account's: the code that was sent there has been entered (REQ-10, REQ-14)."""

import datetime as dt
import uuid

import asyncpg
import asyncpg.pool

from backend.models.account import Channel
from backend.models.notification import NotificationKind
from backend.services.accounts.contact import Contact
from backend.services.accounts.levels import settle_level
from backend.services.notifying import notify
from backend.services.queue import defer
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_BIND = {
    Channel.SMS: "UPDATE account SET phone = $2, phone_confirmed_at = $3 WHERE id = $1",
    Channel.EMAIL: "UPDATE account SET email = $2, email_confirmed_at = $3 WHERE id = $1",
}
_TOLD = {Channel.SMS: NotificationKind.PHONE_CHANGED, Channel.EMAIL: NotificationKind.EMAIL_CHANGED}


async def bind_contact(connection: Connection, account_id: int, to: Contact, at: dt.datetime) -> None:
    """Binds it, in the caller's transaction; several accounts of a family may share one.

    An earlier one is told so, and so is the owner by the app and the chosen channels; codes on their way to it are void; a login that it was follows, unless that is another
    account's. The level rises where the phone was what it wanted. Raises Refused NOT_FOUND for an account that has ended.
    """
    before = await connection.fetchrow(
        "SELECT login, phone, email FROM account WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE", account_id
    )
    if before is None:
        raise Refused("NOT_FOUND")
    earlier = before["phone"] if to.channel is Channel.SMS else before["email"]
    await connection.execute(_BIND[to.channel], account_id, to.address, at)
    if earlier is not None and earlier != to.address:
        if before["login"] == earlier:
            await _follow(connection, account_id, to.address)
        await _leave(connection, account_id, earlier, at)
        await notify(connection, account_id, _TOLD[to.channel], f"contact:{at.isoformat()}", at)
    await settle_level(connection, account_id)


async def _follow(connection: Connection, account_id: int, login: str) -> None:
    try:
        async with connection.transaction():
            await connection.execute("UPDATE account SET login = $2 WHERE id = $1", account_id, login)
    except asyncpg.UniqueViolationError:
        # The number was given to somebody who had an account before: both keep the login that they had.
        return


async def _leave(connection: Connection, account_id: int, earlier: str, at: dt.datetime) -> None:
    await connection.execute(
        "UPDATE one_time_code SET replaced_at = $3 WHERE account_id = $1 AND destination = $2 AND used_at IS NULL "
        "AND replaced_at IS NULL",
        account_id,
        earlier,
        at,
    )
    change = await connection.fetchval(
        "INSERT INTO contact_change (account_id, earlier, key, changed_at, attempts) VALUES ($1, $2, $3, $4, 0) RETURNING id",
        account_id,
        earlier,
        uuid.uuid4(),
        at,
    )
    await defer(connection, "tell_earlier_contact", change_id=change)
