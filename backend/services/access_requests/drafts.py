"""Drafts: begun for one purpose, kept at each step, never overwritten by a stale page (REQ-01, REQ-05…08, REQ-16)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.access_request import AccessRequestState, FiledBy, RequestPurpose
from backend.models.vocabulary import AccountLevel, GrantGround, Role
from backend.services.access_requests import records
from backend.services.access_requests.applicants import policy_number
from backend.services.access_requests.child_data import child_data
from backend.services.access_requests.grants import obstacle, open_grant
from backend.services.access_requests.records import Choice, Chosen
from backend.services.access_requests.transitions import DRAFTS
from backend.services.actor import Actor
from backend.services.holding import hold_own_account
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
# So many drafts a person may have at once.
MOST_DRAFTS = 20
_COLUMNS = (
    "id, account_id, purpose, state, own, claim_id, patient_id, grantee_id, access_grant_id, enp, changes, saved_at"
)


_NOT_ONLINE = {FiledBy.PROXY: "PROXY_NOT_ALLOWED", FiledBy.GUARDIAN_OF_ADULT: "INCAPACITATED_ADULT"}


@dataclass(frozen=True, slots=True)
class Begun:
    """A new draft; or the record that is open already, or has just been opened, without any (ACC-02, ACC-03)."""

    request_id: int | None
    open_patient_id: int | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is wanted. `choice` may come later, but for CHANGE and CANCEL the grant is known from the start."""

    purpose: RequestPurpose
    filed_by: FiledBy = FiledBy.APPLICANT
    choice: Choice | None = None
    representation_id: int | None = None
    grant_id: int | None = None


async def begin(
    pool: asyncpg.Pool,
    key: bytes,
    actor: Actor,
    wanted: Beginning,
    client_mutation_id: str | None,
    regions: list[str],
    at: dt.datetime,
) -> Begun:
    """Begins a request. Raises Refused: ACCOUNT_LEVEL_TOO_LOW (ACC-01), PROXY_NOT_ALLOWED, what `choose` refuses."""
    actor.need(Role.CITIZEN)
    if wanted.filed_by in _NOT_ONLINE:
        raise Refused(_NOT_ONLINE[wanted.filed_by], ["input", "filedBy"])
    # Ending one's own access is open to everybody who has it.
    if actor.level is AccountLevel.BASIC and wanted.purpose is not RequestPurpose.CANCEL:
        raise Refused("ACCOUNT_LEVEL_TOO_LOW")
    async with pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        mutation = "createAccessRequest"
        earlier = await earlier_outcome(connection, key, actor.account_id, mutation, client_mutation_id, wanted, at)
        if earlier is not None:
            # A record that was opened without a request is kept as the negative of its row.
            return Begun(earlier) if earlier > 0 else Begun(None, -earlier)
        if wanted.purpose is RequestPurpose.GRANT:
            begun = await _begin_grant(connection, actor, wanted, regions, at)
        else:
            begun = await _begin_about_grant(connection, actor, wanted, at)
        await keep_outcome(
            connection,
            actor.account_id,
            mutation,
            client_mutation_id,
            begun.request_id or -(begun.open_patient_id or 0),
        )
        return begun


async def _begin_grant(
    connection: Connection, actor: Actor, wanted: Beginning, regions: list[str], at: dt.datetime
) -> Begun:
    if wanted.choice is None:
        return Begun(await _insert(connection, actor, wanted.purpose, None, None, None, at))
    chosen = await records.choose(connection, actor, wanted.choice, at)
    grantee = None
    if wanted.representation_id is not None:
        grantee = await records.grantee_of(connection, actor, chosen.patient_id, wanted.representation_id, at)
    elif chosen.patient_id is not None and await _opens(connection, actor, chosen, regions, at):
        return Begun(None, chosen.patient_id)
    return Begun(await _insert(connection, actor, wanted.purpose, chosen, grantee, None, at))


async def _opens(connection: Connection, actor: Actor, chosen: Chosen, regions: list[str], at: dt.datetime) -> bool:
    """Whether the record is open, opening it to a full account at once (X7); False where a request is needed."""
    assert chosen.patient_id is not None
    if await records.already_open(connection, actor.account_id, chosen.patient_id, regions, at):
        return True
    if actor.level is not AccountLevel.FULL or await records.policy_obstacle(
        connection, actor.account_id, chosen.patient_id, regions, at
    ):
        return False
    if await obstacle(connection, actor.account_id, chosen.patient_id, at) is not None:
        return False
    ground = GrantGround.OWN_FULL_ACCOUNT if chosen.own else GrantGround.VERIFIED_CHILD
    await open_grant(connection, chosen.patient_id, actor.account_id, ground, at)
    return True


async def _begin_about_grant(connection: Connection, actor: Actor, wanted: Beginning, at: dt.datetime) -> Begun:
    """CHANGE and CANCEL are the grantee's own: nobody limits another's access (REQ-09)."""
    if wanted.grant_id is None:
        raise Refused("REQUIRED", ["input", "grantId"])
    grant = await connection.fetchrow(
        "SELECT id, patient_id FROM access_grant WHERE id = $1 AND grantee_id = $2 AND revoked_at IS NULL "
        "AND (valid_until IS NULL OR valid_until > $3)",
        wanted.grant_id,
        actor.account_id,
        at,
    )
    if grant is None:
        raise Refused("NOT_FOUND", ["input", "grantId"])
    chosen = Chosen(grant["patient_id"] == actor.person_id, None, grant["patient_id"])
    return Begun(await _insert(connection, actor, wanted.purpose, chosen, None, grant["id"], at))


