"""An MFC officer sees the owner of an account in person: FULL, and bound to exactly one person (ACC-01, ACC-02)."""

from typing import Any

import pytest

from tests.client import Person, Site
from tests.emptying import empty
from tests.family.people import add_child, claims, of_cast, script

CONFIRM = (
    "mutation($input: ConfirmIdentityInPersonInput!) { confirmIdentityInPerson(input: $input) "
    "{ level registrarDecides userErrors { field code message } } }"
)
# What sergey states, whose record the СНИЛС leads to; the registry of passports has found it valid.
PROFILE = """
INSERT INTO identity_profile (account_id, version, family_name, given_name, patronymic, birth_date, sex, snils, passport,
  passport_issued_on, passport_issuer, passport_department, saved_at)
SELECT a.id, 1, 'Соколов', 'Сергей', 'Петрович', p.birth_date, 'MALE', s.value, d.value, d.issued_on, 'ГУ МВД', d.issuer_code, now()
FROM account a, person p JOIN person_identifier s ON s.patient_id = p.id AND s.kind = 'SNILS'
JOIN person_identifier d ON d.patient_id = p.id AND d.kind = 'PASSPORT'
WHERE a.login = 'sergey' AND p.given_name = 'Сергей' AND p.family_name = 'Соколов' RETURNING *
"""
CHECKED = """
INSERT INTO registry_check (kind, state, key, account_id, profile_version, question, created_at, attempts, answered_at, outcome)
SELECT 'PASSPORT', 'ANSWERED', gen_random_uuid(), id, 1, '{}', now(), 1, now(), 'VALID' FROM account WHERE login = 'sergey'
"""


@pytest.fixture
async def mfc(site: Site) -> Person:
    await empty(site.database, "officer_act")
    return await site.sign_in("mfc")


async def _stated(site: Site, *, checked: bool = True, bound: bool = False) -> dict[str, Any]:
    """Sergey's statement, and what the officer reads off the same documents."""
    if not bound:
        await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'sergey'")
    row = await site.database.fetchrow(PROFILE)
    assert row is not None
    if checked:
        await site.database.execute(CHECKED)
    return {
        "login": "sergey",
        "passport": row["passport"],
        "issuedOn": row["passport_issued_on"].isoformat(),
        "departmentCode": row["passport_department"],
        "snils": row["snils"],
    }


async def _confirm(officer: Person, given: dict[str, Any]) -> Any:
    return (await officer.data(CONFIRM, input=given))["confirmIdentityInPerson"]


async def _account(site: Site) -> tuple[str, str | None]:
    row = await site.database.fetchrow(
        "SELECT a.level, p.given_name FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.login = 'sergey'"
    )
    assert row is not None
    return row["level"], row["given_name"]


async def test_a_person_seen_with_the_passport_gets_a_full_account_and_their_records(site: Site, mfc: Person) -> None:
    """ACC-01, ACC-02, ACC-03: own record and verified children open at once, in the session that is open."""
    shown = await _stated(site)
    sergey = await site.sign_in("sergey")
    claim = await add_child(site, sergey, **await of_cast(site, "Вера", "Соколова", "DAUGHTER"))
    assert (claim["state"], claim["patientId"]) == ("VERIFIED", None)
    assert await sergey.records() == {}
    payload = await _confirm(mfc, shown)
    assert payload == {"level": "FULL", "registrarDecides": False, "userErrors": []}
    assert await _account(site) == ("FULL", "Сергей")
    assert {"Сергей Соколов", "Вера Соколова"} <= set(await sergey.records())
    assert (await claims(sergey))[0]["nextStep"]["code"] == "OPEN_RECORD"
    acts = await site.database.fetch("SELECT act, patient_id FROM officer_act WHERE act = 'identity.confirm'")
    assert len(acts) == 1
    assert acts[0]["patient_id"] is not None
    assert (await _confirm(mfc, shown))["userErrors"][0]["code"] == "WRONG_STATE"


NOTICES = "{ viewer { notifications(first: 20) { nodes { kind text } } } }"


async def _told(person: Person) -> list[str]:
    nodes = (await person.data(NOTICES))["viewer"]["notifications"]["nodes"]
    return [node["kind"] for node in nodes if node["kind"] != "NEW_SIGN_IN"]


async def test_a_policy_that_the_owner_has_stated_is_asked_about_and_opens_the_record(site: Site, mfc: Person) -> None:
    """ACC-02, ACC-06: nothing has to be asked for; and nothing is said to be open before it is."""
    shown = await _stated(site)
    enp = await site.database.fetchval(
        "UPDATE identity_profile SET enp = (SELECT number FROM insurance_policy i JOIN person p ON p.id = i.patient_id "
        "WHERE p.given_name = 'Сергей' AND p.family_name = 'Соколов' AND i.state = 'VALID' LIMIT 1) RETURNING enp"
    )
    assert enp is not None
    await site.database.execute(
        "DELETE FROM insurance_policy i USING person p WHERE p.id = i.patient_id AND p.given_name = 'Сергей'"
    )
    assert (await _confirm(mfc, shown))["level"] == "FULL"
    sergey = await site.sign_in("sergey")
    assert "Сергей Соколов" not in await sergey.records() and await _told(sergey) == []
    await site.work()
    assert "Сергей Соколов" in await sergey.records()
    assert await _told(sergey) == ["ACCESS_OPENED"]


