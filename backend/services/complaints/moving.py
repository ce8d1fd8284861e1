"""Every step of a complaint goes through here: held, allowed by the table, kept in its history, told to the complainant."""

import datetime as dt
from typing import Any

import asyncpg

from backend.models.complaint import ComplaintEvent, ComplaintState
from backend.models.notification import NotificationKind
from backend.services.complaints.transitions import Side, after
from backend.services.notifying import notify
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused
from backend.services.working_days import due_at

# What the complainant does is no news to them.
_OWN_STEPS = frozenset({ComplaintEvent.FILED, ComplaintEvent.WITHDRAWN})


async def hold_complaint(connection: Connection, complaint_id: int) -> asyncpg.Record | None:
    """The complaint, held until the transaction ends: of two acts at once the later finds what the earlier made of it."""
    return await connection.fetchrow("SELECT * FROM complaint WHERE id = $1 FOR NO KEY UPDATE", complaint_id)


async def move(
    connection: Connection,
    complaint: asyncpg.Record,
    event: ComplaintEvent,
    side: Side,
    account_id: int,
    at: dt.datetime,
    **changes: Any,
) -> None:
    """Takes one step of a held complaint. `changes` are columns that the step writes. Raises Refused WRONG_STATE."""
    step = after(ComplaintState(complaint["state"]), event, side)
    if step is None or _over(complaint, event, at):
        raise Refused("WRONG_STATE", ["input", "id"])
    state, days = step
    columns = {"state": state.value, "due_at": due_at(at, days) if days else None, **changes}
    named = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
    await connection.execute(f"UPDATE complaint SET {named} WHERE id = $1", complaint["id"], *columns.values())
    await note_step(connection, complaint["id"], event, account_id, at)
    if event not in _OWN_STEPS:
        await notify(
            connection,
            complaint["account_id"],
            NotificationKind.COMPLAINT_MOVED,
            f"complaint:{complaint['id']}:{event.value}",
            at,
            patient_id=complaint["patient_id"],
            complaint_id=complaint["id"],
            detail=event.value,
        )


async def note_step(
    connection: Connection, complaint_id: int, event: ComplaintEvent, account_id: int, at: dt.datetime
) -> None:
    """Adds the step to the complaint's history."""
    await connection.execute(
        "INSERT INTO complaint_step (complaint_id, at, event, account_id) VALUES ($1, $2, $3, $4)",
        complaint_id,
        at,
        event.value,
        account_id,
    )


def _over(complaint: asyncpg.Record, event: ComplaintEvent, at: dt.datetime) -> bool:
    """What the state alone does not say: only an upheld complaint is corrected, once; silence takes until the term."""
    if event is ComplaintEvent.CORRECTED:
        return not complaint["upheld"] or complaint["corrected_at"] is not None
    return event is ComplaintEvent.CLINIC_SILENT and complaint["due_at"] > at
