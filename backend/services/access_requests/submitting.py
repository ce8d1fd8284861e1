"""Submission: once, with everything that the purpose needs, and with its questions to the registries (REQ-13)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.models.registry_check import CheckKind
from backend.models.vocabulary import AccountLevel
from backend.services.access_requests import records
from backend.services.access_requests.applicants import passport_known, passport_question, policy_question
from backend.services.access_requests.carrying_out import changes_of, follow
from backend.services.access_requests.checks import check_answered
from backend.services.access_requests.consent import keep_consent
from backend.services.access_requests.drafts import own_request
from backend.services.access_requests.grants import obstacle, revoke_grant
from backend.services.access_requests.moving import move
from backend.services.access_requests.numbering import number_and_term
from backend.services.access_requests.records import Choice
from backend.services.access_requests.transitions import DRAFTS, UNDER_WAY
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.registry_checks import open_check
from backend.services.repeats import earlier_outcome, keep_outcome

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
_COLUMNS = "id, purpose, state, own, claim_id, patient_id, grantee_id, access_grant_id, enp, changes, phone_confirmed_at, level"


async def submit(
    pool: asyncpg.Pool,
    key: bytes,
    actor: Actor,
    request_id: int,
    consent_version: str | None,
    client_mutation_id: str | None,
    regions: list[str],
    at: dt.datetime,
) -> None:
    """Submits a draft. A repeated call of the same id changes nothing; of two at once one submits, the other finds it so.

    Raises Refused with the first thing that is missing or in the way, at its field; the draft stays as it is.
    """
    async with pool.acquire() as connection, connection.transaction():
        level = AccountLevel((await hold_own_account(connection, actor))["level"])
        given = {"id": request_id, "consentVersion": consent_version}
        mutation = "submitAccessRequest"
        if await earlier_outcome(connection, key, actor.account_id, mutation, client_mutation_id, given, at):
            return
        row = await own_request(connection, actor, request_id, _COLUMNS)
        if AccessRequestState(row["state"]) not in DRAFTS:
            raise Refused("WRONG_STATE")
        if level is AccountLevel.BASIC and row["purpose"] != RequestPurpose.CANCEL:
            raise Refused("ACCOUNT_LEVEL_TOO_LOW")
        if row["purpose"] == RequestPurpose.GRANT:
            await _submit_grant(connection, actor, row, level, consent_version, regions, at)
        elif row["purpose"] == RequestPurpose.CHANGE:
            await _submit_change(connection, actor, row, level, regions, at)
        else:
            await _submit_cancel(connection, actor, row, level, at)
        await keep_outcome(connection, actor.account_id, mutation, client_mutation_id, request_id)


async def _submit_grant(
    connection: Connection,
    actor: Actor,
    row: asyncpg.Record,
    level: AccountLevel,
    consent_version: str | None,
    regions: list[str],
    at: dt.datetime,
) -> None:
    if row["own"] is None:
        raise Refused("REQUIRED", ["input", "record"])
    # What was true when it was chosen may have ended since; what was unknown may be known by now.
    patient_choice = None if row["own"] or row["claim_id"] else row["patient_id"]
    chosen = await records.choose(connection, actor, Choice(row["own"], row["claim_id"], patient_choice), at)
    grantee = row["grantee_id"] or actor.account_id
    if chosen.patient_id is not None:
        if grantee != actor.account_id and await obstacle(connection, grantee, chosen.patient_id, at) is not None:
            raise Refused("GRANTEE_NOT_ALLOWED", ["input", "granteeId"])
        if grantee == actor.account_id and await records.already_open(
            connection, grantee, chosen.patient_id, regions, at
        ):
            raise Refused("ALREADY_OPEN")
    await _no_other(connection, actor, row, chosen, grantee)
    if row["phone_confirmed_at"] is None:
        raise Refused("PHONE_NOT_CONFIRMED", ["input", "phone"])
    policy = await policy_question(connection, actor.account_id, chosen.claim_id, chosen.patient_id, row["enp"])
    passport, version = None, None
    if level is AccountLevel.STANDARD:
        passport, version = await passport_question(connection, actor.account_id, at)
        if await passport_known(connection, actor.account_id, version, at):
            passport = None
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM request_photo WHERE request_id = $1)", row["id"]):
            raise Refused("PHOTO_REQUIRED", ["input", "photo"])
    await keep_consent(connection, row["id"], consent_version, actor.address, at)
    await connection.execute(
        "UPDATE access_request SET patient_id = $2, grantee_id = $3, enp = $4, regions = $5, profile_version = $6 "
        "WHERE id = $1",
        row["id"],
        chosen.patient_id,
        grantee,
        policy["number"],
        regions,
        version,
    )
    await number_and_term(connection, row["id"], level, at)
    await move(connection, row["id"], RequestEvent.SUBMIT, at, actor.account_id)
    await move(connection, row["id"], RequestEvent.START_CHECKS, at)
    await open_check(connection, CheckKind.POLICY, actor.account_id, policy, at, request_id=row["id"])
    if passport is not None:
        await open_check(
            connection,
            CheckKind.PASSPORT,
            actor.account_id,
            passport,
            at,
            profile_version=version,
            request_id=row["id"],
        )


async def _no_other(
    connection: Connection, actor: Actor, row: asyncpg.Record, chosen: records.Chosen, grantee: int
) -> None:
    """One request under way for one record and one grantee: a second would be decided twice."""
    if await connection.fetchval(
        "SELECT EXISTS (SELECT FROM access_request WHERE account_id = $1 AND id <> $2 AND purpose = 'GRANT' "
        "AND state = ANY ($3) AND grantee_id = $4 AND own = $5 "
        "AND (own OR claim_id = $6 OR patient_id = $7))",
        actor.account_id,
        row["id"],
        [state.value for state in UNDER_WAY],
        grantee,
        chosen.own,
        chosen.claim_id,
        chosen.patient_id,
    ):
        raise Refused("REQUEST_UNDER_WAY")


async def _submit_change(
    connection: Connection,
    actor: Actor,
    row: asyncpg.Record,
    level: AccountLevel,
    regions: list[str],
    at: dt.datetime,
) -> None:
    changes = changes_of(row)
    if not changes:
        raise Refused("NOTHING_CHANGED")
    grant = await _own_grant(connection, actor, row, at)
    await connection.execute("UPDATE access_request SET regions = $2 WHERE id = $1", row["id"], regions)
    await number_and_term(connection, row["id"], level, at)
    await move(connection, row["id"], RequestEvent.SUBMIT, at, actor.account_id)
    await move(connection, row["id"], RequestEvent.START_CHECKS, at)
    if "enp" in changes:
        question = await policy_question(connection, actor.account_id, None, grant["patient_id"], changes["enp"])
        await open_check(connection, CheckKind.POLICY, actor.account_id, question, at, request_id=row["id"])
    else:
        await check_answered(connection, row["id"], at)


async def _submit_cancel(
    connection: Connection, actor: Actor, row: asyncpg.Record, level: AccountLevel, at: dt.datetime
) -> None:
    grant = await _own_grant(connection, actor, row, at)
    await number_and_term(connection, row["id"], level, at)
    await move(connection, row["id"], RequestEvent.SUBMIT, at, actor.account_id)
    await revoke_grant(connection, grant["id"], at)
    await connection.execute("UPDATE access_request SET decided_at = $2 WHERE id = $1", row["id"], at)
    await move(connection, row["id"], RequestEvent.CARRY_OUT, at)
    await follow(connection, grant["id"], RequestEvent.CANCEL_ACCESS, at)


async def _own_grant(connection: Connection, actor: Actor, row: asyncpg.Record, at: dt.datetime) -> asyncpg.Record:
    grant = await connection.fetchrow(
        "SELECT id, patient_id FROM access_grant WHERE id = $1 AND grantee_id = $2 AND revoked_at IS NULL "
        "AND (valid_until IS NULL OR valid_until > $3) FOR UPDATE",
        row["access_grant_id"],
        actor.account_id,
        at,
    )
    if grant is None:
        raise Refused("ACCESS_ENDED")
    return grant
