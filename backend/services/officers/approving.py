"""What an approval needs and what it does: the account is bound, the child linked, the access opened."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.access_request import RequestEvent, RequestPurpose
from backend.models.family_claim import FamilyClaimState
from backend.models.notification import NotificationKind
from backend.models.registry_check import CheckKind, CheckOutcome
from backend.models.vocabulary import AccountLevel, GrantGround, IdentifierKind, Sex
from backend.policy.sealing import IdSealer
from backend.services.access_requests.carrying_out import carry_out_change
from backend.services.access_requests.grants import obstacle, open_grant
from backend.services.access_requests.moving import move
from backend.services.access_requests.policies import keep_policy
from backend.services.actor import Actor
from backend.services.family_links import link_verified_claims
from backend.services.identity_binding import lock_snils
from backend.services.new_people import add_identifier, create_person
from backend.services.notifying import notify
from backend.services.officers.evidence import declared, passport_check, policy_check
from backend.services.officers.matching import bind_person, match_child, match_owner
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# Whether a statement is about the person whom the account is bound to.
_AGREES = """
SELECT p.birth_date = $2 AND NOT EXISTS (SELECT FROM person_identifier i WHERE i.patient_id = p.id AND i.kind = 'SNILS'
  AND i.checked AND i.ended_on IS NULL AND i.value <> $3)
