"""The desk of an MFC officer: evidence, originals, confirmation and refusal, each noted (REP-03, REP-04, REP-09)."""

from typing import Any

import pytest

from tests.client import Person, Site
from tests.emptying import empty
from tests.family.people import KIRA, WARD, add_child, change_child, claim_of, of_cast, try_child

REASON = "Заявитель у окна 4 с оригиналами"
SEEN = """
id number state route familyName givenName birthDate sex document { kind number } namesDiffer originals { kind }
applicant { login level familyName givenName birthDate passport } actNumber basis basisCode verifiedAt
checks { kind state attempts outcome details unavailableSince } sighted { kind number issuer issuedOn }
"""
_ERRORS = "userErrors { field code message }"
FIND = f"query($number: String!, $reason: String!) {{ mfcClaims(number: $number, reason: $reason) {{ {SEEN} }} }}"
SEE = f"query($id: ID!) {{ mfcClaim(id: $id) {{ {SEEN} }} }}"
CONFIRM = (
    "mutation($input: ConfirmFamilyClaimInput!) { confirmFamilyClaim(input: $input) { claim { "
    + SEEN
    + f"}} {_ERRORS} }} }}"
)
REFUSE = (
    "mutation($input: RefuseFamilyClaimInput!) { refuseFamilyClaim(input: $input) "
    "{ claim { state } userErrors { field code message } } }"
)
PASSPORT_OF = (
    "SELECT i.value FROM person_identifier i JOIN account a ON a.person_id = i.patient_id "
    "WHERE a.login = $1 AND i.kind = 'PASSPORT' AND i.ended_on IS NULL"
)
ABROAD: dict[str, Any] = {"familyName": "Соколова", "document": {"kind": "FOREIGN_DOCUMENT", "number": "KZ 12-345/7"}}


async def _confirm(officer: Person, claim: dict[str, Any], documents: list[dict[str, Any]], **more: Any) -> Any:
    given = {"id": claim["id"], "documents": documents, "basis": "Свидетельство о рождении", **more}
    return (await officer.data(CONFIRM, input=given))["confirmFamilyClaim"]


async def _originals(site: Site, login: str = "sergey", birth: str = "KZ 12-345/7") -> list[dict[str, Any]]:
    passport = await site.database.fetchval(PASSPORT_OF, login)
    return [
        {"kind": "IDENTITY_DOCUMENT", "number": passport, "issuer": "ГУ МВД", "issuedOn": "2020-02-03"},
        {"kind": "FOREIGN_BIRTH_DOCUMENT", "number": birth, "issuer": "РАГС, Алматы", "issuedOn": "2019-05-20"},
    ]


async def _acts(site: Site) -> list[tuple[str, str | None]]:
    rows = await site.database.fetch("SELECT act, reason FROM officer_act WHERE act LIKE 'family_claim%' ORDER BY id")
    return [(row["act"], row["reason"]) for row in rows]


@pytest.fixture
async def mfc(site: Site) -> Person:
    await empty(site.database, "officer_act")
    return await site.sign_in("mfc")


async def test_an_officer_confirms_by_the_originals(site: Site, mfc: Person) -> None:
    """REP-03: route 2 ends with an officer who sighted them; REP-10: the basis is stored."""
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **ABROAD)
    (found,) = (await mfc.data(FIND, number=claim["number"], reason=REASON))["mfcClaims"]
    assert found["id"] == claim["id"]
    assert found["applicant"]["givenName"] == "Сергей"
    assert [one["kind"] for one in found["originals"]] == ["IDENTITY_DOCUMENT", "FOREIGN_BIRTH_DOCUMENT"]
    payload = await _confirm(mfc, found, await _originals(site), actNumber="А-7")
    assert payload["userErrors"] == []
    confirmed = payload["claim"]
    assert (confirmed["state"], confirmed["basisCode"], confirmed["actNumber"]) == ("VERIFIED", "1", "А-7")
    assert [one["kind"] for one in confirmed["sighted"]] == ["IDENTITY_DOCUMENT", "FOREIGN_BIRTH_DOCUMENT"]
    mine = await claim_of(sergey, claim["id"])
    assert (mine["state"], mine["nextStep"]["code"]) == ("VERIFIED", "REQUEST_ACCESS")
    assert ("family_claim.see", REASON) in await _acts(site)
    assert ("family_claim.confirm", None) in await _acts(site)
    told = await site.database.fetch("SELECT detail FROM notification WHERE claim_id IS NOT NULL")
    assert [row["detail"] for row in told] == ["VERIFIED"]
    assert (await _confirm(mfc, found, await _originals(site)))["userErrors"][0]["code"] == "WRONG_STATE"


