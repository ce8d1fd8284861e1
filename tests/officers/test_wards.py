"""Decisions about children, changes and other grantees; and decisions that cross a court's act (REQ-08, REQ-09, REQ-14, REP-01)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from tests.access_requests.people import (
    as_usual,
    begin,
    call,
    confirm_phone,
    grants_of,
    in_review,
    phone_of,
    row_id,
    save,
    says,
    seen,
    submit,
    upload,
)
from tests.client import Person, Site
from tests.family.people import KIRA, add_child
from tests.officers.people import (
    AGAIN,
    CONFIRM,
    DECIDE,
    PROPOSE,
    TAKE,
    act_input,
    approve,
    done,
    forget_requests,
    prepared,
    refused,
    reject,
    see,
)

POLICY = "7790489796000424"
RECORDS = "{ viewer { records { displayName standing } } }"


@pytest.fixture
async def clean(site: Site) -> Site:
    await forget_requests(site, "court_act")
    await site.database.execute("DELETE FROM access_grant WHERE ground = 'ACCESS_REQUEST'")
    await site.database.execute("DELETE FROM person WHERE given_name = 'Кира'")
    return site


async def _for_child(site: Site, login: str, claim: dict[str, Any]) -> tuple[Person, dict[str, Any]]:
    """A request for a claimed child, with every registry's answer."""
    person = await site.sign_in(login)
    request = (await begin(person, record={"claimId": claim["id"]})).request
    request = (await save(person, request, policyNumber=POLICY)).request
    request = await confirm_phone(site, person, request, await phone_of(site, login))
    if any(step["step"] == "PHOTO" for step in request["steps"]):
        await upload(site, person, request)
    request = (await submit(person, request)).request
    await says(site, "insurance", "VALID", times=3)
    await site.work()
    await as_usual(site)
    return person, await seen(person, request)


async def test_a_child_whom_nobody_knows_comes_in_with_the_verified_document(clean: Site) -> None:
    site = clean
    stranger = await site.sign_in("stranger")
    claim = await add_child(site, stranger)
    assert (claim["state"], claim["patientId"]) == ("VERIFIED", None)
    _, request = await _for_child(site, "stranger", claim)
    assert request["state"] == "MANUAL_REVIEW"
    registrar = await prepared(site, request)
    case = await see(registrar, request)
    assert (
        case["obstacles"] == []
        and case["claim"]["candidates"] == []
        and case["claim"]["documentNumber"] == KIRA["document"]["number"]
    )
    assert case["claim"]["checks"][0]["outcome"] == "MATCH"
    await done(registrar, DECIDE, id=request["id"], decision="APPROVE")
    records = (await (await site.enter("stranger")).data(RECORDS))["viewer"]["records"]
    assert {"displayName": "Кира Чужая", "standing": "PARENT_OF_CHILD"} in records
    rows = await site.database.fetch(
        "SELECT i.kind, i.value, i.checked FROM person_identifier i JOIN person p ON p.id = i.patient_id WHERE p.given_name = 'Кира' ORDER BY i.kind"
    )
    assert [tuple(row) for row in rows] == [("BIRTH_CERTIFICATE", "IV-МЮ 654325", True), ("ENP", POLICY, True)]
    # Whoever is verified by the same certificate later is linked with the same record.
    assert await site.database.fetchval("SELECT count(*) FROM person WHERE given_name = 'Кира'") == 1


async def test_a_claim_that_is_not_verified_any_more_gives_no_access(clean: Site) -> None:
    site = clean
    claim = await add_child(site, await site.sign_in("stranger"))
    _, request = await _for_child(site, "stranger", claim)
    registrar = await prepared(site, request)
    await site.database.execute("UPDATE family_claim SET state = 'GO_TO_MFC'")
    assert await refused(registrar, DECIDE, id=request["id"], decision="APPROVE") == "CLAIM_NOT_VERIFIED"
    assert (await see(registrar, request))["obstacles"] == ["CLAIM_NOT_VERIFIED"]


