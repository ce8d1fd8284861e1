"""What an account may read of its notifications, now: by the same standings and row rules as the records themselves.

A notification about a record is there while its reader has a standing on it, or where it tells that access ends or has
ended; one about new entries while at least one of them is visible to its reader, one about an appointment
while its reader sees that one, one about a complaint while the row that it disputes is (policy.md, principle 8). All that a
reader is shown, the moment included, comes from visible rows.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import asyncpg
import asyncpg.pool

from backend.models.notification import NotificationKind
from backend.policy.row_rules import held
from backend.policy.rows import RowPolicy
from backend.services.appointments.seeing import appointment_seen
from backend.services.complaints.seeing import complaint_seen, portal

# Told without a standing: that it ends, or that it has.
_OF_ENDS = f"'{NotificationKind.ACCESS_ENDING}', '{NotificationKind.ACCESS_ENDED}'"
_NEWS = f"'{NotificationKind.NEW_RESULT}'"
_APPOINTMENT = f"'{NotificationKind.APPOINTMENT}'"
_COMPLAINT = f"'{NotificationKind.COMPLAINT_MOVED}'"


@dataclass(frozen=True, slots=True)
class Told:
    """A notification as its reader may know it. `request` and `claim` are the reader's own; `patient_key` and
    `patient_name` are null without a standing on that record. `complaint`: whose record it is about, and its row."""

    id: int
    kind: NotificationKind
    detail: str | None
    about_day: dt.date | None
    at: dt.datetime
    read_at: dt.datetime | None
    request_id: int | None
    request_number: str | None
    claim_id: int | None
    patient_key: str | None
    patient_name: str | None
    complaint: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page, newest first. `lost`: the row after which it was to start is not there any more."""

    rows: list[Told]
    has_next: bool
    total: int
    unread: int
    lost: bool


@dataclass(frozen=True, slots=True)
class Notifications:
    """The notifications of one account. `regions` are those whose policies open the service."""

    connection: "asyncpg.Pool | asyncpg.Connection | asyncpg.pool.PoolConnectionProxy"
    policy: RowPolicy
    regions: Sequence[str]
    account_id: int
    at: dt.datetime

    async def page(self, size: int, after: int | None = None) -> ToldPage:
        """At most `size` notifications that come after the row `after`."""
        rows = await self.connection.fetch(
            f"WITH {shown(self.policy)}, anchor AS (SELECT at, id FROM shown WHERE id = $4) "
            "SELECT counted.total, counted.unread, $4 IS NOT NULL AND NOT EXISTS (SELECT FROM anchor) AS lost, page.* "
            "FROM (SELECT count(*) AS total, count(*) FILTER (WHERE read_at IS NULL) AS unread FROM shown) counted "
            "LEFT JOIN LATERAL (SELECT * FROM shown WHERE $4 IS NULL OR (at, id) < (SELECT a.at, a.id FROM anchor a) "
            "ORDER BY at DESC, id DESC LIMIT $5) page ON true",
            *self._given(),
            after,
            size + 1,
        )
        found = [told(row) for row in rows if row["id"] is not None]
        head = rows[0]
        return ToldPage(found[:size], len(found) > size, head["total"], head["unread"], head["lost"])

    async def of(self, ids: Sequence[int]) -> list[Told]:
        """Those of the rows that the account may read, oldest first."""
        rows = await self.connection.fetch(
            f"WITH {shown(self.policy)} SELECT * FROM shown WHERE id = ANY ($4::bigint[]) ORDER BY at, id",
            *self._given(),
            list(ids),
        )
        return [told(row) for row in rows]

    async def newest(self) -> int:
        """The newest row of the account, seen or not; 0 without any."""
        return int(
            await self.connection.fetchval(
                "SELECT coalesce(max(id), 0) FROM notification WHERE account_id = $1", self.account_id
            )
        )

    async def since(self, row: int, looked_at: Collection[int]) -> frozenset[int]:
        """Rows of the account after that one which were not looked at, the first thousand."""
        rows = await self.connection.fetch(
            "SELECT id FROM notification WHERE account_id = $1 AND id > $2 AND NOT id = ANY ($3::bigint[]) ORDER BY id LIMIT 1000",
            self.account_id,
            row,
            list(looked_at),
        )
        return frozenset(one["id"] for one in rows)

    async def concern(self, patient_id: int) -> bool:
        """Whether the account has a standing on that record."""
        found = await self.connection.fetchval(
            "SELECT EXISTS (SELECT FROM standings($1, $2, $3) st WHERE st.patient_id = $4)", *self._given(), patient_id
        )
        return bool(found)

    async def mark_read(self, ids: Sequence[int] | None) -> bool:
        """Marks these, or all that the account may read; the first reading counts.

        False, and nothing is changed, where one of them is not there for the account.
        """
        wanted = None if ids is None else sorted(set(ids))
        found = await self.connection.fetchval(
            f"WITH {shown(self.policy)}, meant AS (SELECT id, read_at FROM shown WHERE $4::bigint[] IS NULL OR id = ANY ($4)), "
            "whole AS (SELECT $4 IS NULL OR count(*) = cardinality($4) AS all_there FROM meant), "
            "marked AS (UPDATE notification n SET read_at = $2 FROM meant, whole "
            "WHERE whole.all_there AND n.id = meant.id AND meant.read_at IS NULL) SELECT all_there FROM whole",
            *self._given(),
            wanted,
        )
        return bool(found)

    def _given(self) -> tuple[int, dt.datetime, list[str]]:
        return self.account_id, self.at, list(self.regions)


