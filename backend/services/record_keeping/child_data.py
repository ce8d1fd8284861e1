"""Child data (CHD-01…07): representatives add, change and take out; a treating doctor adds a note and never edits (CHD-06)."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.sections.child_data import EnteredAs
from backend.models.vocabulary import Kind, Sex
from backend.policy.sealing import IdSealer, OpenedId
from backend.policy.standing import Standing
from backend.policy.writing import CHILD_DATA_VERIFIERS, writers
from backend.services.actor import Actor
from backend.services.notices.new_entries import new_entries
from backend.services.officers.words import need_text
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.child_values import ChildValues, checked
from backend.services.record_keeping.encounters import own_open_encounter
from backend.services.record_keeping.entries import Content, hold_entry, withdraw_entry, write_entry, write_version
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome

_KIND = Kind.CHILD_DATA
_LONGEST_NOTE = 1000
_PARENT = {Sex.FEMALE.value: EnteredAs.MOTHER, Sex.MALE.value: EnteredAs.FATHER}
_PARENTS = Standing.PARENT_OF_CHILD | Standing.PARENT_OF_TEEN


async def add_entry(
    pool: asyncpg.Pool,
    sealer: IdSealer,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    values: ChildValues,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> str:
    """Adds an entry; gives its public id. Raises Refused: what `right_on`, `checked` and `earlier_outcome` raise."""
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, writers(_KIND), at)
        given = {"patient": patient_id, **asdict(values)}
        repeated = await earlier_outcome(
            connection, key, actor.account_id, "addChildData", client_mutation_id, given, at
        )
        if repeated is not None:
            return sealer.seal(_KIND, patient_id, repeated)
        content = await _content(connection, right, values, moscow_day(at))
        written = await write_entry(connection, sealer, right, content)
        await log_act(connection, right, "addChildData", [_KIND])
        told = [(patient_id, written.id)]
        await new_entries(connection, rules.policy, rules.regions, told, at, written_by=actor.account_id)
        await keep_outcome(connection, actor.account_id, "addChildData", client_mutation_id, written.id)
        return written.public_id


async def change_entry(
    pool: asyncpg.Pool,
    sealer: IdSealer,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    opened: OpenedId | None,
    values: ChildValues,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> str:
    """Writes the next version, under the day of the first; gives its public id. Raises Refused as `add_entry`, NOT_FOUND, Superseded."""
    patient_id = _patient(opened)
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, writers(_KIND), at)
        given = {"entry": opened.entry if opened else 0, **asdict(values)}
        repeated = await earlier_outcome(
            connection, key, actor.account_id, "changeChildData", client_mutation_id, given, at
        )
        if repeated is not None:
            return sealer.seal(_KIND, patient_id, repeated)
        earlier = await hold_entry(connection, right, opened, _KIND)
        content = await _content(connection, right, values, earlier["event_date"])
        written = await write_version(connection, sealer, right, earlier, content)
        await log_act(connection, right, "changeChildData", [_KIND])
        await keep_outcome(connection, actor.account_id, "changeChildData", client_mutation_id, written.id)
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
    """Takes an entry out; it stays stored. Raises Refused as `change_entry`."""
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, _patient(opened), writers(_KIND), at)
        given = {"entry": opened.entry if opened else 0}
        if await earlier_outcome(connection, key, actor.account_id, "removeChildData", client_mutation_id, given, at):
            return
        earlier = await hold_entry(connection, right, opened, _KIND)
        await withdraw_entry(connection, earlier)
        await log_act(connection, right, "removeChildData", [_KIND])
        await keep_outcome(connection, actor.account_id, "removeChildData", client_mutation_id, earlier["id"])


async def verify_entry(
    pool: asyncpg.Pool,
    key: bytes,
    rules: RecordRules,
    actor: Actor,
    opened: OpenedId | None,
    text: str,
    client_mutation_id: str | None,
    at: dt.datetime,
) -> None:
    """Adds a treating doctor's note to the version that they have read.

    Raises Refused REQUIRED, WRONG_FORMAT, NOT_FOUND, Superseded, ENCOUNTER_CLOSED, NOTE_TELLS_TOO_MUCH where the encounter
    carries a label that the entry, and so whoever sees it, does not (policy.md, principle 8).
    """
    patient_id = _patient(opened)
    async with pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules, actor, patient_id, CHILD_DATA_VERIFIERS, at)
        given = {"entry": opened.entry if opened else 0, "text": text}
        if await earlier_outcome(connection, key, actor.account_id, "verifyChildData", client_mutation_id, given, at):
            return
        said = need_text(text, ["input", "text"], _LONGEST_NOTE)
        entry = await hold_entry(connection, right, opened, _KIND)
        encounter = await own_open_encounter(connection, right)
        if encounter.labels & ~entry["labels"]:
            raise Refused("NOTE_TELLS_TOO_MUCH")
        note = await connection.fetchval(
            "INSERT INTO child_data_note (patient_id, entry_id, position, text, practitioner_id, organization_id, encounter_id, "
            "written_by_id, created_at) VALUES ($1, $2, (SELECT count(*) FROM child_data_note WHERE patient_id = $1 AND "
            "entry_id = $2), $3, $4, $5, $6, $7, $8) RETURNING id",
            patient_id,
            entry["id"],
            said,
            encounter.practitioner_id,
            encounter.organization_id,
            encounter.id,
            actor.account_id,
            at,
        )
        await log_act(connection, right, "verifyChildData", [_KIND])
        await keep_outcome(connection, actor.account_id, "verifyChildData", client_mutation_id, note)


def _patient(opened: OpenedId | None) -> int:
    return opened.patient if opened is not None and opened.type == _KIND else 0


async def _content(connection: Connection, right: Right, values: ChildValues, day: dt.date) -> Content:
    """The entry as it is stored, with who enters it. Raises Refused."""
    birth_date = await connection.fetchval("SELECT birth_date FROM person WHERE id = $1", right.patient_id)
    row = checked(values, birth_date, moscow_day(right.at))
    columns: dict[str, Any] = {**row.columns, **await _author(connection, right)}
    return Content(_KIND, day, row.title, columns)


async def _author(connection: Connection, right: Right) -> dict[str, str]:
    """Name and role of who writes; nothing by which they could be reached (policy.md, Two parents)."""
    person = await connection.fetchrow(
        "SELECT family_name, given_name, patronymic, sex FROM person WHERE id = $1", right.person_id
    )
    assert person is not None
    names = (person["family_name"], person["given_name"], person["patronymic"])
    if right.standings & _PARENTS:
        role = _PARENT.get(person["sex"], EnteredAs.PARENT)
    else:
        role = EnteredAs.GUARDIAN if right.standings & Standing.GUARDIAN else EnteredAs.TRUSTEE
    return {"entered_by": " ".join(filter(None, names)), "entered_as": role.value}
