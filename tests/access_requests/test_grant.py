"""A request for access from the first page to the officer's table (REQ-03…13, REQ-16, REQ-19, ACC-13, ACC-14)."""

import datetime as dt

import pytest

from backend.services.access_requests.consent import CONSENT_TEXT, CONSENT_VERSION
from backend.services.working_days import due_at
from tests.access_requests.people import (
    as_usual,
    ask_code,
    begin,
    call,
    confirm_phone,
    draft_of,
    grants_of,
    in_review,
    last_code,
    phone_of,
    requests_of,
    row_id,
    save,
    says,
    seen,
    submit,
    submitted,
    upload,
)
from tests.client import Site

SERVICE = """{ accessService { catalogue cost costText termWorkingDays termText levels atOnce acceptedPolicyRegions
consent { version text } photo { contentTypes mostBytes leastSide } ownRecordId } }"""


async def test_a_request_goes_from_draft_to_the_officer_and_its_applicant_sees_each_step(site: Site) -> None:
    """REQ-19: the timeline is shown."""
    person, request = await in_review(site)
    assert request["number"].startswith("ЭМК-") and request["canWithdraw"] and not request["canSubmit"]
    assert [(one["event"], one["state"]) for one in request["timeline"]] == [
        ("CONFIRM_PHONE", "PHONE_CONFIRMED"),
        ("SUBMIT", "SUBMITTED"),
        ("START_CHECKS", "CHECKING"),
        ("CHECKS_PASSED", "MANUAL_REVIEW"),
    ]
    assert [(one["kind"], one["status"]) for one in request["checks"]] == [("POLICY", "VALID"), ("PASSPORT", "VALID")]
    assert request["record"]["displayName"].startswith("Соколова Вера")
    assert request["decision"] is None and request["nextStep"]["code"] == "NEXT_MANUAL_REVIEW"
    assert await grants_of(person) == [], "nothing is open before the decision"


async def test_the_service_page_says_cost_and_term_to_everybody(site: Site) -> None:
    """ACC-14: free, up to five working days. REQ-03: the catalogue's three steps."""
    answer = await site.ask(SERVICE)
    service = answer["data"]["accessService"]
    assert (service["cost"], service["costText"], service["termWorkingDays"]) == (0, "Бесплатно", 5)
    assert "5 рабочих дней" in service["termText"] and len(service["catalogue"]) == 3
    assert service["levels"] == ["STANDARD", "FULL"] and service["atOnce"] == ["FULL"]
    assert service["consent"] == {"version": CONSENT_VERSION, "text": CONSENT_TEXT[0]}
    assert service["ownRecordId"] is None


async def test_a_full_account_goes_from_the_service_page_to_the_record(site: Site) -> None:
    """ACC-13: one click."""
    igor = await site.sign_in("igor")
    assert (await igor.data(SERVICE))["accessService"]["ownRecordId"] == await site.patient("Игорь")
    sergey = await site.sign_in("sergey")
    assert (await sergey.data(SERVICE))["accessService"]["ownRecordId"] is None


async def test_a_draft_is_kept_step_by_step(site: Site) -> None:
    """REQ-05…08: each step is kept as it is given, and the next one is named."""
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey)).request
    assert (request["state"], request["record"], request["nextStep"]["code"]) == ("DRAFT", None, "NEXT_RECORD")
    request = (await save(sergey, request, record={"patientId": await site.patient("Вера")})).request
    assert request["nextStep"]["code"] == "NEXT_PHONE" and request["maskedPolicyNumber"].startswith("•••• ")
    me = next(one for one in request["granteeOptions"] if one["me"])
    request = (await save(sergey, request, granteeId=me["id"])).request
    assert request["grantee"] == me and request["nextStep"]["code"] == "NEXT_PHONE"
    request = (await save(sergey, request, policyNumber="7755 4108 3701 2346")).request
    assert request["maskedPolicyNumber"] == "•••• 2346"
    assert request["policyNumberWarnings"] == ["BIRTH_DATE"], "a number of somebody else's digits is worth a look"
    request = await confirm_phone(site, sergey, request, await phone_of(site, "sergey"))
    assert (request["state"], request["nextStep"]["code"]) == ("PHONE_CONFIRMED", "NEXT_PHOTO")
    assert not request["canSubmit"], "the photo is missing"
    await upload(site, sergey, request)
    request = await seen(sergey, request)
    assert request["nextStep"]["code"] == "NEXT_SUBMIT" and request["canSubmit"]
    again = await site.sign_in("sergey")
    assert (await requests_of(again))["nodes"] == [request], "another day the draft is where it was left"


async def test_a_stale_page_overwrites_nothing_and_is_shown_what_is_kept(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey)).request
    newer = (await save(sergey, request, record={"patientId": await site.patient("Вера")})).request
    stale = await save(sergey, request, record={"patientId": await site.patient("Павел")})
    assert stale.codes == ["CONFLICT"] and stale.payload["accessRequest"] == newer
    assert await seen(sergey, newer) == newer