async def _insert(
    connection: Connection,
    actor: Actor,
    purpose: RequestPurpose,
    chosen: Chosen | None,
    grantee: int | None,
    grant: int | None,
    at: dt.datetime,
) -> int:
    drafts = await connection.fetchval(
        "SELECT count(*) FROM access_request WHERE account_id = $1 AND state IN ('DRAFT', 'PHONE_CONFIRMED')",
        actor.account_id,
    )
    if drafts >= MOST_DRAFTS:
        raise Refused("TOO_MANY_DRAFTS")
    id_: int = await connection.fetchval(
        "INSERT INTO access_request (account_id, purpose, state, own, claim_id, patient_id, grantee_id, access_grant_id, "
        "created_at, saved_at) VALUES ($1, $2, 'DRAFT', $3, $4, $5, $6, $7, $8, $8) RETURNING id",
        actor.account_id,
        purpose.value,
        chosen.own if chosen else None,
        chosen.claim_id if chosen else None,
        chosen.patient_id if chosen else None,
        grantee,
        grant,
        at,
    )
    return id_


async def own_request(connection: Connection, actor: Actor, request_id: int, columns: str) -> asyncpg.Record:
    """The actor's own request, locked. Raises Refused NOT_FOUND for another's and a missing one alike, UNAUTHENTICATED."""
    await hold_own_account(connection, actor)
    row = await connection.fetchrow(
        f"SELECT {columns} FROM access_request WHERE id = $1 AND account_id = $2 FOR UPDATE",
        request_id,
        actor.account_id,
    )
    if row is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    return row


async def save(
    pool: asyncpg.Pool, actor: Actor, request_id: int, seen: dt.datetime, given: Mapping[str, Any], at: dt.datetime
) -> None:
    """Keeps one step of a draft: what is in `given` replaces what was there, the rest stays.

    `given`: `choice` (Choice), `representation_id` (a link's row, None for oneself), `policy_number`, `child` (a mapping).
    `seen` is the `saved_at` that the page shows. Raises Refused CONFLICT where another page has saved since (nothing is
    overwritten on either side), WRONG_STATE once it is submitted, and what the values themselves are refused for.
    """
    async with pool.acquire() as connection, connection.transaction():
        row = await own_request(connection, actor, request_id, _COLUMNS)
        if AccessRequestState(row["state"]) not in DRAFTS or row["purpose"] == RequestPurpose.CANCEL:
            raise Refused("WRONG_STATE")
        if row["saved_at"] != seen:
            raise Refused("CONFLICT", ["input", "savedAt"])
        columns = (
            await _grant_columns(connection, actor, row, given, at)
            if row["purpose"] == RequestPurpose.GRANT
            else {"changes": orjson.dumps(await _changes(connection, actor, row, given, at)).decode()}
        )
        columns["saved_at"] = max(at, row["saved_at"] + dt.timedelta(microseconds=1))
        assignments = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
        await connection.execute(
            f"UPDATE access_request SET {assignments} WHERE id = $1", request_id, *columns.values()
        )


async def _grant_columns(
    connection: Connection, actor: Actor, row: asyncpg.Record, given: Mapping[str, Any], at: dt.datetime
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    patient_id = row["patient_id"]
    if given.get("choice") is not None:
        chosen = await records.choose(connection, actor, given["choice"], at)
        patient_id = chosen.patient_id
        columns |= {"own": chosen.own, "claim_id": chosen.claim_id, "patient_id": patient_id}
        if (chosen.own, chosen.claim_id, patient_id) != (row["own"], row["claim_id"], row["patient_id"]):
            # Grantee and policy belong to the record that was chosen before.
            columns |= {"grantee_id": None, "enp": None}
    if "representation_id" in given:
        link = given["representation_id"]
        columns["grantee_id"] = (
            actor.account_id if link is None else await records.grantee_of(connection, actor, patient_id, link, at)
        )
    if "policy_number" in given:
        columns["enp"] = policy_number(given["policy_number"]) if given["policy_number"] else None
    return columns


async def _changes(
    connection: Connection, actor: Actor, row: asyncpg.Record, given: Mapping[str, Any], at: dt.datetime
) -> dict[str, Any]:
    """REQ-14. A change that is given as empty is taken out again."""
    changes: dict[str, Any] = orjson.loads(row["changes"]) if row["changes"] else {}
    if "representation_id" in given:
        changes.pop("grantee", None)
        if (link := given["representation_id"]) is not None:
            changes["grantee"] = await records.grantee_of(connection, actor, row["patient_id"], link, at)
    if "policy_number" in given:
        changes.pop("enp", None)
        if given["policy_number"]:
            changes["enp"] = policy_number(given["policy_number"])
    if "child" in given:
        changes.pop("child", None)
        if given["child"] is not None:
            if row["own"]:
                raise Refused("NOT_FOUND", ["input", "child"])
            changes["child"] = child_data(given["child"])
    return changes
