"""Changing an access and ending it (REQ-01, REQ-09, REQ-14, REQ-15)."""

import asyncio
import datetime as dt

import pytest

from backend.models.access_request import RequestEvent
from backend.models.identifiers import luhn_check
from backend.policy.sealing import IdSealer, IdType
from backend.services.access_requests.carrying_out import carry_out_change
from backend.services.access_requests.moving import move
from tests.access_requests.people import (
    begin,
    call,
    confirm_phone,
    grants_of,
    phone_of,
    row_id,
    save,
    says,
    seen,
    submit,
)
from tests.client import Person, Site

RECORD = "query($id: ID!) { record(patientId: $id) { id } }"


async def _grant(person: Person, name: str) -> str:
    """The id of the person's access to the record of somebody of that name."""
    return str(next(one["id"] for one in await grants_of(person) if name in one["displayName"]))


async def _approve(site: Site, request: dict[str, object]) -> None:
    """What an officer's approval of a CHANGE does."""
    at = dt.datetime.now(dt.UTC)
    async with site.database.transaction():
        await carry_out_change(site.database, row_id(site, request), at)
        await move(site.database, row_id(site, request), RequestEvent.APPROVE, at)


async def test_a_cancelled_access_is_refused_on_the_very_next_request(site: Site) -> None:
    """REQ-15: in the session that is open, card and all."""
    anna = await site.enter("anna")
    patient = await site.patient("Вера")
    assert "errors" not in await anna.ask(RECORD, id=patient)
    draft = (await begin(anna, "CANCEL", grantId=await _grant(anna, "Вера"))).request
    request = (await submit(anna, draft)).request
    assert (request["state"], request["purpose"]) == ("CANCELLED", "CANCEL")
    assert [one["event"] for one in request["timeline"]] == ["SUBMIT", "CARRY_OUT"]
    refused = await anna.ask(RECORD, id=patient)
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "Вера" not in str(await grants_of(anna))
    assert (await submit(anna, draft)).codes == ["WRONG_STATE"]


async def test_one_parents_cancellation_leaves_the_others_access(site: Site) -> None:
    """REQ-09."""
    await site.database.execute(
        "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) SELECT p.id, a.id, 'ACCESS_REQUEST', now() "
        "FROM person p, account a WHERE p.given_name = 'Вера' AND p.family_name = 'Соколова' AND a.login = 'sergey'"
    )
    anna, sergey = await site.enter("anna"), await site.enter("sergey")
    patient = await site.patient("Вера")
    draft = (await begin(anna, "CANCEL", grantId=await _grant(anna, "Вера"))).request
    assert (await submit(anna, draft)).request["state"] == "CANCELLED"
    assert "errors" in await anna.ask(RECORD, id=patient)
    assert "errors" not in await sergey.ask(RECORD, id=patient)


async def test_a_full_account_opens_again_at_once_what_it_cancelled(site: Site) -> None:
    """X7: by asking for it, and not by the next sign-in."""
    anna = await site.enter("anna")
    patient = await site.patient("Вера")
    draft = (await begin(anna, "CANCEL", grantId=await _grant(anna, "Вера"))).request
    await submit(anna, draft)
    again = await site.sign_in("anna")
    assert "Вера" not in str(await grants_of(again))
    assert (await begin(again, record={"patientId": patient})).payload["alreadyOpen"]
    assert "errors" not in await anna.ask(RECORD, id=patient)


async def test_nobody_changes_or_cancels_anothers_access(site: Site) -> None:
    """REQ-09, SCT-05: another's grant is as one that does not exist."""
    anna = await site.sign_in("anna")
    sealer = IdSealer(site.settings.key("id"))
    own = await site.database.fetchval("SELECT id FROM account WHERE login = 'anna'")
    grant = await site.database.fetchrow(
        "SELECT g.id, g.grantee_id FROM access_grant g JOIN account a ON a.id = g.grantee_id WHERE a.login = 'pavel'"
    )
    for purpose in ("CANCEL", "CHANGE"):
        payloads = [
            (await begin(anna, purpose, grantId=id_)).payload
            for id_ in (
                sealer.seal(IdType.ACCESS_GRANT, grant["grantee_id"], grant["id"]),
                sealer.seal(IdType.ACCESS_GRANT, own, grant["id"]),
                sealer.seal(IdType.ACCESS_GRANT, own, 999_999),
                "A" * 22,
            )
        ]
        assert payloads == [payloads[0]] * 4
        assert [error["code"] for error in payloads[0]["userErrors"]] == ["NOT_FOUND"]
        assert (await begin(anna, purpose)).codes == ["REQUIRED"]


async def test_two_cancellations_at_once_end_it_once(site: Site) -> None:
    anna = await site.sign_in("anna")
    grant = await _grant(anna, "Вера")
    drafts = [(await begin(anna, "CANCEL", grantId=grant)).request for _ in range(2)]
    answers = await asyncio.gather(*(submit(anna, draft) for draft in drafts))
    assert sorted(answer.codes for answer in answers) == [[], ["ACCESS_ENDED"]]


