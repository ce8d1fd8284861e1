"""A teenager hides an ordinary entry from representatives, and shows it again (policy.md, Conditions, `TEEN_HIDE`).

Never from clinicians, and never what every representative sees by the rules: HIV, vaccinations, ambulance calls and the like.
"""

import asyncpg

from backend.models.vocabulary import Kind
from backend.policy.hiding import HIDEABLE, HIDERS, unhideable_labels
from backend.policy.sealing import OpenedId
from backend.services.hiding.rows import Connection, follow_hidings, hold_person
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.calls import Call
from backend.services.record_keeping.entries import hold_entry
from backend.services.record_keeping.right import Right
from backend.services.refusal import Refused


async def hide_entry(call: Call, opened: OpenedId | None) -> None:
    """Hides the entry with all that goes with it; hiding what is hidden changes nothing.

    Raises Refused UNAUTHENTICATED, STEP_UP_REQUIRED, FORBIDDEN, HIDING_OFF, NOT_FOUND, CONFLICT, NOT_HIDEABLE, WRONG_STATE
    for what belongs to another entry and is hidden with it, HIDING_LIFTED.
    """
    async with call.pool.acquire() as connection, connection.transaction():
        right, entry = await _held(call, connection, opened)
        kind = Kind(entry["kind"])
        if await in_force(connection, entry) is not None:
            return
        if kind not in HIDEABLE or entry["labels"] & unhideable_labels(kind):
            raise Refused("NOT_HIDEABLE", ["input", "id"])
        if entry["parent_entry_id"] is not None:
            raise Refused("WRONG_STATE", ["input", "id"])
        if await _lifted(connection, entry):
            raise Refused("HIDING_LIFTED", ["input", "id"])
        await connection.execute(
            "INSERT INTO entry_hiding (patient_id, set_id, account_id, hidden_at) VALUES ($1, $2, $3, $4)",
            right.patient_id,
            entry["set_id"],
            right.actor.account_id,
            right.at,
        )
        await follow_hidings(connection, right.patient_id)
        await log_act(connection, right, call.act, [kind])


async def show_entry(call: Call, opened: OpenedId | None) -> None:
    """Shows the entry again; showing what is not hidden changes nothing.

    Raises Refused as `hide_entry` does, WRONG_STATE for what is hidden with another entry.
    """
    async with call.pool.acquire() as connection, connection.transaction():
        right, entry = await _held(call, connection, opened)
        hiding = await in_force(connection, entry)
        if hiding is None and not entry["hidden_by_patient"]:
            return
        if hiding is None:
            raise Refused("WRONG_STATE", ["input", "id"])
        await connection.execute(
            "UPDATE entry_hiding SET ended_at = greatest($2, hidden_at) WHERE id = $1", hiding, right.at
        )
        await follow_hidings(connection, right.patient_id)
        await log_act(connection, right, call.act, [Kind(entry["kind"])])


async def in_force(connection: Connection, entry: asyncpg.Record) -> int | None:
    """The hiding that is in force on the entry itself."""
    found: int | None = await connection.fetchval(
        "SELECT id FROM entry_hiding WHERE patient_id = $1 AND set_id = $2 AND ended_at IS NULL",
        entry["patient_id"],
        entry["set_id"],
    )
    return found


async def _held(call: Call, connection: Connection, opened: OpenedId | None) -> tuple[Right, asyncpg.Record]:
    """The teenager's right on their own record and the entry's newest version, held."""
    right = await call.right_on(connection, call.actor.person_id or 0, HIDERS)
    if not right.rules.policy.teen_hide:
        raise Refused("HIDING_OFF")
    await hold_person(connection, right.patient_id)
    if opened is None or opened.type not in set(Kind):
        raise Refused("NOT_FOUND", ["input", "id"])
    entry = await hold_entry(connection, right, opened, Kind(opened.type))
    if entry["only_practitioner_id"] is not None:
        raise Refused("NOT_FOUND", ["input", "id"])
    return right, entry


async def _lifted(connection: Connection, entry: asyncpg.Record) -> bool:
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM entry_hiding WHERE patient_id = $1 AND set_id = $2 AND lifted_by_id IS NOT NULL)",
            entry["patient_id"],
            entry["set_id"],
        )
    )
