"""What is known of an account's owner: their statement, or before that what the record of their person holds (REQ-04)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import Sex
from backend.services.accounts.profile_form import Passport

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_KNOWN = """
SELECT f.version, f.saved_at, f.family_name, f.given_name, f.patronymic, f.birth_date, f.sex, f.snils, f.enp,
  f.passport, f.passport_issued_on, f.passport_issuer, f.passport_department
FROM identity_profile f WHERE f.account_id = $1
UNION ALL
SELECT 0, NULL, nullif(p.family_name, ''), nullif(p.given_name, ''), p.patronymic, p.birth_date, p.sex,
  (SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'SNILS' AND ended_on IS NULL
   ORDER BY checked DESC, id DESC LIMIT 1),
  (SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'ENP' AND ended_on IS NULL
   ORDER BY checked DESC, id DESC LIMIT 1),
  d.value, d.issued_on, d.issuer, d.issuer_code
FROM account a JOIN person p ON p.id = a.person_id
LEFT JOIN LATERAL (
  SELECT value, issued_on, issuer, issuer_code FROM person_identifier
  WHERE patient_id = p.id AND kind = 'PASSPORT' AND ended_on IS NULL ORDER BY issued_on DESC NULLS LAST LIMIT 1
) d ON true
WHERE a.id = $1
ORDER BY version DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Known:
    """`version` 0: nothing has been stated yet. A passport is known whole or not at all."""

    version: int = 0
    saved_at: dt.datetime | None = None
    family_name: str | None = None
    given_name: str | None = None
    patronymic: str | None = None
    birth_date: dt.date | None = None
    sex: Sex | None = None
    snils: str | None = None
    enp: str | None = None
    passport: Passport | None = None


async def known(connection: "Connection | asyncpg.Pool", account_id: int) -> Known:
    """What a form about the account's owner begins with."""
    row = await connection.fetchrow(_KNOWN, account_id)
    if row is None:
        return Known()
    document = (row["passport"], row["passport_issued_on"], row["passport_issuer"], row["passport_department"])
    sex = Sex(row["sex"])
    return Known(
        row["version"],
        row["saved_at"],
        row["family_name"],
        row["given_name"],
        row["patronymic"],
        row["birth_date"],
        sex if sex in (Sex.MALE, Sex.FEMALE) else None,
        row["snils"],
        row["enp"],
        None if None in document else Passport(*document),
    )
