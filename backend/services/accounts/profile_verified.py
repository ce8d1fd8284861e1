"""What of a statement has been verified already, and so changes by an officer alone (ACC-01)."""

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import AccountLevel
from backend.services.accounts.profile_form import Statement
from backend.services.accounts.profile_known import Known
from backend.services.person_names import alike
from backend.services.refusal import Refused, SeveralRefused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_PERSON = """
SELECT p.family_name, p.given_name, p.patronymic, p.birth_date, p.sex,
  (SELECT value FROM person_identifier WHERE patient_id = p.id AND kind = 'SNILS' AND checked AND ended_on IS NULL) AS snils
FROM person p WHERE p.id = $1
"""


async def need_verified_kept(
    connection: Connection, level: AccountLevel, person_id: int | None, before: Known, statement: Statement
) -> None:
    """Raises SeveralRefused VERIFIED_FIELD.

    Whoever the account is bound to was born then and has that checked СНИЛС. A FULL account's names, birth date, sex and
    СНИЛС were vouched for as a whole; a passport is replaced by itself and may be stated anew.
    """
    full = level is AccountLevel.FULL
    person = await connection.fetchrow(_PERSON, person_id) if person_id is not None else None
    if person is not None:
        verified = dict(person)
    elif full and before.version:
        verified = {
            "family_name": before.family_name,
            "given_name": before.given_name,
            "patronymic": before.patronymic,
            "birth_date": before.birth_date,
            "sex": before.sex,
            "snils": before.snils,
        }
    else:
        return
    changed = [
        field
        for field, before_value, value in (
            ("birthDate", verified["birth_date"], statement.birth_date),
            ("snils", verified["snils"], statement.snils),
        )
        if before_value is not None and before_value != value
    ]
    if full:
        changed = _names(verified, statement) + changed
    if changed:
        raise SeveralRefused([Refused("VERIFIED_FIELD", ["input", field]) for field in changed])


def _names(verified: dict[str, object], statement: Statement) -> list[str]:
    pairs = (
        ("familyName", verified["family_name"], statement.family_name),
        ("givenName", verified["given_name"], statement.given_name),
        ("patronymic", verified["patronymic"], statement.patronymic),
    )
    changed = [field for field, before, now in pairs if not alike(str(before or ""), str(now or ""))]
    return changed + (["sex"] if verified["sex"] in ("MALE", "FEMALE") and verified["sex"] != statement.sex else [])
