"""Child data (CHD-01…07): what an entry says; a treating doctor adds a note and never edits (CHD-06)."""

from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.sections.child_data import EnteredAs
from backend.models.vocabulary import Kind, Sex
from backend.policy.sealing import OpenedId
from backend.policy.sensitivity import of_text
from backend.policy.standing import Standing
from backend.policy.writing import CHILD_DATA_VERIFIERS
from backend.services.officers.words import need_text
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.calls import Call, row_of
from backend.services.record_keeping.child_values import ChildValues, checked
from backend.services.record_keeping.encounters import own_open_encounter
from backend.services.record_keeping.entries import Content, hold_entry
from backend.services.record_keeping.family_entries import Kept
from backend.services.record_keeping.right import Connection, Right
from backend.services.refusal import Refused

_KIND = Kind.CHILD_DATA
_LONGEST_NOTE = 1000
_PARENT = {Sex.FEMALE.value: EnteredAs.MOTHER, Sex.MALE.value: EnteredAs.FATHER}
_PARENTS = Standing.PARENT_OF_CHILD | Standing.PARENT_OF_TEEN


async def _content(
    connection: Connection, right: Right, values: ChildValues, earlier: asyncpg.Record | None
) -> Content:
    """The entry as it is stored, with who enters it; a change stands under the day of the first version."""
    birth_date = await connection.fetchval("SELECT birth_date FROM person WHERE id = $1", right.patient_id)
    row = checked(values, birth_date, moscow_day(right.at))
    columns: dict[str, Any] = {**row.columns, **await _author(connection, right)}
    day = earlier["event_date"] if earlier is not None else moscow_day(right.at)
    return Content(_KIND, day, row.title, columns)


CHILD_DATA = Kept(_KIND, _content)


async def verify_entry(call: Call, opened: OpenedId | None, text: str) -> None:
    """Adds a treating doctor's note to the version that they have read.

    Raises Refused REQUIRED, WRONG_FORMAT, NOT_FOUND, Superseded, ENCOUNTER_CLOSED, NOTE_TELLS_TOO_MUCH where the encounter
    or the note's own words carry a label that the entry, and so whoever sees it, does not (policy.md, principle 8).
    """
    patient_id = CHILD_DATA.patient_of(opened)
    async with call.pool.acquire() as connection, connection.transaction():
        right = await call.right_on(connection, patient_id, CHILD_DATA_VERIFIERS)
        if await call.earlier_outcome(connection, {"entry": row_of(opened), "text": text}):
            return
        said = need_text(text, ["input", "text"], _LONGEST_NOTE)
        entry = await hold_entry(connection, right, opened, _KIND)
        encounter = await own_open_encounter(connection, right)
        if (encounter.labels | of_text(said).labels) & ~entry["labels"]:
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
            call.actor.account_id,
            call.at,
        )
        await log_act(connection, right, call.act, [_KIND])
        await call.keep_outcome(connection, note)


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
