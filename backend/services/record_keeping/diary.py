"""The health diary (SEC-07): what an entry says; `family_entries.py` says how it is kept, `writing.py` by whom."""

import datetime as dt
from typing import Any

import asyncpg

from backend.models.sections.health_diary import DiaryMeasure
from backend.models.vocabulary import Kind
from backend.policy.diary import MEASURES, TOO_MANY_ATTACKS
from backend.services.record_keeping.diary_values import DiaryRow, DiaryValues, checked
from backend.services.record_keeping.entries import Content
from backend.services.record_keeping.family_entries import Kept
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Explained

_KIND = Kind.HEALTH_DIARY


async def _content(
    connection: Connection, right: Right, values: DiaryValues, earlier: asyncpg.Record | None
) -> Content:
    """The entry as it is stored. An entry without a time is of now, a change without one of the time before."""
    measured_at = values.measured_at or right.at
    if earlier is not None and values.measured_at is None:
        measured_at = await connection.fetchval(
            "SELECT measured_at FROM health_diary_entry WHERE patient_id = $1 AND entry_id = $2",
            right.patient_id,
            earlier["id"],
        )
    row = await _checked(connection, right, values, measured_at, earlier)
    return Content(_KIND, row.day, row.title, row.columns)


DIARY = Kept(_KIND, _content)


async def _checked(
    connection: Connection, right: Right, values: DiaryValues, measured_at: dt.datetime, earlier: Any
) -> DiaryRow:
    """The entry as it is stored. Raises Refused."""
    birth_date = await connection.fetchval("SELECT birth_date FROM person WHERE id = $1", right.patient_id)
    row = checked(values, birth_date, measured_at, right.at)
    if values.measure is DiaryMeasure.ANGINA:
        await _check_attacks(connection, right, row, earlier)
    return row


async def _check_attacks(connection: Connection, right: Right, row: DiaryRow, earlier: Any) -> None:
    """The limit of attacks is for a day, however many entries tell of them. Raises Explained OUT_OF_RANGE.

    Entries that some standing may not see count for nothing (policy.md, principle 5).
    """
    most = MEASURES[DiaryMeasure.ANGINA].quantities[0].high
    # Two who write at one instant, such as both parents, count one after the other.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7253017))", str(right.patient_id))
    others = await connection.fetchval(
        "SELECT coalesce(sum(d.value), 0) FROM record_entry e JOIN health_diary_entry d ON d.patient_id = e.patient_id "
        "AND d.entry_id = e.id WHERE e.patient_id = $1 AND e.kind = $2 AND e.status = 0 AND e.mask = 0 AND e.event_date = $3 "
        "AND d.measure = 'ANGINA' AND e.set_id <> $4",
        right.patient_id,
        int(_KIND),
        row.day,
        earlier["set_id"] if earlier is not None else 0,
    )
    if others + row.columns["value"] > most:
        raise Explained("OUT_OF_RANGE", ["input", "entry", "value"], *TOO_MANY_ATTACKS)
