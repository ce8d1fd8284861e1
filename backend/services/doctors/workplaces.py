"""Where a doctor works at this moment: an encounter opens at an own organization alone (policy.md, Conditions)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.policy.sensitivity import of_text
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# The roles in force of account $1 at $2; `labels` are those that every encounter with such a doctor carries, and so are the
# classes that the words of `specialties` name: a code of another dictionary says nothing to us.
WORKPLACES = """
SELECT w.practitioner_id, w.organization_id, o.name, o.short_name, bit_or(coalesce(k.labels, 0)) AS labels,
  string_agg(coalesce(s.specialty, CASE WHEN w.specialty_code IS NULL THEN d.specialty END), '; ') AS specialties
FROM account a
JOIN practitioner d ON d.id = a.practitioner_id
JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id AND w.starts_on <= moscow_day($2)
  AND (w.ends_on IS NULL OR w.ends_on >= moscow_day($2))
JOIN organization o ON o.id = w.organization_id
LEFT JOIN staff_appointment s ON s.practitioner_role_id = w.id
LEFT JOIN specialty_class k ON k.code = w.specialty_code
WHERE a.id = $1 GROUP BY w.practitioner_id, w.organization_id, o.name, o.short_name ORDER BY min(w.id)
"""


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organization where the doctor works. `labels` go with every encounter there (policy.md, principle 8)."""

    practitioner_id: int
    organization_id: int
    name: str
    labels: int


async def workplaces(connection: Connection, account_id: int, at: dt.datetime) -> list[Workplace]:
    """Where the account's doctor works now, the longest-held first; none for whoever has left."""
    return [
        Workplace(
            row["practitioner_id"],
            row["organization_id"],
            row["short_name"] or row["name"],
            row["labels"] | of_text(row["specialties"] or "").labels,
        )
        for row in await connection.fetch(WORKPLACES, account_id, at)
    ]


async def held_workplaces(connection: Connection, actor: Actor, at: dt.datetime) -> list[Workplace]:
    """Likewise for who acts, with their account held until the transaction ends: two acts of one doctor follow each other.

    Raises Refused UNAUTHENTICATED, NO_WORKPLACE for a doctor who works nowhere.
    """
    await hold_own_account(connection, actor)
    found = await workplaces(connection, actor.account_id, at)
    if not found:
        raise Refused("NO_WORKPLACE")
    return found


def chosen(found: list[Workplace], organization_id: int | None) -> Workplace:
    """The organization named, or the only one. Raises Refused REQUIRED, NO_WORKPLACE for another's."""
    field = ["input", "organizationId"]
    if organization_id is None:
        if len(found) > 1:
            raise Refused("REQUIRED", field)
        return found[0]
    for one in found:
        if one.organization_id == organization_id:
            return one
    raise Refused("NO_WORKPLACE", field)
