"""The number and the term that a request gets with its submission (REQ-02, REQ-13)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import AccountLevel
from backend.services.numbering import next_number
from backend.services.working_days import due_at


async def number_and_term(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    request_id: int,
    level: AccountLevel,
    at: dt.datetime,
) -> str:
    """Gives the request its number, such as `ЭМК-2026-000123`, and writes down when it has to be decided, and its level."""
    number = await next_number(connection, "ЭМК", at)
    await connection.execute(
        "UPDATE access_request SET number = $2, submitted_at = $3, due_at = $4, level = $5 WHERE id = $1",
        request_id,
        number,
        at,
        due_at(at),
        level.value,
    )
    return number
