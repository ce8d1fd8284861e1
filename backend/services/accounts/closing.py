"""An account is closed by its owner: what it could do ends at once, the record stays where it is (PAP-03, 152-ФЗ)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.family_claim import FamilyClaimState
from backend.models.notification import NotificationKind
from backend.models.vocabulary import Role
from backend.services.access_requests.checks import drop_questions
from backend.services.accounts.ways_in import end_ways_in
from backend.services.actor import Actor
from backend.services.family.moving import move
from backend.services.family.questions import drop_question
from backend.services.family.transitions import ClaimEvent
from backend.services.holding import hold_own_account
from backend.services.notifying import notify
from backend.services.officers.ending import end_grants, take_back
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# For how long contacts are kept, so that whoever had the account hears that it was closed.
KEPT = dt.timedelta(days=30)
_OPEN_CLAIMS = (FamilyClaimState.CHECKING, FamilyClaimState.UNAVAILABLE, FamilyClaimState.GO_TO_MFC)


async def close(pool: asyncpg.Pool, actor: Actor, at: dt.datetime) -> None:
    """Closes it; the login is free for a new account, and the person may be bound to that.

    Raises Refused STAFF_ACCOUNT, REAUTHENTICATION_REQUIRED, PERSONAL_DATA_WAITS. What was verified between people, and every entry of every
    record, stay untouched: no account's end ends a record.
    """
    if actor.roles != {Role.CITIZEN}:
        raise Refused("STAFF_ACCOUNT")
    actor.need_fresh(at)
    account = actor.account_id
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        # The answer is owed (152-ФЗ, article 20), and comes nowhere but here.
        if await connection.fetchval(
            "SELECT EXISTS (SELECT FROM service_case WHERE account_id = $1 AND state = 'OPEN' AND kind = 'PERSONAL_DATA')",
            account,
        ):
            raise Refused("PERSONAL_DATA_WAITS")
        await notify(connection, account, NotificationKind.ACCOUNT_CLOSED, "closed", at)
        await _take_back(connection, account, at)
        await connection.execute(
            "UPDATE registry_check SET state = 'DROPPED', next_try_at = NULL WHERE account_id = $1 AND state = 'WAITING' "
            "AND request_id IS NULL AND claim_id IS NULL",
            account,
        )
        await connection.execute("DELETE FROM identity_profile WHERE account_id = $1", account)
        await connection.execute(
            "UPDATE service_case SET state = 'WITHDRAWN' WHERE account_id = $1 AND state = 'OPEN'",
            account,
        )
        await connection.execute(
            "UPDATE account SET login = 'closed:' || id, closed_at = $2, disabled_at = $2 WHERE id = $1",
            account,
            at,
        )
        await end_ways_in(connection, account, at)


async def _take_back(connection: Connection, account: int, at: dt.datetime) -> None:
    """Requests, claims, links and grants."""
    for request in await connection.fetch(
        "SELECT id, purpose, state FROM access_request WHERE account_id = $1 ORDER BY id FOR UPDATE", account
    ):
        await take_back(connection, request, at)
        await drop_questions(connection, request["id"])
        await connection.execute("DELETE FROM request_photo WHERE request_id = $1", request["id"])
    for claim in await connection.fetch(
        "SELECT id FROM family_claim WHERE account_id = $1 AND state = ANY ($2) ORDER BY id",
        account,
        [state.value for state in _OPEN_CLAIMS],
    ):
        await move(connection, claim["id"], ClaimEvent.WITHDRAW, at)
        await drop_question(connection, claim["id"])
    await connection.execute(
        "UPDATE share_link SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", account, at
    )
    grants = await connection.fetch(
        "SELECT id, grantee_id, patient_id FROM access_grant WHERE grantee_id = $1 AND revoked_at IS NULL ORDER BY id FOR UPDATE",
        account,
    )
    await end_grants(connection, grants, at, tell=False)


async def forget_closed(pool: asyncpg.Pool, at: dt.datetime) -> None:
    """Forgets phones and mailboxes of accounts that were closed a month ago."""
    before = at - KEPT
    await pool.execute(
        "UPDATE account SET phone = NULL, phone_confirmed_at = NULL, email = NULL, email_confirmed_at = NULL, notify_by = '{}' "
        "WHERE closed_at < $1 AND (phone IS NOT NULL OR email IS NOT NULL)",
        before,
    )
    await pool.execute(
        "UPDATE contact_change c SET earlier = NULL FROM account a WHERE a.id = c.account_id AND a.closed_at < $1 "
        "AND c.earlier IS NOT NULL",
        before,
    )
