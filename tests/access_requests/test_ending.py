"""Taking a request back, appealing, expiring, and the list of requests (REQ-13, REQ-19, SCT-05)."""

import asyncio
import datetime as dt

import asyncpg
import pytest

from backend.models.access_request import RequestEvent
from backend.services.access_requests.expiring import DRAFT_LIFE, expire_requests
from backend.services.access_requests.moving import move
from backend.services.photos import delete_old_photos
from backend.services.refusal import Refused
from backend.services.working_days import due_at
from tests.access_requests.people import (
    begin,
    call,
    draft_of,
    in_review,
    requests_of,
    row_id,
    says,
    seen,
    submit,
    submitted,
)
from tests.client import Person, Site

APPEAL = "Паспорт действителен, прошу проверить ещё раз"


async def _rejected(site: Site) -> tuple[Person, dict[str, object]]:
    person, request = await submitted(site)
    await says(site, "passport", "INVALID")
    await site.work()
    return person, await seen(person, request)


async def test_a_request_is_taken_back_before_its_decision_and_not_after(site: Site) -> None:
    for ready in (draft_of, submitted, in_review):
        person, request = await ready(site)
        assert request["canWithdraw"]
        assert (await call(person, "withdrawAccessRequest", request)).request["state"] == "WITHDRAWN"
        assert (await call(person, "withdrawAccessRequest", request)).codes == ["WRONG_STATE"]
    person, rejected = await _rejected(site)
    assert not rejected["canWithdraw"]
    assert (await call(person, "withdrawAccessRequest", rejected)).codes == ["WRONG_STATE"]


async def test_an_appeal_brings_a_rejected_request_to_a_person_with_a_new_term(site: Site) -> None:
    person, request = await _rejected(site)
    assert request["state"] == "REJECTED" and request["canAppeal"]
    for text in ("коротко", " " * 40, "я" * 2001):
        answer = await call(person, "appealAccessRequest", request, text=text)
        assert (answer.codes, answer.field) == (["WRONG_LENGTH"], "text")
    site.clock.shift += dt.timedelta(days=3)
    person = await site.sign_in("sergey")
    appealed = (await call(person, "appealAccessRequest", request, text=APPEAL)).request
    assert appealed["state"] == "MANUAL_REVIEW" and appealed["decision"] is None
    assert dt.datetime.fromisoformat(appealed["dueAt"]) == due_at(dt.datetime.fromisoformat(appealed["appealedAt"]))
    at = site.clock()
    await site.database.execute("UPDATE access_request SET decision_reason = 'OTHER', decided_at = $1", at)
    async with site.database.transaction():
        await move(site.database, row_id(site, request), RequestEvent.REJECT, at)
    again = await seen(person, request)
    assert not again["canAppeal"] and again["nextStep"]["code"] == "NEXT_REJECTED_FOR_GOOD"
    assert (await call(person, "appealAccessRequest", request, text=APPEAL)).codes == ["WRONG_STATE"]


async def test_an_appeal_has_thirty_days(site: Site) -> None:
    _, request = await _rejected(site)
    site.clock.shift += dt.timedelta(days=31)
    person = await site.sign_in("sergey")
    assert not (await seen(person, request))["canAppeal"]
    assert (await call(person, "appealAccessRequest", request, text=APPEAL)).codes == ["APPEAL_TOO_LATE"]


async def test_what_was_not_rejected_is_not_appealed(site: Site) -> None:
    for ready in (draft_of, in_review):
        person, request = await ready(site)
        assert (await call(person, "appealAccessRequest", request, text=APPEAL)).codes == ["WRONG_STATE"]
        await call(person, "withdrawAccessRequest", request)


