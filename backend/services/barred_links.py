"""Representatives whose rights to a child a court has ended: no new claim of theirs is ever verified."""

import asyncpg
import asyncpg.pool


async def barred(
    connection: "asyncpg.Connection | asyncpg.pool.PoolConnectionProxy", patient_id: int, representative_id: int
) -> bool:
    """Whether a termination, or an adoption by others, is in force between the two.

    A claim of such a pair is answered as any that registries do not confirm. The database refuses the link by the same
    function.
    """
    found: bool = await connection.fetchval("SELECT representation_barred($1, $2)", patient_id, representative_id)
    return found
