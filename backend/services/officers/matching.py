"""Which record a decision is about: found by checked identifiers, or chosen by the registrar among those that they name."""

from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.vocabulary import IdentifierKind
from backend.services.identity_binding import take
from backend.services.officers.candidates import Candidate, candidates, statement_of_account, statement_of_claim
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


@dataclass(frozen=True, slots=True)
class Match:
    """`person_id` is None where nobody is known by any of the identifiers: a new person then comes in."""

    person_id: int | None


async def match_owner(connection: Connection, account_id: int, chosen: int | None) -> Match:
    """Whose account it is, by the statement of its owner.

    Without a choice: the only one who is named, by a checked СНИЛС with the same birth date and names. Raises Refused
    CANDIDATE_NEEDED, NOT_A_CANDIDATE, IDENTITY_TAKEN where the person has another account.
    """
    statement = await statement_of_account(connection, account_id)
    if statement is None:
        raise Refused("PASSPORT_NOT_CONFIRMED")
    named = await candidates(connection, statement)
    if chosen is not None:
        return Match(need_candidate(named, chosen, account_id))
    if not named:
        return Match(None)
    one = named[0]
    if len(named) > 1 or not (one.names_agree and IdentifierKind.SNILS in one.agrees and one.may_be(None)):
        raise Refused("CANDIDATE_NEEDED", ["input", "patientId"])
    return Match(need_candidate(named, one.person_id, account_id))


async def match_child(connection: Connection, claim: asyncpg.Record, chosen: int | None) -> Match:
    """Which child a verified claim is about; `claim` has `id` and `patient_id`. Raises Refused CANDIDATE_NEEDED, NOT_A_CANDIDATE.

    Without a choice: whom the claim is linked with, or the only one whom its document names with the same birth date.
    """
    if claim["patient_id"] is not None:
        if chosen not in (None, claim["patient_id"]):
            raise Refused("NOT_A_CANDIDATE", ["input", "patientId"])
        return Match(claim["patient_id"])
    statement = await statement_of_claim(connection, claim["id"])
    assert statement is not None
    named = await candidates(connection, statement)
    if chosen is not None:
        return Match(need_candidate(named, chosen, None))
    if not named:
        return Match(None)
    one = named[0]
    document = {IdentifierKind.BIRTH_CERTIFICATE, IdentifierKind.PASSPORT} & set(one.agrees)
    if len(named) > 1 or not document or not one.may_be(None):
        raise Refused("CANDIDATE_NEEDED", ["input", "patientId"])
    return Match(one.person_id)


def need_candidate(named: list[Candidate], chosen: int, account_id: int | None) -> int:
    """Raises Refused NOT_A_CANDIDATE for anybody whom no checked identifier names, or whose СНИЛС or birth date is another."""
    found = next((one for one in named if one.person_id == chosen), None)
    if found is None or not found.may_be(None) or IdentifierKind.SNILS in found.differs:
        raise Refused("NOT_A_CANDIDATE", ["input", "patientId"])
    if not found.may_be(account_id):
        raise Refused("IDENTITY_TAKEN", ["input", "patientId"])
    return found.person_id


async def bind_person(connection: Connection, account_id: int, person_id: int) -> None:
    """Binds an account that is held and has no person yet.

    Raises Refused IDENTITY_TAKEN where the person has another account, WRONG_STATE where the account is somebody's.
    """
    free = await connection.fetchval(
        "SELECT person_id IS NULL AND disabled_at IS NULL FROM account WHERE id = $1", account_id
    )
    if not free:
        raise Refused("WRONG_STATE")
    if not await take(connection, account_id, person_id):
        raise Refused("IDENTITY_TAKEN", ["input", "patientId"])