@pytest.mark.parametrize("known", [False, True])
async def test_whose_policy_nobody_knows_is_told_to_give_it(site: Site, mfc: Person, known: bool) -> None:
    shown = await _stated(site)
    if known:
        await site.database.execute("UPDATE identity_profile SET enp = (SELECT min(number) FROM insurance_policy)")
        script(site, "insurance", "NOT_FOUND")
    await site.database.execute("DELETE FROM insurance_policy")
    await site.database.execute("DELETE FROM person_identifier WHERE kind = 'ENP'")
    assert (await _confirm(mfc, shown))["level"] == "FULL"
    await site.work()
    sergey = await site.sign_in("sergey")
    assert await _told(sergey) == ["POLICY_NEEDED"]
    assert "Сергей Соколов" not in await sergey.records()


async def test_an_account_is_named_by_a_claim_too(site: Site, mfc: Person) -> None:
    shown = await _stated(site)
    claim = await add_child(site, await site.sign_in("sergey"))
    by_claim = {**shown, "login": None, "claimId": claim["id"]}
    assert (await _confirm(mfc, {**by_claim, "login": "sergey"}))["userErrors"][0]["code"] == "REQUIRED"
    assert (await _confirm(mfc, {**by_claim, "claimId": "x"}))["userErrors"][0]["code"] == "NOT_FOUND"
    assert (await _confirm(mfc, by_claim))["level"] == "FULL"


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"passport": "4510 000001"}, "ORIGINALS_DIFFER", "passport"),
        ({"passport": "45"}, "WRONG_FORMAT", "passport"),
        ({"issuedOn": "2001-01-01"}, "ORIGINALS_DIFFER", "issuedOn"),
        ({"departmentCode": "770-001"}, "ORIGINALS_DIFFER", "departmentCode"),
        ({"snils": "112-233-445 95"}, "ORIGINALS_DIFFER", "snils"),
        ({"snils": "112-233-445 96"}, "CHECK_DIGIT", "snils"),
        ({"login": "nobody"}, "NOT_FOUND", "login"),
        ({"login": "petrova"}, "NOT_FOUND", "login"),
        ({"login": "basic"}, "PASSPORT_NOT_CHECKED", None),
    ],
)
async def test_what_lies_on_the_desk_has_to_be_what_was_stated(
    site: Site, mfc: Person, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    payload = await _confirm(mfc, {**await _stated(site), **wrong})
    (error,) = payload["userErrors"]
    assert (error["code"], error["field"] and error["field"][-1]) == (code, field)
    assert await _account(site) == ("STANDARD", None)


async def test_a_passport_that_no_registry_has_confirmed_is_not_enough(site: Site, mfc: Person) -> None:
    """ACC-08: for the version that is stated now."""
    shown = await _stated(site, checked=False)
    assert (await _confirm(mfc, shown))["userErrors"][0]["code"] == "PASSPORT_NOT_CHECKED"
    await site.database.execute(CHECKED)
    await site.database.execute("UPDATE identity_profile SET version = 2")
    assert (await _confirm(mfc, shown))["userErrors"][0]["code"] == "PASSPORT_NOT_CHECKED"
    assert await _account(site) == ("STANDARD", None)


async def test_a_record_of_other_names_is_a_registrar_s_to_decide(site: Site, mfc: Person) -> None:
    """A СНИЛС of somebody born the same day leads to nobody else's record; a changed surname is no obstacle."""
    shown = await _stated(site)
    await site.database.execute("UPDATE identity_profile SET given_name = 'Семён'")
    assert (await _confirm(mfc, shown))["userErrors"][0]["code"] == "REGISTRAR_DECIDES"
    assert await _account(site) == ("STANDARD", None)
    await site.database.execute("UPDATE identity_profile SET given_name = 'Сергей', family_name = 'Волков'")
    assert (await _confirm(mfc, shown))["level"] == "FULL"


async def test_a_person_who_has_another_account_is_a_registrar_s_to_decide(site: Site, mfc: Person) -> None:
    shown = await _stated(site)
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Сергей' AND family_name = 'Соколов') "
        "WHERE login = 'basic'"
    )
    payload = await _confirm(mfc, shown)
    assert payload == {"level": "STANDARD", "registrarDecides": True, "userErrors": []}
    assert await _account(site) == ("STANDARD", None)
    assert (
        await site.database.fetchval("SELECT count(*) FROM service_case WHERE kind = 'IDENTITY' AND state = 'OPEN'")
        == 1
    )


@pytest.mark.parametrize("login", ["stranger", "registrar", None])
async def test_only_an_mfc_officer_raises_an_account(site: Site, login: str | None) -> None:
    shown = await _stated(site)
    other = await site.sign_in(login) if login else Person(site, "")
    payload = await _confirm(other, shown)
    assert payload["userErrors"][0]["code"] == ("FORBIDDEN" if login else "UNAUTHENTICATED")
    assert await _account(site) == ("STANDARD", None)


async def test_an_officer_raises_nobody_of_their_own(site: Site, mfc: Person) -> None:
    """REP-03's rule: nobody verifies themself."""
    shown = await _stated(site)
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Сергей' AND family_name = 'Соколов') "
        "WHERE login = 'mfc'"
    )
    assert (await _confirm(mfc, shown))["userErrors"][0]["code"] == "OWN_CASE"
    assert await _account(site) == ("STANDARD", None)
