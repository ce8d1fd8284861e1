"""The first administrators: made by whoever runs the server, for one alone could confirm nobody."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import Role
from backend.services.accounts import contact as contacts
from backend.services.officers.staff import LOGIN
from backend.services.refusal import Refused
from backend.services.sessions import close_sessions

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# One proposes and one confirms: with fewer nobody could be hired any more.
NEEDED = 2
_LOCK = 7_253_012


async def add_administrator(connection: Connection, login: str, email: str, at: dt.datetime) -> int:
    """Makes an administrator's account without a password; gives how many there are now.

    The password is set by a code to the address, asked for at the sign-in page: whoever runs the server never knows it.
    Raises Refused WRONG_FORMAT, LOGIN_TAKEN, WRONG_STATE where there are two: those appoint the next.
    """
    normal = login.strip().lower()
    if not LOGIN.fullmatch(normal):
        raise Refused("WRONG_FORMAT", ["login"])
    address = contacts.email(email, ["email"]).address
    there = await administrators(connection)
    if there >= NEEDED:
        raise Refused("WRONG_STATE")
    made = await connection.fetchval(
        "INSERT INTO account (login, level, email, email_confirmed_at, roles, created_at) "
        "VALUES ($1, 'BASIC', $2, $3, $4, $3) ON CONFLICT DO NOTHING RETURNING id",
        normal,
        address,
        at,
        [Role.ADMINISTRATOR.value],
    )
    if made is None:
        raise Refused("LOGIN_TAKEN", ["login"])
    return there + 1


async def end_administrator(connection: Connection, login: str, at: dt.datetime) -> int:
    """Disables an administrator's account, as one that was lost; gives how many there are now. Raises Refused NOT_FOUND."""
    await hold_administrators(connection)
    account = await connection.fetchval(
        "UPDATE account SET disabled_at = $2, password_hash = NULL WHERE login = $1 AND 'ADMINISTRATOR' = ANY (roles) "
        "AND disabled_at IS NULL RETURNING id",
        login.strip().lower(),
        at,
    )
    if account is None:
        raise Refused("NOT_FOUND", ["login"])
    await close_sessions(connection, [account], at)
    return await administrators(connection)


async def hold_administrators(connection: Connection) -> None:
    """Nobody else adds or ends one until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)


async def administrators(connection: Connection, besides: int | None = None) -> int:
    """How many can sign in, `besides` one account, until the transaction ends."""
    await hold_administrators(connection)
    found: int = await connection.fetchval(
        "SELECT count(*) FROM account WHERE 'ADMINISTRATOR' = ANY (roles) AND disabled_at IS NULL AND id IS DISTINCT FROM $1",
        besides,
    )
    return found
