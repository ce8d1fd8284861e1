"""A registrar's decision: evidence beside it, once, never about one's own family, and the access that it opens (REQ-02, REQ-09)."""

import asyncio
import datetime as dt
from typing import Any

import asyncpg
import pytest

from tests.access_requests.people import call, grants_of, in_review, row_id, seen
from tests.client import Site
from tests.officers.people import (
    DECIDE,
    QUEUE,
    REASON,
    RELEASE,
    SEE,
    TAKE,
    approve,
    done,
    forget_requests,
    look_at_photo,
    prepared,
    refused,
    reject,
    see,
)

READ = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"


@pytest.fixture
async def clean(site: Site) -> Site:
    """No requests and no grants of sergey's before each test."""
    await forget_requests(site)
    await site.database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
    )
    return site


async def test_an_approval_opens_the_record_to_the_applicant_alone(clean: Site) -> None:
    """REQ-09: the other parent's grant is as it was."""
    site = clean
    before = await site.database.fetch("SELECT id, revoked_at FROM access_grant ORDER BY id")
    person, request = await in_review(site)
    case = await approve(site, request)
    assert case["state"] == "GRANTED" and case["decision"]["by"] == "Сомова Алла Юрьевна"
    assert (await seen(person, request))["state"] == "GRANTED"
    sergey = await site.enter("sergey")
    assert "errors" not in await sergey.ask(READ, id=await site.patient("Вера", "Соколова"))
    assert [(one["ground"], one["own"]) for one in await grants_of(person)] == [("ACCESS_REQUEST", False)]
    rows = await site.database.fetch("SELECT id, revoked_at FROM access_grant ORDER BY id")
    assert rows[: len(before)] == before
    told = await site.database.fetch(
        "SELECT kind, detail FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = 'sergey' ORDER BY n.id"
    )
    assert ("ACCESS_OPENED", None) in [tuple(row) for row in told] and ("REQUEST_MOVED", "GRANTED") in [
        tuple(row) for row in told
    ]


