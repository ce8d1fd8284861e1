"""Merges of records as registrars see them: who is meant, what agrees, who decided; nothing of either record."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.court_act import FourEyesState
from backend.models.record_merge import MergeReason
from backend.models.vocabulary import IdentifierKind, Sex
from backend.services.officers.own_cases import kin
from backend.services.officers.staff_names import person_name, staff_name
from backend.services.officers.twins import Twin, beside

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy

_COLUMNS = f"""
SELECT m.id, m.state, m.reason, m.text, m.end_text, m.survivor_id, m.duplicate_id, m.proposed_at, m.confirmed_at,
m.end_proposed_at, m.ended_at, coalesce(m.end_proposed_by_id, m.proposed_by_id) = $1 AS mine,
{staff_name("m.proposed_by_id")} AS proposed_by, {staff_name("m.confirmed_by_id")} AS confirmed_by,
{staff_name("m.end_proposed_by_id")} AS end_proposed_by
FROM record_merge m
"""
_PEOPLE = f"""
SELECT p.id, {person_name("p")} AS name, p.birth_date, p.sex,
  EXISTS (SELECT FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) AS has_account
FROM person p WHERE p.id = ANY ($1)
"""


@dataclass(frozen=True, slots=True)
class MergePerson:
    """One of two who are held for the same. `has_account`: somebody signs in as this person."""

    id: int
    display_name: str
    birth_date: dt.date | None
    sex: Sex
    has_account: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the second person compares with the first: identifiers in force, birth date, names."""

    agrees: tuple[IdentifierKind, ...]
    differs: tuple[IdentifierKind, ...]
    birth_date_agrees: bool
    names_agree: bool
    enough: bool


@dataclass(frozen=True, slots=True)
class RecordMergeView:
    """One merge. `mine`: the viewer proposed it, or its undoing. `evidence` is of a proposal alone, as it is today."""

    id: int
    state: FourEyesState
    reason: MergeReason
    text: str
    survivor: MergePerson
    duplicate: MergePerson
    evidence: Evidence | None
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    end_text: str | None
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool


async def list_merges(
    connection: Connection,
    account_id: int,
    person: int | None,
    state: FourEyesState | None,
    after: int | None,
    first: int,
) -> list[RecordMergeView]:
    """Newest first, `first` of them and one more where there are more; those of the officer's own family are a colleague's."""
    rows = await connection.fetch(
        f"{_COLUMNS} WHERE ($2::text IS NULL OR m.state = $2) AND ($3::bigint IS NULL OR m.id < $3) "
        f"AND NOT EXISTS (SELECT FROM ({kin('$5')}) own WHERE own.id IN (m.survivor_id, m.duplicate_id)) "
        "ORDER BY m.id DESC LIMIT $4",
        account_id,
        state.value if state else None,
        after,
        first + 1,
        person,
    )
    return await _views(connection, rows)


async def merge_of(connection: Connection, account_id: int, merge_id: int) -> RecordMergeView:
    """One merge that there is."""
    [view] = await _views(connection, await connection.fetch(f"{_COLUMNS} WHERE m.id = $2", account_id, merge_id))
    return view


async def merge_people(connection: Connection, people: Iterable[int]) -> dict[int, MergePerson]:
    """People that there are, by their numbers."""
    rows = await connection.fetch(_PEOPLE, sorted(set(people)))
    return {
        row["id"]: MergePerson(row["id"], row["name"], row["birth_date"], Sex(row["sex"]), row["has_account"])
        for row in rows
    }


def evidence_of(found: Twin) -> Evidence:
    who = found.who
    return Evidence(who.agrees, who.differs, who.birth_date_agrees, who.names_agree, found.same)


async def _views(connection: Connection, rows: Sequence[asyncpg.Record]) -> list[RecordMergeView]:
    """All people of a page by one query, and how they compare by another."""
    people = await merge_people(connection, (row[who] for row in rows for who in ("survivor_id", "duplicate_id")))
    proposed = [
        (row["survivor_id"], row["duplicate_id"]) for row in rows if row["state"] == FourEyesState.PROPOSED.value
    ]
    found = await beside(connection, proposed) if proposed else {}
    return [_view(row, people, found.get((row["survivor_id"], row["duplicate_id"]))) for row in rows]


def _view(row: asyncpg.Record, people: Mapping[int, MergePerson], twin: Twin | None) -> RecordMergeView:
    state = FourEyesState(row["state"])
    return RecordMergeView(
        row["id"],
        state,
        MergeReason(row["reason"]),
        row["text"],
        people[row["survivor_id"]],
        people[row["duplicate_id"]],
        evidence_of(twin) if twin is not None and state is FourEyesState.PROPOSED else None,
        row["proposed_by"],
        row["proposed_at"],
        row["confirmed_by"],
        row["confirmed_at"],
        row["end_text"],
        row["end_proposed_by"],
        row["end_proposed_at"],
        row["ended_at"],
        bool(row["mine"]),
    )
