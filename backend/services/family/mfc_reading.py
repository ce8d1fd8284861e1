"""What an MFC officer sees of a claim: all that was entered, each registry's answer, and what has to be sighted."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models import identifiers
from backend.models.family_claim import FamilyClaimState, Relationship, SightedKind, VerificationRoute
from backend.models.identifiers import IdentifierError
from backend.models.vocabulary import AccountLevel, IdentifierKind, RepresentationKind, Role, Sex
from backend.services.actor import Actor
from backend.services.family.next_steps import names_differ, originals
from backend.services.officer_acts import note_act
from backend.services.officers.evidence import CheckSeen, claim_checks
from backend.services.officers.finding import NO_CLAIM, need_tries
from backend.services.officers.own_cases import need_not_own
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
MOST_FOUND = 20
_FOUND = """
SELECT id, account_id, patient_id FROM family_claim
WHERE (number = $1 OR document_number = ANY ($2)) AND state <> 'WITHDRAWN' ORDER BY id DESC LIMIT $3
"""
_CLAIM = """
SELECT c.*, a.login, a.level, f.passport FROM family_claim c JOIN account a ON a.id = c.account_id
LEFT JOIN identity_profile f ON f.account_id = a.id WHERE c.id = $1
"""


@dataclass(frozen=True, slots=True)
class Sighted:
    kind: SightedKind
    number: str
    issuer: str | None
    issued_on: dt.date | None
    sighted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """`passport` is the applicant's as their statement has it; `originals` what a confirmation wants to be sighted."""

    id: int
    account_id: int
    number: str
    relationship: Relationship
    route: VerificationRoute
    state: FamilyClaimState
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document_kind: IdentifierKind
    document_number: str
    document_issued_on: dt.date | None
    login: str
    level: AccountLevel
    applicant_family_name: str | None
    applicant_given_name: str | None
    applicant_patronymic: str | None
    applicant_birth_date: dt.date | None
    passport: str | None
    names_differ: bool
    originals: list[SightedKind]
    act_number: str | None
    basis: str | None
    basis_code: str | None
    created_at: dt.datetime
    verified_at: dt.datetime | None
    checks: list[CheckSeen]
    sighted: list[Sighted]


async def find_claims(pool: asyncpg.Pool, actor: Actor, text: str, reason: str, at: dt.datetime) -> list[ClaimSeen]:
    """Claims by their own number or by the whole number of the child's document, newest first.

    `reason` is what the officer stated. Each claim that is shown is noted, and a search that shows none; one of the
    officer's own family is not shown. Raises Refused FORBIDDEN, RATE_LIMITED after too many searches for nothing.
    """
    actor.need(Role.MFC_OFFICER)
    async with pool.acquire() as connection, connection.transaction():
        await need_tries(connection, actor, at)
        shown = [
            await _seen(connection, actor, row, at, reason)
            for row in await connection.fetch(_FOUND, "".join(text.split()), _as_stored(text), MOST_FOUND)
            if await _not_own(connection, actor, row["account_id"], row["patient_id"])
        ]
        if not shown:
            await note_act(connection, actor, NO_CLAIM, "family_claim", at, reason=reason)
        return shown


async def see_claim(pool: asyncpg.Pool, actor: Actor, claim_id: int, at: dt.datetime) -> ClaimSeen:
    """One claim with its evidence; the look is noted. Raises Refused FORBIDDEN, NOT_FOUND, OWN_CASE."""
    actor.need(Role.MFC_OFFICER)
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow("SELECT id, account_id, patient_id FROM family_claim WHERE id = $1", claim_id)
        if row is None:
            raise Refused("NOT_FOUND", ["id"])
        await need_not_own(connection, actor, [row["account_id"]], [row["patient_id"]] if row["patient_id"] else [])
        return await _seen(connection, actor, row, at, None)


async def _not_own(connection: Connection, actor: Actor, account_id: int, patient_id: int | None) -> bool:
    try:
        await need_not_own(connection, actor, [account_id], [patient_id] if patient_id else [])
    except Refused:
        return False
    return True


def _as_stored(text: str) -> list[str]:
    """What a document's number may stand as, whichever kind it is."""
    found = []
    for normal in (identifiers.birth_certificate, identifiers.passport, identifiers.foreign_document):
        try:
            found.append(normal(text))
        except IdentifierError:
            continue
    return found


async def _seen(
    connection: Connection, actor: Actor, found: asyncpg.Record, at: dt.datetime, reason: str | None
) -> ClaimSeen:
    await note_act(
        connection, actor, "family_claim.see", f"family_claim:{found['id']}", at, found["patient_id"], reason
    )
    row = await connection.fetchrow(_CLAIM, found["id"])
    assert row is not None
    sighted = await connection.fetch(
        "SELECT kind, number, issuer, issued_on, sighted_at FROM sighted_document WHERE claim_id = $1 ORDER BY id",
        found["id"],
    )
    document = IdentifierKind(row["document_kind"])
    differ = names_differ(row["applicant_family_name"], row["family_name"])
    return ClaimSeen(
        id=row["id"],
        account_id=row["account_id"],
        number=row["number"] or "",
        relationship=Relationship(row["relationship"]),
        route=VerificationRoute(row["route"]),
        state=FamilyClaimState(row["state"]),
        family_name=row["family_name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"],
        birth_date=row["birth_date"],
        sex=Sex(row["sex"]),
        document_kind=document,
        document_number=row["document_number"],
        document_issued_on=row["document_issued_on"],
        login=row["login"],
        level=AccountLevel(row["level"]),
        applicant_family_name=row["applicant_family_name"],
        applicant_given_name=row["applicant_given_name"],
        applicant_patronymic=row["applicant_patronymic"],
        applicant_birth_date=row["applicant_birth_date"],
        passport=row["passport"],
        names_differ=differ,
        originals=originals(RepresentationKind(row["kind"]), document, differ=differ),
        act_number=row["act_number"],
        basis=row["basis"],
        basis_code=row["basis_code"],
        created_at=row["created_at"],
        verified_at=row["verified_at"],
        checks=await claim_checks(connection, found["id"]),
        sighted=[Sighted(**{**dict(one), "kind": SightedKind(one["kind"])}) for one in sighted],
    )
