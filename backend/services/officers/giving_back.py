"""Links and accesses that an officer's act ended by mistake come back where their ground stands today."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.notification import NotificationKind
from backend.models.vocabulary import GrantGround
from backend.services.access_requests.grants import obstacle, open_grant
from backend.services.notifying import Tell, tell

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_RELINK = """
UPDATE legal_representation r SET state = was.state, ends_on = was.ends_on
FROM jsonb_to_recordset($1::jsonb) AS was(id bigint, state text, ends_on date), person child, person representative
WHERE r.id = was.id AND r.state = 'ENDED'
  AND child.id = r.patient_id AND child.deceased_on IS NULL
  AND representative.id = r.representative_id AND representative.deceased_on IS NULL
  AND NOT representation_barred(r.patient_id, r.representative_id)
  AND NOT EXISTS (SELECT FROM court_act c WHERE c.patient_id = r.patient_id AND c.representative_id = r.representative_id
    AND c.kind = 'TERMINATION' AND c.confirmed_at >= $2)
  AND NOT EXISTS (SELECT FROM family_claim c WHERE c.representation_id = r.id AND c.state <> 'VERIFIED')
  AND NOT EXISTS (SELECT FROM legal_representation o WHERE o.patient_id = r.patient_id
    AND o.representative_id = r.representative_id AND o.kind = r.kind AND o.state IN ('PENDING', 'VERIFIED'))
"""
# What was decided of a pair since then is not overruled.
_GRANTS = """
SELECT g.patient_id, g.grantee_id, g.ground, g.valid_until FROM access_grant g
WHERE g.id = ANY ($1) AND (g.valid_until IS NULL OR g.valid_until > $2)
  AND NOT EXISTS (SELECT FROM access_grant o WHERE o.patient_id = g.patient_id AND o.grantee_id = g.grantee_id AND o.id > g.id)
ORDER BY g.id
"""


async def relink(connection: Connection, links: Sequence[dict[str, Any]], ended_at: dt.datetime) -> None:
    """Gives links (`id`, and the `state` and `ends_on` that each had) back that no court and nobody else ended since."""
    await connection.execute(_RELINK, orjson.dumps(links).decode(), ended_at)


async def reopen_grants(connection: Connection, grants: Sequence[int], at: dt.datetime) -> None:
    """Opens accesses again that their holders may hold now, and tells each."""
    told = []
    for grant in await connection.fetch(_GRANTS, list(grants), at):
        patient, grantee = grant["patient_id"], grant["grantee_id"]
        if await obstacle(connection, grantee, patient, at) is not None:
            continue
        opened = await open_grant(connection, patient, grantee, GrantGround(grant["ground"]), at, grant["valid_until"])
        told.append(Tell(grantee, NotificationKind.ACCESS_OPENED, f"grant:{opened}", patient_id=patient))
    await tell(connection, told, at)
