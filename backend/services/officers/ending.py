"""Ending a representative's rights to a child at once: link, grants, shares, claims and requests, and nobody else's."""

import datetime as dt
from collections.abc import Sequence

import asyncpg
import asyncpg.pool

from backend.models.access_request import RequestEvent, RequestPurpose
from backend.models.notification import NotificationKind
from backend.services.access_requests.carrying_out import follow
from backend.services.access_requests.grants import revoke_grant
from backend.services.access_requests.moving import move
from backend.services.access_requests.transitions import TABLES
from backend.services.family.moving import move as move_claim
from backend.services.family.transitions import ClaimEvent
from backend.services.notifying import notify

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

# By its record, its claim or its grant: each by an index of its own.
_ABOUT = """
SELECT id FROM access_request WHERE patient_id = $1
UNION SELECT r.id FROM family_claim c JOIN access_request r ON r.claim_id = c.id WHERE c.patient_id = $1
UNION SELECT r.id FROM access_grant g JOIN access_request r ON r.access_grant_id = g.id
  WHERE g.patient_id = $1 AND g.revoked_at IS NULL
"""
_LOCKS = (
    f"SELECT 1 FROM access_request WHERE id IN ({_ABOUT}) ORDER BY id FOR UPDATE",
    "SELECT 1 FROM family_claim WHERE patient_id = $1 ORDER BY id FOR UPDATE",
    "SELECT pg_advisory_xact_lock(7253011, hashint8($1))",
)
_REQUESTS = f"""
SELECT r.id, r.purpose, r.state FROM access_request r
WHERE r.id IN ({_ABOUT}) AND (r.account_id = ANY ($2) OR r.grantee_id = ANY ($2)) ORDER BY r.id FOR UPDATE
"""


async def lock_links(connection: Connection, *patients: int) -> None:
    """Keeps every other transaction from verifying a link to these children until the caller's ends.

    Requests and claims about them come first, as wherever a link is made, so that neither waits for the other.
    """
    for statement in _LOCKS:
        for patient in sorted(patients):
            await connection.execute(statement, patient)


async def end_every_request(connection: Connection, person_id: int, accounts: Sequence[int], at: dt.datetime) -> None:
    """Takes back what is under way about the person's record, and what these accounts, their own, have under way."""
    for row in await connection.fetch(
        f"SELECT r.id, r.purpose, r.state FROM access_request r WHERE r.id IN ({_ABOUT} "
        "UNION SELECT id FROM access_request WHERE account_id = ANY ($2)) ORDER BY r.id FOR UPDATE",
        person_id,
        list(accounts),
    ):
        await take_back(connection, row, at)


async def accounts_of(connection: Connection, people: Sequence[int]) -> list[int]:
    """Every account of these people, closed ones too."""
    rows = await connection.fetch("SELECT id FROM account WHERE person_id = ANY ($1) ORDER BY id", list(people))
    return [row["id"] for row in rows]


async def end_rights(
    connection: Connection, patient_id: int, representatives: Sequence[int], at: dt.datetime, *, tell: bool
) -> None:
    """Ends all that lets these people act for the child, in the caller's transaction. `tell`: without any reason."""
    accounts = await accounts_of(connection, representatives)
    await end_requests(connection, patient_id, accounts, at)
    for claim in await connection.fetch(
        "SELECT id FROM family_claim WHERE patient_id = $1 AND account_id = ANY ($2) AND state = 'VERIFIED' ORDER BY id",
        patient_id,
        accounts,
    ):
        await move_claim(connection, claim["id"], ClaimEvent.END, at)
    await connection.execute(
        "UPDATE legal_representation SET state = 'ENDED', ends_on = greatest(starts_on, least(ends_on, moscow_day($3))) "
        "WHERE patient_id = $1 AND representative_id = ANY ($2) AND state IN ('PENDING', 'VERIFIED')",
        patient_id,
        list(representatives),
        at,
    )
    await connection.execute(
        "UPDATE teen_share SET ended_at = greatest($3, created_at) "
        "WHERE patient_id = $1 AND representative_id = ANY ($2) AND ended_at IS NULL",
        patient_id,
        list(representatives),
        at,
    )
    grants = await connection.fetch(
        "SELECT id, grantee_id, patient_id FROM access_grant "
        "WHERE patient_id = $1 AND grantee_id = ANY ($2) AND revoked_at IS NULL ORDER BY id FOR UPDATE",
        patient_id,
        accounts,
    )
    await end_grants(connection, grants, at, tell=tell)


async def end_requests(connection: Connection, patient_id: int, accounts: Sequence[int], at: dt.datetime) -> None:
    """Takes back what these accounts have under way about the record."""
    for row in await connection.fetch(_REQUESTS, patient_id, list(accounts)):
        await take_back(connection, row, at)


async def take_back(connection: Connection, request: asyncpg.Record, at: dt.datetime) -> None:
    """Withdraws one request (id, purpose, state) where its table has that step."""
    if any(
        (before, event) == (request["state"], RequestEvent.WITHDRAW)
        for before, event, _ in TABLES[RequestPurpose(request["purpose"])]
    ):
        await move(connection, request["id"], RequestEvent.WITHDRAW, at)


async def end_grants(connection: Connection, grants: Sequence[asyncpg.Record], at: dt.datetime, *, tell: bool) -> None:
    """Revokes grants (id, grantee_id, patient_id) and notes it in the requests that gave them."""
    for grant in grants:
        await follow(connection, grant["id"], RequestEvent.CANCEL_ACCESS, at)
        await revoke_grant(connection, grant["id"], at)
        if tell:
            await notify(
                connection,
                grant["grantee_id"],
                NotificationKind.ACCESS_ENDED,
                f"grant_ended:{grant['id']}",
                at,
                patient_id=grant["patient_id"],
            )
