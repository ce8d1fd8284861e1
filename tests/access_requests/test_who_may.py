"""Who may ask, about whom, and for whom (ACC-01…03, ACC-06, REP-01, REQ-06, REQ-08, REQ-17, REQ-18, X7)."""

import datetime as dt
from typing import Any

import pytest

from backend.policy.sealing import IdSealer, IdType
from tests.access_requests.people import (
    as_usual,
    begin,
    confirm_phone,
    draft_of,
    grants_of,
    phone_of,
    requests_of,
    save,
    says,
    seen,
    submit,
)
from tests.client import Site

_VERIFIED = """
INSERT INTO family_claim (account_id, kind, relationship, route, state, family_name, given_name, birth_date, sex, document_kind,
  document_number, verified_at, created_at)
SELECT id, $2, $3, 'MFC', $4, 'Чужая', 'Кира', $5, 'FEMALE', 'FOREIGN_DOCUMENT', 'A 1', now(), now() FROM account WHERE login = $1
RETURNING id, account_id
"""


async def _claim(site: Site, login: str, *, state: str = "VERIFIED", kind: str = "PARENT", years: int = 7) -> str:
    """A ward as the account's owner entered them; gives the public id."""
    born = dt.date.today() - dt.timedelta(days=366 * years)
    relationship = "DAUGHTER" if kind == "PARENT" else "WARD"
    row = await site.database.fetchrow(_VERIFIED, login, kind, relationship, state, born)
    return IdSealer(site.settings.key("id")).seal(IdType.FAMILY_CLAIM, row["account_id"], row["id"])


async def test_a_basic_account_is_too_low(site: Site) -> None:
    """ACC-01."""
    basic = await site.sign_in("basic")
    for given in ({}, {"record": {"own": True}}):
        assert (await begin(basic, **given)).codes == ["ACCOUNT_LEVEL_TOO_LOW"]


async def test_an_account_that_sank_to_basic_cannot_submit(site: Site) -> None:
    person, draft = await draft_of(site)
    await site.database.execute("UPDATE account SET level = 'BASIC' WHERE login = 'sergey'")
    assert (await submit(person, draft)).codes == ["ACCOUNT_LEVEL_TOO_LOW"]


@pytest.mark.parametrize("login", ["registrar", "petrova", "analyst"])
async def test_staff_have_no_requests(site: Site, login: str) -> None:
    person = await site.sign_in(login)
    assert (await begin(person)).codes == ["FORBIDDEN"]
    assert (await requests_of(person))["totalCount"] == 0 and await grants_of(person) == []


async def test_nobody_signed_in_begins_nothing(site: Site) -> None:
    answer = await site.ask(
        "mutation { createAccessRequest(input: {purpose: GRANT}) { accessRequest { id } userErrors { code } } }"
    )
    assert [error["code"] for error in answer["data"]["createAccessRequest"]["userErrors"]] == ["UNAUTHENTICATED"]


@pytest.mark.parametrize(
    ("filed_by", "code"), [("PROXY", "PROXY_NOT_ALLOWED"), ("GUARDIAN_OF_ADULT", "INCAPACITATED_ADULT")]
)
async def test_a_proxy_and_an_adults_guardian_are_told_where_to_go(site: Site, filed_by: str, code: str) -> None:
    """REQ-17, REQ-18: each its own reason, with the way to go in person."""
    sergey = await site.sign_in("sergey")
    answer = await begin(sergey, filedBy=filed_by)
    assert (answer.codes, answer.field) == ([code], "filedBy")
    assert "поликлиник" in answer.payload["userErrors"][0]["message"]
    assert (await requests_of(sergey))["totalCount"] == 0


WARDS: list[tuple[str, dict[str, Any], str | None]] = [
    ("a verified child", {}, None),
    ("a child that is checked still", {"state": "CHECKING"}, "WARD_NOT_VERIFIED"),
    ("a child for the MFC", {"state": "GO_TO_MFC"}, "WARD_NOT_VERIFIED"),
    ("a registry that was out", {"state": "UNAVAILABLE"}, "WARD_NOT_VERIFIED"),
    ("a child whose link has ended", {"state": "ENDED"}, "WARD_NOT_VERIFIED"),
    ("a withdrawn child", {"state": "WITHDRAWN"}, "WARD_NOT_VERIFIED"),
    ("a grown-up child", {"years": 18}, "WARD_IS_ADULT"),
    ("a verified ward", {"kind": "GUARDIAN"}, None),
    ("an incapacitated adult", {"kind": "GUARDIAN", "years": 30}, "INCAPACITATED_ADULT"),
]


