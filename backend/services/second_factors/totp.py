"""Codes of an authenticator application: TOTP, RFC 6238; a step of 30 seconds is taken once and never again."""

import datetime as dt
import hmac
from dataclasses import dataclass

import asyncpg
import asyncpg.pool
import pyotp

from backend.models.second_factor import FactorKind
from backend.services.actor import Actor
from backend.services.one_time_codes import six_digits
from backend.services.refusal import Refused
from backend.services.second_factors.factors import Factor, begin, begun, factor_name, in_force
from backend.services.vault import Vault

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
STEP = 30
ISSUER = "Medcard"


@dataclass(frozen=True, slots=True)
class NewTotp:
    """A secret, in Base32, and the address that an application reads it from: shown once."""

    secret: str
    uri: str


async def start(pool: asyncpg.Pool, vault: Vault, actor: Actor, name: str | None, at: dt.datetime) -> NewTotp:
    """Begins a TOTP factor. Raises Refused REAUTHENTICATION_REQUIRED, FACTOR_EXISTS, NAME_TOO_LONG."""
    chosen = factor_name(name, "TOTP")
    secret = pyotp.random_base32()
    async with pool.acquire() as connection, connection.transaction():
        row = await begin(connection, actor, FactorKind.TOTP, chosen, at)
        login = await connection.fetchval(
            "UPDATE second_factor f SET sealed_secret = $2 FROM account a WHERE f.id = $1 AND a.id = f.account_id "
            "RETURNING a.login",
            row,
            vault.seal(_place(row), secret.encode()),
        )
    return NewTotp(secret, pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER))


async def confirm(pool: asyncpg.Pool, vault: Vault, actor: Actor, code: str, at: dt.datetime) -> Factor:
    """Puts the factor in force by a first code, which is used up by that.

    Raises Refused REAUTHENTICATION_REQUIRED, WRONG_STATE, WRONG_CODE.
    """
    async with pool.acquire() as connection, connection.transaction():
        row = await begun(connection, actor, FactorKind.TOTP, at)
        step = _step(vault, row, code, at)
        if step is None:
            raise Refused("WRONG_CODE", ["input", "code"])
        await connection.execute("UPDATE second_factor SET last_step = $2 WHERE id = $1", row["id"], step)
        return await in_force(connection, actor, row["id"], at)


@dataclass(frozen=True, slots=True)
class RightStep:
    """A code that was right: its factor and its step, still to be taken."""

    factor_id: int
    step: int


async def compare(pool: asyncpg.Pool, vault: Vault, account_id: int, code: str, at: dt.datetime) -> RightStep | None:
    """Whether the code is right now, one step before or after; None for a wrong one and where there is no such factor."""
    row = await pool.fetchrow(
        "SELECT id, sealed_secret FROM second_factor WHERE account_id = $1 AND kind = 'TOTP' "
        "AND confirmed_at IS NOT NULL AND ended_at IS NULL",
        account_id,
    )
    step = _step(vault, row, code, at) if row is not None else None
    return RightStep(row["id"], step) if row is not None and step is not None else None


async def take(connection: Connection, right: RightStep, at: dt.datetime) -> None:
    """Takes the step: of two at once only one does. Raises Refused WRONG_CODE."""
    taken = await connection.fetchval(
        "UPDATE second_factor SET last_step = $2, last_used_at = $3 WHERE id = $1 AND ended_at IS NULL "
        "AND (last_step IS NULL OR last_step < $2) RETURNING id",
        right.factor_id,
        right.step,
        at,
    )
    if taken is None:
        raise Refused("WRONG_CODE", ["input", "code"])


def _step(vault: Vault, row: asyncpg.Record, code: str, at: dt.datetime) -> int | None:
    """The step that the code belongs to: all three are compared, whichever it is."""
    digits = six_digits(code)
    if digits is None:
        return None
    totp = pyotp.TOTP(vault.open(_place(row["id"]), row["sealed_secret"]).decode())
    now = int(at.timestamp()) // STEP
    right = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(totp.at(step * STEP), digits)]
    return right[-1] if right else None


def _place(row: int) -> str:
    return f"totp:{row}"
