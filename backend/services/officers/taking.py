"""Taking a request, so that two registrars do not work on one (REQ-02)."""

import datetime as dt

import asyncpg
import asyncpg.pool

from backend.models.access_request import AccessRequestState, RequestEvent
from backend.services.access_requests.moving import move
from backend.services.actor import Actor
from backend.services.holding import hold_account
from backend.services.officer_acts import note_act
from backend.services.officers.own_cases import need_not_own, need_other_officer
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# For how long a request that was taken is nobody else's.
HELD = dt.timedelta(minutes=30)

_REQUEST = """
SELECT q.*, c.patient_id AS claim_patient_id FROM access_request q LEFT JOIN family_claim c ON c.id = q.claim_id
WHERE q.id = $1 FOR UPDATE OF q
"""


async def take(connection: Connection, actor: Actor, request_id: int, at: dt.datetime) -> None:
    """Makes the request the registrar's for 30 minutes; again meanwhile, for 30 more, and nothing else.

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, FOUR_EYES on an appeal from the registrar's own decision, TAKEN.
    """
    row = await before_officer(connection, actor, request_id)
    held = holder(row, at)
    if held not in (None, actor.account_id):
        raise Refused("TAKEN")
    await connection.execute(
        "UPDATE access_request SET taken_by_id = $2, taken_at = $3 WHERE id = $1", request_id, actor.account_id, at
    )
    if held is not None:
        # Theirs already: nothing has happened that anybody would tell of.
        return
    await move(connection, request_id, RequestEvent.TAKE, at, actor.account_id)
    await note_act(connection, actor, "access_request.take", f"access_request:{request_id}", at, patient_of(row))


async def release(connection: Connection, actor: Actor, request_id: int, at: dt.datetime) -> None:
    """Lets another registrar take it. Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, FOUR_EYES, TAKEN."""
    row = await before_officer(connection, actor, request_id)
    if row["taken_by_id"] != actor.account_id:
        raise Refused("TAKEN" if holder(row, at) is not None else "WRONG_STATE")
    await connection.execute("UPDATE access_request SET taken_by_id = NULL, taken_at = NULL WHERE id = $1", request_id)
    await move(connection, request_id, RequestEvent.RELEASE, at, actor.account_id)
    await note_act(connection, actor, "access_request.release", f"access_request:{request_id}", at, patient_of(row))


async def before_officer(connection: Connection, actor: Actor, request_id: int) -> asyncpg.Record:
    """A request that waits for a decision, held for the transaction; the account is locked first, as everywhere.

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, FOUR_EYES.
    """
    account = await connection.fetchval("SELECT account_id FROM access_request WHERE id = $1", request_id)
    await hold_account(connection, account)
    row = await connection.fetchrow(_REQUEST, request_id)
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    await need_not_own_request(connection, actor, row)
    if row["state"] != AccessRequestState.MANUAL_REVIEW:
        raise Refused("WRONG_STATE")
    if row["appealed_at"] is not None:
        await need_other_officer(connection, actor, row["decided_by_id"])
    return row


async def need_not_own_request(connection: Connection, actor: Actor, row: asyncpg.Record) -> None:
    """Raises Refused OWN_CASE where applicant, grantee or patient are the officer or their family."""
    accounts = [account for account in (row["account_id"], row["grantee_id"]) if account is not None]
    patient = patient_of(row)
    await need_not_own(connection, actor, accounts, [] if patient is None else [patient])


def holder(row: asyncpg.Record, at: dt.datetime) -> int | None:
    """The account that has the request now; None once it has been released."""
    taken: dt.datetime | None = row["taken_at"]
    if taken is None or taken <= at - HELD:
        return None
    return int(row["taken_by_id"])


def patient_of(row: asyncpg.Record) -> int | None:
    """Whose record it is about, where that is known."""
    found: int | None = row["patient_id"] or row["claim_patient_id"]
    return found
