"""Sign-in by login and password, and sign-out (ACC-15)."""

import datetime as dt

import asyncpg

from backend.services.accounts.contact import contact_or_none
from backend.services.passwords import verify_password
from backend.services.refusal import Refused
from backend.services.second_factors.passkeys import Place
from backend.services.second_factors.pending import Needed, begin
from backend.services.sessions import Device, end_by_token, open_session
from backend.services.throttling import attempt_succeeded, count_attempt

# No login is longer (the database holds none); a longer one is nobody's.
LONGEST_LOGIN = 120


async def sign_in(
    pool: asyncpg.Pool,
    key: bytes,
    login: str,
    password: str,
    address: str,
    device: Device,
    place: Place,
    at: dt.datetime,
    replaces: str | None = None,
) -> str | Needed:
    """Opens a session, and ends the browser's earlier one, `replaces`; gives the session's token.

    Where the account has a second factor there is no session yet, only what is needed for one. Raises Refused
    RATE_LIMITED, by login or by address, existing and missing logins alike; WRONG_CREDENTIALS, login or password, which
    of them is not told.
    """
    normal = normal_login(login)
    attempt = await count_attempt(pool, key, normal, address, at)
    account = await pool.fetchrow(
        "SELECT id, password_hash FROM account WHERE login = $1 AND disabled_at IS NULL", normal
    )
    if not await verify_password(password, account["password_hash"] if account else None):
        raise Refused("WRONG_CREDENTIALS", ["input", "password"])
    assert account is not None
    async with pool.acquire() as connection, connection.transaction():
        # Not by a password that was changed while it was compared: its sessions have just been ended.
        if not await connection.fetchval(
            "SELECT password_hash = $2 FROM account WHERE id = $1 AND disabled_at IS NULL FOR SHARE",
            account["id"],
            account["password_hash"],
        ):
            raise Refused("WRONG_CREDENTIALS", ["input", "password"])
        await attempt_succeeded(connection, attempt)
        needed = await begin(connection, place, account["id"], at)
        return needed or await open_session(connection, account["id"], device, at, replaces)


async def sign_out(pool: asyncpg.Pool, token: str, at: dt.datetime) -> None:
    """Ends the session at once; ending it again changes nothing."""
    await end_by_token(pool, token, at)


def normal_login(login: str) -> str:
    """The login as it is stored: case and spaces around it do not matter; "" for one that nobody can have.

    A phone is stored in E.164, however it is written.
    """
    normal = login.strip().lower()
    if len(normal) > LONGEST_LOGIN or "\0" in normal:
        return ""
    written = contact_or_none(normal)
    return written.address if written else normal
