"""Filing a complaint (SEC-18, CMP-01, CMP-02) and taking it back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from backend.models.complaint import ComplaintEvent, ComplaintKind
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType, OpenedId
from backend.services.actor import Actor
from backend.services.complaints.moving import hold_complaint, move, note_step
from backend.services.complaints.right import right_to_complain
from backend.services.complaints.seeing import complaint_seen, portal, row_seen
from backend.services.complaints.texts import written
from backend.services.complaints.transitions import Side, after
from backend.services.numbering import next_number
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.right import Connection, RecordRules, Right
from backend.services.refusal import Refused
from backend.services.working_days import due_at

MOST_ATTACHMENTS = 10
# What people write about themselves they correct themselves.
_OWN_WORDS = frozenset({Kind.HEALTH_DIARY, Kind.CHILD_DATA})
_POLICY_OF_THE_DAY = """
SELECT insurer_id, number FROM insurance_policy
WHERE patient_id = $1 AND insurer_id IS NOT NULL AND state = 'VALID'
  AND (valid_from IS NULL OR valid_from <= $2) AND (valid_until IS NULL OR valid_until >= $2)
ORDER BY valid_from DESC NULLS LAST, id DESC LIMIT 1
"""
_KEEP = """
INSERT INTO complaint (number, patient_id, account_id, kind, text, set_id, entry_id, entry_kind, about_on, clinic_id,
  insurer_id, policy_number, state, filed_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What the complainant shows of one entry: a copy that the compiled read made for them just now."""

    entry: OpenedId
    type_name: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filing:
    """What is disputed, how, and what the insurer and the clinic are shown."""

    entry: OpenedId
    kind: ComplaintKind
    text: str
    attached: Sequence[Excerpt] = ()


async def file_complaint(
    connection: Connection, rules: RecordRules, actor: Actor, filing: Filing, at: dt.datetime
) -> int:
    """Stores a complaint and sends it to the insurer of the entry's day; gives its row.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN, NOT_FOUND, COMPLAINT_TEXT, NOT_DISPUTABLE,
    CLINIC_UNKNOWN, INSURER_UNKNOWN, COMPLAINT_UNDER_WAY, ATTACHMENT_UNREADABLE.
    """
    patient = filing.entry.patient
    right = await right_to_complain(connection, rules, actor, patient, at)
    text = written(filing.text, "text")
    entry = await _seen_entry(connection, right, filing.entry)
    if entry is None:
        raise Refused("NOT_FOUND", ["input", "id"])
    if entry["kind"] in _OWN_WORDS:
        raise Refused("NOT_DISPUTABLE", ["input", "id"])
    if entry["organization_id"] is None:
        raise Refused("CLINIC_UNKNOWN", ["input", "id"])
    policy = await connection.fetchrow(_POLICY_OF_THE_DAY, patient, entry["event_date"])
    if policy is None:
        raise Refused("INSURER_UNKNOWN", ["input", "id"])
    # The account is held, so nobody files the same twice at once.
    if await connection.fetchval(
        "SELECT EXISTS (SELECT FROM complaint WHERE account_id = $1 AND patient_id = $2 AND set_id = $3 "
        "AND state NOT IN ('DECIDED', 'WITHDRAWN'))",
        actor.account_id,
        patient,
        entry["set_id"],
    ):
        raise Refused("COMPLAINT_UNDER_WAY", ["input", "id"])
    step = after(None, ComplaintEvent.FILED, Side.COMPLAINANT)
    assert step is not None
    state, days = step
    complaint = int(
        await connection.fetchval(
            _KEEP,
            await next_number(connection, "Ж", at),
            patient,
            actor.account_id,
            filing.kind.value,
            text,
            entry["set_id"],
            entry["id"],
            entry["kind"],
            entry["event_date"],
            entry["organization_id"],
            policy["insurer_id"],
            policy["number"],
            state.value,
            at,
            due_at(at, days) if days else None,
        )
    )
    await note_step(connection, complaint, ComplaintEvent.FILED, actor.account_id, at)
    await _attach(connection, right, complaint, filing.attached)
    await log_act(connection, right, "fileComplaint", [Kind(entry["kind"])])
    return complaint


async def withdraw_complaint(
    connection: Connection, rules: RecordRules, actor: Actor, complaint: OpenedId | None, at: dt.datetime
) -> int:
    """Takes an own complaint back before its decision; gives its row. Raises Refused NOT_FOUND, WRONG_STATE, as `file_complaint`."""
    patient = complaint.patient if complaint is not None and complaint.type == IdType.COMPLAINT else 0
    right = await right_to_complain(connection, rules, actor, patient, at)
    held = await hold_complaint(connection, complaint.entry) if complaint is not None else None
    if held is None or held["patient_id"] != patient or held["account_id"] != actor.account_id:
        raise Refused("NOT_FOUND", ["input", "id"])
    seen = await connection.fetchval(
        f"WITH {portal(rules.policy, '$1, $2, $3')} SELECT {complaint_seen('c', '$1')} FROM complaint c WHERE c.id = $4",
        actor.account_id,
        at,
        list(rules.regions),
        held["id"],
    )
    if not seen:
        raise Refused("NOT_FOUND", ["input", "id"])
    await move(connection, held, ComplaintEvent.WITHDRAWN, Side.COMPLAINANT, actor.account_id, at)
    await log_act(connection, right, "withdrawComplaint", [Kind(held["entry_kind"])])
    return int(held["id"])


async def _seen_entry(connection: Connection, right: Right, entry: OpenedId) -> asyncpg.Record | None:
    """The newest version of the entry, where the actor sees it now; None for any other id."""
    return await connection.fetchrow(
        f"WITH {portal(right.rules.policy, '$1, $2, $3')} "
        "SELECT e.id, e.set_id, e.kind, e.event_date, e.organization_id FROM record_entry e "
        "WHERE e.patient_id = $4 AND e.id = $5 AND e.kind = $6 AND e.status = 0 "
        f"AND EXISTS (SELECT FROM portal h WHERE {row_seen('e')})",
        right.actor.account_id,
        right.at,
        list(right.rules.regions),
        right.patient_id,
        entry.entry,
        entry.type,
    )


async def _attach(connection: Connection, right: Right, complaint: int, attached: Sequence[Excerpt]) -> None:
    """Keeps the frozen copies, each of an entry of the same record that the complainant sees at this moment."""
    if len(attached) > MOST_ATTACHMENTS or len({one.entry for one in attached}) < len(attached):
        raise Refused("ATTACHMENT_UNREADABLE", ["input", "attached"])
    for position, one in enumerate(attached):
        entry = await _seen_entry(connection, right, one.entry) if one.entry.patient == right.patient_id else None
        if entry is None:
            raise Refused("ATTACHMENT_UNREADABLE", ["input", "attached"])
        await connection.execute(
            "INSERT INTO complaint_attachment (complaint_id, patient_id, set_id, entry_id, position, type_name, field_names, content) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            complaint,
            right.patient_id,
            entry["set_id"],
            entry["id"],
            position,
            one.type_name,
            orjson.dumps(list(one.content)).decode(),
            orjson.dumps(one.content).decode(),
        )
