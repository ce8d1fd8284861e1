"""Who has a session open proves again who they are, before what changes the account (SCT-01)."""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool

from backend.models.one_time_code import CodePurpose
from backend.registries.sms import Sms, SmsUnavailable
from backend.services.actor import FRESH, Actor
from backend.services.card_entry import CodeSent
from backend.services.one_time_codes import make_code, masked_phone, try_code, use_code, withdraw_code
from backend.services.passwords import verify_password
from backend.services.refusal import Refused
from backend.services.second_factors import passkeys, totp
from backend.services.second_factors.session_challenges import keep_challenge, session_challenge, take_challenge
from backend.services.throttling import attempt_succeeded, count_attempt, tries_of
from backend.services.vault import Vault

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def request_code(pool: asyncpg.Pool, key: bytes, sms: Sms, actor: Actor, at: dt.datetime) -> CodeSent:
    """Sends a code to the account's phone. Raises Refused NO_PHONE, TOO_SOON, UNAVAILABLE."""
    async with pool.acquire() as connection, connection.transaction():
        phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1 FOR NO KEY UPDATE", actor.account_id)
        if phone is None:
            raise Refused("NO_PHONE")
        code = await make_code(
            connection, key, CodePurpose.REAUTHENTICATION, _subject(actor), phone, at, actor.account_id
        )
    try:
        await sms.send(phone, f"{code.text} — код, чтобы подтвердить изменения. Никому его не сообщайте.")
    except SmsUnavailable:
        await withdraw_code(pool, code)
        raise Refused("UNAVAILABLE") from None
    return CodeSent(masked_phone(phone), code.expires_at)


async def by_password(pool: asyncpg.Pool, key: bytes, actor: Actor, password: str, at: dt.datetime) -> dt.datetime:
    """Gives until when the session is fresh. Raises Refused RATE_LIMITED, WRONG_PASSWORD.

    Its tries count together with those of sign-in: a session left open gives nobody more of them.
    """
    account = await pool.fetchrow("SELECT login, password_hash FROM account WHERE id = $1", actor.account_id)
    assert account is not None
    attempt = await count_attempt(pool, key, account["login"], actor.address, at)
    if not await verify_password(password, account["password_hash"]):
        raise Refused("WRONG_PASSWORD", ["input", "password"])
    async with pool.acquire() as connection, connection.transaction():
        # A password that was changed while it was compared proves nothing any more.
        if not await connection.fetchval(
            "SELECT password_hash IS NOT DISTINCT FROM $2 FROM account WHERE id = $1 AND disabled_at IS NULL FOR SHARE",
            actor.account_id,
            account["password_hash"],
        ):
            raise Refused("WRONG_PASSWORD", ["input", "password"])
        await attempt_succeeded(connection, attempt)
        return await _refresh(connection, actor, at)


async def by_code(
    pool: asyncpg.Pool, key: bytes, vault: Vault, actor: Actor, code: str, at: dt.datetime
) -> dt.datetime:
    """Likewise, by a code that was sent for this session, or one of the account's authenticator application.

    Raises Refused RATE_LIMITED, WRONG_CODE.
    """
    attempt = await count_attempt(pool, key, tries_of(actor.account_id), actor.address, at)
    if (right := await totp.compare(pool, vault, actor.account_id, code, at)) is not None:
        async with pool.acquire() as connection, connection.transaction():
            await totp.take(connection, right, at)
            await attempt_succeeded(connection, attempt)
            return await _refresh(connection, actor, at)
    try:
        confirmed = await try_code(pool, key, CodePurpose.REAUTHENTICATION, _subject(actor), code, at)
        async with pool.acquire() as connection, connection.transaction():
            phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1 FOR SHARE", actor.account_id)
            if phone != confirmed.destination:
                # The phone has changed since: whoever holds the earlier one proves nothing.
                raise Refused("WRONG_CODE", ["input", "code"])
            await use_code(connection, confirmed, at)
            await attempt_succeeded(connection, attempt)
            return await _refresh(connection, actor, at)
    except Refused as refused:
        raise Refused(refused.code, ["input", "code"]) from None


async def ask_passkey(
    pool: asyncpg.Pool, key: bytes, place: passkeys.Place, actor: Actor, at: dt.datetime
) -> dict[str, Any]:
    """What `navigator.credentials.get` is given, as JSON. Raises Refused WRONG_STATE where the account has no passkey."""
    challenge = session_challenge(key, actor.session_id, at)
    async with pool.acquire() as connection, connection.transaction():
        asked = await passkeys.options(connection, place, actor.account_id, challenge)
        if asked is None:
            raise Refused("WRONG_STATE")
        await keep_challenge(connection, actor.account_id, challenge)
    return asked


async def by_passkey(
    pool: asyncpg.Pool, key: bytes, place: passkeys.Place, actor: Actor, answer: object, at: dt.datetime
) -> dt.datetime:
    """Likewise, by a passkey that signed what this session was given for it. Raises Refused RATE_LIMITED, WRONG_PASSKEY."""
    attempt = await count_attempt(pool, key, tries_of(actor.account_id), actor.address, at)
    challenge = await take_challenge(pool, key, actor.account_id, actor.session_id, at)
    right = await passkeys.compare(pool, place, actor.account_id, challenge, answer) if challenge is not None else None
    if right is None:
        raise Refused("WRONG_PASSKEY", ["input", "passkey"])
    async with pool.acquire() as connection, connection.transaction():
        await passkeys.take(connection, right, at)
        await attempt_succeeded(connection, attempt)
        return await _refresh(connection, actor, at)


async def _refresh(connection: Connection, actor: Actor, at: dt.datetime) -> dt.datetime:
    fresh = await connection.fetchval(
        "UPDATE session SET reauthenticated_at = $2 WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 RETURNING id",
        actor.session_id,
        at,
    )
    if fresh is None:
        raise Refused("UNAUTHENTICATED")
    return at + FRESH


def _subject(actor: Actor) -> str:
    return f"session:{actor.session_id}"