async def test_a_child_of_another_birth_date_is_no_candidate_to_choose(clean: Site) -> None:
    """The document names somebody, and the data disagrees: the registrar cannot overlook it."""
    site = clean
    claim = await add_child(site, await site.sign_in("stranger"))
    _, request = await _for_child(site, "stranger", claim)
    await site.database.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) SELECT id, 'BIRTH_CERTIFICATE', 'IV-МЮ 654325', true "
        "FROM person WHERE given_name = 'Вера' AND family_name = 'Соколова'"
    )
    registrar = await prepared(site, request)
    given = {"id": request["id"], "decision": "APPROVE"}
    assert await refused(registrar, DECIDE, **given) == "CANDIDATE_NEEDED"
    vera = await site.patient("Вера", "Соколова")
    assert await refused(registrar, DECIDE, **given, patientId=vera) == "NOT_A_CANDIDATE"
    assert await refused(registrar, DECIDE, **given, patientId=await site.patient("Тимур")) == "NOT_A_CANDIDATE"
    await site.database.execute(
        "DELETE FROM person_identifier WHERE value = 'IV-МЮ 654325' AND patient_id IN (SELECT id FROM person WHERE given_name = 'Вера')"
    )


async def test_access_for_the_other_parent_is_opened_to_them_alone(clean: Site) -> None:
    """REQ-08: Anna asks that Sergey may read Vera's record."""
    site = clean
    anna = await site.sign_in("anna")
    record = {"patientId": await site.patient("Вера", "Соколова")}
    request = (await save(anna, (await begin(anna)).request, record=record)).request
    other = next(one for one in request["granteeOptions"] if not one["me"])
    request = (await save(anna, request, granteeId=other["id"])).request
    request = await confirm_phone(site, anna, request, await phone_of(site, "anna"))
    request = (await submit(anna, request)).request
    await site.work()
    request = await seen(anna, request)
    assert request["state"] == "MANUAL_REVIEW"
    case = await approve(site, request)
    assert case["grantee"] == "Соколов Сергей Петрович"
    sergey = await site.sign_in("sergey")
    assert [one["ground"] for one in await grants_of(sergey)] == ["ACCESS_REQUEST"]
    assert "ACCESS_REQUEST" not in [one["ground"] for one in await grants_of(anna)]


async def test_a_change_that_needs_a_decision_is_carried_out_by_it(clean: Site) -> None:
    """REQ-14: the child's new name, as on the new certificate."""
    site = clean
    await site.database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
    )
    sergey, request = await in_review(site, "sergey", "Павел")
    await approve(site, request)
    [grant] = await grants_of(sergey)
    change = (await begin(sergey, "CHANGE", grantId=grant["id"])).request
    change = (await save(sergey, change, child={"familyName": "Соколов-Светлый"})).request
    change = (await submit(sergey, change)).request
    await site.work()
    change = await seen(sergey, change)
    assert change["state"] == "MANUAL_REVIEW"
    registrar = await site.sign_in("registrar")
    case = await see(registrar, change)
    assert case["changes"]["familyName"] == "Соколов-Светлый" and case["obstacles"] == []
    await approve(site, change)
    assert (await seen(sergey, change))["state"] == "CHANGED"
    assert await site.database.fetchval("SELECT count(*) FROM person WHERE family_name = 'Соколов-Светлый'") == 1
    again = (await begin(sergey, "CHANGE", grantId=grant["id"])).request
    again = (await save(sergey, again, child={"familyName": "Соколов"})).request
    again = (await submit(sergey, again)).request
    await site.work()
    await reject(site, again, "DATA_DISAGREES", "В свидетельстве другая фамилия")
    assert (await seen(sergey, again))["state"] == "REJECTED"