@pytest.mark.parametrize("case", WARDS, ids=lambda case: case[0])
async def test_only_a_verified_ward_can_be_chosen(site: Site, case: tuple[str, dict[str, Any], str | None]) -> None:
    """REP-01, REQ-06, REQ-18."""
    sergey = await site.sign_in("sergey")
    claim = await _claim(site, "sergey", **case[1])
    answer = await begin(sergey, record={"claimId": claim})
    if case[2] is None:
        assert answer.request["record"] == {"own": False, "displayName": "Чужая Кира", "patientId": None}
    else:
        assert (answer.codes, answer.field) == ([case[2]], "record")


async def test_a_verified_ward_that_was_ended_meanwhile_blocks_the_submission(site: Site) -> None:
    """REP-01 holds at the submission, not at the choice alone."""
    person, draft = await draft_of(site)
    await site.database.execute(
        "UPDATE legal_representation SET state = 'ENDED' WHERE representative_id = "
        "(SELECT person_id FROM account WHERE login = 'sergey')"
    )
    answer = await submit(person, draft)
    assert (answer.codes, answer.field) == (["WARD_NOT_VERIFIED"], "record")
    kept = await seen(person, draft)
    assert kept["record"] == {"own": False, "displayName": None, "patientId": None}, "an ended link shows no name"
    assert (kept["maskedPolicyNumber"], kept["grantee"], kept["granteeOptions"][1:]) == (None, None, [])
    entered = (await save(person, draft, policyNumber="7755410837012346")).request
    assert entered["policyNumberWarnings"] == [], "nor whether a number agrees with the child's birth date"


async def test_a_restriction_by_a_court_blocks_at_once(site: Site) -> None:
    person, draft = await draft_of(site)
    await site.database.execute(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, proposed_by_id, "
        "proposed_at, confirmed_by_id, confirmed_at) SELECT r.patient_id, r.representative_id, 'RESTRICTION', 'IN_FORCE', '1', 'x', "
        "current_date - 5, current_date - 5, (SELECT id FROM account WHERE login = 'registrar'), now(), "
        "(SELECT id FROM account WHERE login = 'mfc'), now() FROM legal_representation r "
        "WHERE representative_id = (SELECT person_id FROM account WHERE login = 'sergey')"
    )
    assert (await submit(person, draft)).codes == ["WARD_NOT_VERIFIED"]