def shown(policy: RowPolicy) -> str:
    """CTEs `held` and `shown`: the standings of account $1 at $2 with regions $3, and what it may read."""
    return f"""
held AS MATERIALIZED ({held(policy, "$1::bigint, $2::timestamptz, $3::text[]")}),
{portal(policy, "$1::bigint, $2::timestamptz, $3::text[]")},
shown AS MATERIALIZED (
  SELECT n.id, n.kind, n.detail, n.about_day, coalesce(news.since, n.created_at) AS at,
         CASE WHEN news.newest > n.read_at THEN NULL ELSE n.read_at END AS read_at,
         r.id AS request_id, r.number AS request_number, f.id AS claim_id, p.patient_key,
         c.id AS complaint_id, c.patient_id AS complaint_patient_id,
         concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) AS patient_name
  FROM notification n
  JOIN account a ON a.id = n.account_id
  LEFT JOIN access_request r ON r.id = n.request_id AND r.account_id = n.account_id
  LEFT JOIN family_claim f ON f.id = n.claim_id AND f.account_id = n.account_id
  LEFT JOIN complaint c ON n.kind = {_COMPLAINT} AND c.id = n.complaint_id AND {complaint_seen("c", "$1")}
  LEFT JOIN person p ON p.id = n.patient_id AND EXISTS (SELECT FROM held h WHERE h.patient_id = n.patient_id)
  LEFT JOIN LATERAL (
    SELECT min(told.added_at) AS since, max(told.added_at) AS newest
    FROM notification_entry told
    JOIN record_entry e ON e.patient_id = told.patient_id AND e.set_id = told.set_id AND e.status = 0
    WHERE told.notification_id = n.id AND EXISTS (SELECT FROM held h WHERE h.patient_id = e.patient_id
      AND e.mask & h.hidden = 0 AND e.event_date >= h.starts[e.start_key])
  ) news ON n.kind = {_NEWS}
  WHERE n.account_id = $1 AND CASE
    WHEN n.kind = {_NEWS} THEN news.since IS NOT NULL
    WHEN n.kind = {_COMPLAINT} THEN c.id IS NOT NULL
    WHEN n.kind = {_APPOINTMENT} THEN EXISTS (SELECT FROM appointment v WHERE v.patient_id = n.patient_id
      AND v.id::text = split_part(n.once, ':', 2) AND {appointment_seen("v")})
    ELSE n.patient_id IS NULL OR n.kind IN ({_OF_ENDS}) OR n.patient_id = a.person_id OR p.id IS NOT NULL END
)"""


def told(row: asyncpg.Record) -> Told:
    """A row of `shown`."""
    return Told(
        row["id"],
        NotificationKind(row["kind"]),
        row["detail"],
        row["about_day"],
        row["at"],
        row["read_at"],
        row["request_id"],
        row["request_number"],
        row["claim_id"],
        row["patient_key"],
        row["patient_name"] or None,
        (row["complaint_patient_id"], row["complaint_id"]) if row["complaint_id"] is not None else None,
    )
