"""The account's confirmed phone as a second factor: a code by SMS at each sign-in."""

import datetime as dt

import asyncpg

from backend.models.one_time_code import CodePurpose
from backend.models.second_factor import FactorKind
from backend.registries.sms import Sms, SmsUnavailable
from backend.services.actor import Actor
from backend.services.card_entry import CodeSent
from backend.services.one_time_codes import Confirmed, make_code, masked_phone, try_code, use_code, withdraw_code
from backend.services.refusal import Refused
from backend.services.second_factors.factors import Connection, Factor, begin, begun, in_force


async def send_code(
    pool: asyncpg.Pool, key: bytes, sms: Sms, account_id: int, subject: str, text: str, at: dt.datetime
) -> CodeSent:
    """Sends a code to the account's phone. Raises Refused NO_PHONE, TOO_SOON, UNAVAILABLE."""
    async with pool.acquire() as connection, connection.transaction():
        phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1 FOR NO KEY UPDATE", account_id)
        if phone is None:
            raise Refused("NO_PHONE")
        code = await make_code(connection, key, CodePurpose.SIGN_IN, subject, phone, at, account_id)
    try:
        await sms.send(phone, f"{code.text} — {text} Никому его не сообщайте.")
    except SmsUnavailable:
        await withdraw_code(pool, code)
        raise Refused("UNAVAILABLE") from None
    return CodeSent(masked_phone(phone), code.expires_at)


async def compare(
    pool: asyncpg.Pool, key: bytes, account_id: int, subject: str, code: str, at: dt.datetime
) -> Confirmed | None:
    """The code that was sent for `subject`; None for a wrong one, and for one that went to an earlier phone."""
    try:
        confirmed = await try_code(pool, key, CodePurpose.SIGN_IN, subject, code, at)
    except Refused:
        return None
    phone = await pool.fetchval("SELECT phone FROM account WHERE id = $1", account_id)
    return confirmed if phone == confirmed.destination else None


async def start(pool: asyncpg.Pool, key: bytes, sms: Sms, actor: Actor, at: dt.datetime) -> CodeSent:
    """Begins the factor. Raises Refused REAUTHENTICATION_REQUIRED, FACTOR_EXISTS, NO_PHONE, TOO_SOON, UNAVAILABLE."""
    async with pool.acquire() as connection, connection.transaction():
        await begin(connection, actor, FactorKind.SMS, "SMS", at)
    return await send_code(pool, key, sms, actor.account_id, _subject(actor), "код, чтобы включить вход по СМС.", at)


async def enable(pool: asyncpg.Pool, key: bytes, actor: Actor, code: str, at: dt.datetime) -> Factor:
    """Puts the factor in force. Raises Refused REAUTHENTICATION_REQUIRED, WRONG_STATE, WRONG_CODE, FACTOR_EXISTS."""
    actor.need_fresh(at)
    confirmed = await compare(pool, key, actor.account_id, _subject(actor), code, at)
    if confirmed is None:
        raise Refused("WRONG_CODE", ["input", "code"])
    async with pool.acquire() as connection, connection.transaction():
        row = await begun(connection, actor, FactorKind.SMS, at)
        await use_code(connection, confirmed, at)
        return await in_force(connection, actor, row["id"], at)


async def used(connection: Connection, account_id: int, confirmed: Confirmed, at: dt.datetime) -> None:
    """Uses a right code up at sign-in, while the factor is in force. Raises Refused WRONG_CODE."""
    await use_code(connection, confirmed, at)
    row = await connection.fetchval(
        "UPDATE second_factor f SET last_used_at = $3 FROM account a WHERE f.account_id = $1 AND f.kind = 'SMS' "
        "AND f.confirmed_at IS NOT NULL AND f.ended_at IS NULL AND a.id = f.account_id AND a.phone = $2 RETURNING f.id",
        account_id,
        confirmed.destination,
        at,
    )
    if row is None:
        raise Refused("WRONG_CODE", ["input", "code"])


def _subject(actor: Actor) -> str:
    return f"factor:{actor.account_id}"
