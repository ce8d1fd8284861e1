"""Card entry by a six-digit code (REQ-11): asked for, sent by SMS, entered in the session that asked."""

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass

import asyncpg

from backend.registries.sms import Sms, SmsUnavailable

CODE_LIFE = dt.timedelta(minutes=5)
COOLDOWN = dt.timedelta(seconds=60)
CODES_AN_HOUR = 10
TRIES = 5
CARD_LIFE = dt.timedelta(minutes=60)


class NoPhone(Exception):
    """The account has no phone to send a code to."""


class TooSoon(Exception):
    """A code was sent a moment ago, or the hour's codes are used up."""


class CodeNotSent(Exception):
    """The SMS gateway is out; the code was withdrawn."""


class WrongCode(Exception):
    """Wrong, expired, used up, or another session's: all alike."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """Where the code went, masked, and until when it holds."""

    sent_to: str
    expires_at: dt.datetime


async def request_code(
    pool: asyncpg.Pool, key: bytes, sms: Sms, session_id: int, account_id: int, at: dt.datetime
) -> CodeSent:
    """Makes a code for this session and sends it. Raises NoPhone, TooSoon, CodeNotSent."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    async with pool.acquire() as connection, connection.transaction():
        # The account's row is the lock: two requests at once count one after the other.
        phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1 FOR UPDATE", account_id)
        if phone is None:
            raise NoPhone
        sent = await connection.fetchrow(
            # The pause is the session's own: a code sent to another device's session would not open this one.
            "SELECT count(*) AS times, max(sent_at) FILTER (WHERE session_id = $3) AS last FROM card_entry_code "
            "WHERE account_id = $1 AND sent_at > $2",
            account_id,
            at - dt.timedelta(hours=1),
            session_id,
        )
        assert sent is not None
        if sent["times"] >= CODES_AN_HOUR or (sent["last"] is not None and sent["last"] > at - COOLDOWN):
            raise TooSoon
        await connection.execute(
            "UPDATE card_entry_code SET replaced_at = $2 WHERE session_id = $1 AND used_at IS NULL AND replaced_at IS NULL",
            session_id,
            at,
        )
        id_ = await connection.fetchval(
            "INSERT INTO card_entry_code (account_id, session_id, code_hash, sent_at, expires_at, tries) "
            "VALUES ($1, $2, $3, $4, $5, 0) RETURNING id",
            account_id,
            session_id,
            _hash(key, session_id, code),
            at,
            at + CODE_LIFE,
        )
    try:
        await sms.send(phone, f"{code} — код для входа в медкарту. Никому его не сообщайте.")
    except SmsUnavailable:
        await pool.execute("DELETE FROM card_entry_code WHERE id = $1 AND used_at IS NULL", id_)
        raise CodeNotSent from None
    return CodeSent(f"{phone[:2]} ••• •••-{phone[-4:-2]}-{phone[-2:]}", at + CODE_LIFE)


async def enter_card(pool: asyncpg.Pool, key: bytes, session_id: int, code: str, at: dt.datetime) -> dt.datetime:
    """Opens the card session: 15 idle minutes, 60 at most; gives its hard end. Raises WrongCode.

    What is not six digits cannot be the code, so it is wrong without costing a try.
    """
    digits = _digits(code)
    if digits is None:
        raise WrongCode
    # The try is counted and committed before the code is compared: a race gains nothing.
    tried = await pool.fetchrow(
        "UPDATE card_entry_code SET tries = tries + 1 WHERE session_id = $1 AND used_at IS NULL AND replaced_at IS NULL "
        "AND expires_at > $2 AND tries < $3 RETURNING id, code_hash",
        session_id,
        at,
        TRIES,
    )
    if tried is None or not hmac.compare_digest(tried["code_hash"], _hash(key, session_id, digits)):
        raise WrongCode
    async with pool.acquire() as connection, connection.transaction():
        used = await connection.fetchval(
            "UPDATE card_entry_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id", tried["id"], at
        )
        if used is None:
            raise WrongCode
        await connection.execute(
            "UPDATE session SET card_until = $2, card_used_at = $3 WHERE id = $1", session_id, at + CARD_LIFE, at
        )
    return at + CARD_LIFE


def _digits(code: str) -> str | None:
    """The six digits, however a phone or a keyboard wrote them; None for anything else."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", code[:40]))
    return plain if re.fullmatch(r"[0-9]{6}", plain) else None


def _hash(key: bytes, session_id: int, code: str) -> bytes:
    """Keyed, and bound to the asking session."""
    return hmac.digest(key, f"card:{session_id}:{code}".encode(), "sha256")
