"""What the form knows of its owner already, and what of it changes by an officer alone (ACC-01, REQ-04)."""

from typing import Any

import pytest

from tests.accounts.people import PETR, make_standard, profile_of, register, save_profile
from tests.client import Site

PHONE = "+79161234567"
PASSPORT = PETR["passport"]


async def _person(site: Site, account: str, level: str) -> None:
    """Binds the account to a person of that level, as an officer or a provider does."""
    await site.database.execute(
        "WITH p AS (INSERT INTO person (patient_key, record_key, family_name, given_name, patronymic, birth_date, sex) "
        "VALUES (repeat('p', 22), repeat('r', 22), 'Незнакомцев', 'Пётр', 'Ильич', '1985-04-12', 'MALE') RETURNING id), "
        "i AS (INSERT INTO person_identifier (patient_id, kind, value, checked, issued_on, issuer, issuer_code) "
        "SELECT id, k, v, true, d, s, c FROM p, (VALUES ('SNILS', '11223344595', NULL::date, NULL, NULL), "
        "('PASSPORT', '4510 123456', '2010-05-20'::date, 'ОВД', '770-001')) AS x(k, v, d, s, c)) "
        "UPDATE account SET person_id = p.id, level = $2 FROM p WHERE login = $1",
        account,
        level,
    )


async def test_a_form_begins_with_what_the_own_record_holds(site: Site) -> None:
    """REQ-04: prefilled and editable."""
    person = await register(site, PHONE)
    await _person(site, PHONE, "FULL")
    profile = await profile_of(person)
    assert (profile["familyName"], profile["birthDate"], profile["version"]) == ("Незнакомцев", "1985-04-12", 0)
    assert profile["maskedSnils"].endswith("95") and profile["passport"]["departmentCode"] == "770-001"
    answer = await save_profile(site, person, snils=None, passport=None)
    assert answer.codes == [] and answer.done["profile"]["level"] == "FULL"
    assert await site.database.fetchval("SELECT snils FROM identity_profile") == "11223344595"


@pytest.mark.parametrize(
    ("level", "changed", "refusals"),
    [
        ("FULL", {"familyName": "Другой"}, {"familyName": "VERIFIED_FIELD"}),
        (
            "FULL",
            {"givenName": "Иван", "patronymic": None},
            {"givenName": "VERIFIED_FIELD", "patronymic": "VERIFIED_FIELD"},
        ),
        ("FULL", {"birthDate": "1985-04-13"}, {"birthDate": "VERIFIED_FIELD"}),
        ("FULL", {"sex": "FEMALE"}, {"sex": "VERIFIED_FIELD"}),
        ("FULL", {"snils": "087-654-303 00"}, {"snils": "VERIFIED_FIELD"}),
        ("FULL", {"givenName": "ПЕТР"}, {}),
        ("FULL", {"passport": {**PASSPORT, "number": "654321"}}, {}),
        ("STANDARD", {"birthDate": "1985-04-13"}, {"birthDate": "VERIFIED_FIELD"}),
        ("STANDARD", {"snils": "087-654-303 00"}, {"snils": "VERIFIED_FIELD"}),
        ("STANDARD", {"familyName": "Другой"}, {}),
    ],
)
async def test_what_was_verified_changes_by_an_officer_alone(
    site: Site, level: str, changed: dict[str, Any], refusals: dict[str, str]
) -> None:
    person = await register(site, PHONE)
    await _person(site, PHONE, level)
    answer = await save_profile(site, person, **changed)
    assert answer.fields == refusals
    if level == "FULL":
        assert (await profile_of(person))["level"] == "FULL", "FULL stays"


async def test_a_full_account_that_is_bound_to_nobody_keeps_its_statement(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    await site.database.execute("UPDATE account SET level = 'FULL'")
    assert (await save_profile(site, person, version=1, familyName="Другой")).fields == {"familyName": "VERIFIED_FIELD"}


async def test_a_policy_that_disagrees_with_the_birth_date_is_pointed_out_and_taken(site: Site) -> None:
    person = await register(site, PHONE)
    answer = await save_profile(site, person, enp="7790489796000424")
    assert answer.done["profile"]["policyNumberWarnings"] == ["BIRTH_DATE"]
