"""The clinic's correction by the insurer's order (CMP-04): a new version of its entry, or the entry withdrawn.

The clinic is shown nothing of the record for it: the version before is copied, and what the clinic says is put in its
place. Labels only ever grow: what was hidden from somebody stays hidden, and a new code or word may hide it from more.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backend.models.complaint import ComplaintCorrection, ComplaintEvent
from backend.models.moscow import moscow_day
from backend.models.sections.tables import PARTS, TABLES
from backend.models.vocabulary import Confidentiality, Kind
from backend.policy.rows import least_confidentiality
from backend.policy.sealing import IdSealer, OpenedId
from backend.policy.sensitivity import NOTHING, Sensitivity, of_code, of_text
from backend.policy.standing import Standing
from backend.services.actor import Actor
from backend.services.complaints.desks import hold_at_desk
from backend.services.complaints.moving import move
from backend.services.complaints.transitions import Side
from backend.services.doctor_entries.parts import carry_parts, supersede_parts
from backend.services.notices.new_entries import new_entries
from backend.services.officer_acts import note_act
from backend.services.record_keeping.act_log import log_deed
from backend.services.record_keeping.entries import Content, withdraw_entry, write_version
from backend.services.record_keeping.right import Connection, RecordRules, Right
from backend.services.refusal import Refused

_KEYS = frozenset({"id", "patient_id", "entry_id", "position"})
_EARLIEST = dt.date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The main diagnosis as it should have been: МКБ-10 and the doctor's words."""

    code: str
    wording: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be put right. `columns` are those of the section's own table; all else is as it was.

    `withdrawn`: nothing of the entry stands; the rest is left out then.
    """

    withdrawn: bool = False
    event_date: dt.date | None = None
    title: str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    diagnosis: Diagnosis | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.event_date or self.title or self.columns or self.diagnosis)


async def correct_entry(
    connection: Connection,
    sealer: IdSealer,
    rules: RecordRules,
    actor: Actor,
    complaint: OpenedId | None,
    correction: Correction,
    at: dt.datetime,
) -> int:
    """Carries out the order, once; who reads the record is told of the new version. Gives the complaint's row.

    Raises Refused NOT_FOUND, OWN_CASE, WRONG_STATE, CORRECTION_EMPTY, CORRECTION_WRONG.
    """
    held = await hold_at_desk(connection, actor, Side.CLINIC, complaint, at)
    if correction.withdrawn == correction.says_something:
        raise Refused("CORRECTION_EMPTY", ["input"])
    made = ComplaintCorrection.WITHDRAWN if correction.withdrawn else ComplaintCorrection.NEW_VERSION
    done = {"corrected_at": at, "correction": made.value}
    await move(connection, held, ComplaintEvent.CORRECTED, Side.CLINIC, actor.account_id, at, **done)
    right = Right(actor, actor.person_id, held["patient_id"], Standing(0), rules, at)
    newest = await _hold_newest(connection, held)
    if correction.withdrawn:
        if newest is not None:
            await _withdraw(connection, newest)
    elif newest is None:
        # Withdrawn meanwhile: there is nothing left to put right.
        raise Refused("WRONG_STATE", ["input", "id"])
    else:
        content = await _corrected(connection, actor, newest, correction, at)
        parts = await supersede_parts(connection, newest)
        try:
            written = await write_version(connection, sealer, right, newest, content)
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError):
            # What the section's own rules forbid: days in the wrong order, a number of the wrong length.
            raise Refused("CORRECTION_WRONG", ["input", "fields"]) from None
        await carry_parts(connection, sealer, right, parts, written, content.labels)
        entries = [(right.patient_id, written.id)]
        await new_entries(connection, rules.policy, rules.regions, entries, at, written_by=actor.account_id)
    await log_deed(connection, actor, [right.patient_id], "correctDisputedEntry", at)
    await note_act(connection, actor, "complaint.correct", f"complaint:{held['id']}", at, held["patient_id"])
    return int(held["id"])


async def _hold_newest(connection: Connection, complaint: asyncpg.Record) -> asyncpg.Record | None:
    """The version that stands now, held as every change of an entry holds it: by the first of its versions."""
    key = (complaint["patient_id"], complaint["set_id"])
    await connection.execute(
        "SELECT FROM record_entry WHERE patient_id = $1 AND set_id = $2 AND version = 1 FOR NO KEY UPDATE", *key
    )
    return await connection.fetchrow(
        "SELECT * FROM record_entry WHERE patient_id = $1 AND set_id = $2 AND status = 0", *key
    )


async def _withdraw(connection: Connection, newest: asyncpg.Record) -> None:
    """Takes the entry out, and what belongs to it: vital signs, conditions, a doctor's notes."""
    belonging = await connection.fetch(
        "SELECT * FROM record_entry WHERE patient_id = $1 AND parent_entry_id = $2 AND status = 0 ORDER BY id",
        newest["patient_id"],
        newest["id"],
    )
    for row in (*belonging, newest):
        await withdraw_entry(connection, row)


