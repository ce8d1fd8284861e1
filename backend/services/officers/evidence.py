"""What stands beside a registrar's decision: what was stated, what registries answered, whose record it may be."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.registry_check import CheckKind, CheckOutcome, CheckState
from backend.models.vocabulary import IdentifierKind, Sex

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_CHECK = (
    "SELECT kind, state, profile_version, created_at, asked_at, attempts, unavailable_since, answered_at, outcome, answer "
    "FROM registry_check WHERE "
)


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A question to a registry and its whole answer, finer than applicants ever see; `details` has the registry's own names."""

    kind: CheckKind
    state: CheckState
    profile_version: int | None
    created_at: dt.datetime
    asked_at: dt.datetime | None
    attempts: int
    unavailable_since: dt.datetime | None
    answered_at: dt.datetime | None
    outcome: CheckOutcome | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """What the owner of an account states about themself; identifiers whole, for they are what is compared."""

    version: int
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    snils: str
    enp: str | None
    passport: str
    passport_issued_on: dt.date
    passport_issuer: str
    passport_department: str
    saved_at: dt.datetime


async def declared(connection: Connection, account_id: int) -> Declared | None:
    """The statement as it is now; None for an account that never made one."""
    row = await connection.fetchrow(
        "SELECT version, family_name, given_name, patronymic, birth_date, sex, snils, enp, passport, passport_issued_on, "
        "passport_issuer, passport_department, saved_at FROM identity_profile WHERE account_id = $1",
        account_id,
    )
    return Declared(**{**dict(row), "sex": Sex(row["sex"])}) if row else None


async def passport_check(
    connection: Connection, request_id: int, account_id: int, stated: Declared | None
) -> CheckSeen | None:
    """The newest question about the passport as it is stated now; without a statement, the request's own.

    A bound account that never stated anything is asked about with the passport that its record holds.
    """
    row = await connection.fetchrow(
        _CHECK + "account_id = $1 AND kind = 'PASSPORT' AND state <> 'DROPPED' "
        "AND CASE WHEN $2::int IS NULL THEN request_id = $3 ELSE profile_version = $2 END ORDER BY id DESC LIMIT 1",
        account_id,
        stated.version if stated else None,
        request_id,
    )
    return seen(row) if row else None


async def policy_check(connection: Connection, request_id: int) -> CheckSeen | None:
    """The request's question about the policy."""
    row = await connection.fetchrow(
        _CHECK + "request_id = $1 AND kind = 'POLICY' AND state <> 'DROPPED' ORDER BY id DESC LIMIT 1", request_id
    )
    return seen(row) if row else None


async def claim_checks(connection: Connection, claim_id: int) -> list[CheckSeen]:
    """Every question about a family claim, oldest first."""
    return [seen(row) for row in await connection.fetch(_CHECK + "claim_id = $1 ORDER BY id", claim_id)]


def seen(row: asyncpg.Record) -> CheckSeen:
    """A row of `registry_check`."""
    return CheckSeen(
        CheckKind(row["kind"]),
        CheckState(row["state"]),
        row["profile_version"],
        row["created_at"],
        row["asked_at"],
        row["attempts"],
        row["unavailable_since"],
        row["answered_at"],
        CheckOutcome(row["outcome"]) if row["outcome"] else None,
        orjson.loads(row["answer"]) if row["answer"] else {},
    )


def shown(kind: IdentifierKind, value: str | None, *, whole: bool) -> str | None:
    """An identifier as a screen shows it: whole, or its last digits alone."""
    if value is None or whole:
        return value
    last = 2 if kind is IdentifierKind.SNILS else 4
    return "•" * (len(value) - last) + value[-last:]
