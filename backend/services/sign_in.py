"""Sign-in by login and password, and sign-out (ACC-15)."""

import datetime as dt
import hmac
import ipaddress
import secrets
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.account import token_hash
from backend.services.own_grants import open_own_grants
from backend.services.passwords import verify_password
from backend.services.refusal import Refused

SESSION_LIFE = dt.timedelta(hours=12)
WINDOW = dt.timedelta(minutes=15)
FAILURES_PER_LOGIN = 10
FAILURES_PER_ADDRESS = 50
# No login is longer (the database holds none); a longer one is nobody's.
LONGEST_LOGIN = 120


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token is shown once and kept only as a hash."""

    token: str


async def sign_in(
    pool: asyncpg.Pool,
    key: bytes,
    login: str,
    password: str,
    address: str,
    at: dt.datetime,
    replaces: str | None = None,
) -> SignedIn:
    """Opens a session, and ends the browser's earlier one, `replaces`.

    Raises Refused RATE_LIMITED, by login or by address, existing and missing logins alike; WRONG_CREDENTIALS, login or
    password, which of them is not told.
    """
    normal = normal_login(login)
    attempt = await _count(pool, key, normal, address, at)
    account = await pool.fetchrow(
        "SELECT id, password_hash FROM account WHERE login = $1 AND disabled_at IS NULL", normal
    )
    if not await verify_password(password, account["password_hash"] if account else None):
        raise Refused("WRONG_CREDENTIALS", ["input", "password"])
    assert account is not None
    token = secrets.token_urlsafe(32)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("UPDATE sign_in_attempt SET succeeded = true WHERE id = $1", attempt)
        await connection.execute(
            "INSERT INTO session (token_hash, account_id, created_at, expires_at, reauthenticated_at) VALUES ($1, $2, $3, $4, $3)",
            token_hash(token),
            account["id"],
            at,
            at + SESSION_LIFE,
        )
        if replaces is not None:
            # The browser forgets its earlier token, so nobody could end that session any more.
            await _end(connection, replaces, at)
        await open_own_grants(connection, account["id"], at)
    return SignedIn(token)


async def sign_out(pool: asyncpg.Pool, token: str, at: dt.datetime) -> None:
    """Ends the session at once; ending it again changes nothing."""
    await _end(pool, token, at)


def normal_login(login: str) -> str:
    """The login as it is stored: case and spaces around it do not matter; "" for one that nobody can have."""
    normal = login.strip().lower()
    return "" if len(normal) > LONGEST_LOGIN or "\0" in normal else normal


async def _end(database: "asyncpg.Pool | asyncpg.pool.PoolConnectionProxy", token: str, at: dt.datetime) -> None:
    await database.execute(
        "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL", token_hash(token), at
    )


async def _count(pool: asyncpg.Pool, key: bytes, login: str, address: str, at: dt.datetime) -> int:
    """Counts the attempt before anything is compared, so that a race gains no tries."""
    login_mark = hmac.digest(key, b"login:" + login.encode(), "sha256")
    address_mark = hmac.digest(key, b"address:" + _neighbourhood(address).encode(), "sha256")
    attempt = await pool.fetchval(
        "INSERT INTO sign_in_attempt (login_hash, address_hash, at, succeeded) VALUES ($1, $2, $3, false) RETURNING id",
        login_mark,
        address_mark,
        at,
    )
    failures = await pool.fetchrow(
        "SELECT (SELECT count(*) FROM sign_in_attempt WHERE login_hash = $1 AND at > $3 AND NOT succeeded) AS of_login, "
        "(SELECT count(*) FROM sign_in_attempt WHERE address_hash = $2 AND at > $3 AND NOT succeeded) AS of_address",
        login_mark,
        address_mark,
        at - WINDOW,
    )
    assert failures is not None
    if failures["of_login"] > FAILURES_PER_LOGIN or failures["of_address"] > FAILURES_PER_ADDRESS:
        # What was not compared does not count: who waits as told gets in, however often they tried meanwhile.
        await pool.execute("DELETE FROM sign_in_attempt WHERE id = $1", attempt)
        raise Refused("RATE_LIMITED")
    return int(attempt)


def _neighbourhood(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