async def test_a_claim_is_found_by_the_whole_number_of_the_document(site: Site, mfc: Person) -> None:
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, document={"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654321"})
    for text, found in (
        ("iv-мю № 654321", 1),
        ("IV-МЮ 65432", 0),
        ("654321", 0),
        ("Чужая", 0),
        (claim["number"], 1),
        ("%", 0),
    ):
        answer = (await mfc.data(FIND, number=text, reason=REASON))["mfcClaims"]
        assert len(answer) == found, text
    assert ("family_claim.search", REASON) in await _acts(site)


async def test_claims_are_not_tried_one_number_after_another(site: Site, mfc: Person) -> None:
    """REP-07: a search that shows nothing is noted, and after twenty of them an officer waits."""
    answers = [await mfc.ask(FIND, number=f"IV-МЮ {place:06}", reason=REASON) for place in range(22)]
    codes = [answer["errors"][0]["extensions"]["code"] if "errors" in answer else None for answer in answers]
    assert codes == [None] * 20 + ["RATE_LIMITED"] * 2
    assert await _acts(site) == [("family_claim.search", REASON)] * 20


async def test_a_search_that_finds_the_officer_s_own_family_alone_is_noted(site: Site, mfc: Person) -> None:
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = 'sergey') WHERE login = 'mfc'"
    )
    claim = await add_child(site, await site.sign_in("sergey"))
    assert (await mfc.data(FIND, number=claim["number"], reason=REASON))["mfcClaims"] == []
    assert await _acts(site) == [("family_claim.search", REASON)]


async def test_the_finer_answer_is_the_officer_s(site: Site, mfc: Person) -> None:
    """REP-02: what the applicant sees as one, the officer sees apart."""
    sergey = await site.sign_in("sergey")
    outcomes = []
    for number in ("IV-МЮ 654321", "IV-МЮ 654322"):
        claim = await add_child(site, sergey, document={"kind": "BIRTH_CERTIFICATE", "number": number})
        seen = (await mfc.data(SEE, id=claim["id"]))["mfcClaim"]
        outcomes += [check["outcome"] for check in seen["checks"]]
    assert outcomes == ["NO_MATCH", "NOT_FOUND"]


NAME_CHANGE = {"kind": "NAME_CHANGE_DOCUMENT", "number": "I-МЮ 777777"}


@pytest.mark.parametrize(
    ("form", "given", "more", "code"),
    [
        (ABROAD, [0, 1], {}, None),
        (ABROAD, [0], {}, "ORIGINALS_MISSING"),
        (ABROAD, [1], {}, "ORIGINALS_MISSING"),
        (ABROAD, [], {}, "ORIGINALS_MISSING"),
        (ABROAD, [0, 1], {"namesDiffer": True}, "ORIGINALS_MISSING"),
        (ABROAD, [0, 1, 2], {"namesDiffer": True}, None),
        ({**ABROAD, "familyName": "Волкова"}, [0, 1], {}, "ORIGINALS_MISSING"),
        ({**ABROAD, "familyName": "Волкова"}, [0, 1, 2], {}, None),
        (ABROAD, [0, 1], {"basis": " "}, "REQUIRED"),
        (ABROAD, [0, 1], {"basisCode": "2"}, "WRONG_FORMAT"),
    ],
)
async def test_the_required_originals_are_enforced(
    site: Site, mfc: Person, form: dict[str, Any], given: list[int], more: dict[str, Any], code: str | None
) -> None:
    """REP-04, X6: the third original if and only if names differ."""
    claim = await add_child(site, await site.sign_in("sergey"), **form)
    shown = [*await _originals(site), NAME_CHANGE]
    payload = await _confirm(mfc, claim, [shown[place] for place in given], **more)
    assert [error["code"] for error in payload["userErrors"]] == ([code] if code else [])
    state = await site.database.fetchval("SELECT state FROM family_claim")
    assert state == ("VERIFIED" if code is None else "GO_TO_MFC")
    assert await site.database.fetchval("SELECT count(*) FROM sighted_document") == (len(given) if code is None else 0)