async def test_two_submissions_at_once_make_one_request(site: Site) -> None:
    """REQ-13."""
    person, draft = await draft_of(site)
    answers = await asyncio.gather(*(submit(person, draft) for _ in range(4)))
    assert sorted(answer.codes for answer in answers) == [[], *[["WRONG_STATE"]] * 3]
    same = await asyncio.gather(*(call(person, "retryAccessRequest", draft) for _ in range(2)))
    assert [answer.codes for answer in same] == [["WRONG_STATE"]] * 2
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 2
    assert await site.database.fetchval("SELECT count(*) FROM access_request_event WHERE event = 'SUBMIT'") == 1


async def test_two_submissions_of_one_key_at_once_are_one_and_both_are_answered(site: Site) -> None:
    """REQ-13: the repetition finds what the first made."""
    person, draft = await draft_of(site)
    answers = await asyncio.gather(*(submit(person, draft, clientMutationId="k") for _ in range(4)))
    assert len({answer.request["number"] for answer in answers}) == 1


async def test_a_submission_and_a_withdrawal_at_once_end_in_one_order_or_the_other(site: Site) -> None:
    for _ in range(3):
        person, draft = await draft_of(site)
        sent, taken = await asyncio.gather(submit(person, draft), call(person, "withdrawAccessRequest", draft))
        assert taken.codes == [] and sent.codes in ([], ["WRONG_STATE"])
        assert (await seen(person, draft))["state"] == "WITHDRAWN"
        assert await site.database.fetchval("SELECT count(*) FROM registry_check WHERE state = 'WAITING'") == 0


async def test_a_decision_and_a_withdrawal_at_once_have_one_winner(site: Site) -> None:
    for _ in range(3):
        person, request = await in_review(site)
        decided = await asyncio.gather(
            _decide(site, row_id(site, request)), call(person, "withdrawAccessRequest", request)
        )
        won = (await seen(person, request))["state"]
        assert (decided[0], decided[1].codes) == ((True, ["WRONG_STATE"]) if won == "REJECTED" else (False, []))


async def _decide(site: Site, request: int) -> bool:
    """A registrar's rejection, on a connection of its own; whether it held."""
    connection = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with connection.transaction():
            at = dt.datetime.now(dt.UTC)
            await connection.execute(
                "UPDATE access_request SET decision_reason = 'OTHER', decided_at = $2 WHERE id = $1", request, at
            )
            await move(connection, request, RequestEvent.REJECT, at)
    except Refused:
        return False
    finally:
        await connection.close()
    return True


async def test_answers_and_a_withdrawal_at_once_leave_no_question_open(site: Site) -> None:
    person, request = await submitted(site)
    await asyncio.gather(site.work(), call(person, "withdrawAccessRequest", request))
    await site.work(again=True)
    assert (await seen(person, request))["state"] == "WITHDRAWN"
    assert await site.database.fetchval("SELECT count(*) FROM registry_check WHERE state = 'WAITING'") == 0


async def test_a_draft_that_was_left_expires_with_its_photo(site: Site, pool: asyncpg.Pool) -> None:
    person, draft = await draft_of(site)
    await expire_requests(pool, dt.datetime.now(dt.UTC) + DRAFT_LIFE - dt.timedelta(days=1))
    assert (await seen(person, draft))["state"] == "PHONE_CONFIRMED"
    await expire_requests(pool, dt.datetime.now(dt.UTC) + DRAFT_LIFE + dt.timedelta(days=1))
    assert (await seen(person, draft))["state"] == "EXPIRED"
    await delete_old_photos(pool, dt.timedelta(days=30), dt.datetime.now(dt.UTC))
    assert await site.database.fetchval("SELECT count(*) FROM request_photo") == 0