async def test_access_that_was_revoked_is_opened_by_a_new_row(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    await approve(site, request)
    await site.database.execute(
        "UPDATE access_grant SET revoked_at = greatest(granted_at, $1) WHERE ground = 'ACCESS_REQUEST'", site.clock()
    )
    _, again = await in_review(site)
    await approve(site, again)
    rows = await site.database.fetch(
        "SELECT revoked_at IS NULL AS open FROM access_grant WHERE ground = 'ACCESS_REQUEST' ORDER BY id"
    )
    assert [row["open"] for row in rows] == [False, True]


async def test_the_evidence_stands_beside_the_decision(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    registrar = await site.sign_in("registrar")
    case = await see(registrar, request, None)
    assert (case["passport"]["outcome"], case["policy"]["outcome"]) == ("VALID", "VALID")
    assert case["policy"]["details"]["region"] == "77" and case["photo"]["grey"] is False and not case["photo"]["seen"]
    assert case["boundPerson"]["displayName"] == "Соколов Сергей Петрович"
    assert case["patient"]["displayName"] == "Соколова Вера Сергеевна"
    assert case["obstacles"] == ["PHOTO_NOT_SEEN"]
    assert [one["event"] for one in case["history"]][-1] == "CHECKS_PASSED"
    assert case["enp"].startswith("••••")
    whole = await see(registrar, request, REASON)
    assert len(whole["enp"]) == 16 and whole["enp"].isdigit()


async def test_identifiers_are_whole_for_a_stated_reason_alone_and_each_look_is_noted(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    registrar = await site.sign_in("registrar")
    answer = await registrar.ask(SEE, id=request["id"], reason="так")
    assert answer["data"]["accessRequestCase"] is None
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    last = await site.database.fetchval("SELECT coalesce(max(id), 0) FROM officer_act")
    await see(registrar, request, REASON)
    await see(registrar, request, None)
    await done(registrar, TAKE, id=request["id"])
    await look_at_photo(site, registrar, request)
    rows = await site.database.fetch(
        "SELECT act, subject, patient_id, reason FROM officer_act WHERE id > $1 ORDER BY id", last
    )
    assert [(row["act"], row["reason"]) for row in rows] == [
        ("access_request.see", REASON),
        ("access_request.see", None),
        ("access_request.take", None),
        ("access_request.see", None),
        ("access_request.photo", None),
    ]
    assert {row["subject"] for row in rows} == {f"access_request:{row_id(site, request)}"}
    assert all(row["patient_id"] is not None for row in rows)


async def test_nothing_is_approved_unseen_or_unchecked(clean: Site) -> None:
    """ACC-11, ACC-06: each thing that is missing has its own code, and nothing opens."""
    site = clean
    _, request = await in_review(site)
    registrar = await site.sign_in("registrar")
    given = {"id": request["id"], "decision": "APPROVE"}
    assert await refused(registrar, DECIDE, **given) == "NOT_TAKEN"
    await done(registrar, TAKE, id=request["id"])
    assert await refused(registrar, DECIDE, **given) == "PHOTO_NOT_SEEN"
    assert await look_at_photo(site, registrar, request) == 200
    for kind, outcome, code in (
        ("PASSPORT", "INVALID", "PASSPORT_NOT_CONFIRMED"),
        ("POLICY", "NOT_FOUND", "POLICY_NOT_CONFIRMED"),
    ):
        await site.database.execute("UPDATE registry_check SET outcome = $2 WHERE kind = $1", kind, outcome)
        assert await refused(registrar, DECIDE, **given) == code
        await site.database.execute("UPDATE registry_check SET outcome = 'VALID' WHERE kind = $1", kind)
    await site.database.execute(
        "UPDATE registry_check SET answer = jsonb_set(answer, '{region}', '\"47\"') WHERE kind = 'POLICY'"
    )
    assert await refused(registrar, DECIDE, **given) == "POLICY_REGION"
    assert await site.database.fetchval("SELECT count(*) FROM access_grant WHERE ground = 'ACCESS_REQUEST'") == 0


async def test_a_link_that_ended_meanwhile_gives_no_access(clean: Site) -> None:
    """REP-01: the link is looked at when the decision is made, not when the request was."""
    site = clean
    _, request = await in_review(site)
    registrar = await prepared(site, request)
    await site.database.execute(
        "UPDATE legal_representation r SET state = 'ENDED' FROM account a WHERE a.person_id = r.representative_id AND a.login = 'sergey'"
    )
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") in ("WARD_NOT_VERIFIED", "NOT_FOUND")
    await site.database.execute(
        "UPDATE legal_representation r SET state = 'VERIFIED' FROM account a WHERE a.person_id = r.representative_id AND a.login = 'sergey'"
    )


@pytest.mark.parametrize(
    "missing", [{"reason": None}, {"text": None}, {"text": " "}, {"text": "а" * 2001}], ids=lambda one: str(one)[:20]
)
async def test_a_rejection_has_a_reason_from_the_list_and_a_text(clean: Site, missing: dict[str, Any]) -> None:
    site = clean
    person, request = await in_review(site)
    registrar = await prepared(site, request)
    given = {
        "id": request["id"],
        "decision": "REJECT",
        "reason": "PHOTO_UNREADABLE",
        "text": "Лица не видно",
        **missing,
    }
    assert await refused(registrar, DECIDE, **given) == "DECISION_INCOMPLETE"
    assert (await seen(person, request))["state"] == "MANUAL_REVIEW"


async def test_a_rejection_tells_the_reason_and_an_appeal_goes_to_another_registrar(clean: Site) -> None:
    site = clean
    person, request = await in_review(site)
    await reject(site, request)
    told = await seen(person, request)
    assert (told["state"], told["decision"]["reason"], told["decision"]["text"]) == (
        "REJECTED",
        "PHOTO_UNREADABLE",
        "Лица не видно",
    )
    appealed = (
        await call(person, "appealAccessRequest", request, text="На фотографии видно и лицо, и паспорт")
    ).request
    assert appealed["state"] == "MANUAL_REVIEW"
    first = await site.sign_in("registrar")
    assert await refused(first, TAKE, id=request["id"]) == "FOUR_EYES"
    assert await refused(first, DECIDE, id=request["id"], decision="APPROVE") == "FOUR_EYES"
    second = await site.sign_in("registrar2")
    case = await see(second, request)
    assert case["appealText"] and case["decision"]["by"] == "Сомова Алла Юрьевна"
    await approve(site, request, "registrar2")
    assert (await seen(person, request))["state"] == "GRANTED"


async def test_a_request_that_somebody_took_is_nobody_elses_for_thirty_minutes(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    first, second = await site.sign_in("registrar"), await site.sign_in("registrar2")
    await done(first, TAKE, id=request["id"])
    acts = "SELECT count(*) FROM officer_act WHERE act = 'access_request.take'"
    noted = await site.database.fetchval(acts)
    site.clock.shift += dt.timedelta(minutes=20)
    again = (await done(first, TAKE, id=request["id"]))["case"]
    assert [one["event"] for one in again["history"]].count("TAKE") == 1, "taken once, and held for longer"
    assert await site.database.fetchval(acts) == noted
    site.clock.shift += dt.timedelta(minutes=20)
    item = (await second.data(QUEUE))["registrarQueue"]["nodes"][0]
    assert item["taken"] and not item["mine"]
    assert await refused(second, TAKE, id=request["id"]) == "TAKEN"
    [queued] = (await second.data(QUEUE))["registrarQueue"]["nodes"]
    assert queued["taken"] and queued["takenBy"] == "Сомова Алла Юрьевна"
    assert await refused(second, DECIDE, id=request["id"], decision="APPROVE") == "TAKEN"
    assert await refused(second, RELEASE, id=request["id"]) == "TAKEN"
    assert await look_at_photo(site, second, request) == 404
    site.clock.shift += dt.timedelta(minutes=30)
    assert await refused(first, DECIDE, id=request["id"], decision="APPROVE") == "NOT_TAKEN"
    await done(second, TAKE, id=request["id"])
    await done(second, RELEASE, id=request["id"])
    await done(first, TAKE, id=request["id"])


async def test_of_two_decisions_at_once_one_is_made(clean: Site) -> None:
    site = clean
    person, request = await in_review(site)
    registrar = await prepared(site, request)
    approval = {"id": request["id"], "decision": "APPROVE"}
    rejection = {"id": request["id"], "decision": "REJECT", "reason": "OTHER", "text": "Не подошло"}
    answers = await asyncio.gather(
        *(registrar.data(DECIDE, input=given) for given in (approval, rejection, approval, rejection))
    )
    codes = [error["code"] for answer in answers for error in answer["decideAccessRequest"]["userErrors"]]
    assert codes == ["WRONG_STATE"] * 3
    events = [one["event"] for one in (await seen(person, request))["timeline"]]
    assert len([one for one in events if one in ("APPROVE", "REJECT")]) == 1
    grants = await site.database.fetchval("SELECT count(*) FROM access_grant WHERE ground = 'ACCESS_REQUEST'")
    assert grants == (1 if "APPROVE" in events else 0)


async def test_a_decision_sent_twice_is_one(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    registrar = await prepared(site, request)
    given = {"id": request["id"], "decision": "APPROVE", "clientMutationId": "once"}
    first, second = await done(registrar, DECIDE, **given), await done(registrar, DECIDE, **given)
    assert first["case"]["state"] == second["case"]["state"] == "GRANTED"
    assert await refused(registrar, DECIDE, **{**given, "decision": "REJECT"}) == "CONFLICT"


@pytest.mark.parametrize("kin", ["Сергей", "Вера", "Анна", "Игорь"])
async def test_nobody_decides_about_themself_or_their_family(clean: Site, kin: str) -> None:
    """Igor is of age and nobody's ward any more; his father's request is still his family's."""
    site = clean
    _, request = await in_review(site)
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = $1 ORDER BY id LIMIT 1) WHERE login = 'registrar'",
        kin,
    )
    try:
        registrar = await site.sign_in("registrar")
        assert await refused(registrar, TAKE, id=request["id"]) == "OWN_CASE"
        assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == "OWN_CASE"
        answer = await registrar.ask(SEE, id=request["id"], reason=REASON)
        assert answer["data"]["accessRequestCase"] is None
        assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN", "reason": "OWN_CASE"}
    finally:
        await site.database.execute(
            "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Алла') WHERE login = 'registrar'"
        )


async def test_the_queue_is_ordered_by_term_in_pages_and_lists_what_is_overdue(clean: Site) -> None:
    """REQ-02."""
    site = clean
    requests = [(await in_review(site, "sergey", ward))[1] for ward in ("Вера", "Павел", None)]
    for place, request in enumerate(requests):
        await site.database.execute(
            "UPDATE access_request SET due_at = due_at + $2::int * interval '1 day' WHERE id = $1",
            row_id(site, request),
            -place,
        )
    registrar = await site.sign_in("registrar")
    page = (await registrar.data(QUEUE, first=2))["registrarQueue"]
    assert [one["id"] for one in page["nodes"]] == [requests[2]["id"], requests[1]["id"]] and page["hasNextPage"]
    rest = (await registrar.data(QUEUE, first=2, after=page["endCursor"]))["registrarQueue"]
    assert [one["id"] for one in rest["nodes"]] == [requests[0]["id"]] and not rest["hasNextPage"]
    answer = await registrar.ask(QUEUE, first=2, after=page["endCursor"], overdue=True)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", "a cursor of another list"
    assert (
        page["nodes"][0]["applicant"] == "Соколов Сергей Петрович"
        and page["nodes"][0]["takenBy"] is None
        and page["overdueCount"] == 0
    )
    site.clock.shift = (
        dt.datetime.fromisoformat(requests[1]["dueAt"]) - dt.timedelta(hours=23) - dt.datetime.now(dt.UTC)
    )
    registrar = await site.sign_in("registrar")
    late = (await registrar.data(QUEUE, overdue=True))["registrarQueue"]
    assert [one["id"] for one in late["nodes"]] == [requests[2]["id"], requests[1]["id"]]
    assert late["overdueCount"] == 2 and all(one["overdue"] for one in late["nodes"])


async def test_a_decided_request_is_closed_to_curiosity(clean: Site) -> None:
    """A registrar reaches their own queue, and what they decided themself."""
    site = clean
    _, request = await in_review(site)
    await approve(site, request)
    assert (await see(await site.sign_in("registrar"), request))["state"] == "GRANTED"
    other = await site.sign_in("registrar2")
    answers = [await other.ask(SEE, id=id_, reason=REASON) for id_ in (request["id"], "A" * 22)]
    assert answers[0] == answers[1], "as one that never was"
    [error] = answers[0]["errors"]
    assert error["extensions"] == {"code": "FORBIDDEN"} and error["message"].startswith("У вас этого дела нет")


async def test_a_statement_changed_after_the_request_was_taken_is_not_decided_unseen(clean: Site) -> None:
    site = clean
    _, request = await in_review(site)
    registrar = await prepared(site, request)
    await _stated(site, "sergey")
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == "PASSPORT_NOT_CONFIRMED"
    await site.database.execute(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, outcome, answered_at) "
        "SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 1, '{}', $1, 1, 'VALID', $1 FROM account WHERE login = 'sergey'",
        site.clock(),
    )
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == "CONFLICT"


async def test_a_bound_account_that_states_to_be_somebody_else_gets_nothing(clean: Site) -> None:
    site = clean
    await _stated(site, "sergey", birth_date="p.birth_date - 1")
    await site.database.execute(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, outcome, answered_at) "
        "SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 1, '{}', $1, 1, 'VALID', $1 FROM account WHERE login = 'sergey'",
        site.clock(),
    )
    _, request = await in_review(site)
    registrar = await prepared(site, request)
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == "PROFILE_DISAGREES"


async def _stated(site: Site, login: str, birth_date: str = "p.birth_date") -> None:
    """The account's owner states what the record has, but for the birth date given in SQL."""
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, passport, "
        f"passport_issued_on, passport_issuer, passport_department, saved_at) SELECT a.id, 1, p.family_name, p.given_name, p.patronymic, {birth_date}, "
        "p.sex, s.value, d.value, d.issued_on, 'ГУ МВД', '770-099', $2 FROM account a JOIN person p ON p.id = a.person_id "
        "JOIN person_identifier s ON s.patient_id = p.id AND s.kind = 'SNILS' "
        "JOIN person_identifier d ON d.patient_id = p.id AND d.kind = 'PASSPORT' WHERE a.login = $1",
        login,
        site.clock(),
    )


async def test_four_eyes_stand_in_the_database_too(clean: Site) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await clean.database.execute("UPDATE staff_appointment SET confirmed_by_id = proposed_by_id")
