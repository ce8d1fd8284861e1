"""Every step of an order or an application goes through here: allowed by its table, kept in its history, told to who asked."""

import datetime as dt
from typing import Any

import asyncpg

from backend.models.notification import NotificationKind
from backend.models.paper import ExtractState, PaperEvent
from backend.services.notifying import notify
from backend.services.numbering import next_number
from backend.services.paper.ways import Matter, Side
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

# What people do themselves is no news to them.
_OWN_STEPS = frozenset({PaperEvent.ORDERED, PaperEvent.SUBMITTED, PaperEvent.WITHDRAWN})


async def begin(connection: Connection, matter: Matter, event: PaperEvent, right: Right, **columns: Any) -> int:
    """Stores a new order or application of the right's record; gives its row."""
    step = matter.after(None, event, Side.APPLICANT)
    assert step is not None
    state, term = step
    row = {
        "number": await next_number(connection, matter.letter, right.at),
        "patient_id": right.patient_id,
        "account_id": right.actor.account_id,
        "state": state.value,
        "filed_at": right.at,
        "due_at": term(right.at, None),
        **columns,
    }
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    made = int(
        await connection.fetchval(
            f"INSERT INTO {matter.table} ({', '.join(row)}) VALUES ({places}) RETURNING id", *row.values()
        )
    )
    await _note(connection, matter, made, event, right.actor.account_id, right.at)
    return made


async def hold(connection: Connection, matter: Matter, row_id: int) -> asyncpg.Record | None:
    """The row, held until the transaction ends: of two acts at once the later finds what the earlier made of it."""
    return await connection.fetchrow(f"SELECT * FROM {matter.table} WHERE id = $1 FOR NO KEY UPDATE", row_id)


async def move(
    connection: Connection,
    matter: Matter,
    held: asyncpg.Record,
    event: PaperEvent,
    side: Side,
    account_id: int | None,
    at: dt.datetime,
    **changes: Any,
) -> None:
    """Takes one step of a held row. `changes` are columns that the step writes. Raises Refused WRONG_STATE."""
    step = matter.after(held["state"], event, side)
    if step is None or _out_of_time(held, event, at):
        raise Refused("WRONG_STATE", ["input", "id"])
    state, term = step
    columns = {"state": state.value, "due_at": term(at, held["due_at"]), **changes}
    named = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
    await connection.execute(f"UPDATE {matter.table} SET {named} WHERE id = $1", held["id"], *columns.values())
    await _note(connection, matter, held["id"], event, account_id, at)
    if event not in _OWN_STEPS:
        told = f"{matter.name}_{event.value}"
        await notify(
            connection,
            held["account_id"],
            NotificationKind.PAPER_MOVED,
            f"paper:{held['id']}:{told}",
            at,
            patient_id=held["patient_id"],
            detail=told,
        )


async def _note(
    connection: Connection, matter: Matter, row_id: int, event: PaperEvent, account_id: int | None, at: dt.datetime
) -> None:
    await connection.execute(
        f"INSERT INTO paper_step ({matter.step_column}, at, event, account_id) VALUES ($1, $2, $3, $4)",
        row_id,
        at,
        event.value,
        account_id,
    )


def _out_of_time(held: asyncpg.Record, event: PaperEvent, at: dt.datetime) -> bool:
    """What the state alone does not say: after its days a ready extract expires, whether or not that was noted yet, and comes
    to nothing else; before them it has not expired."""
    if held["state"] != ExtractState.READY:
        return False
    return bool(held["due_at"] < at) != (event is PaperEvent.EXPIRED)
