"""A share link is taken back by who made it."""

import datetime as dt

import asyncpg

from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused


async def revoke_share_link(pool: asyncpg.Pool, actor: Actor, link_id: int, at: dt.datetime) -> int:
    """From now on it opens nothing; again changes nothing. Gives whose record it is of.

    Needs no standing: who has lost it may still close what they opened. Raises Refused UNAUTHENTICATED, NOT_FOUND for
    another's and a missing one alike.
    """
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        found = await connection.fetchval(
            "UPDATE share_link SET revoked_at = coalesce(revoked_at, $3) WHERE id = $1 AND account_id = $2 RETURNING patient_id",
            link_id,
            actor.account_id,
            at,
        )
    if found is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    return int(found)
