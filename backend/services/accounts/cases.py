"""Cases about an account as its owner sees them, and the one that they open themselves (152-ФЗ, article 14)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models.service_case import CaseKind, CaseState
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.working_days import due_at

# 152-ФЗ, article 20, part 1.
PERSONAL_DATA_DAYS = 10
_COLUMNS = (
    "id, kind, state, opened_at, due_at, decided_at, reason, coalesce(details ? 'objected_at', false) AS objected"
)


@dataclass(frozen=True, slots=True)
class OwnCase:
    """`answer` is what the registrar wrote; `objected`: the owner has said that a recovery is not theirs."""

    id: int
    kind: CaseKind
    state: CaseState
    opened_at: dt.datetime
    due_at: dt.datetime
    decided_at: dt.datetime | None
    answer: str | None
    objected: bool


async def cases_of(pool: asyncpg.Pool, account_id: int) -> list[OwnCase]:
    """The newest first."""
    return [
        _case(row)
        for row in await pool.fetch(
            f"SELECT {_COLUMNS} FROM service_case WHERE account_id = $1 ORDER BY id DESC LIMIT 100", account_id
        )
    ]


async def request_personal_data(
    pool: asyncpg.Pool, key: bytes, actor: Actor, client_mutation_id: str | None, at: dt.datetime
) -> OwnCase:
    """Asks the operator what it keeps, in writing; an answer comes within ten working days. One at a time: asked again
    meanwhile it is the same case. Raises Refused CONFLICT for a `client_mutation_id` of another call."""
    mutation = "requestPersonalData"
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        case = await earlier_outcome(connection, key, actor.account_id, mutation, client_mutation_id, [], at)
        if case is None:
            case = await connection.fetchval(
                "SELECT id FROM service_case WHERE account_id = $1 AND kind = 'PERSONAL_DATA' AND state = 'OPEN'",
                actor.account_id,
            ) or await connection.fetchval(
                "INSERT INTO service_case (kind, state, account_id, opened_at, due_at) "
                "VALUES ('PERSONAL_DATA', 'OPEN', $1, $2, $3) RETURNING id",
                actor.account_id,
                at,
                due_at(at, PERSONAL_DATA_DAYS),
            )
            await keep_outcome(connection, actor.account_id, mutation, client_mutation_id, case)
        row = await connection.fetchrow(f"SELECT {_COLUMNS} FROM service_case WHERE id = $1", case)
    assert row is not None
    return _case(row)


async def withdraw(pool: asyncpg.Pool, actor: Actor, case_id: int) -> OwnCase:
    """Takes back a request for personal data. Raises Refused NOT_FOUND, another's as a missing one; WRONG_STATE."""
    return await _change(pool, actor, case_id, CaseKind.PERSONAL_DATA, "state = 'WITHDRAWN'")


async def object_to(pool: asyncpg.Pool, actor: Actor, case_id: int, at: dt.datetime) -> OwnCase:
    """Says that a recovery is not the owner's own: the registrar sees it among what was stated.

    It stops nothing by itself, for whoever has found the phone could say so too. Raises Refused NOT_FOUND, WRONG_STATE.
    """
    objected = "details = coalesce(details, '{}') || jsonb_build_object('objected_at', $4::text)"
    return await _change(pool, actor, case_id, CaseKind.RECOVERY, objected, at.isoformat())


async def _change(pool: asyncpg.Pool, actor: Actor, case_id: int, kind: CaseKind, change: str, *given: str) -> OwnCase:
    row = await pool.fetchrow(
        f"UPDATE service_case SET {change} WHERE id = $1 AND account_id = $2 AND kind = $3 AND state = 'OPEN' "
        f"RETURNING {_COLUMNS}",
        case_id,
        actor.account_id,
        kind.value,
        *given,
    )
    if row is not None:
        return _case(row)
    own = await pool.fetchval(
        "SELECT EXISTS (SELECT FROM service_case WHERE id = $1 AND account_id = $2)", case_id, actor.account_id
    )
    raise Refused("WRONG_STATE" if own else "NOT_FOUND", ["input", "id"])


def _case(row: asyncpg.Record) -> OwnCase:
    return OwnCase(
        row["id"],
        CaseKind(row["kind"]),
        CaseState(row["state"]),
        row["opened_at"],
        row["due_at"],
        row["decided_at"],
        row["reason"],
        bool(row["objected"]),
    )
