"""How often registries may be asked about children: so that nobody probes other people's (REP-07)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

PER_DAY, PER_MONTH = 10, 30
# By whatever accounts.
PER_DOCUMENT = 5
# Children and wards in one list.
LISTED = 30
_OF_ACCOUNT = """
SELECT count(*) FILTER (WHERE created_at > $2) AS today, count(*) AS lately FROM registry_check
WHERE account_id = $1 AND kind IN ('CIVIL_ACT', 'GUARDIANSHIP') AND created_at > $3
"""
_OF_DOCUMENT = """
SELECT count(*) FROM registry_check WHERE kind IN ('CIVIL_ACT', 'GUARDIANSHIP') AND created_at > $2
  AND coalesce(question ->> 'certificate', question -> 'ward' ->> 'document_number') = $1
"""


async def hold_tries(connection: Connection, account_id: int, number: str, at: dt.datetime) -> None:
    """Makes sure that the account may put one more question about this document, until the transaction ends.

    Raises Refused TRIES_USED_UP, alike whichever limit it was.
    """
    for held in (f"family:account:{account_id}", f"family:document:{number}"):
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", held)
    day = at - dt.timedelta(days=1)
    asked = await connection.fetchrow(_OF_ACCOUNT, account_id, day, at - dt.timedelta(days=30))
    assert asked is not None
    listed = await connection.fetchval(
        "SELECT count(*) FROM family_claim WHERE account_id = $1 AND (state <> 'WITHDRAWN' OR created_at > $2)",
        account_id,
        day,
    )
    of_document = await connection.fetchval(_OF_DOCUMENT, number, day)
    if asked["today"] >= PER_DAY or asked["lately"] >= PER_MONTH or of_document >= PER_DOCUMENT or listed >= LISTED:
        raise Refused("TRIES_USED_UP")
