"""The second factors of an account: which are in force, and what every change of them has in common (SCT-01)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.models.second_factor import FactorKind
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.notifying import notify
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
MOST_PASSKEYS = 10
LONGEST_NAME = 60
# For how long a factor that was begun may be confirmed.
BEGUN = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor in force, as its owner sees it."""

    id: int
    kind: FactorKind
    name: str
    created_at: dt.datetime
    last_used_at: dt.datetime | None


async def factors_of(database: "asyncpg.Pool | Connection", account_id: int) -> list[Factor]:
    """The factors in force, in the order in which they were added."""
    rows = await database.fetch(
        "SELECT id, kind, name, created_at, last_used_at FROM second_factor "
        "WHERE account_id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY id",
        account_id,
    )
    return [
        Factor(row["id"], FactorKind(row["kind"]), row["name"], row["created_at"], row["last_used_at"]) for row in rows
    ]


def factor_name(name: str | None, default: str) -> str:
    """What the owner calls it. Raises Refused NAME_TOO_LONG, WRONG_FORMAT."""
    chosen = (name or "").strip() or default
    if len(chosen) > LONGEST_NAME:
        raise Refused("NAME_TOO_LONG", ["input", "name"])
    if "\0" in chosen:
        raise Refused("WRONG_FORMAT", ["input", "name"])
    return chosen


async def begin(connection: Connection, actor: Actor, kind: FactorKind, name: str, at: dt.datetime) -> int:
    """A factor that is not in force yet, in place of one of the kind that was begun before; gives its row.

    Raises Refused REAUTHENTICATION_REQUIRED, FACTOR_EXISTS, TOO_MANY_FACTORS.
    """
    actor.need_fresh(at)
    await hold_own_account(connection, actor)
    here = await connection.fetchval(
        "SELECT count(*) FROM second_factor WHERE account_id = $1 AND kind = $2 AND confirmed_at IS NOT NULL "
        "AND ended_at IS NULL",
        actor.account_id,
        kind.value,
    )
    if kind is not FactorKind.PASSKEY and here:
        raise Refused("FACTOR_EXISTS")
    if here >= MOST_PASSKEYS:
        raise Refused("TOO_MANY_FACTORS")
    await connection.execute(
        "DELETE FROM second_factor WHERE account_id = $1 AND kind = $2 AND confirmed_at IS NULL",
        actor.account_id,
        kind.value,
    )
    return int(
        await connection.fetchval(
            "INSERT INTO second_factor (account_id, kind, name, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
            actor.account_id,
            kind.value,
            name,
            at,
        )
    )


async def begun(connection: Connection, actor: Actor, kind: FactorKind, at: dt.datetime) -> asyncpg.Record:
    """The factor that was begun and is to be confirmed now, held. Raises Refused REAUTHENTICATION_REQUIRED, WRONG_STATE."""
    actor.need_fresh(at)
    await hold_own_account(connection, actor)
    row = await connection.fetchrow(
        "SELECT id, name, sealed_secret, challenge FROM second_factor WHERE account_id = $1 AND kind = $2 "
        "AND confirmed_at IS NULL AND ended_at IS NULL AND created_at > $3 ORDER BY id DESC LIMIT 1 FOR UPDATE",
        actor.account_id,
        kind.value,
        at - BEGUN,
    )
    if row is None:
        raise Refused("WRONG_STATE")
    return row


async def in_force(connection: Connection, actor: Actor, factor_id: int, at: dt.datetime) -> Factor:
    """Puts a confirmed factor in force and tells its owner. Raises Refused FACTOR_EXISTS."""
    try:
        async with connection.transaction():
            await connection.execute("UPDATE second_factor SET confirmed_at = $2 WHERE id = $1", factor_id, at)
    except asyncpg.UniqueViolationError:
        raise Refused("FACTOR_EXISTS") from None
    await _tell(connection, actor.account_id, factor_id, "ADDED", at)
    return next(one for one in await factors_of(connection, actor.account_id) if one.id == factor_id)


async def remove(pool: asyncpg.Pool, actor: Actor, factor_id: int, at: dt.datetime) -> None:
    """Ends a factor of the account and forgets its secret. Raises Refused REAUTHENTICATION_REQUIRED, NOT_FOUND."""
    actor.need_fresh(at)
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        ended = await connection.fetchval(
            "UPDATE second_factor SET ended_at = $3, sealed_secret = CASE WHEN sealed_secret IS NOT NULL THEN ''::bytea END "
            "WHERE id = $2 AND account_id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL RETURNING id",
            actor.account_id,
            factor_id,
            at,
        )
        if ended is None:
            raise Refused("NOT_FOUND", ["input", "id"])
        await _tell(connection, actor.account_id, factor_id, "REMOVED", at)


async def end_all(connection: Connection, account_id: int, at: dt.datetime) -> None:
    """Ends every factor, and what was begun: for whoever comes back by a verified identity and has lost them.

    Runs in the caller's transaction, which ends the sessions too.
    """
    await connection.execute("DELETE FROM second_factor WHERE account_id = $1 AND confirmed_at IS NULL", account_id)
    ended = await connection.fetch(
        "UPDATE second_factor SET ended_at = $2, sealed_secret = CASE WHEN sealed_secret IS NOT NULL THEN ''::bytea END "
        "WHERE account_id = $1 AND ended_at IS NULL RETURNING id",
        account_id,
        at,
    )
    for row in ended:
        await _tell(connection, account_id, row["id"], "REMOVED", at)


async def _tell(connection: Connection, account_id: int, factor_id: int, what: str, at: dt.datetime) -> None:
    once = f"factor:{factor_id}:{what}"
    await notify(connection, account_id, NotificationKind.FACTOR_CHANGED, once, at, detail=what)