async def test_strangers_children_missing_ones_and_forged_ids_are_alike(site: Site) -> None:
    """SCT-05, REQ-06."""
    sergey = await site.sign_in("sergey")
    theirs = await _claim(site, "stranger")
    sealer = IdSealer(site.settings.key("id"))
    answers = [
        (await begin(sergey, record=record)).payload
        for record in (
            {"patientId": await site.patient("Тимур")},
            {"patientId": sealer.seal(IdType.PATIENT, 999_999)},
            {"patientId": "A" * 22},
            {"claimId": theirs},
            {"claimId": await site.patient("Вера")},
            {"claimId": "не ид"},
        )
    ]
    assert answers == [answers[0]] * len(answers)
    assert [error["code"] for error in answers[0]["userErrors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("record", [{}, {"own": True, "patientId": "x"}])
async def test_exactly_one_record_is_chosen(site: Site, record: dict[str, Any]) -> None:
    sergey = await site.sign_in("sergey")
    answer = await begin(sergey, record=record)
    assert answer.codes[0] in ("REQUIRED", "NOT_FOUND") and answer.field == "record"


async def test_a_full_accounts_records_open_without_any_request(site: Site) -> None:
    """ACC-02, ACC-03, X7: at once, and no row of a request."""
    await site.database.execute("DELETE FROM access_grant")
    anna = await site.sign_in("anna")
    await site.database.execute("DELETE FROM access_grant")
    for name in ("Анна", "Вера", "Павел"):
        patient = await site.patient(name)
        record = {"own": True} if name == "Анна" else {"patientId": patient}
        for _ in range(2):
            payload = (await begin(anna, record=record, clientMutationId=name)).payload
            assert (payload["accessRequest"], payload["alreadyOpen"], payload["openPatientId"]) == (None, True, patient)
    assert (await requests_of(anna))["totalCount"] == 0
    grounds = {one["displayName"].split()[1]: one["ground"] for one in await grants_of(anna)}
    assert grounds == {"Анна": "OWN_FULL_ACCOUNT", "Вера": "VERIFIED_CHILD", "Павел": "VERIFIED_CHILD"}


async def test_a_pending_link_opens_nothing_even_to_a_full_account(site: Site) -> None:
    """ACC-03."""
    anna = await site.sign_in("anna")
    await site.database.execute("DELETE FROM access_grant")
    await site.database.execute("UPDATE legal_representation SET state = 'PENDING'")
    assert (await begin(anna, record={"patientId": await site.patient("Вера")})).codes == ["WARD_NOT_VERIFIED"]
    assert await site.database.fetchval("SELECT count(*) FROM access_grant") == 0


async def test_a_grown_up_childs_record_opens_to_nobody_else(site: Site) -> None:
    anna = await site.sign_in("anna")
    assert (await begin(anna, record={"patientId": await site.patient("Игорь")})).codes == ["WARD_IS_ADULT"]


async def test_an_open_record_that_the_policy_closes_names_the_policy(site: Site) -> None:
    """ACC-06: the reason is the policy's, for there is nothing to request."""
    region = await site.sign_in("region")
    answer = await begin(region, record={"own": True})
    assert (answer.codes, answer.field) == (["POLICY_REGION"], "record")
    (grant,) = await grants_of(region)
    assert grant["closedBecause"] == "POLICY_REGION" and grant["message"]


async def test_a_full_account_without_a_known_policy_is_opened_by_the_registrys_answer(site: Site) -> None:
    """ACC-02, ACC-06, ACC-11: no photo and no officer; the policy alone has to be valid."""
    await site.database.execute("DELETE FROM access_grant")
    igor = await site.sign_in("igor")
    await site.database.execute("DELETE FROM access_grant")
    patient = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'igor'")
    await site.database.execute("DELETE FROM insurance_policy WHERE patient_id = $1", patient)
    request = (await begin(igor, record={"own": True})).request
    assert "PHOTO" not in [step["step"] for step in request["steps"]]
    request = await confirm_phone(site, igor, request, await phone_of(site, "igor"))
    request = (await submit(igor, request)).request
    assert [one["kind"] for one in request["checks"]] == ["POLICY"]
    await site.work()
    request = await seen(igor, request)
    assert (request["state"], request["nextStep"]["code"]) == ("GRANTED", "NEXT_GRANTED")
    assert [(one["own"], one["closedBecause"]) for one in await grants_of(igor)] == [(True, None)]
    policy = await site.database.fetchrow("SELECT state, region FROM insurance_policy WHERE patient_id = $1", patient)
    assert (policy["state"], policy["region"]) == ("VALID", "77")


async def test_an_unbound_accounts_request_waits_for_the_officer_who_binds_it(site: Site) -> None:
    """REQ-04: what the applicant stated is asked about; the record is not known yet."""
    await site.database.execute("UPDATE account SET person_id = NULL, level = 'STANDARD' WHERE login = 'stranger'")
    stranger = await site.sign_in("stranger")
    request = (await begin(stranger, record={"own": True})).request
    assert request["record"] == {"own": True, "displayName": "stranger", "patientId": None}
    request = await confirm_phone(site, stranger, request, await phone_of(site, "stranger"))
    assert (await submit(stranger, request)).codes == ["APPLICANT_REQUIRED"]
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, family_name, given_name, birth_date, sex, snils, enp, passport, "
        "passport_issued_on, passport_issuer, passport_department, saved_at, version) "
        "SELECT id, 'Чужой', 'Фёдор', DATE '1990-04-05', 'MALE', '11223344595', '7755410837012346', '4510 123458', "
        "DATE '2012-05-05', 'x', '770-001', now(), 1 FROM account WHERE login = 'stranger'"
    )
    await as_usual(site)
    await says(site, "passport", "VALID")
    assert (await submit(stranger, request)).codes == ["PHOTO_REQUIRED"]
    assert (await seen(stranger, request))["record"]["displayName"] == "Чужой Фёдор"


async def test_a_teenager_under_15_cannot_ask_for_the_own_record(site: Site) -> None:
    """ACC-04, ACC-12."""
    await site.database.execute(
        "UPDATE person SET birth_date = current_date - interval '15 years' + interval '2 days' "
        "WHERE id = (SELECT person_id FROM account WHERE login = 'sergey')"
    )
    sergey = await site.sign_in("sergey")
    assert (await begin(sergey, record={"own": True})).codes == ["UNDER_AGE"]


async def test_drafts_have_an_end(site: Site) -> None:
    sergey = await site.sign_in("sergey")
    for _ in range(20):
        assert (await begin(sergey)).codes == []
    assert (await begin(sergey)).codes == ["TOO_MANY_DRAFTS"]
