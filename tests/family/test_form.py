"""The form of a child or ward: each field on its own, and who may fill it in (REP-01, REP-05, REP-07, REP-08, REQ-05, REQ-18)."""

from typing import Any

import pytest

from tests.client import Site
from tests.family.people import (
    KIRA,
    WARD,
    add_child,
    change_child,
    claims,
    retry_check,
    try_child,
    withdraw_child,
    years_ago,
)

BIRTH = KIRA["document"]
CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("no family name", {"familyName": " "}, "REQUIRED", ["familyName"]),
    ("digits in a name", {"givenName": "К1ра"}, "WRONG_FORMAT", ["givenName"]),
    ("markup in a name", {"patronymic": "<b>Ф</b>"}, "WRONG_FORMAT", ["patronymic"]),
    ("a name too long", {"familyName": "А" * 101}, "WRONG_FORMAT", ["familyName"]),
    ("born tomorrow", {"birthDate": years_ago(0, -1)}, "WRONG_DATE", ["birthDate"]),
    ("born before anybody", {"birthDate": "1850-01-01"}, "WRONG_DATE", ["birthDate"]),
    ("grown up today", {"birthDate": years_ago(18)}, "WARD_IS_ADULT", ["birthDate"]),
    ("REQ-18 an incapacitated adult", {**WARD, "birthDate": years_ago(40)}, "INCAPACITATED_ADULT", ["birthDate"]),
    ("REP-08 a male daughter", {"sex": "MALE"}, "RELATIONSHIP_CONTRADICTS_SEX", ["sex"]),
    ("REP-08 a female son", {"relationship": "SON", "sex": "FEMALE"}, "RELATIONSHIP_CONTRADICTS_SEX", ["sex"]),
    ("no known sex", {"sex": "UNKNOWN"}, "WRONG_FORMAT", ["sex"]),
    ("REP-05 a ward without sex", {**WARD, "sex": None}, "REQUIRED", ["sex"]),
    ("REP-05 a ward without document", {**WARD, "document": None}, "REQUIRED", ["document"]),
    ("REP-07 a child without document", {"document": None}, "REQUIRED", ["document"]),
    ("no number", {"document": {**BIRTH, "number": " "}}, "REQUIRED", ["document", "number"]),
    ("a number of no kind", {"document": {**BIRTH, "number": "IVV-МЮ 12"}}, "WRONG_FORMAT", ["document", "number"]),
    (
        "issued before the birth",
        {"document": {**BIRTH, "issuedOn": "2019-05-16"}},
        "WRONG_DATE",
        ["document", "issuedOn"],
    ),
    (
        "issued tomorrow",
        {"document": {**BIRTH, "issuedOn": years_ago(0, -1)}},
        "WRONG_DATE",
        ["document", "issuedOn"],
    ),
    (
        "a daughter's passport",
        {"document": {"kind": "PASSPORT", "number": "4520 123456"}},
        "BIRTH_DOCUMENT_REQUIRED",
        ["document", "kind"],
    ),
    ("a policy with a wrong check digit", {"enp": "7755410837012345"}, "CHECK_DIGIT", ["enp"]),
    ("a policy of another length", {"enp": "77"}, "WRONG_FORMAT", ["enp"]),
]


@pytest.mark.parametrize(("form", "code", "field"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
async def test_a_form_that_cannot_be_right_says_which_field(
    site: Site, form: dict[str, Any], code: str, field: list[str]
) -> None:
    person = await site.sign_in("sergey")
    answered = await try_child(site, person, **form)
    assert answered.claim is None
    assert [(error["code"], error["field"]) for error in answered.errors] == [(code, ["input", *field])]
    assert answered.errors[0]["message"].endswith("."), "says what to do next"
    assert await claims(person) == []


async def test_every_wrong_field_is_told_at_once(site: Site) -> None:
    """REQ-05: each is validated on its own."""
    person = await site.sign_in("sergey")
    answered = await try_child(
        site, person, familyName="", givenName="К1ра", sex="MALE", document={**BIRTH, "number": "1"}, enp="77"
    )
    assert [(error["field"][1:], error["code"]) for error in answered.errors] == [
        (["familyName"], "REQUIRED"),
        (["givenName"], "WRONG_FORMAT"),
        (["sex"], "RELATIONSHIP_CONTRADICTS_SEX"),
        (["document", "number"], "WRONG_FORMAT"),
        (["enp"], "WRONG_FORMAT"),
    ]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("iv-мю 654325", "IV-МЮ 654325"),
        ("ІV-MЮ № 654325", "IV-МЮ 654325"),
        ("1-МЮ № 654325", "I-МЮ 654325"),
        ("XХ–АВ 654325", "XX-АВ 654325"),
    ],
)
async def test_look_alike_letters_make_no_other_certificate(site: Site, typed: str, stored: str) -> None:
    """REP-07: Latin and Cyrillic, № and dashes."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person, document={"kind": "BIRTH_CERTIFICATE", "number": typed})).added
    assert claim["document"]["number"] == stored


async def test_a_birthday_is_the_last_day_but_one(site: Site) -> None:
    """REP-07: 17 years and 364 days is a child still."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person, birthDate=years_ago(18, -1))).added
    assert claim["state"] == "CHECKING"


