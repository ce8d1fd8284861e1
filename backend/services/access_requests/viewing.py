"""Requests as their applicant sees them: steps, timeline, checks, decision (REQ-19)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import asyncpg.pool

from backend.models.access_request import (
    AccessRequestState,
    DecisionReason,
    RequestCheckStatus,
    RequestEvent,
    RequestPurpose,
    RequestStep,
)
from backend.models.identifiers import EnpWarning, enp
from backend.models.registry_check import CheckKind, CheckState
from backend.models.vocabulary import AccountLevel, Sex
from backend.services.access_requests.answers import refusal_of
from backend.services.access_requests.carrying_out import changes_of
from backend.services.access_requests.ending import APPEAL_TERM
from backend.services.access_requests.grants import obstacle
from backend.services.access_requests.prospects import Prospect, prospect
from backend.services.access_requests.records import Representative, co_representatives
from backend.services.access_requests.transitions import DRAFTS, UNDER_WAY, after
from backend.services.actor import Actor

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy
S, E = AccessRequestState, RequestEvent


@dataclass(frozen=True, slots=True)
class EventView:
    at: dt.datetime
    event: RequestEvent
    state: AccessRequestState


@dataclass(frozen=True, slots=True)
class CheckView:
    kind: CheckKind
    status: RequestCheckStatus
    asked_at: dt.datetime | None
    next_try_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request. Once the applicant's link to the ward has ended (`linked`), it shows nothing that the record knows."""

    row: "asyncpg.Record"
    purpose: RequestPurpose
    state: AccessRequestState
    record_name: str | None
    patient_id: int | None
    grantee_name: str | None
    steps: list[tuple[RequestStep, bool]]
    overdue: bool
    next_step: str
    can: frozenset[RequestEvent]
    can_retry: bool
    grantees: list[Representative]
    linked: bool
    events: list[EventView] = field(default_factory=list)
    checks: list[CheckView] = field(default_factory=list)

    @property
    def reason(self) -> DecisionReason | None:
        found = self.row["decision_reason"]
        return DecisionReason(found) if found is not None and self.state is S.REJECTED else None

    @property
    def policy_number(self) -> str | None:
        """The number that the registry is or will be asked about."""
        known = self.row["known_enp"] if self.linked else None
        found: str | None = self.changes.get("enp") or self.row["enp"] or known
        return found

    @property
    def policy_warnings(self) -> tuple[EnpWarning, ...]:
        """What the number's digits do not agree with; re-issued policies keep old digits, so this refuses nothing."""
        entered = self.changes.get("enp") or self.row["enp"]
        if entered is None or self.row["subject_birth"] is None or not (self.linked or self.row["claim_id"]):
            return ()
        return enp(entered, self.row["subject_birth"], Sex(self.row["subject_sex"])).warnings

    def prospect(self, at: dt.datetime) -> Prospect | None:
        """By what right the applicant would read; None where access is another's to be, or nobody's any more."""
        row = self.row
        waits = self.state in DRAFTS or self.state in UNDER_WAY or self.state in (S.GRANTED, S.CHANGED)
        mine = row["grantee_id"] in (None, row["account_id"])
        if self.purpose is not RequestPurpose.GRANT or not waits or not mine or not self.linked or row["own"] is None:
            return None
        return prospect(row["own"], row["ward_kind"], row["subject_birth"], at)

    @property
    def changes(self) -> dict[str, Any]:
        return changes_of(self.row)


@dataclass(frozen=True, slots=True)
class _Ward:
    """Whether the applicant's link to the ward is in force, or ended by age alone; and who else represents the ward."""

    linked: bool
    representatives: list[Representative]


