"""Recorded deaths whose correction is proposed, as registrars see them."""

import datetime as dt
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.court_act import FourEyesState
from backend.services.officers.court_act_views import Named
from backend.services.officers.staff_names import person_name, staff_name

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_COLUMNS = f"""
SELECT d.id, d.person_id, d.state, d.died_on, d.act_number, d.end_proposed_at, d.ended_at, d.end_proposed_by_id = $1 AS mine,
{person_name("p")} AS name, p.birth_date, {staff_name("d.end_proposed_by_id")} AS end_proposed_by
FROM death_record d JOIN person p ON p.id = d.person_id
"""


@dataclass(frozen=True, slots=True)
class DeathRecordView:
    """One record. `mine`: the viewer proposed its correction."""

    id: int
    person_id: int
    person: Named
    state: FourEyesState
    died_on: dt.date
    act_number: str | None
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool


async def list_corrections(
    connection: Connection, account_id: int, after: int | None, first: int
) -> list[DeathRecordView]:
    """Those that wait for another officer, newest first, `first` of them and one more where there are more."""
    rows = await connection.fetch(
        f"{_COLUMNS} WHERE d.state = 'IN_FORCE' AND d.end_proposed_at IS NOT NULL AND ($2::bigint IS NULL OR d.id < $2) "
        "ORDER BY d.id DESC LIMIT $3",
        account_id,
        after,
        first + 1,
    )
    return [_view(row) for row in rows]


async def death_record_of(connection: Connection, account_id: int, record_id: int) -> DeathRecordView:
    """One record that there is."""
    row = await connection.fetchrow(f"{_COLUMNS} WHERE d.id = $2", account_id, record_id)
    assert row is not None
    return _view(row)


def _view(row: asyncpg.Record) -> DeathRecordView:
    return DeathRecordView(
        row["id"],
        row["person_id"],
        Named(row["name"], row["birth_date"]),
        FourEyesState(row["state"]),
        row["died_on"],
        row["act_number"],
        row["end_proposed_by"],
        row["end_proposed_at"],
        row["ended_at"],
        bool(row["mine"]),
    )
