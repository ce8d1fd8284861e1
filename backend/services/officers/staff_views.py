"""Appointments and organizations as administrators see them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Role
from backend.services.officers.staff_names import staff_name

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_QUERY = f"""
SELECT s.id, s.login, s.details, s.role, s.organization_id, o.name AS organization, s.position, s.specialty,
  s.specialty_code, s.starts_on, s.ends_on, s.state, s.proposed_at, s.confirmed_at, s.ended_at,
  s.proposed_by_id = $1 AS mine, {staff_name("s.account_id")} AS name, {staff_name("s.proposed_by_id")} AS proposed_by,
  {staff_name("s.confirmed_by_id")} AS confirmed_by
FROM staff_appointment s JOIN organization o ON o.id = s.organization_id
"""


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One appointment; `mine`: the viewer proposed it."""

    id: int
    login: str
    name: str
    role: Role
    organization_id: int
    organization: str
    position: str | None
    specialty: str | None
    specialty_code: str | None
    starts_on: dt.date
    ends_on: dt.date | None
    state: FourEyesState
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organization to appoint somebody at."""

    id: int
    name: str


async def list_appointments(
    connection: Connection,
    account_id: int,
    state: FourEyesState | None,
    login: str | None,
    after: int | None,
    first: int,
) -> list[AppointmentView]:
    """Newest first, `first` of them and one more where there are more."""
    rows = await connection.fetch(
        _QUERY + "WHERE ($2::text IS NULL OR s.state = $2) AND ($3::text IS NULL OR s.login = $3) "
        "AND ($4::bigint IS NULL OR s.id < $4) ORDER BY s.id DESC LIMIT $5",
        account_id,
        state.value if state else None,
        login,
        after,
        first + 1,
    )
    return [_view(row) for row in rows]


async def appointment_of(connection: Connection, account_id: int, appointment_id: int) -> AppointmentView:
    """One appointment that there is."""
    row = await connection.fetchrow(_QUERY + "WHERE s.id = $2", account_id, appointment_id)
    assert row is not None
    return _view(row)


async def workplaces(connection: Connection, text: str) -> list[Workplace]:
    """Organizations whose name contains the text, the first twenty by name."""
    rows = await connection.fetch(
        "SELECT id, name FROM organization WHERE strpos(lower(name), lower($1)) > 0 ORDER BY name, id LIMIT 20", text
    )
    return [Workplace(row["id"], row["name"]) for row in rows]


def _view(row: asyncpg.Record) -> AppointmentView:
    details: dict[str, Any] = orjson.loads(row["details"]) if row["details"] else {}
    proposed = " ".join(
        part for key in ("family_name", "given_name", "patronymic") if (part := details.get(key)) is not None
    )
    return AppointmentView(
        row["id"],
        row["login"],
        row["name"] or proposed,
        Role(row["role"]),
        row["organization_id"],
        row["organization"],
        row["position"],
        row["specialty"],
        row["specialty_code"],
        row["starts_on"],
        row["ends_on"],
        FourEyesState(row["state"]),
        row["proposed_by"],
        row["proposed_at"],
        row["confirmed_by"],
        row["confirmed_at"],
        row["ended_at"],
        row["mine"],
    )