_UNKNOWN = _Ward(False, [])
# The ward's name is what the applicant entered, else what the record says.
_REQUESTS = """
SELECT q.*, h.uploaded_at AS photo_at, h.grey AS photo_grey, h.width AS photo_width, h.height AS photo_height,
  h.delete_after AS photo_delete_after, a.level AS level_now, a.person_id,
  concat_ws(' ', c.family_name, c.given_name, c.patronymic) AS claim_name,
  concat_ws(' ', p.family_name, p.given_name, p.patronymic) AS patient_name,
  coalesce(c.enp, CASE WHEN q.own AND q.patient_id IS NULL THEN f.enp END, (SELECT value FROM person_identifier
    WHERE patient_id = q.patient_id AND kind = 'ENP' AND checked AND ended_on IS NULL)) AS known_enp,
  coalesce(c.kind, (SELECT max(r.kind) FROM legal_representation r WHERE r.patient_id = q.patient_id
    AND r.representative_id = a.person_id AND r.state = 'VERIFIED')) AS ward_kind,
  coalesce(c.birth_date, p.birth_date, f.birth_date) AS subject_birth, coalesce(c.sex, p.sex, f.sex) AS subject_sex,
  coalesce(nullif(concat_ws(' ', f.family_name, f.given_name, f.patronymic), ''), a.login) AS own_name,
  CASE WHEN g.person_id IS NOT NULL THEN concat_ws(' ', gp.given_name, left(gp.family_name, 1) || '.') END AS grantee_name
FROM access_request q
JOIN account a ON a.id = q.account_id
LEFT JOIN family_claim c ON c.id = q.claim_id
LEFT JOIN person p ON p.id = q.patient_id
LEFT JOIN identity_profile f ON f.account_id = a.id
LEFT JOIN request_photo h ON h.request_id = q.id
LEFT JOIN account g ON g.id = coalesce((q.changes ->> 'grantee')::bigint, q.grantee_id)
LEFT JOIN person gp ON gp.id = g.person_id
"""


async def request_view(connection: Connection, actor: Actor, request_id: int, at: dt.datetime) -> RequestView | None:
    """The actor's own request; None for another's and a missing one alike."""
    found = await _views(connection, actor, "q.id = $2", [request_id], at)
    return found[0] if found else None


async def request_page(
    connection: Connection,
    actor: Actor,
    first: int,
    before: int | None,
    state: AccessRequestState | None,
    at: dt.datetime,
) -> tuple[list[RequestView], bool]:
    """The actor's requests, newest first, `first` of them from the one before `before`; and whether there are more."""
    where = "($2::bigint IS NULL OR q.id < $2) AND ($3::text IS NULL OR q.state = $3) ORDER BY q.id DESC LIMIT $4"
    found = await _views(connection, actor, where, [before, state.value if state else None, first + 1], at)
    return found[:first], len(found) > first


async def request_count(connection: Connection, actor: Actor, state: AccessRequestState | None) -> int:
    found: int = await connection.fetchval(
        "SELECT count(*) FROM access_request WHERE account_id = $1 AND ($2::text IS NULL OR state = $2)",
        actor.account_id,
        state.value if state else None,
    )
    return found


async def _views(
    connection: Connection, actor: Actor, where: str, values: list[Any], at: dt.datetime
) -> list[RequestView]:
    rows = await connection.fetch(f"{_REQUESTS} WHERE q.account_id = $1 AND {where}", actor.account_id, *values)
    ids = [row["id"] for row in rows]
    events: dict[int, list[EventView]] = defaultdict(list)
    for one in await connection.fetch(
        "SELECT request_id, at, event, to_state FROM access_request_event WHERE request_id = ANY ($1) ORDER BY id", ids
    ):
        events[one["request_id"]].append(EventView(one["at"], E(one["event"]), S(one["to_state"])))
    checks: dict[int, list[CheckView]] = defaultdict(list)
    regions = {row["id"]: row["regions"] or [] for row in rows}
    for one in await connection.fetch(
        "SELECT request_id, kind, state, outcome, answer, asked_at, next_try_at, unavailable_since FROM registry_check "
        "WHERE request_id = ANY ($1) AND state <> 'DROPPED' ORDER BY id",
        ids,
    ):
        checks[one["request_id"]].append(_check(one, regions[one["request_id"]]))
    wards = await _wards(connection, actor, rows, at)
    return [
        _view(actor, row, events[row["id"]], checks[row["id"]], wards.get(row["patient_id"], _UNKNOWN), at)
        for row in rows
    ]