@pytest.mark.parametrize("ended", ["birthday", "revoked", "nothing"])
async def test_a_grant_that_has_ended_shows_in_the_request_that_gave_it(
    site: Site, pool: asyncpg.Pool, ended: str
) -> None:
    person, request = await in_review(site)
    at = dt.datetime.now(dt.UTC)
    grant = await site.database.fetchval(
        "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) SELECT patient_id, account_id, 'ACCESS_REQUEST', "
        "$1::timestamptz - interval '1 day' FROM access_request RETURNING id",
        at,
    )
    await site.database.execute("UPDATE access_request SET access_grant_id = $1", grant)
    async with site.database.transaction():
        await move(site.database, row_id(site, request), RequestEvent.APPROVE, at)
    if ended == "birthday":
        await site.database.execute(
            "UPDATE person SET birth_date = current_date - interval '18 years 1 day' WHERE id = "
            "(SELECT patient_id FROM access_grant WHERE id = $1)",
            grant,
        )
    if ended == "revoked":
        await site.database.execute("UPDATE access_grant SET revoked_at = $2 WHERE id = $1", grant, at)
    await expire_requests(pool, at + dt.timedelta(seconds=1))
    assert (await seen(person, request))["state"] == ("GRANTED" if ended == "nothing" else "EXPIRED")


async def test_the_list_is_paged_filtered_and_its_cursors_are_its_own(site: Site) -> None:
    sergey, anna = await site.sign_in("sergey"), await site.sign_in("anna")
    drafts = [(await begin(sergey)).request for _ in range(5)]
    await call(sergey, "withdrawAccessRequest", drafts[0])
    await begin(anna)
    page = await requests_of(sergey, first=2)
    assert [one["id"] for one in page["nodes"]] == [drafts[4]["id"], drafts[3]["id"]]
    assert page["pageInfo"]["hasNextPage"] and page["totalCount"] == 5
    rest = await requests_of(sergey, first=3, after=page["pageInfo"]["endCursor"])
    assert [one["id"] for one in rest["nodes"]] == [draft["id"] for draft in drafts[2::-1]]
    assert not rest["pageInfo"]["hasNextPage"]
    assert (await requests_of(sergey, state="WITHDRAWN"))["totalCount"] == 1
    query = "query($after: String, $state: AccessRequestState) { viewer { accessRequests(after: $after, state: $state) { totalCount } } }"
    cursor = page["pageInfo"]["endCursor"]
    for person, given in (
        (anna, {"after": cursor}),
        (sergey, {"after": cursor, "state": "DRAFT"}),
        (sergey, {"after": "x"}),
    ):
        answer = await person.ask(query, **given)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    too_many = await sergey.ask("{ viewer { accessRequests(first: 101) { totalCount } } }")
    assert too_many["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_anothers_request_is_as_one_that_does_not_exist(site: Site) -> None:
    """SCT-05."""
    person, request = await submitted(site)
    stranger = await site.sign_in("stranger")
    for mutation, given in (
        ("withdrawAccessRequest", {}),
        ("retryAccessRequest", {}),
        ("submitAccessRequest", {"consentVersion": "x"}),
        ("appealAccessRequest", {"text": APPEAL}),
        ("confirmAccessRequestPhone", {"code": "123456"}),
    ):
        payloads = [
            (await call(stranger, mutation, target, **given)).payload
            for target in (request, {"id": "A" * 22}, {"id": await site.patient("Вера")})
        ]
        assert payloads == [payloads[0]] * 3, mutation
        assert [error["code"] for error in payloads[0]["userErrors"]] == ["NOT_FOUND"]
    assert (await seen(person, request))["state"] == "CHECKING"


async def test_the_sentences_are_in_the_language_that_was_asked_for(site: Site) -> None:
    person, request = await _rejected(site)
    query = "{ viewer { accessRequests { nodes { stateTitle nextStep { message } decision { message } } } } }"
    answer = await site.http.post(
        "/graphql",
        json={"query": query},
        headers={"Authorization": f"Bearer {person.token}", "Accept-Language": "en"},
    )
    (node,) = answer.json()["data"]["viewer"]["accessRequests"]["nodes"]
    assert node["stateTitle"] == "Rejected" and node["decision"]["message"].startswith("The passport is invalid")
    assert request["stateTitle"] == "Отказано"
