"""A complaint as its sides are shown it, from the rows of the database: what all of them see, and what each alone does."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from backend.models.complaint import (
    ComplaintCorrection,
    ComplaintEvent,
    ComplaintKind,
    ComplaintReason,
    ComplaintState,
)
from backend.models.vocabulary import Kind
from backend.services.record_keeping.right import Connection

COLUMNS = "c.*, clinic.name AS clinic_name, insurer.name AS insurer_name"
TABLES = "complaint c JOIN organization clinic ON clinic.id = c.clinic_id JOIN organization insurer ON insurer.id = c.insurer_id"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history, without a name: who acts on a side is that side's own affair."""

    at: dt.datetime
    event: ComplaintEvent


@dataclass(frozen=True, slots=True)
class Complaint:
    """What every side sees of a complaint. `due_at`: the term of the step that is waited for."""

    id: int
    patient_id: int
    account_id: int
    number: str
    kind: ComplaintKind
    text: str
    entry_kind: Kind
    about_on: dt.date
    clinic: str
    insurer: str
    state: ComplaintState
    filed_at: dt.datetime
    due_at: dt.datetime | None
    asked_at: dt.datetime | None
    question: str | None
    answered_at: dt.datetime | None
    clinic_agrees: bool | None
    clinic_answer: str | None
    decided_at: dt.datetime | None
    upheld: bool | None
    reason: ComplaintReason | None
    decision_text: str | None
    corrected_at: dt.datetime | None
    correction: ComplaintCorrection | None
    steps: Sequence[Step] = ()

    @property
    def to_correct(self) -> bool:
        """The insurer has ordered a correction, and the clinic has not made it."""
        return bool(self.upheld) and self.corrected_at is None


@dataclass(frozen=True, slots=True)
class Copy:
    """The frozen copy of what the complainant attached of one entry."""

    type_name: str
    content: Mapping[str, Any]


def complaint_of(row: asyncpg.Record, steps: Sequence[Step] = ()) -> Complaint:
    """A complaint from a row of `COLUMNS`."""
    return Complaint(
        row["id"],
        row["patient_id"],
        row["account_id"],
        row["number"],
        ComplaintKind(row["kind"]),
        row["text"],
        Kind(row["entry_kind"]),
        row["about_on"],
        row["clinic_name"],
        row["insurer_name"],
        ComplaintState(row["state"]),
        row["filed_at"],
        row["due_at"],
        row["asked_at"],
        row["question"],
        row["answered_at"],
        row["clinic_agrees"],
        row["clinic_answer"],
        row["decided_at"],
        row["upheld"],
        ComplaintReason(row["reason"]) if row["reason"] else None,
        row["decision_text"],
        row["corrected_at"],
        ComplaintCorrection(row["correction"]) if row["correction"] else None,
        steps,
    )


async def steps_of(connection: Connection, complaint_id: int) -> list[Step]:
    """The history, the first step first."""
    rows = await connection.fetch(
        "SELECT at, event FROM complaint_step WHERE complaint_id = $1 ORDER BY id", complaint_id
    )
    return [Step(row["at"], ComplaintEvent(row["event"])) for row in rows]


async def copies_of(connection: Connection, complaint_id: int) -> list[Copy]:
    """What is attached, in the order of the complaint: for the insurer and the clinic alone."""
    rows = await connection.fetch(
        "SELECT type_name, field_names, content FROM complaint_attachment WHERE complaint_id = $1 ORDER BY position",
        complaint_id,
    )
    copies = []
    for row in rows:
        content = orjson.loads(row["content"])
        copies.append(Copy(row["type_name"], {name: content[name] for name in orjson.loads(row["field_names"])}))
    return copies
