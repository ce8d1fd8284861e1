"""My family (REP-07): an applicant adds, corrects and takes out a child or ward, and has a check tried again."""

import datetime as dt
import secrets
from dataclasses import asdict
from typing import Any

import asyncpg

from backend.models.family_claim import FamilyClaimState, VerificationRoute
from backend.models.identifiers import luhn_check
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Role
from backend.services.access_requests.grants import open_grant_of, revoke_grant
from backend.services.actor import Actor
from backend.services.family.applicants import applicant_of
from backend.services.family.moving import move
from backend.services.family.questions import ask_about, drop_question
from backend.services.family.statement import Stated, Statement, checked
from backend.services.family.transitions import ClaimEvent
from backend.services.family.tries import hold_tries
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.registry_checks import Connection, retry_now
from backend.services.repeats import earlier_outcome, keep_outcome

_ADD = """
INSERT INTO family_claim (number, account_id, created_at, state, kind, relationship, route, family_name, given_name,
  patronymic, birth_date, sex, document_kind, document_number, document_issued_on, enp)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (number) DO NOTHING RETURNING *
"""
_CHANGE = """
UPDATE family_claim SET kind = $2, relationship = $3, route = $4, family_name = $5, given_name = $6, patronymic = $7,
  birth_date = $8, sex = $9, document_kind = $10, document_number = $11, document_issued_on = $12, enp = $13,
  refused_reason = NULL, refused_text = NULL WHERE id = $1 RETURNING *
"""


async def add(
    pool: asyncpg.Pool,
    key: bytes,
    actor: Actor,
    stated: Stated,
    guardian_online: bool,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> int:
    """Adds a child or ward and asks the registry of its route; gives the claim's row.

    Raises Refused: what `checked` and `applicant_of` raise, FORBIDDEN, ALREADY_IN_FAMILY, TRIES_USED_UP.
    """
    actor.need(Role.CITIZEN)
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        earlier = await earlier_outcome(
            connection, key, actor.account_id, "addFamilyMember", client_mutation_id, asdict(stated), at
        )
        if earlier is not None:
            return earlier
        applicant = await applicant_of(connection, actor.account_id)
        statement = checked(stated, moscow_day(at))
        await hold_tries(connection, actor.account_id, statement.document.number, at)
        route = statement.route(guardian_online)
        state = FamilyClaimState.GO_TO_MFC if route is VerificationRoute.MFC else FamilyClaimState.CHECKING
        claim = None
        while claim is None:
            claim = await _written(
                connection, _ADD, _number(), actor.account_id, at, state.value, *_values(statement, route)
            )
        await ask_about(connection, claim, applicant, at)
        await keep_outcome(connection, actor.account_id, "addFamilyMember", client_mutation_id, claim["id"])
        return int(claim["id"])


async def change(
    pool: asyncpg.Pool,
    key: bytes,
    actor: Actor,
    claim_id: int,
    stated: Stated,
    guardian_online: bool,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> None:
    """Corrects a claim that is not verified, and asks anew. Raises Refused as `add`, NOT_FOUND, WRONG_STATE."""
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        given = {"claim": claim_id, **asdict(stated)}
        if await earlier_outcome(
            connection, key, actor.account_id, "changeFamilyMember", client_mutation_id, given, at
        ):
            return
        applicant = await applicant_of(connection, actor.account_id)
        statement = checked(stated, moscow_day(at))
        await hold_tries(connection, actor.account_id, statement.document.number, at)
        await _own(connection, actor, claim_id)
        route = statement.route(guardian_online)
        online = route is not VerificationRoute.MFC
        await move(connection, claim_id, ClaimEvent.CHANGE_ONLINE if online else ClaimEvent.CHANGE_FOR_MFC, at)
        await drop_question(connection, claim_id)
        claim = await _written(connection, _CHANGE, claim_id, *_values(statement, route))
        assert claim is not None
        await ask_about(connection, claim, applicant, at)
        await keep_outcome(connection, actor.account_id, "changeFamilyMember", client_mutation_id, claim_id)


async def withdraw(pool: asyncpg.Pool, actor: Actor, claim_id: int, at: dt.datetime) -> None:
    """Takes a child or ward out of the list; a verified link and the access that rests on it end with it, at once.

    Raises Refused NOT_FOUND, WRONG_STATE.
    """
    async with pool.acquire() as connection, connection.transaction():
        claim = await _own(connection, actor, claim_id)
        await move(connection, claim_id, ClaimEvent.WITHDRAW, at)
        await drop_question(connection, claim_id)
        if claim["state"] != FamilyClaimState.VERIFIED or claim["representation_id"] is None:
            return
        shared = await connection.fetchval(
            "SELECT EXISTS (SELECT FROM family_claim WHERE representation_id = $1 AND state = 'VERIFIED')",
            claim["representation_id"],
        )
        if not shared:
            await connection.execute(
                "UPDATE legal_representation SET state = 'ENDED' WHERE id = $1 AND state = 'VERIFIED'",
                claim["representation_id"],
            )
            grant = await open_grant_of(connection, claim["patient_id"], actor.account_id, at)
            if grant is not None:
                await revoke_grant(connection, grant, at)


async def retry(pool: asyncpg.Pool, actor: Actor, claim_id: int, at: dt.datetime) -> None:
    """Asks at once again, all that was entered kept (ACC-10). Raises Refused NOT_FOUND, WRONG_STATE, ASKED_JUST_NOW."""
    async with pool.acquire() as connection, connection.transaction():
        await _own(connection, actor, claim_id)
        waiting = await connection.fetchval(
            "SELECT id FROM registry_check WHERE claim_id = $1 AND state = 'WAITING'", claim_id
        )
        if waiting is None:
            raise Refused("WRONG_STATE")
        await retry_now(connection, [waiting], at)


async def _own(connection: Connection, actor: Actor, claim_id: int) -> asyncpg.Record:
    """The actor's claim, held after the account. Raises Refused NOT_FOUND, for somebody else's as for none."""
    await hold_own_account(connection, actor)
    claim = await connection.fetchrow(
        "SELECT id, state, patient_id, representation_id FROM family_claim WHERE id = $1 AND account_id = $2 FOR UPDATE",
        claim_id,
        actor.account_id,
    )
    if claim is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    return claim


async def _written(connection: Connection, statement: str, *values: Any) -> asyncpg.Record | None:
    """The row that was written; None where its number was taken. Raises Refused ALREADY_IN_FAMILY."""
    try:
        return await connection.fetchrow(statement, *values)
    except asyncpg.UniqueViolationError:
        raise Refused("ALREADY_IN_FAMILY", ["input", "document", "number"]) from None


def _values(statement: Statement, route: VerificationRoute) -> tuple[Any, ...]:
    """Columns from `kind` to `enp`, in the order of both statements."""
    return (
        statement.kind.value,
        statement.relationship.value,
        route.value,
        statement.family_name,
        statement.given_name,
        statement.patronymic,
        statement.birth_date,
        statement.sex.value,
        statement.document.kind.value,
        statement.document.number,
        statement.document.issued_on,
        statement.enp,
    )


def _number() -> str:
    """What the applicant names at the counter: eight digits, the last a check digit, and nothing of the people."""
    seven = f"{secrets.randbelow(10**7):07d}"
    digits = seven + luhn_check(seven)
    return f"{digits[:4]}-{digits[4:]}"