async def test_a_sex_follows_from_son_and_daughter(site: Site) -> None:
    """REP-08."""
    person = await site.sign_in("sergey")
    assert (await try_child(site, person, sex=None)).added["sex"] == "FEMALE"


async def test_the_same_child_is_listed_once(site: Site) -> None:
    person = await site.sign_in("sergey")
    await add_child(site, person)
    again = await try_child(site, person, givenName="Другая")
    assert again.codes == ["ALREADY_IN_FAMILY"]
    assert len(await claims(person)) == 1


async def test_a_repeated_call_adds_one_child(site: Site) -> None:
    """REQ-13's rule for every mutation that creates: the same clientMutationId gives the same claim."""
    person = await site.sign_in("sergey")
    first = (await try_child(site, person, clientMutationId="one")).added
    second = (await try_child(site, person, clientMutationId="one")).added
    assert first["id"] == second["id"]
    assert (await try_child(site, person, clientMutationId="one", givenName="Другая")).codes == ["CONFLICT"]
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 1


async def test_who_may_not_add_anybody(site: Site) -> None:
    """ACC-01: BASIC; staff; nobody; and who has not said who they are."""
    assert (await try_child(site, await site.sign_in("basic"))).codes == ["ACCOUNT_LEVEL_TOO_LOW"]
    assert (await try_child(site, await site.sign_in("registrar"))).codes == ["FORBIDDEN"]
    person = await site.sign_in("stranger")
    await site.database.execute("UPDATE session SET ended_at = now()")
    assert (await try_child(site, person)).codes == ["UNAUTHENTICATED"]
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'stranger'")
    assert (await try_child(site, await site.sign_in("stranger"))).codes == ["PROFILE_REQUIRED"]


async def test_a_claim_is_changed_until_it_is_verified(site: Site) -> None:
    """REP-07: what was mistyped is corrected and checked anew, under the same number."""
    person = await site.sign_in("sergey")
    claim = await add_child(site, person, document={**BIRTH, "number": "IV-МЮ 654321"})
    assert claim["state"] == "GO_TO_MFC"
    changed = (await change_child(person, claim["id"])).added
    assert (changed["state"], changed["number"]) == ("CHECKING", claim["number"])
    await site.work()
    verified = (await claims(person))[0]
    assert (verified["id"], verified["state"]) == (claim["id"], "VERIFIED")
    assert (await change_child(person, claim["id"], givenName="Иная")).codes == ["WRONG_STATE"]
    assert (await claims(person))[0]["givenName"] == "Кира"


async def test_a_claim_changed_to_a_foreign_document_goes_to_an_mfc(site: Site) -> None:
    """REP-03: the question that was being asked is asked no more."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    changed = (await change_child(person, claim["id"], document={"kind": "FOREIGN_DOCUMENT", "number": "AZ 77"})).added
    assert (changed["route"], changed["state"]) == ("MFC", "GO_TO_MFC")
    await site.work()
    assert (await claims(person))[0]["state"] == "GO_TO_MFC"
    assert await site.database.fetchval("SELECT state FROM registry_check") == "DROPPED"


async def test_somebody_else_s_claim_is_nobody_s(site: Site) -> None:
    """SCT-05: foreign, forged and missing ids answer alike."""
    sergey, stranger = await site.sign_in("sergey"), await site.sign_in("stranger")
    foreign = (await try_child(site, sergey)).added["id"]
    for id_ in (foreign, "x", "A" * 22, ""):
        for answered in (
            await change_child(stranger, id_),
            await withdraw_child(stranger, id_),
            await retry_check(stranger, id_),
        ):
            assert [(error["code"], error["field"]) for error in answered.errors] == [("NOT_FOUND", ["input", "id"])]
    assert await claims(stranger) == []
    assert (await claims(sergey))[0]["state"] == "CHECKING"


async def test_a_withdrawn_claim_leaves_the_list_and_may_be_added_again(site: Site) -> None:
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    assert (await withdraw_child(person, claim["id"])).added["state"] == "WITHDRAWN"
    assert await claims(person) == []
    assert (await withdraw_child(person, claim["id"])).codes == ["WRONG_STATE"]
    await site.work()
    assert await site.database.fetchval("SELECT state FROM family_claim") == "WITHDRAWN"
    assert (await add_child(site, person))["state"] == "VERIFIED"
