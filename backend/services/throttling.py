"""Tries of what can be guessed, counted by login and by address, for existing and missing logins alike (ACC-15)."""

import datetime as dt
import hmac
import ipaddress
from enum import StrEnum

import asyncpg
import asyncpg.pool

from backend.services.refusal import Refused

WINDOW = dt.timedelta(minutes=15)
FAILURES_PER_LOGIN = 10
FAILURES_PER_ADDRESS = 50


class Tried(StrEnum):
    """What one address may try so often each: a school's registrations hold up nobody's sign-in there."""

    SIGN_IN = "sign-in"
    REGISTRATION = "registration"
    RECOVERY = "recovery"
    VISIT_CODE = "visit-code"
    DOCUMENT = "document"
    SHARE_LINK = "share-link"


async def count_attempt(
    pool: asyncpg.Pool, key: bytes, login: str, address: str, at: dt.datetime, tried: Tried = Tried.SIGN_IN
) -> int:
    """Counts the attempt before anything is compared, so that a race gains no tries; gives its row.

    `login` is normal, or another name of what is guessed. Raises Refused RATE_LIMITED. The caller says
    `attempt_succeeded` of one that was right.
    """
    login_mark = hmac.digest(key, b"login:" + login.encode(), "sha256")
    address_mark = hmac.digest(key, f"address:{tried}:{neighbourhood(address)}".encode(), "sha256")
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


def tries_of(account_id: int) -> str:
    """The name under which an account's second factors are guessed: no login, so nobody locks them from outside."""
    return f"\0factor:{account_id}"


async def attempt_succeeded(
    database: "asyncpg.Pool | asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", attempt: int
) -> None:
    """Takes the attempt out of the count."""
    await database.execute("UPDATE sign_in_attempt SET succeeded = true WHERE id = $1", attempt)


def neighbourhood(address: str) -> str:
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