async def test_another_record_forgets_the_grantee_and_the_policy_of_the_first(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey, record={"patientId": await site.patient("Вера")})).request
    request = (await save(sergey, request, policyNumber="7755410837012346")).request
    request = (await save(sergey, request, record={"patientId": await site.patient("Михаил", "Соколов")})).request
    assert request["maskedPolicyNumber"] != "•••• 2346" and request["grantee"] is None


@pytest.mark.parametrize(
    ("number", "code"),
    [("1234", "WRONG_FORMAT"), ("7755410837012347", "CHECK_DIGIT"), ("77554108370123４6", "WRONG_FORMAT")],
)
async def test_a_wrong_policy_number_is_refused_at_its_field(site: Site, number: str, code: str) -> None:
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey, record={"own": True})).request
    answer = await save(sergey, request, policyNumber=number)
    assert (answer.codes, answer.field) == ([code], "policyNumber")


async def test_a_childs_request_is_separate_from_ones_own(site: Site) -> None:
    """REQ-16: two request numbers."""
    _, vera = await submitted(site)
    _, own = await submitted(site, ward=None)
    assert vera["number"] != own["number"] and own["record"]["own"] and not vera["record"]["own"]


async def test_a_submission_has_a_number_and_five_working_days(site: Site) -> None:
    """REQ-02: the due date is stored."""
    _, request = await submitted(site)
    submitted_at = dt.datetime.fromisoformat(request["submittedAt"])
    assert dt.datetime.fromisoformat(request["dueAt"]) == due_at(submitted_at)
    assert not request["overdue"]


async def test_a_request_past_its_term_is_overdue(site: Site) -> None:
    person, request = await in_review(site)
    site.clock.shift = dt.datetime.fromisoformat(request["dueAt"]) - dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    assert not (await seen(await site.sign_in("sergey"), request))["overdue"]
    site.clock.shift += dt.timedelta(minutes=2)
    assert (await seen(await site.sign_in("sergey"), request))["overdue"]
    assert person is not None


async def test_consent_is_kept_with_version_time_and_address(site: Site) -> None:
    """REQ-12: unchecked blocks; version, time, address kept."""
    person, draft = await draft_of(site)
    for version, code in ((None, "CONSENT_REQUIRED"), ("", "CONSENT_REQUIRED"), ("2019-01", "CONSENT_OUTDATED")):
        answer = await submit(person, draft, consentVersion=version)
        assert (answer.codes, answer.field) == ([code], "consentVersion")
        assert (await seen(person, draft))["state"] == "PHONE_CONFIRMED", "the draft stays as it is"
    request = (await submit(person, draft)).request
    assert request["consentVersion"] == CONSENT_VERSION
    row = await site.database.fetchrow(
        "SELECT consented_at, consent_address FROM access_request WHERE id = $1", row_id(site, request)
    )
    assert row["consent_address"] == "127.0.0.1" and row["consented_at"].isoformat() == request["consentedAt"]


async def test_a_repeated_submission_is_one_request(site: Site) -> None:
    """REQ-13: same key, one request; the same key with other input is a conflict."""
    person, draft = await draft_of(site)
    first = (await submit(person, draft, clientMutationId="once")).request
    again = (await submit(person, draft, clientMutationId="once")).request
    assert first["number"] == again["number"]
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 2
    assert (await submit(person, draft, clientMutationId="twice")).codes == ["WRONG_STATE"]
    other = await submit(person, draft, clientMutationId="once", consentVersion="2019-01")
    assert other.codes == ["CONFLICT"]


