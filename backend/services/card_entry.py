"""Card entry by a six-digit code (REQ-11): asked for, sent by SMS, entered in the session that asked."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.one_time_code import CodePurpose
from backend.registries.sms import Sms, SmsUnavailable
from backend.services.one_time_codes import make_code, masked_phone, try_code, use_code, used_code, withdraw_code
from backend.services.refusal import Refused

CARD_LIFE = dt.timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class CodeSent:
    """Where the code went, masked, and until when it holds."""

    sent_to: str
    expires_at: dt.datetime


async def request_code(
    pool: asyncpg.Pool, key: bytes, sms: Sms, session_id: int, account_id: int, at: dt.datetime
) -> CodeSent:
    """Makes a code for this session and sends it. Raises Refused NO_PHONE, TOO_SOON, UNAVAILABLE."""
    async with pool.acquire() as connection, connection.transaction():
        phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1 FOR NO KEY UPDATE", account_id)
        if phone is None:
            raise Refused("NO_PHONE")
        # The pause is the session's own: a code sent to another device's session would not open this one.
        code = await make_code(connection, key, CodePurpose.CARD_ENTRY, f"session:{session_id}", phone, at, account_id)
    try:
        await sms.send(phone, f"{code.text} — код для входа в медкарту. Никому его не сообщайте.")
    except SmsUnavailable:
        await withdraw_code(pool, code)
        raise Refused("UNAVAILABLE") from None
    return CodeSent(masked_phone(phone), code.expires_at)


async def enter_card(pool: asyncpg.Pool, key: bytes, session_id: int, code: str, at: dt.datetime) -> dt.datetime:
    """Opens the card session: 15 idle minutes, 60 at most; gives its hard end. Raises Refused WRONG_CODE.

    Repeated with the same code, as after an answer that was lost, it gives the same end and opens nothing anew.
    """
    subject = f"session:{session_id}"
    try:
        confirmed = await try_code(pool, key, CodePurpose.CARD_ENTRY, subject, code, at)
        async with pool.acquire() as connection, connection.transaction():
            await use_code(connection, confirmed, at)
            await connection.execute(
                "UPDATE session SET card_until = $2, card_used_at = $3 WHERE id = $1", session_id, at + CARD_LIFE, at
            )
        return at + CARD_LIFE
    except Refused:
        opened = await used_code(pool, key, CodePurpose.CARD_ENTRY, subject, code, at) and await pool.fetchval(
            "SELECT card_until FROM session WHERE id = $1 AND ended_at IS NULL AND card_until > $2", session_id, at
        )
        if not isinstance(opened, dt.datetime):
            raise
        return opened
