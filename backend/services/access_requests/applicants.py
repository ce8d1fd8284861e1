"""Who asks, and about whom, as the registries are asked about them: names, birth dates, passport, policy number."""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool

from backend.models import identifiers
from backend.models.moscow import moscow_day
from backend.models.vocabulary import IdentifierKind
from backend.services.refusal import Refused
from backend.services.typed_identifiers import as_stored

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
# A passport that was valid so short a time ago is not asked about again.
RECENT = dt.timedelta(days=30)
# What the account's owner states; a bound account without a statement has what the record holds.
_PASSPORT = """
SELECT family_name, given_name, patronymic, birth_date, passport AS number, passport_issued_on AS issued_on,
  passport_department AS department_code, version FROM identity_profile WHERE account_id = $1
UNION ALL
SELECT p.family_name, p.given_name, p.patronymic, p.birth_date, i.value, i.issued_on, i.issuer_code, NULL
FROM account a JOIN person p ON p.id = a.person_id
LEFT JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'PASSPORT' AND i.ended_on IS NULL
WHERE a.id = $1 AND NOT EXISTS (SELECT FROM identity_profile WHERE account_id = $1)
ORDER BY issued_on DESC NULLS LAST LIMIT 1
"""
_SUBJECT = """
SELECT family_name, given_name, patronymic, birth_date, enp FROM family_claim WHERE id = $2
UNION ALL
SELECT p.family_name, p.given_name, p.patronymic, p.birth_date,
  (SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'ENP' AND checked AND ended_on IS NULL)
FROM person p WHERE p.id = $3 AND $2::bigint IS NULL
UNION ALL
SELECT family_name, given_name, patronymic, birth_date, enp FROM identity_profile
WHERE account_id = $1 AND $2::bigint IS NULL AND $3::bigint IS NULL
LIMIT 1
"""


async def passport_question(
    connection: Connection, account_id: int, at: dt.datetime
) -> tuple[dict[str, Any], int | None]:
    """The question about the applicant's passport and the version of the statement that it comes from.

    Raises Refused PASSPORT_REQUIRED where something is missing (ACC-08), PASSPORT_EXPIRED.
    """
    row = await connection.fetchrow(_PASSPORT, account_id)
    if row is None or None in (row["number"], row["issued_on"], row["department_code"], row["birth_date"]):
        raise Refused("PASSPORT_REQUIRED")
    if identifiers.passport_expired(row["issued_on"], row["birth_date"], moscow_day(at)):
        raise Refused("PASSPORT_EXPIRED")
    question = dict(row)
    version = question.pop("version")
    return question, version


async def passport_known(connection: Connection, account_id: int, version: int | None, at: dt.datetime) -> bool:
    """Whether this version's passport has been found valid lately."""
    return version is not None and bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM registry_check WHERE account_id = $1 AND kind = 'PASSPORT' AND outcome = 'VALID' "
            "AND profile_version = $2 AND answered_at > $3)",
            account_id,
            version,
            at - RECENT,
        )
    )


async def policy_question(
    connection: Connection, account_id: int, claim_id: int | None, patient_id: int | None, number: str | None
) -> dict[str, Any]:
    """The question about the policy of the person whose record it is: the number entered, else the known one.

    Raises Refused APPLICANT_REQUIRED where nobody said who the applicant is, REQUIRED without a number.
    """
    row = await connection.fetchrow(_SUBJECT, account_id, claim_id, patient_id)
    if row is None or row["birth_date"] is None:
        raise Refused("APPLICANT_REQUIRED")
    question = dict(row)
    known = question.pop("enp")
    if number is None and known is None:
        raise Refused("REQUIRED", ["input", "policyNumber"])
    return {**question, "number": number or known}


def policy_number(text: str) -> str:
    """The number (ЕНП) as it is stored. Raises Refused REQUIRED, WRONG_FORMAT, CHECK_DIGIT."""
    return as_stored(IdentifierKind.ENP, text, ["input", "policyNumber"])