FROM person p WHERE p.id = $1
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom the registrar chose among those whom checked identifiers name: rows of persons, None for no choice.

    `patient` is whose record it is, `applicant` who applies for a child's.
    """

    patient: int | None = None
    applicant: int | None = None

    def owner(self, row: asyncpg.Record) -> int | None:
        """Who the applicant is."""
        return self.patient if row["own"] else self.applicant


NOBODY = Chosen()


async def obstacles(connection: Connection, actor: Actor, row: asyncpg.Record, at: dt.datetime) -> list[str]:
    """Codes of what keeps the request from being approved as it stands; empty where nothing does."""
    found: list[str] = []
    if row["purpose"] == RequestPurpose.CHANGE:
        # Who the applicant is was decided when the access was given.
        return found
    for check in (_check_identity, _check_policy, _check_record):
        try:
            await check(connection, actor, row, NOBODY, at)
        except Refused as refused:
            found.append(refused.code)
    return found


async def approve(
    connection: Connection,
    ids: IdSealer,
    actor: Actor,
    row: asyncpg.Record,
    chosen: Chosen,
    at: dt.datetime,
) -> None:
    """Carries out what the request asks for, in the caller's transaction. `row` is held.

    Raises Refused with the first thing that keeps it from being approved.
    """
    request = row["id"]
    if row["purpose"] == RequestPurpose.CHANGE:
        await carry_out_change(connection, request, at)
    else:
        for check in (_check_identity, _check_policy, _check_record):
            await check(connection, actor, row, chosen, at)
        await _grant(connection, ids, row, chosen, at)
    await connection.execute(
        "UPDATE access_request SET decided_at = $2, decided_by_id = $3, decision_reason = NULL, decision_text = NULL "
        "WHERE id = $1",
        request,
        at,
        actor.account_id,
    )
    await move(connection, request, RequestEvent.APPROVE, at, actor.account_id)


async def _grant(connection: Connection, ids: IdSealer, row: asyncpg.Record, chosen: Chosen, at: dt.datetime) -> None:
    account = row["account_id"]
    person = await connection.fetchval("SELECT person_id FROM account WHERE id = $1", account)
    if person is None:
        person = await _bind(connection, ids, account, chosen.owner(row), at)
    patient = person if row["own"] else await _ward(connection, ids, row, chosen, at)
    await link_verified_claims(connection, account, at)
    grantee = row["grantee_id"] or account
    if (code := await obstacle(connection, grantee, patient, at)) is not None:
        raise Refused(code)
    await connection.execute("UPDATE access_request SET patient_id = $2 WHERE id = $1", row["id"], patient)
    await keep_policy(connection, row["id"], patient, at)
    grant = await open_grant(connection, patient, grantee, GrantGround.ACCESS_REQUEST, at)
    await connection.execute(
        "UPDATE access_request SET access_grant_id = $2, grantee_id = $3 WHERE id = $1", row["id"], grant, grantee
    )
    await notify(connection, grantee, NotificationKind.ACCESS_OPENED, f"grant:{grant}", at, patient_id=patient)


async def _bind(connection: Connection, ids: IdSealer, account: int, chosen: int | None, at: dt.datetime) -> int:
    """Binds the account to whom its owner was found to be, somebody new where nobody is known."""
    stated = await declared(connection, account)
    assert stated is not None
    await lock_snils(connection, stated.snils)
    match = await match_owner(connection, account, chosen)
    person = match.person_id
    if person is None:
        person = await create_person(
            connection,
            ids,
            stated.family_name,
            stated.given_name,
            stated.patronymic,
            stated.birth_date,
            stated.sex,
            at,
        )
    await bind_person(connection, account, person)
    # The registry of passports has confirmed the passport; СНИЛС is known from this statement alone.
    await add_identifier(connection, person, IdentifierKind.PASSPORT, stated.passport, checked=True)
    await add_identifier(connection, person, IdentifierKind.SNILS, stated.snils, checked=False)
    return person


async def _ward(connection: Connection, ids: IdSealer, row: asyncpg.Record, chosen: Chosen, at: dt.datetime) -> int:
    """The child or ward; of a claim whom nobody is known by, somebody new with the document that was verified."""
    if row["claim_id"] is None:
        return int(row["patient_id"])
    claim = await _claim(connection, row)
    match = await match_child(connection, claim, chosen.patient)
    patient = match.person_id
    if patient is None:
        patient = await create_person(
            connection,
            ids,
            claim["family_name"],
            claim["given_name"],
            claim["patronymic"],
            claim["birth_date"],
            Sex(claim["sex"]),
            at,
        )
        kind = IdentifierKind(claim["document_kind"])
        checked = kind is not IdentifierKind.FOREIGN_DOCUMENT
        await add_identifier(connection, patient, kind, claim["document_number"], checked=checked)
    await connection.execute("UPDATE family_claim SET patient_id = $2 WHERE id = $1", claim["id"], patient)
    return patient


async def _check_identity(
    connection: Connection, actor: Actor, row: asyncpg.Record, chosen: Chosen, at: dt.datetime
) -> None:
    """STANDARD: a passport that is valid as stated now, and the photo seen by the one who decides (ACC-11).

    Raises Refused PASSPORT_NOT_CONFIRMED, CONFLICT where the statement changed after the request was taken,
    PHOTO_NOT_SEEN, PROFILE_DISAGREES where the account is bound to somebody else than it states, and those of `match_owner`.
    """
    account = await connection.fetchrow("SELECT person_id, level FROM account WHERE id = $1", row["account_id"])
    assert account is not None
    if account["person_id"] is not None and account["level"] == AccountLevel.FULL:
        return
    stated = await declared(connection, row["account_id"])
    passport = await passport_check(connection, row["id"], row["account_id"], stated)
    if passport is None or passport.outcome is not CheckOutcome.VALID:
        raise Refused("PASSPORT_NOT_CONFIRMED")
    if stated is not None and row["taken_at"] is not None and stated.saved_at > row["taken_at"]:
        raise Refused("CONFLICT")
    if not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM request_photo h JOIN officer_act o ON o.subject = 'access_request:' || h.request_id "
        "AND o.act = 'access_request.photo' AND o.account_id = $2 AND o.at >= h.uploaded_at WHERE h.request_id = $1)",
        row["id"],
        actor.account_id,
    ):
        raise Refused("PHOTO_NOT_SEEN")
    if account["person_id"] is None:
        await match_owner(connection, row["account_id"], chosen.owner(row))
    elif stated is not None and not await connection.fetchval(
        _AGREES, account["person_id"], stated.birth_date, stated.snils
    ):
        raise Refused("PROFILE_DISAGREES")


async def _check_policy(
    connection: Connection, actor: Actor, row: asyncpg.Record, chosen: Chosen, at: dt.datetime
) -> None:
    """ACC-06. Raises Refused POLICY_NOT_CONFIRMED, POLICY_REGION."""
    check = await policy_check(connection, row["id"])
    if check is None or check.kind is not CheckKind.POLICY or check.outcome is not CheckOutcome.VALID:
        raise Refused("POLICY_NOT_CONFIRMED")
    if check.details.get("region") not in (row["regions"] or ()):
        raise Refused("POLICY_REGION")


async def _check_record(
    connection: Connection, actor: Actor, row: asyncpg.Record, chosen: Chosen, at: dt.datetime
) -> None:
    """REP-01: a verified claim for a child. Raises Refused CLAIM_NOT_VERIFIED and those of `match_child`."""
    if row["own"] or row["claim_id"] is None:
        return
    claim = await _claim(connection, row)
    if claim["state"] != FamilyClaimState.VERIFIED:
        raise Refused("CLAIM_NOT_VERIFIED")
    await match_child(connection, claim, chosen.patient)


async def _claim(connection: Connection, row: asyncpg.Record) -> asyncpg.Record:
    claim = await connection.fetchrow("SELECT * FROM family_claim WHERE id = $1 FOR UPDATE", row["claim_id"])
    assert claim is not None
    return claim
