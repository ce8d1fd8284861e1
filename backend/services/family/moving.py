"""The one way in which a family claim moves: by its table, and with its applicant told."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.family_claim import FamilyClaimState
from backend.models.notification import NotificationKind
from backend.services.family.transitions import ClaimEvent, after
from backend.services.notifying import changed, notify
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# What somebody else did, or a registry at last.
TOLD = frozenset(
    {ClaimEvent.MATCHED, ClaimEvent.NOT_CONFIRMED, ClaimEvent.CONFIRM, ClaimEvent.REFUSE, ClaimEvent.GO_ANEW}
)


async def move(connection: Connection, claim_id: int, event: ClaimEvent, at: dt.datetime) -> FamilyClaimState:
    """Moves a claim in the caller's transaction and gives its new state. Raises Refused WRONG_STATE, NOT_FOUND.

    Locks the row, so that of two moves at once the second sees what the first made of it. What the database wants of
    the new state stands in the row before: `verified_at` for VERIFIED, `refused_reason` for REFUSED.
    """
    row = await connection.fetchrow("SELECT state, account_id FROM family_claim WHERE id = $1 FOR UPDATE", claim_id)
    if row is None:
        raise Refused("NOT_FOUND")
    state = after(FamilyClaimState(row["state"]), event)
    if state is None:
        raise Refused("WRONG_STATE")
    await connection.execute("UPDATE family_claim SET state = $2 WHERE id = $1", claim_id, state.value)
    if event in TOLD:
        await notify(
            connection,
            row["account_id"],
            NotificationKind.FAMILY_MOVED,
            f"family:{claim_id}:{state.value}:{at.timestamp():.0f}",
            at,
            claim_id=claim_id,
            detail=state.value,
        )
    await changed(connection, row["account_id"], "family_claim", claim_id)
    return state
