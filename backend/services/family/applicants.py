"""Who adds somebody to their family: the person whom registries are asked about together with the child."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import AccountLevel
from backend.services.person_names import alike
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# A bound account is the person of its record; else its owner is who the checked passport says.
_APPLICANT = """
SELECT a.level, a.person_id, known.family_name, known.given_name, known.patronymic, known.birth_date
FROM account a LEFT JOIN LATERAL (
  SELECT p.family_name, p.given_name, p.patronymic, p.birth_date, 1 AS place FROM person p
  WHERE p.id = a.person_id AND p.family_name <> '' AND p.given_name <> '' AND p.birth_date IS NOT NULL
  UNION ALL
  SELECT f.family_name, f.given_name, f.patronymic, f.birth_date, 2 FROM identity_profile f WHERE f.account_id = a.id
  ORDER BY place LIMIT 1
) known ON true
WHERE a.id = $1
"""


@dataclass(frozen=True, slots=True)
class Applicant:
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date

    def is_also(self, other: "Applicant") -> bool:
        """Whether a document that names the one names the other."""
        return (
            self.birth_date == other.birth_date
            and alike(self.family_name, other.family_name)
            and alike(self.given_name, other.given_name)
            and alike(self.patronymic, other.patronymic)
        )


async def applicant_of(connection: Connection, account_id: int) -> Applicant:
    """Raises Refused ACCOUNT_LEVEL_TOO_LOW (ACC-01), PROFILE_REQUIRED.

    From STANDARD on the names are those of a passport that the registry found valid: so nobody is asked about in
    somebody else's name.
    """
    row = await connection.fetchrow(_APPLICANT, account_id)
    if row is None or row["level"] == AccountLevel.BASIC:
        raise Refused("ACCOUNT_LEVEL_TOO_LOW")
    if row["birth_date"] is None:
        raise Refused("PROFILE_REQUIRED")
    return Applicant(row["family_name"], row["given_name"], row["patronymic"], row["birth_date"])