async def test_a_registry_is_asked_anew_after_its_own_mistake(clean: Site) -> None:
    """The appeal of somebody whom a registry called uninsured by mistake."""
    site = clean
    sergey = await site.sign_in("sergey")
    await site.database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
    )
    request = (await begin(sergey, record={"patientId": await site.patient("Вера", "Соколова")})).request
    request = await confirm_phone(site, sergey, request, await phone_of(site, "sergey"))
    await upload(site, sergey, request)
    request = (await submit(sergey, request)).request
    await says(site, "insurance", "NOT_FOUND", times=3)
    await site.work()
    await as_usual(site)
    assert (await seen(sergey, request))["state"] == "REJECTED"
    await call(sergey, "appealAccessRequest", request, text="Полис действует, реестр ошибся")
    registrar = await prepared(site, request)
    # Whether the passport was asked about before the insurer ended the request depends on which answered first.
    assert "POLICY_NOT_CONFIRMED" in (await see(registrar, request))["obstacles"]
    assert await refused(registrar, AGAIN, id=request["id"]) == "ASKED_JUST_NOW"
    site.clock.shift += dt.timedelta(minutes=2)
    await done(registrar, AGAIN, id=request["id"])
    await site.work()
    case = await see(registrar, request)
    assert (case["state"], case["policy"]["outcome"], case["obstacles"]) == ("MANUAL_REVIEW", "VALID", [])
    # A registry that is out now owes its answer: asked for again as the same question, however soon after the first.
    site.clock.shift += dt.timedelta(minutes=2)
    await says(site, "insurance", "outage", times=200)
    await done(registrar, AGAIN, id=request["id"])
    await site.work()
    key = "SELECT key FROM registry_check WHERE kind = 'POLICY' AND state = 'WAITING'"
    [owed] = await site.database.fetch(key)
    assert await refused(registrar, AGAIN, id=request["id"]) == "ASKED_JUST_NOW"
    site.clock.shift += dt.timedelta(seconds=35)
    await as_usual(site)
    await done(registrar, AGAIN, id=request["id"])
    assert await site.database.fetch(key) == [owed]
    await site.work()
    assert (await see(registrar, request))["obstacles"] == []
    await done(registrar, DECIDE, id=request["id"], decision="APPROVE")


@pytest.mark.parametrize("first", ["approve", "terminate", "both"])
async def test_an_approval_and_a_termination_that_cross_leave_no_access(clean: Site, first: str) -> None:
    """Whichever comes first, and both at once: after the court's act nothing is open."""
    site = clean
    await site.database.execute(
        "UPDATE legal_representation r SET state = 'VERIFIED', ends_on = NULL FROM account a WHERE a.person_id = r.representative_id AND a.login = 'sergey'"
    )
    await site.database.execute(
        "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
    )
    _, request = await in_review(site, "sergey", "Михаил")
    registrar = await prepared(site, request)
    act = (await done(registrar, PROPOSE, **await act_input(site, "TERMINATION", "Михаил", "Сергей")))["courtAct"]["id"]
    second = await site.sign_in("registrar2")
    steps = [
        registrar.ask(DECIDE, input={"id": request["id"], "decision": "APPROVE"}),
        second.ask(CONFIRM, input={"id": act}),
    ]
    if first == "both":
        answers = await asyncio.gather(*steps)
        if any("errors" in answer for answer in answers):
            # One of two that waited for each other was told to try again, and nothing of it was kept.
            assert [error["extensions"]["code"] for answer in answers for error in answer.get("errors", ())] == [
                "UNAVAILABLE"
            ]
            await second.ask(CONFIRM, input={"id": act})
    else:
        for step in steps if first == "approve" else reversed(steps):
            await step
    assert await site.database.fetchval("SELECT state FROM court_act") == "IN_FORCE"
    open_ = await site.database.fetchval(
        "SELECT count(*) FROM standings((SELECT id FROM account WHERE login = 'sergey'), $1, '{77}') s JOIN person p ON p.id = s.patient_id "
        "WHERE p.given_name = 'Михаил'",
        site.clock() + dt.timedelta(seconds=1),
    )
    assert open_ == 0
    assert row_id(site, request) and TAKE