async def test_an_original_of_another_number_confirms_nothing(site: Site, mfc: Person) -> None:
    """REP-04: the passport of somebody else, a birth document of somebody else, a document from tomorrow."""
    claim = await add_child(site, await site.sign_in("sergey"), **ABROAD)
    own, birth = await _originals(site)
    for documents, code, field in (
        ([{**own, "number": "4510 000001"}, birth], "ORIGINALS_DIFFER", "number"),
        ([own, {**birth, "number": "KZ 1"}], "ORIGINALS_DIFFER", "number"),
        ([own, {**birth, "number": " "}], "REQUIRED", "number"),
        ([own, {**birth, "issuedOn": "2999-01-01"}], "WRONG_DATE", "issuedOn"),
    ):
        (error,) = (await _confirm(mfc, claim, documents))["userErrors"]
        assert (error["code"], error["field"][-1]) == (code, field)
    assert await site.database.fetchval("SELECT state FROM family_claim") == "GO_TO_MFC"


async def test_a_guardian_is_confirmed_by_the_act(site: Site, mfc: Person) -> None:
    """REP-05, REP-09: a guardian whom social protection does not know brings the act."""
    sergey = await site.sign_in("sergey")
    form = {**WARD, "patronymic": None, "document": {"kind": "BIRTH_CERTIFICATE", "number": "V-МЮ 200002"}}
    claim = await add_child(site, sergey, **form)
    assert claim["state"] == "GO_TO_MFC"
    assert [one["kind"] for one in claim["originals"]] == ["IDENTITY_DOCUMENT", "GUARDIANSHIP_ACT"]
    own = (await _originals(site))[0]
    act = {"kind": "GUARDIANSHIP_ACT", "number": "Р-15/2021", "issuer": "Опека района", "issuedOn": "2021-03-01"}
    days = {"startsOn": "2021-03-01", "endsOn": "2999-01-01", "basis": "Распоряжение о назначении опекуна"}
    (error,) = (await _confirm(mfc, claim, [own, act], **{**days, "endsOn": "2021-01-01"}))["userErrors"]
    assert error["code"] == "WRONG_DATE"
    payload = await _confirm(mfc, claim, [own, act], **days)
    assert (payload["claim"]["state"], payload["claim"]["basisCode"]) == ("VERIFIED", "2")


async def test_an_officer_refuses_and_the_applicant_is_told_why(site: Site, mfc: Person) -> None:
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **ABROAD)
    refuse = {"id": claim["id"], "reason": "OTHER"}
    payload = (await mfc.data(REFUSE, input=refuse))["refuseFamilyClaim"]
    assert [(error["code"], error["field"]) for error in payload["userErrors"]] == [("REQUIRED", ["input", "text"])]
    text = "Нет перевода, заверенного нотариусом."
    payload = (await mfc.data(REFUSE, input={**refuse, "text": text}))["refuseFamilyClaim"]
    assert payload == {"claim": {"state": "REFUSED"}, "userErrors": []}
    mine = await claim_of(sergey, claim["id"])
    assert (mine["state"], mine["nextStep"]["code"]) == ("REFUSED", "CORRECT")
    assert (mine["refusal"]["reason"], mine["refusal"]["text"]) == ("OTHER", text)
    assert mine["refusal"]["message"]
    again = (await change_child(sergey, claim["id"])).added
    assert (again["state"], again["refusal"]) == ("CHECKING", None)
    assert ("family_claim.refuse", f"OTHER: {text}") in await _acts(site)


