"""The second half of a sign-in: a code or a passkey, and only then a session (SCT-01)."""

import datetime as dt
from typing import TypeAlias

import asyncpg

from backend.models.second_factor import FactorKind
from backend.registries.sms import Sms
from backend.services.card_entry import CodeSent
from backend.services.holding import hold_account
from backend.services.one_time_codes import Confirmed
from backend.services.refusal import Refused
from backend.services.second_factors import passkeys, pending, sms, totp
from backend.services.second_factors.factors import Connection
from backend.services.sessions import Device, open_session
from backend.services.throttling import attempt_succeeded, count_attempt, tries_of
from backend.services.vault import Vault


async def request_code(pool: asyncpg.Pool, key: bytes, gateway: Sms, token: str, at: dt.datetime) -> CodeSent:
    """Sends a code for a sign-in that waits, where codes are one of the account's factors.

    Raises Refused SIGN_IN_EXPIRED, WRONG_STATE, TOO_SOON, UNAVAILABLE.
    """
    waits = await pending.waiting(pool, token, at)
    if FactorKind.SMS not in await pending.kinds_of(pool, waits.account_id):
        raise Refused("WRONG_STATE")
    return await sms.send_code(pool, key, gateway, waits.account_id, waits.subject, "код для входа.", at)


async def complete(
    pool: asyncpg.Pool,
    key: bytes,
    vault: Vault,
    place: passkeys.Place,
    token: str,
    code: str | None,
    passkey: object,
    address: str,
    device: Device,
    at: dt.datetime,
    replaces: str | None = None,
) -> str:
    """Opens the session of a sign-in that waits; gives its token.

    Raises Refused REQUIRED unless one of code and passkey is given; SIGN_IN_EXPIRED; RATE_LIMITED, by account over all
    its sign-ins; WRONG_CODE, WRONG_PASSKEY.
    """
    if (code is None) == (passkey is None):
        raise Refused("REQUIRED", ["input", "code"])
    waits = await pending.waiting(pool, token, at)
    attempt = await count_attempt(pool, key, tries_of(waits.account_id), address, at)
    await pending.count_try(pool, waits, at)
    right = (
        await _right_code(pool, key, vault, waits, code, at)
        if code is not None
        else await passkeys.compare(pool, place, waits.account_id, waits.challenge, passkey)
    )
    if right is None:
        raise (
            Refused("WRONG_CODE", ["input", "code"])
            if code is not None
            else Refused("WRONG_PASSKEY", ["input", "passkey"])
        )
    async with pool.acquire() as connection, connection.transaction():
        await hold_account(connection, waits.account_id)
        await pending.use(connection, waits, at)
        await _take(connection, waits.account_id, right, at)
        await attempt_succeeded(connection, attempt)
        return await open_session(connection, waits.account_id, device, at, replaces)


Right: TypeAlias = totp.RightStep | passkeys.RightPasskey | Confirmed


async def _right_code(
    pool: asyncpg.Pool, key: bytes, vault: Vault, waits: pending.Pending, code: str, at: dt.datetime
) -> Right | None:
    """What the code is right for, of the factors that give codes."""
    kinds = await pending.kinds_of(pool, waits.account_id)
    if FactorKind.TOTP in kinds and (right := await totp.compare(pool, vault, waits.account_id, code, at)):
        return right
    if FactorKind.SMS in kinds:
        return await sms.compare(pool, key, waits.account_id, waits.subject, code, at)
    return None


async def _take(connection: Connection, account_id: int, right: Right, at: dt.datetime) -> None:
    if isinstance(right, totp.RightStep):
        await totp.take(connection, right, at)
    elif isinstance(right, passkeys.RightPasskey):
        await passkeys.take(connection, right, at)
    else:
        await sms.used(connection, account_id, right, at)
