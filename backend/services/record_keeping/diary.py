"""The health diary (SEC-07): an entry is added, changed by a new version, or taken out; `writing.py` says by whom."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import asyncpg

from backend.models.sections.health_diary import DiaryMeasure
from backend.models.vocabulary import Kind
from backend.policy.diary import MEASURES, TOO_MANY_ATTACKS
from backend.policy.sealing import IdSealer, OpenedId
from backend.policy.writing import writers
from backend.services.actor import Actor
from backend.services.notices.new_entries import new_entries
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.diary_values import DiaryRow, DiaryValues, checked
from backend.services.record_keeping.entries import (
    Content,
    hold_entry,
    withdraw_entry,
    write_entry,
    write_version,
)
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Explained
from backend.services.repeats import earlier_outcome, keep_outcome

_KIND = Kind.HEALTH_DIARY


async def add_entry(
    pool: asyncpg.Pool,
    sealer: IdSealer,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    values: DiaryValues,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> str:
    """Adds an entry; gives its public id. Raises Refused: what `right_on`, `checked` and `earlier_outcome` raise."""
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, writers(_KIND), at)
        given = {"patient": patient_id, **asdict(values)}
        earlier = await earlier_outcome(
            connection, key, actor.account_id, "addDiaryEntry", client_mutation_id, given, at
        )
        if earlier is not None:
            return sealer.seal(_KIND, patient_id, earlier)
        row = await _checked(connection, right, values, values.measured_at or at, None)
        written = await write_entry(connection, sealer, right, _content(row))
        await log_act(connection, right, "addDiaryEntry", [_KIND])
        await new_entries(
            connection, rules.policy, rules.regions, [(patient_id, written.id)], at, written_by=actor.account_id
        )
        await keep_outcome(connection, actor.account_id, "addDiaryEntry", client_mutation_id, written.id)
        return written.public_id


async def change_entry(
    pool: asyncpg.Pool,
    sealer: IdSealer,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    opened: OpenedId | None,
    values: DiaryValues,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> str:
    """Writes the next version; gives its public id. Raises Refused as `add_entry`, NOT_FOUND, Superseded."""
    patient_id = opened.patient if opened is not None and opened.type == _KIND else 0
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, writers(_KIND), at)
        given = {"entry": opened.entry if opened else 0, **asdict(values)}
        repeated = await earlier_outcome(
            connection, key, actor.account_id, "changeDiaryEntry", client_mutation_id, given, at
        )
        if repeated is not None:
            return sealer.seal(_KIND, patient_id, repeated)
        earlier = await hold_entry(connection, right, opened, _KIND)
        measured_at = values.measured_at or await connection.fetchval(
            "SELECT measured_at FROM health_diary_entry WHERE patient_id = $1 AND entry_id = $2",
            patient_id,
            earlier["id"],
        )
        row = await _checked(connection, right, values, measured_at, earlier)
        written = await write_version(connection, sealer, right, earlier, _content(row))
        await log_act(connection, right, "changeDiaryEntry", [_KIND])
        await keep_outcome(connection, actor.account_id, "changeDiaryEntry", client_mutation_id, written.id)
        return written.public_id


async def remove_entry(
    pool: asyncpg.Pool,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    opened: OpenedId | None,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> None:
    """Takes an entry out of the diary; it stays stored. Raises Refused as `change_entry`."""
    patient_id = opened.patient if opened is not None and opened.type == _KIND else 0
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, writers(_KIND), at)
        given = {"entry": opened.entry if opened else 0}
        if await earlier_outcome(connection, key, actor.account_id, "removeDiaryEntry", client_mutation_id, given, at):
            return
        earlier = await hold_entry(connection, right, opened, _KIND)
        await withdraw_entry(connection, earlier)
        await log_act(connection, right, "removeDiaryEntry", [_KIND])
        await keep_outcome(connection, actor.account_id, "removeDiaryEntry", client_mutation_id, earlier["id"])


def _content(row: DiaryRow) -> Content:
    return Content(_KIND, row.day, row.title, row.columns)


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