async def test_a_new_phone_is_carried_out_with_its_code(site: Site) -> None:
    """REQ-14: a new phone needs a code; history is kept."""
    anna = await site.sign_in("anna")
    old = await phone_of(site, "anna")
    request = (await begin(anna, "CHANGE", grantId=await _grant(anna, "Вера"))).request
    assert (await submit(anna, request)).codes == ["NOTHING_CHANGED"]
    request = await confirm_phone(site, anna, request, "+79161234567")
    assert (request["state"], request["number"][:4]) == ("CHANGED", "ЭМК-")
    assert await phone_of(site, "anna") == "+79161234567"
    changes = await site.database.fetchval("SELECT changes -> 'before' ->> 'phone' FROM access_request")
    assert changes == old
    assert [one["event"] for one in request["timeline"]] == ["CONFIRM_PHONE", "SUBMIT", "CARRY_OUT"]


async def test_a_new_policy_is_carried_out_by_the_registrys_answer(site: Site) -> None:
    """REQ-14, ACC-06: a policy that moved opens the record that it closed."""
    region = await site.enter("region")
    patient = await site.patient("Антон")
    assert (await region.ask(RECORD, id=patient))["errors"][0]["extensions"]["reason"] == "POLICY_REGION"
    (grant,) = await grants_of(region)
    request = (await begin(region, "CHANGE", grantId=grant["id"])).request
    request = (await save(region, request, policyNumber="7755410837012346")).request
    assert request["changes"]["maskedPolicyNumber"] == "•••• 2346"
    request = (await submit(region, request)).request
    assert [one["kind"] for one in request["checks"]] == ["POLICY"]
    await site.work()
    assert (await seen(region, request))["state"] == "CHANGED"
    assert "errors" not in await region.ask(RECORD, id=patient)
    policies = await site.database.fetch(
        "SELECT region, valid_until IS NULL AS runs FROM insurance_policy i JOIN account a ON a.person_id = i.patient_id "
        "WHERE a.login = 'region' ORDER BY i.id"
    )
    assert [tuple(row) for row in policies] == [("47", False), ("77", True)], "the earlier policy stays as history"


@pytest.mark.parametrize(("behaviour", "reason"), [("INVALID", "POLICY_INVALID"), ("NOT_FOUND", "POLICY_NOT_FOUND")])
async def test_a_policy_that_is_none_changes_nothing(site: Site, behaviour: str, reason: str) -> None:
    region = await site.sign_in("region")
    (grant,) = await grants_of(region)
    fifteen = "775541083701999"
    request = (await begin(region, "CHANGE", grantId=grant["id"])).request
    request = (await save(region, request, policyNumber=fifteen + luhn_check(fifteen))).request
    await submit(region, request)
    await says(site, "insurance", behaviour)
    await site.work()
    request = await seen(region, request)
    assert (request["state"], request["decision"]["reason"]) == ("REJECTED", reason)
    assert (
        await site.database.fetchval(
            "SELECT count(*) FROM insurance_policy i JOIN account a ON a.person_id = i.patient_id WHERE a.login = 'region'"
        )
        == 1
    )


async def test_a_childs_data_change_by_an_officers_decision_and_keep_what_was(site: Site) -> None:
    """REQ-14: child data; REQ-05: each value is checked."""
    olga = await site.sign_in("olga")
    request = (await begin(olga, "CHANGE", grantId=await _grant(olga, "Тимур"))).request
    for child, field in (
        ({"familyName": "Ким9"}, "child.familyName"),
        ({"givenName": "<script>"}, "child.givenName"),
        ({"certificate": "IV-МЮ 12"}, "child.certificate"),
    ):
        answer = await save(olga, request, child=child)
        assert (answer.codes, answer.field) == (["WRONG_FORMAT"], field)
    assert (await save(olga, request, child={})).codes == ["REQUIRED"]
    child = {"familyName": "Ким", "certificate": "V-мю 654321"}
    request = (await save(olga, request, child=child)).request
    assert request["changes"]["child"] == {
        "familyName": "Ким",
        "givenName": None,
        "patronymic": None,
        "certificate": "V-МЮ 654321",
    }
    request = (await submit(olga, request)).request
    assert request["state"] == "MANUAL_REVIEW", "no registry is asked, a person decides"
    await _approve(site, request)
    assert (await seen(olga, request))["state"] == "CHANGED"
    row = await site.database.fetchrow(
        "SELECT p.family_name, changes -> 'before' -> 'child' ->> 'family_name' AS before FROM access_request q "
        "JOIN person p ON p.id = q.patient_id"
    )
    assert tuple(row) == ("Ким", "Ахметов")
    certificates = await site.database.fetch(
        "SELECT value, ended_on IS NULL AS in_force FROM person_identifier i JOIN person p ON p.id = i.patient_id "
        "WHERE p.given_name = 'Тимур' AND i.kind = 'BIRTH_CERTIFICATE' ORDER BY i.id"
    )
    assert [row["in_force"] for row in certificates] == [False, True] and certificates[1]["value"] == "V-МЮ 654321"


