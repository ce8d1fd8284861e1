"""What a request that was approved, or that needs nobody's approval, does to access, policy and names."""

import datetime as dt
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.models.notification import NotificationKind
from backend.models.vocabulary import AccountLevel, GrantGround
from backend.services.access_requests.grants import obstacle, open_grant, revoke_grant
from backend.services.access_requests.moving import move
from backend.services.access_requests.policies import keep_policy
from backend.services.notifying import notify
from backend.services.refusal import Refused

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
_REQUEST = (
    "SELECT id, account_id, purpose, state, own, patient_id, grantee_id, access_grant_id, level, changes, enp "
    "FROM access_request WHERE id = $1 FOR UPDATE"
)
_NAMES = ("family_name", "given_name", "patronymic")


def changes_of(row: "asyncpg.Record") -> dict[str, Any]:
    """What a CHANGE changes: `grantee` (an account's row), `enp`, `child`."""
    changes: dict[str, Any] = orjson.loads(row["changes"]) if row["changes"] else {}
    return changes


async def carry_out_without_officer(connection: "Connection", request_id: int, at: dt.datetime) -> bool:
    """Carries out what needs no decision, every check having passed; False where an officer has to look.

    That is a full account's own record or verified child (ACC-02, ACC-03), and a change of the policy alone.
    """
    request = await connection.fetchrow(_REQUEST, request_id)
    assert request is not None
    if request["purpose"] == RequestPurpose.CHANGE:
        if changes_of(request).keys() - {"enp"}:
            return False
        await carry_out_change(connection, request_id, at)
        await move(connection, request_id, RequestEvent.CARRY_OUT, at)
        return True
    if request["level"] != AccountLevel.FULL or request["grantee_id"] not in (None, request["account_id"]):
        return False
    if request["patient_id"] is None or await obstacle(connection, request["account_id"], request["patient_id"], at):
        return False
    await keep_policy(connection, request_id, request["patient_id"], at)
    ground = GrantGround.OWN_FULL_ACCOUNT if request["own"] else GrantGround.VERIFIED_CHILD
    grant = await open_grant(connection, request["patient_id"], request["account_id"], ground, at)
    await connection.execute(
        "UPDATE access_request SET access_grant_id = $2, decided_at = $3 WHERE id = $1", request_id, grant, at
    )
    await move(connection, request_id, RequestEvent.CARRY_OUT, at)
    return True


async def carry_out_change(connection: "Connection", request_id: int, at: dt.datetime) -> None:
    """Carries out a CHANGE (REQ-14): policy, names and certificate of the child, another grantee. Moves nothing.

    Whoever approves says APPROVE to `move` after it. What was there before is kept in the request. Raises Refused
    ACCESS_ENDED where the access that was to be changed has ended, GRANTEE_NOT_ALLOWED.
    """
    request = await connection.fetchrow(_REQUEST, request_id)
    assert request is not None and request["purpose"] == RequestPurpose.CHANGE
    grant = await connection.fetchrow(
        "SELECT id, patient_id, grantee_id, valid_until FROM access_grant WHERE id = $1 AND revoked_at IS NULL "
        "AND (valid_until IS NULL OR valid_until > $2) FOR UPDATE",
        request["access_grant_id"],
        at,
    )
    if grant is None or await obstacle(connection, grant["grantee_id"], grant["patient_id"], at) is not None:
        raise Refused("ACCESS_ENDED")
    changes = changes_of(request)
    before: dict[str, Any] = {}
    if "enp" in changes:
        before["enp"] = await connection.fetchval(
            "SELECT value FROM person_identifier WHERE patient_id = $1 AND kind = 'ENP' AND ended_on IS NULL",
            grant["patient_id"],
        )
        await keep_policy(connection, request_id, grant["patient_id"], at)
    if child := changes.get("child"):
        before["child"] = await _rename(connection, grant["patient_id"], child, at)
    if (grantee := changes.get("grantee")) is not None:
        before["grantee"] = grant["grantee_id"]
        await _hand_over(connection, request_id, grant, int(grantee), at)
    await connection.execute(
        "UPDATE access_request SET changes = $2::jsonb, decided_at = $3 WHERE id = $1",
        request_id,
        orjson.dumps({**changes, "before": before}).decode(),
        at,
    )
    await follow(connection, grant["id"], RequestEvent.CHANGE_ACCESS, at)


async def follow(connection: "Connection", grant_id: int, event: RequestEvent, at: dt.datetime) -> None:
    """Notes in the request that once gave an access what has become of it."""
    origin = await connection.fetchval(
        "SELECT id FROM access_request WHERE access_grant_id = $1 AND purpose = 'GRANT' AND state = ANY ($2)",
        grant_id,
        [AccessRequestState.GRANTED.value, AccessRequestState.CHANGED.value],
    )
    if origin is not None:
        await move(connection, origin, event, at)


async def _rename(connection: "Connection", patient_id: int, child: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """Writes the child's new names and certificate; gives the earlier ones."""
    earlier = await connection.fetchrow(
        "SELECT family_name, given_name, patronymic, (SELECT value FROM person_identifier WHERE patient_id = $1 "
        "AND kind = 'BIRTH_CERTIFICATE' AND ended_on IS NULL ORDER BY id DESC LIMIT 1) AS certificate "
        "FROM person WHERE id = $1 FOR UPDATE",
        patient_id,
    )
    assert earlier is not None
    await connection.execute(
        "UPDATE person SET family_name = $2, given_name = $3, patronymic = $4 WHERE id = $1",
        patient_id,
        *(child.get(name, earlier[name]) for name in _NAMES),
    )
    if (certificate := child.get("certificate")) and certificate != earlier["certificate"]:
        await connection.execute(
            "UPDATE person_identifier SET ended_on = moscow_day($2) "
            "WHERE patient_id = $1 AND kind = 'BIRTH_CERTIFICATE' AND ended_on IS NULL",
            patient_id,
            at,
        )
        await connection.execute(
            "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'BIRTH_CERTIFICATE', $2, false)",
            patient_id,
            certificate,
        )
    return dict(earlier)


async def _hand_over(
    connection: "Connection", request_id: int, grant: "asyncpg.Record", grantee: int, at: dt.datetime
) -> None:
    """Ends the grant and opens one to another representative, who is told; only one who may hold it, and no longer."""
    if await obstacle(connection, grantee, grant["patient_id"], at) is not None:
        raise Refused("GRANTEE_NOT_ALLOWED")
    await revoke_grant(connection, grant["id"], at)
    opened = await open_grant(
        connection, grant["patient_id"], grantee, GrantGround.ACCESS_REQUEST, at, grant["valid_until"]
    )
    await notify(
        connection,
        grantee,
        NotificationKind.ACCESS_OPENED,
        f"grant:{opened}",
        at,
        patient_id=grant["patient_id"],
    )