async def _corrected(
    connection: Connection, actor: Actor, earlier: asyncpg.Record, correction: Correction, at: dt.datetime
) -> Content:
    kind = Kind(earlier["kind"])
    on = correction.event_date or earlier["event_date"]
    if not _EARLIEST <= on <= moscow_day(at):
        raise Refused("CORRECTION_WRONG", ["input", "date"])
    detail = await _rows(connection, TABLES[kind], earlier)
    parts = [(table, row) for table in PARTS for row in await _rows(connection, table, earlier)]
    if correction.diagnosis is not None:
        parts = _with_diagnosis(parts, correction.diagnosis)
    meaning = Sensitivity(earlier["labels"], earlier["confidentiality"]) | _meaning(correction)
    confidentiality = max(meaning.confidentiality, least_confidentiality(kind, meaning.labels))
    names = await connection.fetchrow(
        "SELECT a.practitioner_id, p.full_name, (SELECT o.name FROM organization o WHERE o.id = $2) AS organization "
        "FROM account a JOIN practitioner p ON p.id = a.practitioner_id WHERE a.id = $1",
        actor.account_id,
        earlier["organization_id"],
    )
    assert names is not None
    main = next((row["wording"] for table, row in parts if table == "diagnosis" and row["kind"] == "MAIN"), None)
    return Content(
        kind,
        on,
        correction.title or earlier["title"],
        {**detail[0], **correction.columns} if detail else dict(correction.columns),
        parts,
        meaning.labels,
        Confidentiality(confidentiality),
        earlier["start_key"],
        earlier["organization_id"],
        names["practitioner_id"],
        earlier["encounter_id"],
        earlier["parent_entry_id"],
        earlier["only_practitioner_id"],
        # A class that the entry did not have waits for its own release, as in a doctor's correction.
        earlier["released_at"] if not meaning.labels & ~earlier["labels"] else None,
        (names["organization"], names["full_name"], main),
    )


async def _rows(connection: Connection, table: str, entry: asyncpg.Record) -> list[dict[str, Any]]:
    """The rows of one of the section's tables without their keys; tables are named by this room's code alone."""
    order = " ORDER BY position, id" if table in PARTS else ""
    rows = await connection.fetch(
        f"SELECT * FROM {table} WHERE patient_id = $1 AND entry_id = $2{order}", entry["patient_id"], entry["id"]
    )
    return [{name: value for name, value in row.items() if name not in _KEYS} for row in rows]


def _with_diagnosis(parts: list[tuple[str, dict[str, Any]]], said: Diagnosis) -> list[tuple[str, dict[str, Any]]]:
    """The main diagnosis, or the only one, in the words of the correction; an entry without one gets it."""
    found = [row for table, row in parts if table == "diagnosis"]
    main = next((row for row in found if row["kind"] == "MAIN"), found[0] if found else None)
    words = {"code_system": None, "code": said.code, "code_display": None, "wording": said.wording}
    if main is None:
        return [("diagnosis", {"kind": "MAIN", **words}), *parts]
    return [(table, {**row, **words} if row is main else row) for table, row in parts]


def _meaning(correction: Correction) -> Sensitivity:
    """What the new words and the new code add to the labels."""
    texts = [correction.title, *(value for value in correction.columns.values() if isinstance(value, str))]
    meaning = NOTHING
    if correction.diagnosis is not None:
        texts.append(correction.diagnosis.wording)
        meaning |= of_code(None, correction.diagnosis.code) or NOTHING
    for text in texts:
        meaning |= of_text(text) if text else NOTHING
    return meaning