async def test_ones_own_names_are_not_changed_here(site: Site) -> None:
    igor = await site.sign_in("igor")
    request = (await begin(igor, "CHANGE", grantId=await _grant(igor, "Игорь"))).request
    assert (await save(igor, request, child={"familyName": "Ким"})).codes == ["NOT_FOUND"]


async def test_an_access_may_be_handed_to_the_other_parent_by_an_officers_decision(site: Site) -> None:
    """REQ-14: grantee. The access ends for the one when it would have ended for the other."""
    anna = await site.sign_in("anna")
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=20)
    await site.database.execute("UPDATE access_grant SET valid_until = $1", until)
    request = (await begin(anna, "CHANGE", grantId=await _grant(anna, "Вера"))).request
    other = next(one for one in request["granteeOptions"] if not one["me"])
    request = (await save(anna, request, granteeId=other["id"])).request
    request = (await submit(anna, request)).request
    assert request["state"] == "MANUAL_REVIEW" and request["changes"]["grantee"]["displayName"] == "Сергей С."
    assert "Вера" in str(await grants_of(anna)), "nothing changes before the decision"
    await _approve(site, request)
    assert "Вера" not in str(await grants_of(anna))
    sergey = await site.sign_in("sergey")
    [held] = await grants_of(sergey)
    assert "Вера" in held["displayName"] and dt.datetime.fromisoformat(held["until"]) == until
    assert (
        await site.database.fetchval(
            "SELECT a.login FROM notification n JOIN account a ON a.id = n.account_id WHERE n.kind = 'ACCESS_OPENED'"
        )
        == "sergey"
    )


async def test_an_access_that_ended_meanwhile_cannot_be_changed(site: Site) -> None:
    anna = await site.sign_in("anna")
    grant = await _grant(anna, "Вера")
    change = (await begin(anna, "CHANGE", grantId=grant)).request
    change = (await save(anna, change, policyNumber="7755410837012346")).request
    await submit(anna, (await begin(anna, "CANCEL", grantId=grant)).request)
    assert (await submit(anna, change)).codes == ["ACCESS_ENDED"]
    assert (await call(anna, "withdrawAccessRequest", change)).request["state"] == "WITHDRAWN"


async def test_a_change_or_cancellation_names_the_access(site: Site) -> None:
    anna = await site.sign_in("anna")
    for purpose in ("CHANGE", "CANCEL"):
        assert (await begin(anna, purpose)).codes == ["REQUIRED"]


async def test_a_cancellation_takes_nothing_but_its_submission(site: Site) -> None:
    anna = await site.sign_in("anna")
    request = (await begin(anna, "CANCEL", grantId=await _grant(anna, "Вера"))).request
    assert request["steps"] == [] and request["canSubmit"] and request["nextStep"]["code"] == "NEXT_SUBMIT"
    assert (await save(anna, request, policyNumber="7755410837012346")).codes == ["WRONG_STATE"]


async def test_the_teenager_sees_who_reads_the_record_and_the_parents_see_their_own_alone(site: Site) -> None:
    """policy.md, the matrix: grants and representative links."""
    query = "{ viewer { accessToMe { displayName kind until } } }"
    pavel = await site.sign_in("pavel")
    shown = (await pavel.data(query))["viewer"]["accessToMe"]
    assert [(one["displayName"].split()[1], one["kind"]) for one in shown] == [("Анна", "PARENT")]
    for login in ("anna", "sergey", "igor", "registrar"):
        person = await site.sign_in(login)
        assert (await person.data(query))["viewer"]["accessToMe"] == []


async def test_an_access_cancelled_while_its_policy_is_checked_is_not_brought_back(site: Site) -> None:
    anna = await site.sign_in("anna")
    grant = await _grant(anna, "Вера")
    change = (
        await save(anna, (await begin(anna, "CHANGE", grantId=grant)).request, policyNumber="7755410837012346")
    ).request
    await submit(anna, change)
    await submit(anna, (await begin(anna, "CANCEL", grantId=grant)).request)
    await says(site, "insurance", "VALID")
    await site.work()
    change = await seen(anna, change)
    assert (change["state"], change["decision"]["reason"]) == ("REJECTED", "ACCESS_ENDED")
    assert "Вера" not in str(await grants_of(anna))


async def test_an_account_that_sank_to_basic_may_still_end_its_access(site: Site) -> None:
    """REQ-15: ending is open to everybody who has an access; ACC-01 closes the rest."""
    anna = await site.sign_in("anna")
    grant = await _grant(anna, "Вера")
    await site.database.execute("UPDATE account SET level = 'BASIC' WHERE login = 'anna'")
    assert (await begin(anna, "CHANGE", grantId=grant)).codes == ["ACCOUNT_LEVEL_TOO_LOW"]
    draft = (await begin(anna, "CANCEL", grantId=grant)).request
    assert (await submit(anna, draft)).request["state"] == "CANCELLED"
