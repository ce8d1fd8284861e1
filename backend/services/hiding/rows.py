"""Which rows are kept from representatives: worked out from the hidings in force, always for a whole record at once."""

import asyncpg
import asyncpg.pool

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


async def hold_person(connection: Connection, patient_id: int) -> None:
    """Holds the record's person: whoever hides, lifts or imports into one record comes one after the other."""
    await connection.execute("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", patient_id)


async def follow_hidings(connection: Connection, patient_id: int) -> list[int]:
    """Makes the record's rows follow the hidings in force (migration 0033); the person is held. Gives current rows that changed."""
    rows = await connection.fetch(
        "SELECT changed_entry FROM follow_hidings(ARRAY[$1::bigint]) WHERE changed_status = 0 ORDER BY 1", patient_id
    )
    return [row["changed_entry"] for row in rows]
