"""The phone and the mailbox of an account: bound and changed by a code that is sent there, channels chosen (REQ-10)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.account import Channel
from backend.models.one_time_code import CodePurpose
from backend.registries.registries import Registries
from backend.services.accounts.binding import bind_contact
from backend.services.accounts.contact import Contact, contact
from backend.services.accounts.messages import send
from backend.services.actor import Actor
from backend.services.card_entry import CodeSent
from backend.services.holding import hold_own_account
from backend.services.one_time_codes import make_code, masked_email, masked_phone, try_code, use_code, withdraw_code
from backend.services.refusal import Refused

_SUBJECT = "Медкарта: подтверждение почты"
_CODE = ["input", "code"]


@dataclass(frozen=True, slots=True)
class ContactsView:
    """As their owner knows them again."""

    masked_phone: str | None
    phone_confirmed_at: dt.datetime | None
    masked_email: str | None
    email_confirmed_at: dt.datetime | None
    channels: list[Channel]


async def contacts_of(pool: asyncpg.Pool, account_id: int) -> ContactsView:
    row = await pool.fetchrow(
        "SELECT phone, phone_confirmed_at, email, email_confirmed_at, notify_by FROM account WHERE id = $1", account_id
    )
    assert row is not None
    return ContactsView(
        masked_phone(row["phone"]) if row["phone"] else None,
        row["phone_confirmed_at"],
        masked_email(row["email"]) if row["email"] else None,
        row["email_confirmed_at"],
        [Channel(one) for one in sorted(row["notify_by"])],
    )


async def request_code(
    pool: asyncpg.Pool, key: bytes, registries: Registries, actor: Actor, to: Contact, field: str, at: dt.datetime
) -> CodeSent:
    """Sends a code there; `field` is where it was typed. Whose else the contact is makes no difference.

    Codes will go there from then on, so only an owner who has just proved who they are asks. Raises Refused
    REAUTHENTICATION_REQUIRED, SAME_CONTACT, TOO_SOON, UNAVAILABLE.
    """
    actor.need_fresh(at)
    async with pool.acquire() as connection, connection.transaction():
        bound = await connection.fetchval(
            "SELECT EXISTS (SELECT FROM account WHERE id = $1 AND ((phone = $2 AND phone_confirmed_at IS NOT NULL) "
            "OR (email = $2 AND email_confirmed_at IS NOT NULL)))",
            actor.account_id,
            to.address,
        )
        if bound:
            raise Refused("SAME_CONTACT", ["input", field])
        code = await make_code(connection, key, CodePurpose.CONTACT, _subject(actor), to.address, at, actor.account_id)
    try:
        await send(
            registries,
            to,
            _SUBJECT,
            f"{code.text} — код, чтобы подтвердить контакт в Медкарте. Никому его не сообщайте.",
        )
    except Refused:
        await withdraw_code(pool, code)
        raise
    return CodeSent(to.masked, code.expires_at)


async def confirm(pool: asyncpg.Pool, key: bytes, actor: Actor, code: str, at: dt.datetime) -> None:
    """Binds the contact that the code went to. Raises Refused REAUTHENTICATION_REQUIRED, WRONG_CODE."""
    actor.need_fresh(at)
    try:
        confirmed = await try_code(pool, key, CodePurpose.CONTACT, _subject(actor), code, at)
        async with pool.acquire() as connection, connection.transaction():
            # Of two at once the second finds the code used.
            await hold_own_account(connection, actor)
            await use_code(connection, confirmed, at)
            await bind_contact(connection, actor.account_id, contact(confirmed.destination, _CODE), at)
    except Refused as refused:
        raise Refused(refused.code, _CODE) from None


async def choose_channels(pool: asyncpg.Pool, actor: Actor, channels: Sequence[Channel], at: dt.datetime) -> None:
    """Where notifications go besides the app; none is a choice too. Raises Refused REAUTHENTICATION_REQUIRED, NO_PHONE, NO_EMAIL.

    Whoever has taken over an open session must not silence its alerts.
    """
    actor.need_fresh(at)
    async with pool.acquire() as connection, connection.transaction():
        row = await hold_own_account(connection, actor)
        if Channel.SMS in channels and row["phone"] is None:
            raise Refused("NO_PHONE", ["input", "channels"])
        if Channel.EMAIL in channels and row["email"] is None:
            raise Refused("NO_EMAIL", ["input", "channels"])
        chosen = sorted({one.value for one in channels})
        await connection.execute("UPDATE account SET notify_by = $2 WHERE id = $1", actor.account_id, chosen)


def _subject(actor: Actor) -> str:
    return f"session:{actor.session_id}"
