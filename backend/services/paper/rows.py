"""Orders and applications as both of their sides are shown them, from the rows of the database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.paper import (
    ExtractDecline,
    ExtractPickup,
    ExtractPurpose,
    ExtractState,
    IdentityDocument,
    PaperEvent,
    PaperKeepingDecline,
    PaperKeepingState,
)
from backend.models.vocabulary import Kind
from backend.services.paper.ways import Matter
from backend.services.record_keeping.right import Connection

COLUMNS = "c.*, clinic.name AS clinic_name, clinic.address AS clinic_address, clinic.phone AS clinic_phone"
CLINIC = "JOIN organization clinic ON clinic.id = c.clinic_id"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, without a name: who acts on a side is that side's own affair."""

    at: dt.datetime
    event: PaperEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """What orders and applications have in common. `account_id` is who asked."""

    id: int
    patient_id: int
    account_id: int
    number: str
    clinic: str
    address: str | None
    phone: str | None
    filed_at: dt.datetime
    due_at: dt.datetime | None
    answer: str | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Extract(Asked):
    """`sections` None means all that the clinic has."""

    purpose: ExtractPurpose
    sections: Sequence[Kind] | None
    covers_from: dt.date | None
    covers_until: dt.date | None
    note: str | None
    pickup: ExtractPickup
    fetched_by: str | None
    state: ExtractState
    reason: ExtractDecline | None
    identity_shown: IdentityDocument | None


@dataclass(frozen=True, slots=True)
class Application(Asked):
    """An application to keep on writing on paper."""

    state: PaperKeepingState
    reason: PaperKeepingDecline | None


def extract_of(row: asyncpg.Record, steps: Sequence[Step], at: dt.datetime) -> Extract:
    """An order from a row of `COLUMNS`. Past its days it is shown as expired, whether or not that was noted yet."""
    state = ExtractState(row["state"])
    if state is ExtractState.READY and row["due_at"] < at:
        state = ExtractState.EXPIRED
    return Extract(
        *_common(row),
        steps,
        ExtractPurpose(row["purpose"]),
        None if row["sections"] is None else [Kind(number) for number in row["sections"]],
        row["covers_from"],
        row["covers_until"],
        row["note"],
        ExtractPickup(row["pickup"]),
        row["fetched_by"],
        state,
        ExtractDecline(row["reason"]) if row["reason"] else None,
        IdentityDocument(row["identity_shown"]) if row["identity_shown"] else None,
    )


def application_of(row: asyncpg.Record, steps: Sequence[Step]) -> Application:
    """An application from a row of `COLUMNS`."""
    reason = PaperKeepingDecline(row["reason"]) if row["reason"] else None
    return Application(*_common(row), steps, PaperKeepingState(row["state"]), reason)


async def steps_of(connection: Connection, matter: Matter, rows: Sequence[int]) -> dict[int, list[Step]]:
    """The history of each row, the first step first."""
    found: dict[int, list[Step]] = {row: [] for row in rows}
    for step in await connection.fetch(
        f"SELECT {matter.step_column} AS of, at, event FROM paper_step WHERE {matter.step_column} = ANY ($1) ORDER BY id",
        list(rows),
    ):
        found[step["of"]].append(Step(step["at"], PaperEvent(step["event"])))
    return found


def _common(
    row: asyncpg.Record,
) -> tuple[int, int, int, str, str, str | None, str | None, dt.datetime, dt.datetime | None, str | None]:
    return (
        row["id"],
        row["patient_id"],
        row["account_id"],
        row["number"],
        row["clinic_name"],
        row["clinic_address"],
        row["clinic_phone"],
        row["filed_at"],
        row["due_at"],
        row["answer"],
    )
