"""A sign-in between its first proof and its second factor: five minutes, five tries, once (SCT-01)."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

import asyncpg

from backend.models.account import token_hash
from backend.models.second_factor import FactorKind
from backend.services.one_time_codes import masked_phone
from backend.services.refusal import Refused
from backend.services.second_factors import passkeys
from backend.services.second_factors.factors import Connection, factors_of

LIFE = dt.timedelta(minutes=5)
TRIES = 5


@dataclass(frozen=True, slots=True)
class Needed:
    """A second factor is needed. `challenge` names the sign-in and is shown once; `sent_to` is where a code would go."""

    challenge: str
    kinds: tuple[FactorKind, ...]
    sent_to: str | None
    passkey_options: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in that waits. `challenge` is what a passkey has to sign."""

    id: int
    account_id: int
    challenge: bytes

    @property
    def subject(self) -> str:
        """What its codes are bound to."""
        return f"sign_in:{self.id}"


async def begin(connection: Connection, place: passkeys.Place, account_id: int, at: dt.datetime) -> Needed | None:
    """Begins to wait, where the account has a second factor; None where it has none and may be let in.

    Runs in the transaction of the first proof.
    """
    kinds = await kinds_of(connection, account_id)
    if not kinds:
        return None
    token, challenge = secrets.token_urlsafe(32), secrets.token_bytes(32)
    await connection.execute(
        "INSERT INTO pending_sign_in (token_hash, account_id, created_at, expires_at, tries, challenge) "
        "VALUES ($1, $2, $3, $4, 0, $5)",
        token_hash(token),
        account_id,
        at,
        at + LIFE,
        challenge,
    )
    return await _needed(connection, place, token, account_id, challenge, kinds)


async def described(pool: asyncpg.Pool, place: passkeys.Place, token: str, at: dt.datetime) -> Needed | None:
    """What a sign-in that waits needs; None for one that does not wait."""
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(_WAITING, token_hash(token), at, TRIES)
        kinds = await kinds_of(connection, row["account_id"]) if row is not None else ()
        if row is None or not kinds:
            return None
        return await _needed(connection, place, token, row["account_id"], row["challenge"], kinds)


async def kinds_of(connection: "asyncpg.Pool | Connection", account_id: int) -> tuple[FactorKind, ...]:
    """The kinds of the account's factors in force."""
    return tuple(dict.fromkeys(factor.kind for factor in await factors_of(connection, account_id)))


_WAITING = """
SELECT p.id, p.account_id, p.challenge FROM pending_sign_in p JOIN account a ON a.id = p.account_id
WHERE p.token_hash = $1 AND p.used_at IS NULL AND p.expires_at > $2 AND p.tries < $3 AND a.disabled_at IS NULL
"""


async def waiting(pool: asyncpg.Pool, token: str, at: dt.datetime) -> Pending:
    """The sign-in of a token. Raises Refused SIGN_IN_EXPIRED: unknown, too old, tried too often, used, all alike."""
    row = await pool.fetchrow(_WAITING, token_hash(token), at, TRIES)
    if row is None:
        raise Refused("SIGN_IN_EXPIRED", ["input", "challenge"])
    return Pending(row["id"], row["account_id"], row["challenge"])


async def count_try(pool: asyncpg.Pool, pending: Pending, at: dt.datetime) -> None:
    """Counts a try, before anything is compared. Raises Refused SIGN_IN_EXPIRED."""
    counted = await pool.fetchval(
        "UPDATE pending_sign_in SET tries = tries + 1 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3 "
        "RETURNING id",
        pending.id,
        at,
        TRIES,
    )
    if counted is None:
        raise Refused("SIGN_IN_EXPIRED", ["input", "challenge"])


async def use(connection: Connection, pending: Pending, at: dt.datetime) -> None:
    """Uses the sign-in up: of two at once only one does. Raises Refused SIGN_IN_EXPIRED."""
    used = await connection.fetchval(
        "UPDATE pending_sign_in p SET used_at = $2 FROM account a WHERE p.id = $1 AND p.used_at IS NULL "
        "AND a.id = p.account_id AND a.disabled_at IS NULL RETURNING p.id",
        pending.id,
        at,
    )
    if used is None:
        raise Refused("SIGN_IN_EXPIRED", ["input", "challenge"])


async def _needed(
    connection: Connection,
    place: passkeys.Place,
    token: str,
    account_id: int,
    challenge: bytes,
    kinds: tuple[FactorKind, ...],
) -> Needed:
    phone = await connection.fetchval("SELECT phone FROM account WHERE id = $1", account_id)
    return Needed(
        token,
        kinds,
        masked_phone(phone) if FactorKind.SMS in kinds and phone is not None else None,
        await passkeys.options(connection, place, account_id, challenge),
    )
