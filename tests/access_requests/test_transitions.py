"""Every state and event of every purpose: what moves a request, and what is refused (REQ-01, REQ-19)."""

import datetime as dt
from itertools import product

import pytest

from backend.models.access_request import AccessRequestState, RequestEvent, RequestPurpose
from backend.services.access_requests.moving import move
from backend.services.refusal import Refused
from tests.client import Site

# Written down from requirements.md, apart from the program's own tables: "state event -> state".
_REVIEWED = """
SUBMITTED START_CHECKS -> CHECKING
CHECKING REGISTRY_OUT -> WAITING_EXTERNAL
WAITING_EXTERNAL REGISTRY_BACK -> CHECKING
CHECKING CHECK_FAILED -> REJECTED
WAITING_EXTERNAL CHECK_FAILED -> REJECTED
CHECKING CHECKS_PASSED -> MANUAL_REVIEW
MANUAL_REVIEW TAKE -> MANUAL_REVIEW
MANUAL_REVIEW RELEASE -> MANUAL_REVIEW
MANUAL_REVIEW REJECT -> REJECTED
REJECTED APPEAL -> MANUAL_REVIEW
DRAFT CONFIRM_PHONE -> PHONE_CONFIRMED
PHONE_CONFIRMED CONFIRM_PHONE -> PHONE_CONFIRMED
PHONE_CONFIRMED SUBMIT -> SUBMITTED
DRAFT WITHDRAW -> WITHDRAWN
PHONE_CONFIRMED WITHDRAW -> WITHDRAWN
CHECKING WITHDRAW -> WITHDRAWN
WAITING_EXTERNAL WITHDRAW -> WITHDRAWN
MANUAL_REVIEW WITHDRAW -> WITHDRAWN
DRAFT EXPIRE -> EXPIRED
PHONE_CONFIRMED EXPIRE -> EXPIRED
"""
WANTED = {
    RequestPurpose.GRANT: _REVIEWED
    + """
CHECKING CARRY_OUT -> GRANTED
MANUAL_REVIEW APPROVE -> GRANTED
GRANTED CHANGE_ACCESS -> CHANGED
CHANGED CHANGE_ACCESS -> CHANGED
GRANTED CANCEL_ACCESS -> CANCELLED
CHANGED CANCEL_ACCESS -> CANCELLED
GRANTED EXPIRE -> EXPIRED
CHANGED EXPIRE -> EXPIRED
""",
    RequestPurpose.CHANGE: _REVIEWED
    + """
DRAFT SUBMIT -> SUBMITTED
SUBMITTED CARRY_OUT -> CHANGED
CHECKING CARRY_OUT -> CHANGED
MANUAL_REVIEW APPROVE -> CHANGED
""",
    RequestPurpose.CANCEL: """
DRAFT SUBMIT -> SUBMITTED
SUBMITTED CARRY_OUT -> CANCELLED
DRAFT WITHDRAW -> WITHDRAWN
DRAFT EXPIRE -> EXPIRED
""",
}
_INSERT = """
INSERT INTO access_request (account_id, purpose, state, own, access_grant_id, created_at, saved_at, number, submitted_at,
  due_at, level, consent_version, consented_at, phone_confirmed_at, decision_reason, decided_at)
SELECT a.id, $1, $2, true, (SELECT min(id) FROM access_grant), $3, $3, $4, $3, $3::timestamptz + interval '5 days', 'STANDARD',
  '1', $3, $3, 'OTHER', $3
FROM account a WHERE a.login = 'sergey' RETURNING id
"""


def _table(purpose: RequestPurpose) -> dict[tuple[str, str], str]:
    rows = (line.split() for line in WANTED[purpose].split("\n") if line)
    return {(state, event): after for state, event, _, after in rows}


@pytest.mark.parametrize("purpose", RequestPurpose)
async def test_a_request_moves_as_the_requirements_say_and_in_no_other_way(site: Site, purpose: RequestPurpose) -> None:
    at = dt.datetime.now(dt.UTC)
    table = _table(purpose)
    moved = 0
    for number, (state, event) in enumerate(product(AccessRequestState, RequestEvent)):
        request = await site.database.fetchval(_INSERT, purpose, state, at, f"{purpose}-{number}")
        wanted = table.get((state, event))
        if wanted is None:
            with pytest.raises(Refused, match="WRONG_STATE"):
                async with site.database.transaction():
                    await move(site.database, request, event, at)
        else:
            async with site.database.transaction():
                assert await move(site.database, request, event, at) == wanted
        kept = await site.database.fetchrow(
            "SELECT state, (SELECT array_agg(ARRAY[event, from_state, to_state]) FROM access_request_event WHERE request_id = $1) "
            "AS history FROM access_request WHERE id = $1",
            request,
        )
        assert kept["state"] == (wanted or state), (state, event)
        assert kept["history"] == ([[event, state, wanted]] if wanted else None), (state, event)
        moved += wanted is not None
        await site.database.execute("DELETE FROM access_request")
    assert moved == len(table) > 3


async def test_a_missing_request_moves_nowhere(site: Site) -> None:
    with pytest.raises(Refused, match="NOT_FOUND"):
        await move(site.database, 987_654_321, RequestEvent.SUBMIT, dt.datetime.now(dt.UTC))


async def test_a_move_tells_the_applicant_once_and_by_state_alone(site: Site) -> None:
    """REQ-19: no name and no content, and what the applicant did themself is not told."""
    at = dt.datetime.now(dt.UTC)
    for state, event, told in (
        ("PHONE_CONFIRMED", RequestEvent.SUBMIT, "SUBMITTED"),
        ("CHECKING", RequestEvent.CHECKS_PASSED, "MANUAL_REVIEW"),
        ("MANUAL_REVIEW", RequestEvent.REJECT, "REJECTED"),
        ("MANUAL_REVIEW", RequestEvent.TAKE, None),
        ("DRAFT", RequestEvent.CONFIRM_PHONE, None),
        ("MANUAL_REVIEW", RequestEvent.WITHDRAW, None),
    ):
        request = await site.database.fetchval(_INSERT, "GRANT", state, at, f"{state}-{event}")
        async with site.database.transaction():
            await move(site.database, request, event, at)
        found = await site.database.fetch("SELECT kind, detail FROM notification WHERE request_id = $1", request)
        assert [tuple(row) for row in found] == ([("REQUEST_MOVED", told)] if told else []), (state, event)


async def test_a_registry_that_comes_and_goes_is_told_of_once(site: Site) -> None:
    at = dt.datetime.now(dt.UTC)
    request = await site.database.fetchval(_INSERT, "GRANT", "CHECKING", at, "N")
    for event in (RequestEvent.REGISTRY_OUT, RequestEvent.REGISTRY_BACK) * 3:
        async with site.database.transaction():
            await move(site.database, request, event, at)
    assert await site.database.fetchval("SELECT count(*) FROM notification") == 1
    assert await site.database.fetchval("SELECT count(*) FROM access_request_event") == 6
