"""An account becomes a person's: on a verified identity alone, exactly one match, never somebody's who has an account."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import asyncpg
import asyncpg.pool
import orjson

from backend.models.service_case import CaseKind
from backend.models.vocabulary import AccountLevel, IdentifierKind, Sex
from backend.policy.sealing import IdSealer
from backend.services.family_links import link_verified_claims
from backend.services.new_people import add_identifier, create_person
from backend.services.own_grants import open_own_grants
from backend.services.own_policies import ask_own_policy
from backend.services.working_days import due_at

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


class Doubt(StrEnum):
    """Why a registrar has to decide; a part of the case, told to officers alone."""

    BOUND_ALREADY = "BOUND_ALREADY"
    TAKEN = "TAKEN"
    BIRTH_DATE_DIFFERS = "BIRTH_DATE_DIFFERS"
    UNCHECKED = "UNCHECKED"
    NOBODY = "NOBODY"
    DECEASED = "DECEASED"


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified identity: names, birth date and СНИЛС as they are stored."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    snils: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The account is this person's."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Undecided:
    """A registrar decides about the case; until then the account is whose it was."""

    case_id: int
    doubt: Doubt


# Everyone who has this СНИЛС now; nobody records a death while an account becomes theirs. A person whom an import brought may have it unchecked: that matches nobody by itself.
_NAMED = """
SELECT p.id, p.birth_date, p.deceased_on, i.checked FROM person_identifier i JOIN person p ON p.id = i.patient_id
WHERE i.kind = 'SNILS' AND i.value = $1 AND i.ended_on IS NULL ORDER BY i.checked DESC, p.id
FOR SHARE OF p
"""
_CASE = """
INSERT INTO service_case (kind, state, account_id, person_id, details, opened_at, due_at)
VALUES ($1, 'OPEN', $2, $3, $4::jsonb, $5, $6)
ON CONFLICT (account_id, kind) WHERE state = 'OPEN' DO UPDATE SET details = excluded.details, person_id = excluded.person_id
RETURNING id
"""


async def bind(
    connection: Connection,
    ids: IdSealer,
    account_id: int,
    identity: Identity,
    at: dt.datetime,
    *,
    create: bool,
    level: AccountLevel | None = None,
) -> Bound | Undecided:
    """Binds a citizen's account to the one person with this checked СНИЛС and birth date, and opens what follows from it.

    Names match nobody. `create`: where nobody has the СНИЛС, whoever vouches for the identity vouches for a new person.
    All else opens a case for a registrar. `level`: what the account is raised to, once bound. Safe to repeat; runs in the
    caller's transaction.
    """
    # The account first, as everywhere; then the СНИЛС, so that of two at once the later one sees the earlier's person.
    account = await connection.fetchrow("SELECT person_id FROM account WHERE id = $1 FOR NO KEY UPDATE", account_id)
    assert account is not None
    await lock_snils(connection, identity.snils)
    found = await _match(connection, identity, account["person_id"])
    doubt, person = (found, None) if isinstance(found, Doubt) else (None, found)
    if account["person_id"] is not None and (person is None or person != account["person_id"]):
        doubt = Doubt.BOUND_ALREADY
    elif doubt is Doubt.NOBODY and create:
        doubt, person = None, await _new_person(connection, ids, identity, at)
    if doubt is None and person is not None and await take(connection, account_id, person, level):
        await add_identifier(connection, person, IdentifierKind.SNILS, identity.snils, checked=True)
        await link_verified_claims(connection, account_id, at)
        await open_own_grants(connection, account_id, at)
        await ask_own_policy(connection, account_id, at)
        return Bound(person)
    return await _undecided(connection, account_id, identity, doubt or Doubt.TAKEN, at)


async def _match(connection: Connection, identity: Identity, bound: int | None) -> int | Doubt:
    """`bound` is whose account it is already: what that person has stated of themself is confirmed now."""
    named = await connection.fetch(_NAMED, identity.snils)
    checked = [row for row in named if row["checked"]]
    if not checked:
        if bound is not None and (bound, identity.birth_date) in [(row["id"], row["birth_date"]) for row in named]:
            return bound
        return Doubt.UNCHECKED if named else Doubt.NOBODY
    # The database holds no СНИЛС twice among the checked.
    [one] = checked
    if one["deceased_on"] is not None:
        return Doubt.DECEASED
    return int(one["id"]) if one["birth_date"] == identity.birth_date else Doubt.BIRTH_DATE_DIFFERS


async def lock_snils(connection: Connection, snils: str) -> None:
    """Of two bindings by one СНИЛС at once the later one sees whom the earlier made. The account is held before."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7253014))", snils)


async def take(connection: Connection, account_id: int, person_id: int, level: AccountLevel | None = None) -> bool:
    """Makes an account that is held, and nobody's else, the person's; False where the person has another citizen's account,
    or is held for somebody else (docs/merging.md)."""
    try:
        async with connection.transaction():
            # Whoever records the person's death waits, and finds this account too.
            await connection.execute("SELECT FROM person WHERE id = $1 FOR SHARE", person_id)
            if await connection.fetchval("SELECT record_merged($1)", person_id):
                return False
            await connection.execute(
                "UPDATE account SET person_id = $2, level = coalesce($3, level) WHERE id = $1",
                account_id,
                person_id,
                level.value if level is not None else None,
            )
    except asyncpg.UniqueViolationError:
        return False
    return True


async def _new_person(connection: Connection, ids: IdSealer, identity: Identity, at: dt.datetime) -> int:
    return await create_person(
        connection,
        ids,
        identity.family_name,
        identity.given_name,
        identity.patronymic,
        identity.birth_date,
        identity.sex,
        at,
    )


async def _undecided(
    connection: Connection, account_id: int, identity: Identity, doubt: Doubt, at: dt.datetime
) -> Undecided:
    """One open case an account; stating it again renews what it says."""
    details = {
        "doubt": doubt.value,
        "family_name": identity.family_name,
        "given_name": identity.given_name,
        "patronymic": identity.patronymic,
        "birth_date": identity.birth_date.isoformat(),
        "sex": identity.sex.value,
        "snils": identity.snils,
    }
    case = await connection.fetchval(
        _CASE, CaseKind.IDENTITY.value, account_id, None, orjson.dumps(details).decode(), at, due_at(at)
    )
    return Undecided(int(case), doubt)
