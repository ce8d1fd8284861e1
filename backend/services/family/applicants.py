"""Who adds somebody to their family: the person whom registries are asked about together with the child."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import AccountLevel
from backend.services.person_names import alike
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_ACCOUNT = """
SELECT a.level, a.person_id, p.family_name, p.given_name, p.patronymic, p.birth_date,
  f.family_name AS stated_family_name, f.given_name AS stated_given_name, f.patronymic AS stated_patronymic,
  f.birth_date AS stated_birth_date, EXISTS (SELECT FROM person_identifier i WHERE i.patient_id = a.person_id
    AND i.kind = 'SNILS' AND i.value = f.snils AND i.ended_on IS NULL) AS same_snils
FROM account a LEFT JOIN person p ON p.id = a.person_id LEFT JOIN identity_profile f ON f.account_id = a.id
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

    def may_be(self, other: "Applicant") -> bool:
        """Whether the two may be one person who has changed the surname; a record may lack the patronymic."""
        return (
            self.birth_date == other.birth_date
            and alike(self.given_name, other.given_name)
            and (not other.patronymic or alike(self.patronymic, other.patronymic))
        )


async def applicant_of(connection: Connection, account_id: int) -> Applicant:
    """Whom registries are asked about. Raises Refused ACCOUNT_LEVEL_TOO_LOW (ACC-01), PROFILE_REQUIRED.

    From STANDARD on the names are those of a passport that the registry found valid: so nobody is asked about in
    somebody else's name.
    """
    row = await connection.fetchrow(_ACCOUNT, account_id)
    if row is None or row["level"] == AccountLevel.BASIC:
        raise Refused("ACCOUNT_LEVEL_TOO_LOW")
    known = _names(row)
    if not known:
        raise Refused("PROFILE_REQUIRED")
    return known[0]


async def names_of(connection: Connection, account_id: int) -> list[Applicant]:
    """Under which names documents may know the account's owner, the newest first."""
    row = await connection.fetchrow(_ACCOUNT, account_id)
    return _names(row) if row is not None else []


def _names(row: asyncpg.Record) -> list[Applicant]:
    """A bound account is the person of its record, and nobody else, whatever it states.

    A statement about that person may know another surname: a record keeps the one of before a marriage.
    """
    person = stated = None
    if row["birth_date"] is not None and row["family_name"] and row["given_name"]:
        person = Applicant(row["family_name"], row["given_name"], row["patronymic"], row["birth_date"])
    if row["stated_birth_date"] is not None:
        stated = Applicant(
            row["stated_family_name"], row["stated_given_name"], row["stated_patronymic"], row["stated_birth_date"]
        )
    if row["person_id"] is None:
        return [stated] if stated else []
    if stated is not None and person is not None and not (row["same_snils"] and stated.may_be(person)):
        stated = None
    return [one for one in (stated, person) if one is not None]
