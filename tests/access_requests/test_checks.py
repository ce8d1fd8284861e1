"""Registries decide by definite answers alone; an outage is apologised for and waited out (ACC-06, ACC-07, ACC-09…11, X18)."""

import datetime as dt

import pytest

from backend.models.identifiers import luhn_check
from backend.services.access_requests.checks import check_answered, check_unavailable
from tests.access_requests.people import (
    as_usual,
    call,
    draft_of,
    in_review,
    row_id,
    save,
    says,
    seen,
    submit,
    submitted,
)
from tests.client import Site

# By the simulator's convention the first two digits are the region.
ELSEWHERE = "475541083701234"
OUTCOMES: list[tuple[str, str, str, str | None]] = [
    # Passport, policy, state that comes of it, reason.
    ("VALID", "VALID", "MANUAL_REVIEW", None),
    ("INVALID", "VALID", "REJECTED", "PASSPORT_INVALID"),
    ("VALID", "INVALID", "REJECTED", "POLICY_INVALID"),
    ("VALID", "NOT_FOUND", "REJECTED", "POLICY_NOT_FOUND"),
    ("PENDING", "VALID", "CHECKING", None),
    ("PENDING", "INVALID", "REJECTED", "POLICY_INVALID"),
    ("outage", "VALID", "WAITING_EXTERNAL", None),
    ("VALID", "outage", "WAITING_EXTERNAL", None),
    ("outage", "outage", "WAITING_EXTERNAL", None),
    ("outage", "INVALID", "REJECTED", "POLICY_INVALID"),
    ("INVALID", "outage", "REJECTED", "PASSPORT_INVALID"),
    ("contradiction", "VALID", "WAITING_EXTERNAL", None),
    ("VALID", "other_subject", "WAITING_EXTERNAL", None),
]


@pytest.mark.parametrize("case", OUTCOMES, ids=lambda case: f"{case[0]}-{case[1]}")
async def test_definite_answers_decide_and_nothing_else_does(
    site: Site, case: tuple[str, str, str, str | None]
) -> None:
    """ACC-07, ACC-10: an outage, a slow registry and an answer that cannot be believed reject nobody."""
    passport, policy, state, reason = case
    person, request = await submitted(site)
    await says(site, "passport", passport, times=50)
    await says(site, "insurance", policy, times=50)
    await site.work()
    request = await seen(person, request)
    assert request["state"] == state
    assert (request["decision"] or {}).get("reason") == reason
    if reason:
        assert request["decision"]["message"] and request["canAppeal"]


STATUSES = [("VALID", "VALID"), ("INVALID", "INVALID"), ("NOT_FOUND", "NOT_FOUND"), ("outage", "UNAVAILABLE")]


@pytest.mark.parametrize(("behaviour", "status"), STATUSES)
async def test_the_applicant_sees_the_answers_about_a_policy_apart(site: Site, behaviour: str, status: str) -> None:
    """ACC-07: VALID, INVALID, NOT_FOUND, UNAVAILABLE shown apart, each with its sentence."""
    person, request = await submitted(site)
    assert [one["status"] for one in request["checks"]] == ["WAITING", "WAITING"], (
        "the mutation returns at once (ACC-09)"
    )
    await says(site, "insurance", behaviour, times=50)
    await site.work()
    policy = next(one for one in (await seen(person, request))["checks"] if one["kind"] == "POLICY")
    assert policy["status"] == status and len(policy["message"]) > 10


async def test_a_policy_of_another_region_rejects_with_its_reason(site: Site) -> None:
    """ACC-06, X17."""
    person, draft = await draft_of(site, ward=None)
    await site.http.delete("/demo/simulator/simulator/facts")
    draft = (await save(person, draft, policyNumber=f"{ELSEWHERE}{luhn_check(ELSEWHERE)}")).request
    request = (await submit(person, draft)).request
    await site.work()
    request = await seen(person, request)
    assert (request["state"], request["decision"]["reason"]) == ("REJECTED", "POLICY_REGION")
    assert next(one for one in request["checks"] if one["kind"] == "POLICY")["status"] == "REGION"


async def test_the_accepted_regions_are_those_of_the_submission(site: Site) -> None:
    """ACC-06: configurable; a later change of the setting changes no request that is under way."""
    person, request = await submitted(site)
    await site.database.execute("UPDATE access_request SET regions = '{50}'")
    await site.work()
    assert (await seen(person, request))["decision"]["reason"] == "POLICY_REGION"


