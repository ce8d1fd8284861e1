"""Representatives whose rights to a child a court has ended: no new claim of theirs is ever verified."""

import datetime as dt

import asyncpg
import asyncpg.pool


async def barred(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy",
    patient_id: int,
    representative_id: int,
    at: dt.datetime,
) -> bool:
    """Whether a termination, or an adoption by others, is in force between the two at `at`.

    A claim of such a pair is answered as any that registries do not confirm. The database holds the same rule.
    """
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM court_act c WHERE c.patient_id = $1 AND c.state = 'IN_FORCE' AND c.confirmed_at <= $3 "
        "AND ((c.kind = 'TERMINATION' AND c.representative_id = $2) "
        "OR (c.kind = 'ADOPTION' AND c.details -> 'former' @> to_jsonb($2::bigint))))",
        patient_id,
        representative_id,
        at,
    )
    return found
