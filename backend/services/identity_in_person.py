"""An MFC officer sees who somebody is, passport and СНИЛС in hand: the account becomes a full one (ACC-01)."""

import datetime as dt
from dataclasses import dataclass

import asyncpg

from backend.models import identifiers
from backend.models.identifiers import IdentifierError
from backend.models.notification import NotificationKind
from backend.models.vocabulary import AccountLevel, IdentifierKind, Role, Sex
from backend.policy.sealing import IdSealer
from backend.services.actor import Actor
from backend.services.family.applicants import Applicant
from backend.services.identity_binding import Bound, Identity, bind
from backend.services.new_people import add_identifier
from backend.services.notifying import notify
from backend.services.officer_acts import note_act
from backend.services.officers.finding import FOUND_AND_REFUSED, NO_ACCOUNT, need_tries
from backend.services.officers.own_cases import need_not_own
from backend.services.own_policies import ask_own_policy
from backend.services.refusal import Refused
from backend.services.registry_checks import Connection
from backend.services.sign_in import normal_login
from backend.services.typed_identifiers import code_of

_ACCOUNT = """
SELECT a.id, a.level, a.person_id, f.*, EXISTS (SELECT FROM registry_check k WHERE k.account_id = a.id AND k.kind = 'PASSPORT'
  AND k.outcome = 'VALID' AND k.profile_version = f.version) AS passport_valid
FROM account a LEFT JOIN identity_profile f ON f.account_id = a.id WHERE a.id = $1
"""
# By these an officer learns that there is such an account.
_FOUND = frozenset({"OWN_CASE", "WRONG_STATE", "PASSPORT_NOT_CHECKED", "REGISTRAR_DECIDES"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What the officer read off the originals."""

    passport: str
    issued_on: dt.date
    department_code: str
    snils: str


async def confirm_identity(
    pool: asyncpg.Pool,
    ids: IdSealer,
    actor: Actor,
    login: str | None,
    claim_id: int | None,
    shown: Shown,
    at: dt.datetime,
) -> bool:
    """Raises an account, named by its login or by a family claim, to FULL and binds it to its owner; the act is noted.
    So is a try that is refused.

    False where a registrar has to decide whose account it is: the level then stays. Raises Refused FORBIDDEN, REQUIRED,
    NOT_FOUND, OWN_CASE, WRONG_STATE for an account that is full already, PASSPORT_NOT_CHECKED, ORIGINALS_DIFFER,
    REGISTRAR_DECIDES where the record that СНИЛС leads to has other names, WRONG_FORMAT, CHECK_DIGIT, RATE_LIMITED after
    too many such tries.
    """
    actor.need(Role.MFC_OFFICER)
    seen = _as_stored(shown)
    async with pool.acquire() as connection:
        await need_tries(connection, actor, at)
    try:
        return await _confirm(pool, ids, actor, login, claim_id, seen, at)
    except Refused as refused:
        if refused.code in ("NOT_FOUND", "ORIGINALS_DIFFER"):
            await note_act(pool, actor, NO_ACCOUNT, "account", at)
        elif refused.code in _FOUND:
            await note_act(pool, actor, FOUND_AND_REFUSED, "account", at)
        raise


async def _confirm(
    pool: asyncpg.Pool,
    ids: IdSealer,
    actor: Actor,
    login: str | None,
    claim_id: int | None,
    seen: Shown,
    at: dt.datetime,
) -> bool:
    async with pool.acquire() as connection, connection.transaction():
        account_id = await _named(connection, login, claim_id)
        await need_not_own(connection, actor, [account_id])
        account = await connection.fetchrow(_ACCOUNT, account_id)
        assert account is not None
        if account["level"] == AccountLevel.FULL:
            raise Refused("WRONG_STATE")
        if account["level"] == AccountLevel.BASIC or not account["passport_valid"]:
            raise Refused("PASSPORT_NOT_CHECKED")
        _compare(account, seen)
        identity = Identity(
            account["family_name"],
            account["given_name"],
            account["patronymic"],
            account["birth_date"],
            Sex(account["sex"]),
            account["snils"],
        )
        await _check_names(connection, identity)
        outcome = await bind(connection, ids, account_id, identity, at, create=True, level=AccountLevel.FULL)
        person = outcome.person_id if isinstance(outcome, Bound) else None
        await note_act(connection, actor, "identity.confirm", f"account:{account_id}", at, person)
        if person is None:
            return False
        await add_identifier(connection, person, IdentifierKind.PASSPORT, account["passport"], checked=True)
        await _tell(connection, account_id, person, at)
        return True


async def _named(connection: Connection, login: str | None, claim_id: int | None) -> int:
    """The citizen's account, held. Raises Refused REQUIRED, NOT_FOUND."""
    if (login is None) == (claim_id is None):
        raise Refused("REQUIRED", ["input", "login"])
    account: int | None = await connection.fetchval(
        "SELECT id FROM account WHERE disabled_at IS NULL AND 'CITIZEN' = ANY (roles) AND (login = $1 "
        "OR id = (SELECT account_id FROM family_claim WHERE id = $2)) FOR NO KEY UPDATE",
        normal_login(login) if login is not None else None,
        claim_id,
    )
    if account is None:
        raise Refused("NOT_FOUND", ["input", "login" if claim_id is None else "claimId"])
    return account


def _as_stored(shown: Shown) -> Shown:
    """Raises Refused WRONG_FORMAT, CHECK_DIGIT."""
    field = "passport"
    try:
        number = identifiers.passport(shown.passport)
        field = "departmentCode"
        department = identifiers.department_code(shown.department_code)
        field = "snils"
        return Shown(number, shown.issued_on, department, identifiers.snils(shown.snils))
    except IdentifierError as wrong:
        raise Refused(code_of(wrong), ["input", field]) from None


def _compare(account: asyncpg.Record, seen: Shown) -> None:
    """What the applicant stated against what lies on the desk."""
    for field, stated, read in (
        ("passport", account["passport"], seen.passport),
        ("issuedOn", account["passport_issued_on"], seen.issued_on),
        ("departmentCode", account["passport_department"], seen.department_code),
        ("snils", account["snils"], seen.snils),
    ):
        if stated != read:
            raise Refused("ORIGINALS_DIFFER", ["input", field])


async def _check_names(connection: Connection, identity: Identity) -> None:
    """A surname may have changed since the record was made; another given name is another person's."""
    owner = Applicant(identity.family_name, identity.given_name, identity.patronymic, identity.birth_date)
    for row in await connection.fetch(
        "SELECT p.family_name, p.given_name, p.patronymic, p.birth_date FROM person_identifier i "
        "JOIN person p ON p.id = i.patient_id WHERE i.kind = 'SNILS' AND i.value = $1 AND i.ended_on IS NULL",
        identity.snils,
    ):
        if row["birth_date"] == identity.birth_date and not owner.may_be(Applicant(**dict(row))):
            raise Refused("REGISTRAR_DECIDES")


async def _tell(connection: Connection, account_id: int, person: int, at: dt.datetime) -> None:
    grant = await connection.fetchval(
        "SELECT id FROM access_grant WHERE grantee_id = $1 AND patient_id = $2 AND revoked_at IS NULL",
        account_id,
        person,
    )
    # Nor is a record open that waits for its policy: that is told by whoever learns of the policy.
    if grant is not None and not await ask_own_policy(connection, account_id, at):
        await notify(connection, account_id, NotificationKind.ACCESS_OPENED, f"grant:{grant}", at, patient_id=person)