async def _wards(
    connection: Connection, actor: Actor, rows: list[asyncpg.Record], at: dt.datetime
) -> dict[int, "_Ward"]:
    """What the applicant is to each ward now; asked once a ward, however many requests are about it."""
    wards = {row["patient_id"] for row in rows} - {None, actor.person_id}
    drafts = {row["patient_id"] for row in rows if S(row["state"]) in DRAFTS}
    found = {}
    for ward in wards:
        reason = await obstacle(connection, actor.account_id, ward, at)
        others = await co_representatives(connection, actor, ward, at) if reason is None and ward in drafts else []
        found[ward] = _Ward(reason in (None, "WARD_IS_ADULT"), others)
    return found


def _check(row: asyncpg.Record, regions: list[str]) -> CheckView:
    if row["state"] == CheckState.WAITING:
        status = RequestCheckStatus.UNAVAILABLE if row["unavailable_since"] else RequestCheckStatus.WAITING
    elif refusal_of(row, regions) is DecisionReason.POLICY_REGION:
        status = RequestCheckStatus.REGION
    else:
        status = RequestCheckStatus(row["outcome"])
    return CheckView(CheckKind(row["kind"]), status, row["asked_at"], row["next_try_at"])


def _view(
    actor: Actor,
    row: asyncpg.Record,
    events: list[EventView],
    checks: list[CheckView],
    ward: "_Ward",
    at: dt.datetime,
) -> RequestView:
    purpose, state = RequestPurpose(row["purpose"]), S(row["state"])
    # Earlier links lead nowhere, not even to a name that the child has by now (policy.md, Conditions).
    linked = bool(row["own"]) or ward.linked
    patient_id = row["patient_id"] if linked else None
    if row["own"]:
        name = row["patient_name"] or row["own_name"]
    elif row["claim_id"] is not None:
        name = row["claim_name"]
    else:
        name = row["patient_name"] if patient_id is not None else None
    steps = steps_of(row, linked)
    can = frozenset(event for event in (E.SUBMIT, E.WITHDRAW, E.CONFIRM_PHONE) if after(purpose, state, event))
    # Consent comes with the submission.
    if any(not done and step is not RequestStep.CONSENT for step, done in steps):
        can -= {E.SUBMIT}
    if state is S.REJECTED and row["appealed_at"] is None and row["decided_at"] >= at - APPEAL_TERM:
        can |= {E.APPEAL}
    return RequestView(
        row,
        purpose,
        state,
        name or None,
        patient_id,
        row["grantee_name"],
        steps,
        state in UNDER_WAY and row["due_at"] < at,
        _next_step(state, steps, can),
        can,
        state is S.WAITING_EXTERNAL,
        ward.representatives if state in DRAFTS else [],
        linked,
        events,
        checks,
    )


def steps_of(row: asyncpg.Record, linked: bool) -> list[tuple[RequestStep, bool]]:
    """What the request asks of its applicant, and whether it is there. A full account shows no photo (ACC-11)."""
    if row["purpose"] == RequestPurpose.CANCEL:
        return []
    phone = (RequestStep.PHONE, row["phone_confirmed_at"] is not None)
    if row["purpose"] == RequestPurpose.CHANGE:
        return [(RequestStep.CHANGES, bool(changes_of(row)) or phone[1])]
    steps = [
        (RequestStep.RECORD, row["own"] is not None),
        # Who chooses nobody takes the access themselves.
        (RequestStep.GRANTEE, row["own"] is not None),
        (RequestStep.POLICY, row["enp"] is not None or (linked and row["known_enp"] is not None)),
        phone,
    ]
    if (row["level"] or row["level_now"]) == AccountLevel.STANDARD:
        steps.append((RequestStep.PHOTO, row["photo_at"] is not None or row["submitted_at"] is not None))
    return [*steps, (RequestStep.CONSENT, row["consented_at"] is not None)]


def _next_step(state: AccessRequestState, steps: list[tuple[RequestStep, bool]], can: frozenset[RequestEvent]) -> str:
    """The code of the sentence about what comes next."""
    if state in DRAFTS:
        missing = next((step for step, done in steps if not done and step is not RequestStep.CONSENT), None)
        return f"NEXT_{missing.value}" if missing else "NEXT_SUBMIT"
    if state is S.REJECTED:
        return "NEXT_REJECTED" if E.APPEAL in can else "NEXT_REJECTED_FOR_GOOD"
    return f"NEXT_{state.value}"
