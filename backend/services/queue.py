"""Jobs, put into the queue by the transaction of the change that they belong to: both are kept, or neither."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool
import orjson

QUEUE = "medcard"
# The queue's own SQL function (procrastinate 3).
_DEFER = "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('medcard', $1, 0, $2, $3, $4::jsonb, $5)]::procrastinate_job_to_defer_v1[])"

_DEFER_MANY = """
SELECT procrastinate_defer_jobs_v1(
  array_agg(ROW('medcard', $1, 0, NULL, NULL, given.ids::jsonb, NULL)::procrastinate_job_to_defer_v1))
FROM unnest($2::text[]) AS given(ids) HAVING count(*) > 0
"""


async def defer_many(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", task: str, jobs: Sequence[dict[str, int]]
) -> None:
    """Puts one job for each of `jobs`, its row ids, into the queue, to run now."""
    await connection.execute(_DEFER_MANY, task, [orjson.dumps(ids).decode() for ids in jobs])


async def defer(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    task: str,
    /,
    *,
    lock: str | None = None,
    once: str | None = None,
    at: dt.datetime | None = None,
    **ids: int,
) -> None:
    """Puts a job of `backend/jobs.py` into the queue, to run now or at `at`.

    It carries row ids alone: a job's arguments are kept and shown to operators. `lock`: jobs of one lock run one after
    another. `once`: while a job of that name waits, no second is put beside it.
    """
    if once is not None and await connection.fetchval(
        "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = $1 AND status = 'todo')", once
    ):
        return
    try:
        async with connection.transaction():
            await connection.execute(_DEFER, task, lock, once, orjson.dumps(ids).decode(), at)
    except asyncpg.UniqueViolationError:
        # Another transaction has just put the same job there.
        if once is None:
            raise
