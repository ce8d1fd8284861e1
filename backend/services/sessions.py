"""Sessions: opened, listed, ended one by one (SCT-01); one that is ended counts for nothing from that moment."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

import asyncpg
import asyncpg.pool

from backend.models.account import token_hash
from backend.models.notification import NotificationKind
from backend.services.notifying import notify
from backend.services.own_grants import open_own_grants
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
SESSION_LIFE = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody signs in from: its short name, and the cookie `known` by which it is known again.

    A name is what a client calls itself, and proves nothing; one without the cookie is known to nobody.
    """

    name: str | None
    known: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def mark(self) -> bytes:
        """What is kept of it, to know it again."""
        return token_hash(f"browser:{self.known}")


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session in force, as its owner sees it; `last_used_at` to the hour."""

    id: int
    device: str | None
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime


async def open_session(
    connection: Connection,
    account_id: int,
    device: Device,
    at: dt.datetime,
    replaces: str | None = None,
) -> str:
    """Opens a session of somebody who has just proved who they are, and ends the browser's earlier one, `replaces`.

    A sign-in from a device that the account was never signed in from is told to its owner. Gives the session's token,
    which is shown once and kept only as a hash. Runs in the caller's transaction.
    """
    token = secrets.token_urlsafe(32)
    session = await connection.fetchval(
        "INSERT INTO session (token_hash, account_id, created_at, expires_at, reauthenticated_at, last_used_at, device) "
        "VALUES ($1, $2, $3, $4, $3, $3, $5) RETURNING id",
        token_hash(token),
        account_id,
        at,
        at + SESSION_LIFE,
        device.name,
    )
    if replaces is not None:
        # The browser forgets its earlier token, so nobody could end that session any more.
        await end_by_token(connection, replaces, at)
    if await _is_new(connection, account_id, device, at):
        await notify(connection, account_id, NotificationKind.NEW_SIGN_IN, f"session:{session}", at)
    await open_own_grants(connection, account_id, at)
    return token


async def own_sessions(pool: asyncpg.Pool, account_id: int, at: dt.datetime) -> list[OwnSession]:
    """The account's sessions in force, the newest 100 first; `end_sessions` ends the rest too."""
    rows = await pool.fetch(
        "SELECT id, device, created_at, expires_at, date_trunc('hour', last_used_at) FROM session "
        "WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 "
        "ORDER BY id DESC LIMIT 100",
        account_id,
        at,
    )
    return [OwnSession(*row) for row in rows]


async def end_session(pool: asyncpg.Pool, account_id: int, session_id: int, at: dt.datetime) -> None:
    """Ends one of the account's sessions. Raises Refused NOT_FOUND: another's, missing or ended, all alike."""
    ended = await pool.fetchval(
        "UPDATE session SET ended_at = $3 WHERE id = $2 AND account_id = $1 AND ended_at IS NULL AND expires_at > $3 "
        "RETURNING id",
        account_id,
        session_id,
        at,
    )
    if ended is None:
        raise Refused("NOT_FOUND", ["input", "id"])


async def end_sessions(
    database: "asyncpg.Pool | Connection", account_id: int, at: dt.datetime, keep: int | None = None
) -> int:
    """Ends every session of the account but `keep`; gives how many were ended."""
    done = await database.execute(
        "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND id IS DISTINCT FROM $3 AND ended_at IS NULL "
        "AND expires_at > $2",
        account_id,
        at,
        keep,
    )
    # Nor does a sign-in go on that waits for its second factor: its first proof may be what has just been changed.
    await database.execute(
        "UPDATE pending_sign_in SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL", account_id, at
    )
    return int(done.split()[-1])


async def close_sessions(connection: Connection, accounts: Sequence[int], at: dt.datetime) -> None:
    """Ends every session of these accounts, and what could still become one: the next request of each is nobody's."""
    held = list(accounts)
    await connection.execute(
        "UPDATE session SET ended_at = $2 WHERE account_id = ANY ($1) AND ended_at IS NULL", held, at
    )
    await connection.execute(
        "UPDATE pending_sign_in SET used_at = $2 WHERE account_id = ANY ($1) AND used_at IS NULL", held, at
    )
    await connection.execute(
        "UPDATE one_time_code SET replaced_at = $2 WHERE account_id = ANY ($1) AND used_at IS NULL AND replaced_at IS NULL",
        held,
        at,
    )


async def end_by_token(database: "asyncpg.Pool | Connection", token: str, at: dt.datetime) -> None:
    """Ends the session of a token at once; ending it again changes nothing."""
    await database.execute(
        "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL", token_hash(token), at
    )


async def _is_new(connection: Connection, account_id: int, device: Device, at: dt.datetime) -> bool:
    """Whether the account was signed in from others, and never from here. A device that has just been seen is kept."""
    seen = await connection.fetchrow(
        "SELECT count(*) > 0 AS any, count(*) FILTER (WHERE mark = $2) > 0 AS this FROM seen_device WHERE account_id = $1",
        account_id,
        device.mark,
    )
    assert seen is not None
    await connection.execute(
        "INSERT INTO seen_device (account_id, mark, last_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (account_id, mark) DO UPDATE SET last_at = excluded.last_at",
        account_id,
        device.mark,
        at,
    )
    return bool(seen["any"] and not seen["this"])
