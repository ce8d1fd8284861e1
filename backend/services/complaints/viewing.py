"""A record's complaints as its portal readers see them: each while they may read the row that it is about."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from backend.policy.sealing import IdType, OpenedId
from backend.services.actor import Actor
from backend.services.complaints.right import right_to_complain
from backend.services.complaints.rows import COLUMNS, TABLES, Complaint, complaint_of, steps_of
from backend.services.complaints.seeing import complaint_seen, portal, row_seen
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules
from backend.services.refusal import Refused

# The newest version stands for the entry; one that was withdrawn has none.
_ENTRIES = (
    "(SELECT e.public_id FROM record_entry e WHERE e.patient_id = c.patient_id AND e.set_id = c.set_id AND e.status = 0) AS entry_key, "
    "(SELECT e.public_id FROM record_entry e WHERE e.patient_id = c.patient_id AND e.id = c.entry_id AND e.status <= 1) AS disputed_key"
)


@dataclass(frozen=True, slots=True)
class Attached:
    """An entry of which something is attached, and which of its fields: on the portal the entry itself shows them."""

    entry_key: str
    type_name: str
    field_names: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnComplaint:
    """A complaint on the portal. `entry_key` is null once the entry is withdrawn; `attached` is for who complained alone."""

    complaint: Complaint
    mine: bool
    entry_key: str | None
    disputed_key: str | None
    attached: Sequence[Attached] = ()

    @property
    def id(self) -> int:
        return self.complaint.id


async def complaints_on(
    connection: Connection,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    after: int | None,
    first: int,
    at: dt.datetime,
) -> list[OwnComplaint]:
    """`first` complaints on the record that the actor may see now, the newest first, and one more where there are more.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN.
    """
    right = await right_to_complain(connection, rules, actor, patient_id, at)
    rows = await connection.fetch(
        f"WITH {portal(rules.policy, '$1, $2, $3')} SELECT {COLUMNS}, {_ENTRIES} FROM {TABLES} "
        f"WHERE c.patient_id = $4 AND ($5::bigint IS NULL OR c.id < $5) AND {complaint_seen('c', '$1')} "
        "ORDER BY c.id DESC LIMIT $6",
        actor.account_id,
        at,
        list(rules.regions),
        patient_id,
        after,
        first + 1,
    )
    await log_act(connection, right, "complaints", [])
    return [_own(row, actor, complaint_of(row)) for row in rows]


async def complaint_on(
    connection: Connection, rules: RecordRules, actor: Actor, complaint: OpenedId | None, at: dt.datetime
) -> OwnComplaint:
    """One complaint, with its history. Raises Refused FORBIDDEN for what is hidden, foreign or missing, and as above."""
    patient = complaint.patient if complaint is not None and complaint.type == IdType.COMPLAINT else 0
    right = await right_to_complain(connection, rules, actor, patient, at)
    row = await connection.fetchrow(
        f"WITH {portal(rules.policy, '$1, $2, $3')} SELECT {COLUMNS}, {_ENTRIES} FROM {TABLES} "
        f"WHERE c.patient_id = $4 AND c.id = $5 AND {complaint_seen('c', '$1')}",
        actor.account_id,
        at,
        list(rules.regions),
        patient,
        complaint.entry if complaint is not None else 0,
    )
    await log_act(connection, right, "complaint", [])
    if row is None:
        raise Refused("FORBIDDEN")
    attached = await _attached(connection, rules, actor, row["id"], at) if row["account_id"] == actor.account_id else []
    return _own(row, actor, complaint_of(row, await steps_of(connection, row["id"])), attached)


async def acted_on(
    connection: Connection, rules: RecordRules, actor: Actor, complaint_id: int, at: dt.datetime
) -> OwnComplaint:
    """The complaint of a row that the actor has just filed or taken back, as `complaint_on` shows it."""
    patient = await connection.fetchval("SELECT patient_id FROM complaint WHERE id = $1", complaint_id)
    return await complaint_on(connection, rules, actor, OpenedId(IdType.COMPLAINT, patient or 0, complaint_id), at)


async def _attached(
    connection: Connection, rules: RecordRules, actor: Actor, complaint_id: int, at: dt.datetime
) -> list[Attached]:
    """What was attached of entries that the actor sees now."""
    rows = await connection.fetch(
        f"WITH {portal(rules.policy, '$1, $2, $3')} SELECT e.public_id, a.type_name, a.field_names FROM complaint_attachment a "
        "JOIN record_entry e ON e.patient_id = a.patient_id AND e.set_id = a.set_id AND e.status = 0 "
        f"WHERE a.complaint_id = $4 AND EXISTS (SELECT FROM portal h WHERE {row_seen('e')}) ORDER BY a.position",
        actor.account_id,
        at,
        list(rules.regions),
        complaint_id,
    )
    return [Attached(row["public_id"], row["type_name"], _names(row["field_names"])) for row in rows]


def _names(stored: Any) -> list[str]:
    names: list[str] = orjson.loads(stored)
    return names


def _own(row: asyncpg.Record, actor: Actor, complaint: Complaint, attached: Sequence[Attached] = ()) -> OwnComplaint:
    return OwnComplaint(
        complaint, row["account_id"] == actor.account_id, row["entry_key"], row["disputed_key"], attached
    )