async def test_an_outage_keeps_everything_and_ends_by_itself(site: Site) -> None:
    """ACC-10: apology, nothing lost, asked again with pauses until answered; X18: the term runs from the submission."""
    person, request = await submitted(site)
    await says(site, "passport", "outage", times=200)
    await site.work()
    waiting = await seen(person, request)
    assert waiting["state"] == "WAITING_EXTERNAL" and "извинения" in waiting["nextStep"]["message"]
    assert waiting["dueAt"] == request["dueAt"] and waiting["canRetry"] and waiting["canWithdraw"]
    assert waiting["checks"][1]["nextTryAt"] is not None
    await as_usual(site)
    site.clock.shift += dt.timedelta(hours=2)
    await site.work(again=True)
    person = await site.sign_in("sergey")
    passed = await seen(person, request)
    assert passed["state"] == "MANUAL_REVIEW"
    assert [one["event"] for one in passed["timeline"]][-3:] == ["REGISTRY_OUT", "REGISTRY_BACK", "CHECKS_PASSED"]
    assert passed["number"] == request["number"] and passed["photo"] is not None


async def test_an_applicant_may_ask_again_but_not_in_a_rush(site: Site) -> None:
    """ACC-10: manual retry."""
    person, request = await submitted(site)
    assert (await call(person, "retryAccessRequest", request)).codes == ["WRONG_STATE"], "nothing is out"
    await says(site, "insurance", "outage", times=200)
    await site.work()
    assert (await call(person, "retryAccessRequest", request)).codes == ["ASKED_JUST_NOW"]
    site.clock.shift += dt.timedelta(seconds=40)
    assert (await call(person, "retryAccessRequest", request)).codes == []
    assert (await call(person, "retryAccessRequest", request)).codes == ["ASKED_JUST_NOW"]
    await as_usual(site)
    await site.work()
    assert (await seen(person, request))["state"] == "MANUAL_REVIEW"


async def test_a_passport_that_was_found_valid_lately_is_not_asked_about_again(site: Site) -> None:
    await _profile(site)
    await site.database.execute(
        "INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, answered_at, "
        "outcome) SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 3, '{}', now(), 1, now(), 'VALID' "
        "FROM account WHERE login = 'sergey'"
    )
    person, request = await submitted(site)
    assert [one["kind"] for one in request["checks"]] == ["POLICY"]
    await call(person, "withdrawAccessRequest", request)
    await site.database.execute(
        "UPDATE registry_check SET answered_at = now() - interval '31 days' WHERE kind = 'PASSPORT'"
    )
    _, other = await submitted(site)
    assert [one["kind"] for one in other["checks"]] == ["POLICY", "PASSPORT"], "an answer grows old"


async def _profile(site: Site) -> None:
    await site.database.execute(
        "INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, passport, "
        "passport_issued_on, passport_issuer, passport_department, saved_at) "
        "SELECT a.id, 3, p.family_name, p.given_name, p.patronymic, p.birth_date, p.sex, s.value, i.value, i.issued_on, i.issuer, "
        "i.issuer_code, now() FROM account a JOIN person p ON p.id = a.person_id "
        "JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'PASSPORT' "
        "JOIN person_identifier s ON s.patient_id = p.id AND s.kind = 'SNILS' WHERE a.login = 'sergey'"
    )


async def test_an_answer_after_the_withdrawal_moves_nothing(site: Site) -> None:
    person, request = await submitted(site)
    await call(person, "withdrawAccessRequest", request)
    await site.work()
    assert (await seen(person, request))["state"] == "WITHDRAWN"
    states = await site.database.fetchval("SELECT array_agg(DISTINCT state) FROM registry_check")
    assert states == ["DROPPED"], "and nobody is asked about somebody who does not want it any more"


async def test_a_rejection_ends_the_other_questions(site: Site) -> None:
    person, request = await submitted(site)
    await says(site, "passport", "outage", times=200)
    await says(site, "insurance", "INVALID", times=5)
    await site.work()
    assert (await seen(person, request))["state"] == "REJECTED"
    await site.work(again=True)
    waiting = await site.database.fetchval(
        "SELECT count(*) FROM registry_check WHERE request_id = $1 AND state = 'WAITING'", row_id(site, request)
    )
    assert waiting == 0


async def test_checks_of_one_request_are_asked_once_each(site: Site) -> None:
    await in_review(site)
    await site.work(again=True)
    asked = site.simulator.asked()
    assert [len(asked[name]) for name in ("passport", "insurance")] == [1, 1]


async def test_questions_that_an_officer_puts_anew_are_both_answered(site: Site) -> None:
    """An answer to a request that an officer has moves nothing, and drops no other question."""
    _, request = await in_review(site)
    await site.database.execute(
        "UPDATE registry_check SET state = 'WAITING', outcome = NULL, answered_at = NULL, next_try_at = now()"
    )
    at = dt.datetime.now(dt.UTC)
    async with site.database.transaction():
        await site.database.execute(
            "UPDATE registry_check SET state = 'ANSWERED', outcome = 'VALID', answered_at = now() WHERE kind = 'POLICY'"
        )
        await check_answered(site.database, row_id(site, request), at)
        await check_unavailable(site.database, row_id(site, request), at)
    states = await site.database.fetch("SELECT kind, state FROM registry_check ORDER BY kind")
    assert [tuple(row) for row in states] == [("PASSPORT", "WAITING"), ("POLICY", "ANSWERED")]