async def test_a_repeated_beginning_is_one_draft(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    first = (await begin(sergey, clientMutationId="draft")).request
    assert (await begin(sergey, clientMutationId="draft")).request["id"] == first["id"]
    assert (await begin(sergey, clientMutationId="draft", record={"own": True})).codes == ["CONFLICT"]
    assert (await requests_of(sergey))["totalCount"] == 1


async def test_the_same_record_has_one_request_under_way(site: Site) -> None:
    person, _ = await submitted(site)
    _, second = await draft_of(site)
    assert (await submit(person, second)).codes == ["REQUEST_UNDER_WAY"]


MISSING: list[tuple[str, str, str | None]] = [
    ("record", "REQUIRED", "record"),
    ("phone", "PHONE_NOT_CONFIRMED", "phone"),
    ("photo", "PHOTO_REQUIRED", "photo"),
    ("passport", "PASSPORT_REQUIRED", None),
    ("expired passport", "PASSPORT_EXPIRED", None),
    ("policy", "REQUIRED", "policyNumber"),
]


@pytest.mark.parametrize("case", MISSING, ids=lambda case: case[0])
async def test_what_is_missing_is_named_and_nothing_is_submitted(site: Site, case: tuple[str, str, str | None]) -> None:
    """ACC-08, ACC-11, REQ-10, REQ-13."""
    what, code, field = case
    database = site.database
    person, draft = await draft_of(site)
    sergey = await database.fetchval("SELECT person_id FROM account WHERE login = 'sergey'")
    match what:
        case "record":
            await database.execute("UPDATE access_request SET own = NULL, patient_id = NULL")
        case "phone":
            await database.execute("UPDATE access_request SET phone_confirmed_at = NULL")
        case "photo":
            assert (await upload(site, person, draft, method="DELETE")).status_code == 204
        case "passport":
            await database.execute("DELETE FROM person_identifier WHERE patient_id = $1 AND kind = 'PASSPORT'", sergey)
        case "expired passport":
            await database.execute(
                "UPDATE person_identifier SET issued_on = issued_on - interval '10 years' "
                "WHERE patient_id = $1 AND kind = 'PASSPORT'",
                sergey,
            )
        case "policy":
            await database.execute("DELETE FROM person_identifier WHERE kind = 'ENP'")
    answer = await submit(person, draft)
    assert (answer.codes, answer.payload["accessRequest"]) == ([code], None)
    assert answer.field == field
    assert await database.fetchval("SELECT count(*) FROM registry_check") == 0


async def test_a_phone_is_bound_by_the_code_that_came_to_it(site: Site) -> None:
    """REQ-10: six digits; the phone becomes the account's, and its owner is told where another stood before."""
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey, record={"own": True})).request
    assert (await ask_code(sergey, request, "12")).codes == ["WRONG_FORMAT"]
    sent = await ask_code(sergey, request, "8 (916) 123-45-67")
    assert sent.codes == [] and sent.payload["sentTo"] == "+7 ••• •••-45-67"
    assert (await ask_code(sergey, request, "+79161234567")).codes == ["TOO_SOON"]
    code = last_code(site, "+79161234567")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert (await call(sergey, "confirmAccessRequestPhone", request, code=wrong)).codes == ["WRONG_CODE"]
    bound = (await call(sergey, "confirmAccessRequestPhone", request, code=code)).request
    assert (bound["state"], bound["maskedPhone"]) == ("PHONE_CONFIRMED", "+7 ••• •••-45-67")
    assert await phone_of(site, "sergey") == "+79161234567"
    assert await site.database.fetchval("SELECT array_agg(kind) FROM notification") == ["PHONE_CHANGED"]
    events = await site.database.fetchval("SELECT count(*) FROM access_request_event")
    again = (await call(sergey, "confirmAccessRequestPhone", request, code=code)).request
    assert (again["state"], again["timeline"]) == (bound["state"], bound["timeline"]), (
        "as after an answer that was lost"
    )
    assert await site.database.fetchval("SELECT count(*) FROM access_request_event") == events
    other = (await begin(sergey, record={"own": True})).request
    assert (await call(sergey, "confirmAccessRequestPhone", other, code=code)).codes == ["WRONG_CODE"]
    wrong_again = await call(sergey, "confirmAccessRequestPhone", request, code=wrong)
    assert (wrong_again.codes, wrong_again.field) == (["WRONG_CODE"], "code")
    site.clock.shift += dt.timedelta(minutes=6)
    assert (await call(sergey, "confirmAccessRequestPhone", request, code=code)).codes == ["WRONG_CODE"]


async def test_a_forgotten_session_cannot_lead_the_codes_to_another_phone(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey, record={"own": True})).request
    site.clock.shift += dt.timedelta(minutes=11)
    assert (await ask_code(sergey, request, "+79161234567")).codes == ["REAUTHENTICATION_REQUIRED"]
    assert (await ask_code(sergey, request, await phone_of(site, "sergey"))).codes == []


async def test_a_code_of_one_request_confirms_no_other(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    one = (await begin(sergey, record={"own": True})).request
    other = (await begin(sergey, record={"own": True})).request
    phone = await phone_of(site, "sergey")
    await ask_code(sergey, one, phone)
    code = last_code(site, phone)
    assert (await call(sergey, "confirmAccessRequestPhone", other, code=code)).codes == ["WRONG_CODE"]
    assert (await call(sergey, "confirmAccessRequestPhone", one, code=code)).request["state"] == "PHONE_CONFIRMED"


async def test_sms_that_do_not_go_out_are_told_and_cost_nothing(site: Site) -> None:
    """ACC-10."""
    sergey = await site.sign_in("sergey")
    request = (await begin(sergey, record={"own": True})).request
    phone = await phone_of(site, "sergey")
    await says(site, "sms", "outage", times=100)
    assert (await ask_code(sergey, request, phone)).codes == ["UNAVAILABLE"]
    await as_usual(site)
    assert (await ask_code(sergey, request, phone)).codes == []
