"""The three routes of verification, and what the applicant sees of each (REP-02, REP-03, REP-05, REP-06, REP-09)."""

import pytest

from tests.client import Site
from tests.family.people import KIRA, WARD, add_child, claim_of, of_cast, try_child


async def test_a_child_is_verified_by_the_civil_registry(site: Site) -> None:
    """REP-02: route 1; REP-06: CHECKING stands in the list until the answer comes."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    assert (claim["route"], claim["state"], claim["nextStep"]["code"]) == ("CIVIL_REGISTRY", "CHECKING", "WAIT")
    await site.work()
    claim = await claim_of(person, claim["id"])
    assert (claim["state"], claim["nextStep"]["code"]) == ("VERIFIED", "REQUEST_ACCESS")
    assert claim["verifiedAt"] is not None
    kept = await site.database.fetchrow("SELECT basis, basis_code, act_number FROM family_claim")
    assert kept["basis_code"] == "1", "REP-10: the basis by the dictionary 99.2.313"
    assert kept["basis"] and kept["act_number"]


@pytest.mark.parametrize("number", ["IV-МЮ 654321", "IV-МЮ 654322"], ids=["no match", "not found"])
async def test_what_the_registry_does_not_confirm_goes_to_an_mfc(site: Site, number: str) -> None:
    """REP-09, X4: any certificate of Russia is asked about, whatever its region and year."""
    person = await site.sign_in("sergey")
    claim = await add_child(
        site, person, birthDate="2009-01-02", document={"kind": "BIRTH_CERTIFICATE", "number": number}
    )
    assert (claim["state"], claim["nextStep"]["code"]) == ("GO_TO_MFC", "GO_TO_MFC")
    assert "МФЦ" in claim["nextStep"]["message"]
    assert [one["kind"] for one in claim["originals"]][:2] == ["IDENTITY_DOCUMENT", "BIRTH_CERTIFICATE"]


async def test_a_foreign_document_goes_to_an_mfc_at_once(site: Site) -> None:
    """REP-03: route 2; no registry is asked."""
    person = await site.sign_in("sergey")
    claim = await add_child(site, person, document={"kind": "FOREIGN_DOCUMENT", "number": "KZ 12-345/7"})
    assert (claim["route"], claim["state"]) == ("MFC", "GO_TO_MFC")
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 0
    assert [one["kind"] for one in claim["originals"]][:2] == ["IDENTITY_DOCUMENT", "FOREIGN_BIRTH_DOCUMENT"]


async def test_a_ward_is_verified_by_social_protection(site: Site) -> None:
    """REP-05: route 3; X1: online."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person, **{**WARD, "patronymic": None})).added
    assert (claim["route"], claim["state"]) == ("SOCIAL_PROTECTION", "CHECKING")
    await site.work()
    claim = await claim_of(person, claim["id"])
    assert claim["state"] == "VERIFIED"
    kept = await site.database.fetchrow("SELECT kind, basis_code, starts_on, act_number FROM family_claim")
    assert (kept["kind"], kept["basis_code"]) == ("GUARDIAN", "2")
    assert kept["starts_on"] and kept["act_number"]


async def test_a_trustee_is_verified_with_the_ward_s_passport(site: Site) -> None:
    """REP-05, REP-10: the third kind of representative."""
    person = await site.sign_in("boris")
    claim = await add_child(site, person, **await of_cast(site, "Елена", "Лебедева", "WARD"))
    assert claim["state"] == "VERIFIED"
    assert await site.database.fetchval("SELECT basis_code FROM family_claim") == "3"
    linked = await site.database.fetchrow(
        "SELECT r.kind, r.basis, r.basis_code FROM legal_representation r JOIN family_claim c ON c.representation_id = r.id"
    )
    assert (linked["kind"], linked["basis_code"]) == ("GUARDIAN", "3")
    assert "попечител" in linked["basis"]


async def test_guardians_go_to_an_mfc_where_the_service_does_not_take_them_online(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X1: GUARDIAN_ONLINE off."""
    monkeypatch.setitem(site.settings.__dict__, "guardian_online", False)
    person = await site.sign_in("sergey")
    claim = await add_child(site, person, **{**WARD, "patronymic": None})
    assert (claim["route"], claim["state"]) == ("MFC", "GO_TO_MFC")
    assert [one["kind"] for one in claim["originals"]] == ["IDENTITY_DOCUMENT", "GUARDIANSHIP_ACT"]
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 0


async def test_several_children_are_each_on_their_own(site: Site) -> None:
    """REQ-05, REQ-16: one goes to an MFC, the other is verified; each has a number of its own."""
    person = await site.sign_in("sergey")
    first = (await try_child(site, person)).added
    second = (
        await try_child(site, person, givenName="Зоя", document={"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654322"})
    ).added
    assert first["number"] != second["number"]
    await site.work()
    assert (await claim_of(person, first["id"]))["state"] == "VERIFIED"
    assert (await claim_of(person, second["id"]))["state"] == "GO_TO_MFC"


async def test_the_registry_is_asked_about_both_people_and_nothing_more(site: Site) -> None:
    """REP-02: names and birth dates of child and parent; X5: no more than the step needs."""
    person = await site.sign_in("sergey")
    await try_child(site, person)
    question = await site.database.fetchval("SELECT question FROM registry_check")
    import orjson

    asked = orjson.loads(question)
    assert asked["certificate"] == KIRA["document"]["number"]
    assert set(asked["child"]) == {"family_name", "given_name", "patronymic", "birth_date", "sex"}
    assert asked["parent"]["given_name"] == "Сергей"
    assert set(asked["parent"]) == {"family_name", "given_name", "patronymic", "birth_date"}


async def test_the_applicant_is_told_that_the_check_has_moved_on(site: Site) -> None:
    """REP-06: nobody has to wait on the page."""
    person = await site.sign_in("sergey")
    await add_child(site, person)
    told = await site.database.fetch("SELECT kind, detail FROM notification WHERE claim_id IS NOT NULL")
    assert [(row["kind"], row["detail"]) for row in told] == [("FAMILY_MOVED", "VERIFIED")]
