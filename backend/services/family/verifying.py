"""A claim that is verified: on what ground, and what comes of it."""

import datetime as dt
from dataclasses import dataclass

from backend.services.family.moving import move
from backend.services.family.transitions import ClaimEvent
from backend.services.family_links import link_verified_claims
from backend.services.registry_checks import Connection

# The dictionary 1.2.643.5.1.13.13.99.2.313, documents of a legal representative's authority (REP-10).
BIRTH_CERTIFICATE, GUARDIAN_APPOINTED, TRUSTEE_APPOINTED = "1", "2", "3"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a verified link rests on. `code` is of the dictionary 99.2.313; the dates are null where the law gives them."""

    basis: str
    code: str
    act_number: str | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


async def verify(
    connection: Connection,
    claim_id: int,
    event: ClaimEvent,
    ground: Ground,
    at: dt.datetime,
    officer_id: int | None = None,
) -> None:
    """Verifies a claim and links the two people where both are known for sure. Raises Refused WRONG_STATE."""
    account = await connection.fetchval(
        "UPDATE family_claim SET verified_at = $2, verified_by_id = $3, basis = $4, basis_code = $5, act_number = $6, "
        "starts_on = $7, ends_on = $8 WHERE id = $1 RETURNING account_id",
        claim_id,
        at,
        officer_id,
        ground.basis,
        ground.code,
        ground.act_number,
        ground.starts_on,
        ground.ends_on,
    )
    await move(connection, claim_id, event, at)
    await link_verified_claims(connection, account, at)
