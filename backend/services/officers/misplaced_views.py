"""Requests to move entries out of the wrong person's record, as registrars and the clinic see them; nothing of the entries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from backend.models.misplaced_entries import MisplacedReason, MisplacedState
from backend.services.officers.merge_views import Evidence, MergePerson, evidence_of, merge_people
from backend.services.officers.own_cases import kin
from backend.services.officers.staff_names import staff_name
from backend.services.officers.twins import Twin, beside
from backend.services.record_keeping.right import Connection

_UNDECIDED = frozenset({MisplacedState.ASKED, MisplacedState.ACCEPTED})
_COLUMNS = f"""
SELECT m.*, cardinality(m.sets) AS entries, o.name AS clinic,
  $1 IN (m.asked_by_id, CASE WHEN m.state = 'ACCEPTED' THEN m.accepted_by_id END, m.end_proposed_by_id) AS mine,
  (SELECT coalesce(d.full_name, a.login) FROM account a LEFT JOIN practitioner d ON d.id = a.practitioner_id
    WHERE a.id = m.asked_by_id) AS asked_by,
  {staff_name("m.accepted_by_id")} AS accepted_by, {staff_name("m.moved_by_id")} AS moved_by,
  {staff_name("m.end_proposed_by_id")} AS end_proposed_by
FROM misplaced_entries m JOIN organization o ON o.id = m.clinic_id
"""


@dataclass(frozen=True, slots=True)
class MisplacedView:
    """One request. `mine`: the viewer asked, or took the last step, so that somebody else has to take the next one.

    `evidence` compares the two people while a decision is open: alike enough, they may be one person with two records.
    """

    id: int
    state: MisplacedState
    reason: MisplacedReason
    text: str
    entries: int
    clinic: str
    wrong: MergePerson
    right: MergePerson
    evidence: Evidence | None
    asked_by: str
    asked_at: dt.datetime
    accepted_by: str | None
    accepted_at: dt.datetime | None
    moved_by: str | None
    moved_at: dt.datetime | None
    refusal: str | None
    refused_at: dt.datetime | None
    end_text: str | None
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class AskedView:
    """A request as who asked sees it: where it stands, and why it was refused."""

    id: int
    state: MisplacedState
    reason: MisplacedReason
    text: str
    entries: int
    asked_at: dt.datetime
    moved_at: dt.datetime | None
    refusal: str | None
    refused_at: dt.datetime | None
    ended_at: dt.datetime | None


async def list_misplaced(
    connection: Connection,
    account_id: int,
    person: int | None,
    state: MisplacedState | None,
    after: int | None,
    size: int,
) -> list[MisplacedView]:
    """Newest first, one more than `size` where there are more; those of the officer's own family are a colleague's."""
    rows = await connection.fetch(
        f"{_COLUMNS} WHERE ($2::text IS NULL OR m.state = $2) AND ($3::bigint IS NULL OR m.id < $3) "
        f"AND NOT EXISTS (SELECT FROM ({kin('$5')}) own WHERE own.id IN (m.wrong_id, m.right_id)) ORDER BY m.id DESC LIMIT $4",
        account_id,
        state.value if state else None,
        after,
        size + 1,
        person,
    )
    return await _views(connection, rows)


async def misplaced_of(connection: Connection, account_id: int, id_: int) -> MisplacedView:
    """One request that there is."""
    [view] = await _views(connection, await connection.fetch(f"{_COLUMNS} WHERE m.id = $2", account_id, id_))
    return view


async def list_asked(connection: Connection, account_id: int, after: int | None, size: int) -> list[AskedView]:
    """What the account asked, newest first, one more than `size` where there are more."""
    rows = await connection.fetch(
        "SELECT m.*, cardinality(m.sets) AS entries FROM misplaced_entries m "
        "WHERE m.asked_by_id = $1 AND ($2::bigint IS NULL OR m.id < $2) ORDER BY m.id DESC LIMIT $3",
        account_id,
        after,
        size + 1,
    )
    return [_asked(row) for row in rows]


async def asked_of(connection: Connection, id_: int) -> AskedView:
    """One request that there is."""
    row = await connection.fetchrow(
        "SELECT m.*, cardinality(m.sets) AS entries FROM misplaced_entries m WHERE m.id = $1", id_
    )
    assert row is not None
    return _asked(row)


def _asked(row: asyncpg.Record) -> AskedView:
    return AskedView(
        row["id"],
        MisplacedState(row["state"]),
        MisplacedReason(row["reason"]),
        row["text"],
        row["entries"],
        row["asked_at"],
        row["moved_at"],
        row["refusal"],
        row["refused_at"],
        row["ended_at"],
    )


async def _views(connection: Connection, rows: Sequence[asyncpg.Record]) -> list[MisplacedView]:
    """All people of a page by one query, and how they compare by another."""
    people = await merge_people(connection, (row[who] for row in rows for who in ("wrong_id", "right_id")))
    undecided = [(row["right_id"], row["wrong_id"]) for row in rows if row["state"] in _UNDECIDED]
    found = await beside(connection, undecided) if undecided else {}
    return [_view(row, people, found.get((row["right_id"], row["wrong_id"]))) for row in rows]


def _view(row: asyncpg.Record, people: Mapping[int, MergePerson], twin: Twin | None) -> MisplacedView:
    state = MisplacedState(row["state"])
    return MisplacedView(
        row["id"],
        state,
        MisplacedReason(row["reason"]),
        row["text"],
        row["entries"],
        row["clinic"],
        people[row["wrong_id"]],
        people[row["right_id"]],
        evidence_of(twin) if twin is not None and state in _UNDECIDED else None,
        row["asked_by"],
        row["asked_at"],
        row["accepted_by"],
        row["accepted_at"],
        row["moved_by"],
        row["moved_at"],
        row["refusal"],
        row["refused_at"],
        row["end_text"],
        row["end_proposed_by"],
        row["end_proposed_at"],
        row["ended_at"],
        bool(row["mine"]),
    )
