"""Court acts as officers see them. An adoption in force is nobody's to look at any more."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import asyncpg.pool
import orjson

from backend.models.court_act import CourtActKind, FourEyesState
from backend.services.officers.staff_names import person_name, staff_name

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_COLUMNS = f"""
c.id, c.kind, c.state, c.patient_id, c.number, c.court, c.decided_on, c.starts_on, c.ends_on, c.details,
c.proposed_at, c.confirmed_at, c.end_proposed_at, c.ended_at, coalesce(c.end_proposed_by_id, c.proposed_by_id) = $1 AS mine,
{person_name("p")} AS patient_name, p.birth_date AS patient_birth_date,
{person_name("r")} AS representative_name, r.birth_date AS representative_birth_date,
{staff_name("c.proposed_by_id")} AS proposed_by, {staff_name("c.confirmed_by_id")} AS confirmed_by,
{staff_name("c.end_proposed_by_id")} AS end_proposed_by
"""
_FROM = "FROM court_act c JOIN person p ON p.id = c.patient_id LEFT JOIN person r ON r.id = c.representative_id"
_SHOWN = "(c.kind <> 'ADOPTION' OR c.state = 'PROPOSED')"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name and birth date."""

    display_name: str
    birth_date: dt.date | None


@dataclass(frozen=True, slots=True)
class ProposedChild:
    """What an adoption would make of the child."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_certificate: str
    parents: list[Named]


@dataclass(frozen=True, slots=True)
class CourtActView:
    """One act. `representative` is null for an adoption, `adoption` for the others; `mine`: the viewer proposed it, or its end."""

    id: int
    patient_id: int
    kind: CourtActKind
    state: FourEyesState
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    ends_on: dt.date | None
    patient: Named
    representative: Named | None
    adoption: ProposedChild | None
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool


async def list_acts(
    connection: Connection, account_id: int, state: FourEyesState | None, after: int | None, first: int
) -> list[CourtActView]:
    """Newest first, `first` of them and one more where there are more."""
    rows = await connection.fetch(
        f"SELECT {_COLUMNS} {_FROM} WHERE {_SHOWN} AND ($2::text IS NULL OR c.state = $2) "
        "AND ($3::bigint IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4",
        account_id,
        state.value if state else None,
        after,
        first + 1,
    )
    return [await _view(connection, row) for row in rows]


async def act_of(connection: Connection, account_id: int, act_id: int) -> CourtActView | None:
    """One act; None for one that nobody may look at any more."""
    row = await connection.fetchrow(f"SELECT {_COLUMNS} {_FROM} WHERE {_SHOWN} AND c.id = $2", account_id, act_id)
    return await _view(connection, row) if row else None


async def _view(connection: Connection, row: asyncpg.Record) -> CourtActView:
    representative = row["representative_name"]
    return CourtActView(
        row["id"],
        row["patient_id"],
        CourtActKind(row["kind"]),
        FourEyesState(row["state"]),
        row["number"],
        row["court"],
        row["decided_on"],
        row["starts_on"],
        row["ends_on"],
        Named(row["patient_name"], row["patient_birth_date"]),
        Named(representative, row["representative_birth_date"]) if representative else None,
        await _child(connection, orjson.loads(row["details"])) if row["kind"] == CourtActKind.ADOPTION else None,
        row["proposed_by"],
        row["proposed_at"],
        row["confirmed_by"],
        row["confirmed_at"],
        row["end_proposed_by"],
        row["end_proposed_at"],
        row["ended_at"],
        row["mine"],
    )


async def _child(connection: Connection, details: dict[str, Any]) -> ProposedChild:
    parents = await connection.fetch(
        f"SELECT {person_name('p')} AS name, p.birth_date FROM person p WHERE p.id = ANY ($1) "
        "ORDER BY array_position($1, p.id)",
        details["parents"],
    )
    return ProposedChild(
        details["family_name"],
        details["given_name"],
        details["patronymic"],
        details["birth_certificate"],
        [Named(parent["name"], parent["birth_date"]) for parent in parents],
    )


async def person_named(connection: Connection, person_id: int) -> Named:
    """One person that there is."""
    row = await connection.fetchrow(
        f"SELECT {person_name('p')} AS name, p.birth_date FROM person p WHERE p.id = $1", person_id
    )
    assert row is not None
    return Named(row["name"], row["birth_date"])