async def test_nobody_verifies_themself_or_their_own(site: Site, mfc: Person) -> None:
    """REP-03: a parent who is an officer cannot confirm their own claim, nor one about their own child.

    Whichever account they use: the citizen's own, given the role, or a staff account of the same person.
    """
    sergey, anna = await site.sign_in("sergey"), await site.sign_in("anna")
    claim = await add_child(site, sergey, **ABROAD)
    vera = {
        **await of_cast(site, "Вера", "Соколова", "DAUGHTER"),
        "document": {"kind": "FOREIGN_DOCUMENT", "number": "V 1"},
    }
    theirs = await add_child(site, anna, **vera)
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = 'sergey') WHERE login = 'mfc'"
    )
    await site.database.execute("UPDATE account SET roles = ARRAY['CITIZEN', 'MFC_OFFICER'] WHERE login = 'sergey'")
    for one, documents in ((claim, await _originals(site)), (theirs, await _originals(site, "anna", "V 1"))):
        for officer in (sergey, mfc):
            payload = await _confirm(officer, one, documents)
            assert [error["code"] for error in payload["userErrors"]] == ["OWN_CASE"]
            refused = await officer.data(REFUSE, input={"id": one["id"], "reason": "ORIGINALS_DOUBTFUL"})
            assert refused["refuseFamilyClaim"]["userErrors"][0]["code"] == "OWN_CASE"
            seen = await officer.ask(SEE, id=one["id"])
            assert seen["errors"][0]["extensions"] == {"code": "FORBIDDEN", "reason": "OWN_CASE"}
            assert (await officer.data(FIND, number=one["number"], reason=REASON))["mfcClaims"] == []
    assert {row["state"] for row in await site.database.fetch("SELECT state FROM family_claim")} == {"GO_TO_MFC"}


@pytest.mark.parametrize("login", ["sergey", "registrar", "petrova", "auditor", "insurer", None])
async def test_the_desk_is_for_mfc_officers_alone(site: Site, login: str | None) -> None:
    sergey = await site.sign_in("sergey")
    claim = (await try_child(site, sergey, **ABROAD)).added
    other = await site.sign_in(login) if login else Person(site, "")
    code = "FORBIDDEN" if login else "UNAUTHENTICATED"
    for answer in (await other.ask(SEE, id=claim["id"]), await other.ask(FIND, number=claim["number"], reason=REASON)):
        assert [error["extensions"] for error in answer["errors"]] == [{"code": code}]
    payload = await _confirm(other, claim, await _originals(site))
    assert [error["code"] for error in payload["userErrors"]] == [code]
    payload = (await other.data(REFUSE, input={"id": claim["id"], "reason": "ORIGINALS_DIFFER"}))["refuseFamilyClaim"]
    assert [error["code"] for error in payload["userErrors"]] == [code]
    assert await site.database.fetchval("SELECT state FROM family_claim") == "GO_TO_MFC"


async def test_a_look_without_a_reason_shows_nothing(site: Site, mfc: Person) -> None:
    claim = (await try_child(site, await site.sign_in("sergey"), **ABROAD)).added
    answer = await mfc.ask(FIND, number=claim["number"], reason="так")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await _acts(site) == []


async def test_forged_and_missing_ids_answer_alike(site: Site, mfc: Person) -> None:
    """SCT-05."""
    for id_ in ("x", "A" * 22, await site.patient("Вера")):
        [error] = (await mfc.ask(SEE, id=id_))["errors"]
        assert error["extensions"] == {"code": "FORBIDDEN"} and error["message"].startswith("У вас этого дела нет")
        payload = await _confirm(mfc, {"id": id_}, [])
        assert payload["userErrors"][0]["code"] == "NOT_FOUND"


async def test_a_confirmation_is_taken_while_a_registry_is_out(site: Site, mfc: Person) -> None:
    """ACC-10: an MFC helps where a registry does not answer; its later answer changes nothing."""
    from tests.family.people import script

    sergey = await site.sign_in("sergey")
    script(site, "civil_acts", "outage", times=3)
    claim = await add_child(site, sergey, familyName="Соколова")
    assert claim["state"] == "UNAVAILABLE"
    own = (await _originals(site))[0]
    birth = {"kind": "BIRTH_CERTIFICATE", "number": KIRA["document"]["number"]}
    script(site, "civil_acts", "NO_MATCH")
    assert (await _confirm(mfc, claim, [own, birth]))["userErrors"] == []
    await site.work(again=True)
    assert (await claim_of(sergey, claim["id"]))["state"] == "VERIFIED"
