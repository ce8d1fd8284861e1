"""An account's own share links of one record, each with who tried to open it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.share_link import OpeningOutcome, ShareLinkState
from backend.models.vocabulary import Kind
from backend.policy.sharing import sharing_standing

_MOST, _MOST_OPENINGS = 50, 100


@dataclass(frozen=True, slots=True)
class OwnOpening:
    """`recipient` is what they wrote themselves."""

    id: int
    at: dt.datetime
    recipient: str
    outcome: OpeningOutcome


@dataclass(frozen=True, slots=True)
class OwnLink:
    """`openings` are the newest hundred."""

    id: int
    kinds: tuple[Kind, ...]
    state: ShareLinkState
    tries_left: int
    created_at: dt.datetime
    expires_at: dt.datetime
    openings: tuple[OwnOpening, ...]


_LINKS = f"""
SELECT l.id, l.sections, l.tries_left, l.created_at, l.expires_at,
  CASE WHEN l.revoked_at IS NOT NULL THEN 'REVOKED' WHEN l.ended_at IS NOT NULL THEN 'ENDED'
    WHEN l.expires_at <= $3 THEN 'EXPIRED' WHEN l.tries_left = 0 THEN 'LOCKED'
    WHEN NOT EXISTS (SELECT FROM standings(l.account_id, $3, $4) st
      WHERE {sharing_standing("st", "l.patient_id", "l.created_at")}) THEN 'ENDED'
    ELSE 'OPEN' END AS state
FROM share_link l WHERE l.account_id = $1 AND l.patient_id = $2 AND ($5::bigint IS NULL OR l.id = $5)
ORDER BY l.id DESC LIMIT {_MOST}
"""
_OPENINGS = f"""
SELECT o.* FROM unnest($1::bigint[]) AS wanted(id) CROSS JOIN LATERAL
  (SELECT id, link_id, at, recipient, outcome FROM share_opening WHERE link_id = wanted.id ORDER BY id DESC
   LIMIT {_MOST_OPENINGS}) o
"""


async def own_links(
    pool: asyncpg.Pool,
    account_id: int,
    patient_id: int,
    regions: Sequence[str],
    at: dt.datetime,
    link_id: int | None = None,
) -> list[OwnLink]:
    """The newest 50 first; only the one asked for, if any is."""
    rows = await pool.fetch(_LINKS, account_id, patient_id, at, list(regions), link_id)
    openings = await pool.fetch(_OPENINGS, [row["id"] for row in rows])
    return [
        OwnLink(
            row["id"],
            tuple(Kind(kind) for kind in row["sections"]),
            ShareLinkState(row["state"]),
            row["tries_left"],
            row["created_at"],
            row["expires_at"],
            tuple(
                OwnOpening(one["id"], one["at"], one["recipient"], OpeningOutcome(one["outcome"]))
                for one in openings
                if one["link_id"] == row["id"]
            ),
        )
        for row in rows
    ]
