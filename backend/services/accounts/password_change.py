"""A new password for somebody who is signed in."""

import datetime as dt

import asyncpg

from backend.models.notification import NotificationKind
from backend.services.accounts.password_rules import check_password
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.notifying import notify
from backend.services.passwords import new_hash, verify_password
from backend.services.refusal import Refused
from backend.services.sessions import end_sessions
from backend.services.throttling import attempt_succeeded, count_attempt


async def change(
    pool: asyncpg.Pool, key: bytes, actor: Actor, old_password: str | None, new_password: str, at: dt.datetime
) -> None:
    """Sets it, ends every other session and tells the owner. Wants the old password, or an owner who is fresh.

    Raises Refused REAUTHENTICATION_REQUIRED, RATE_LIMITED, WRONG_PASSWORD, and those of `check_password`.
    """
    account = await pool.fetchrow("SELECT login, password_hash FROM account WHERE id = $1", actor.account_id)
    assert account is not None
    if old_password is None:
        actor.need_fresh(at)
    else:
        await _prove(pool, key, actor, account, old_password, at)
    await check_password(new_password, account["login"], ["input", "newPassword"])
    hashed = await new_hash(new_password)
    async with pool.acquire() as connection, connection.transaction():
        if (await hold_own_account(connection, actor))["password_hash"] != account["password_hash"]:
            # Changed or reset elsewhere meanwhile: what was proved was the password before.
            raise Refused("CONFLICT")
        await connection.execute("UPDATE account SET password_hash = $2 WHERE id = $1", actor.account_id, hashed)
        await end_sessions(connection, actor.account_id, at, keep=actor.session_id)
        await notify(connection, actor.account_id, NotificationKind.PASSWORD_CHANGED, f"password:{at.isoformat()}", at)


async def _prove(
    pool: asyncpg.Pool, key: bytes, actor: Actor, account: asyncpg.Record, password: str, at: dt.datetime
) -> None:
    """Compares the password of `account`, its login and password hash. Raises Refused RATE_LIMITED, WRONG_PASSWORD.

    Tries count together with those of sign-in: a session left open gives nobody more of them.
    """
    attempt = await count_attempt(pool, key, account["login"], actor.address, at)
    if not await verify_password(password, account["password_hash"]):
        raise Refused("WRONG_PASSWORD", ["input", "oldPassword"])
    await attempt_succeeded(pool, attempt)
