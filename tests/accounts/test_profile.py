"""What people state about themselves and the level that comes of it (ACC-01, ACC-08, ACC-09, ACC-10, REQ-04)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from tests.accounts.people import PETR, PROFILE, call, make_standard, profile_of, register, save_profile
from tests.client import Site

PHONE = "+79161234567"
PASSPORT = PETR["passport"]


def _years_ago(years: int, days: int = 0) -> str:
    today = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)).date()
    return (today.replace(year=today.year - years, day=min(today.day, 28)) - dt.timedelta(days=days)).isoformat()


async def test_a_statement_that_the_registry_confirms_makes_a_standard_account(site: Site) -> None:
    person = await register(site, PHONE)
    before = await profile_of(person)
    assert before["version"] == 0 and before["check"] is None and before["familyName"] is None
    answer = (await save_profile(site, person)).done["profile"]
    assert answer["check"]["state"] == "CHECKING" and answer["level"] == "BASIC", "the answer comes later (ACC-09)"
    await site.work()
    profile = await profile_of(person)
    assert (profile["check"]["state"], profile["level"], profile["version"]) == ("VALID", "STANDARD", 1)
    assert (await person.data("{ viewer { account { level } } }"))["viewer"]["account"]["level"] == "STANDARD"
    shown = str(profile)
    for secret in ("11223344595", "7755410837012346", "123456"):
        assert secret not in shown, "identifiers show their last digits alone"
    assert profile["maskedSnils"].endswith("95") and profile["passport"]["maskedNumber"].endswith("3456")


async def test_a_statement_binds_nobody_to_a_record(site: Site) -> None:
    """ACC-01: a checked passport is no proof of who holds it."""
    person = await make_standard(site, await register(site, PHONE))
    assert (await person.data("{ viewer { person { patientId } records { patientId } } }"))["viewer"] == {
        "person": {"patientId": None},
        "records": [],
    }


@pytest.mark.parametrize(
    ("changed", "refusals"),
    [
        ({"familyName": " "}, {"familyName": "REQUIRED"}),
        ({"familyName": "Иван0в"}, {"familyName": "WRONG_FORMAT"}),
        ({"givenName": ""}, {"givenName": "REQUIRED"}),
        ({"givenName": "x" * 101}, {"givenName": "WRONG_FORMAT"}),
        ({"patronymic": "<b>"}, {"patronymic": "WRONG_FORMAT"}),
        ({"birthDate": "2100-01-01"}, {"birthDate": "WRONG_DATE", "passport.issuedOn": "PASSPORT_TOO_EARLY"}),
        ({"birthDate": "1900-01-01"}, {"birthDate": "WRONG_DATE"}),
        ({"sex": "UNKNOWN"}, {"sex": "WRONG_FORMAT"}),
        ({"snils": ""}, {"snils": "REQUIRED"}),
        ({"snils": None}, {"snils": "REQUIRED"}),
        ({"snils": "112-233-445 96"}, {"snils": "CHECK_DIGIT"}),
        ({"snils": "112-233"}, {"snils": "WRONG_FORMAT"}),
        ({"enp": "7755410837012347"}, {"enp": "CHECK_DIGIT"}),
        ({"enp": "775541083701234"}, {"enp": "WRONG_FORMAT"}),
        ({"passport": None}, {"passport": "REQUIRED"}),
        ({"passport": {**PASSPORT, "series": ""}}, {"passport.series": "REQUIRED"}),
        ({"passport": {**PASSPORT, "series": "451"}}, {"passport.series": "WRONG_FORMAT"}),
        ({"passport": {**PASSPORT, "series": "٤٥١٠"}}, {"passport.series": "WRONG_FORMAT"}),
        ({"passport": {**PASSPORT, "number": "12345"}}, {"passport.number": "WRONG_FORMAT"}),
        ({"passport": {**PASSPORT, "number": ""}}, {"passport.number": "REQUIRED"}),
        ({"passport": {**PASSPORT, "issuer": ""}}, {"passport.issuer": "REQUIRED"}),
        ({"passport": {**PASSPORT, "issuer": "x" * 201}}, {"passport.issuer": "WRONG_FORMAT"}),
        ({"passport": {**PASSPORT, "departmentCode": "77-001"}}, {"passport.departmentCode": "WRONG_FORMAT"}),
        ({"passport": {**PASSPORT, "departmentCode": ""}}, {"passport.departmentCode": "REQUIRED"}),
        ({"passport": {**PASSPORT, "issuedOn": "2100-01-01"}}, {"passport.issuedOn": "WRONG_DATE"}),
        ({"passport": {**PASSPORT, "issuedOn": "1999-04-11"}}, {"passport.issuedOn": "PASSPORT_TOO_EARLY"}),
        ({"passport": {**PASSPORT, "issuedOn": "2005-04-11"}}, {"passport.issuedOn": "PASSPORT_EXPIRED"}),
        (
            {"familyName": "", "snils": "1", "passport": {**PASSPORT, "number": "1"}},
            {"familyName": "REQUIRED", "snils": "WRONG_FORMAT", "passport.number": "WRONG_FORMAT"},
        ),
    ],
)
async def test_each_wrong_field_is_named_and_nothing_is_kept(
    site: Site, changed: dict[str, Any], refusals: dict[str, str]
) -> None:
    """ACC-08, REQ-04: all that has to change at once, each at its place."""
    person = await register(site, PHONE)
    answer = await save_profile(site, person, **changed)
    assert refusals.items() <= answer.fields.items(), answer.fields
    assert answer.payload["profile"] is None
    assert await site.database.fetchval("SELECT count(*) FROM identity_profile") == 0
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 0


@pytest.mark.parametrize(("years", "day"), [(20, 90), (45, 90)])
async def test_a_passport_is_good_for_ninety_days_after_the_birthday_that_replaces_it(
    site: Site, years: int, day: int
) -> None:
    issued = {**PASSPORT, "issuedOn": _years_ago(years - 16 if years == 20 else 20)}
    person = await register(site, PHONE)
    late = await save_profile(site, person, birthDate=_years_ago(years, day + 5), enp=None, passport=issued)
    assert late.fields == {"passport.issuedOn": "PASSPORT_EXPIRED"}
    assert (await save_profile(site, person, birthDate=_years_ago(years, day - 5), enp=None, passport=issued)).done


async def test_a_teenager_states_and_is_checked_alone(site: Site) -> None:
    """ACC-12: no parent step, from the first passport on."""
    passport = {**PASSPORT, "issuedOn": _years_ago(1)}
    person = await register(site, PHONE)
    await make_standard(site, person, birthDate=_years_ago(15), enp=None, passport=passport)


async def test_what_was_typed_is_stored_in_one_spelling(site: Site) -> None:
    person = await register(site, PHONE)
    await save_profile(site, person, familyName="  Незнакомцев ", snils="11223344595", enp="7755 4108 3701 2346")
    row = await site.database.fetchrow("SELECT * FROM identity_profile")
    assert (row["family_name"], row["snils"], row["enp"]) == ("Незнакомцев", "11223344595", "7755410837012346")
    assert (row["passport"], row["passport_department"]) == ("4510 123456", "770-001")


async def test_of_two_who_save_at_once_one_wins(site: Site) -> None:
    person = await register(site, PHONE)
    answers = await asyncio.gather(*(save_profile(site, person, givenName=name) for name in ("Пётр", "Павел", "Иван")))
    assert sorted(answer.codes for answer in answers) == [[], ["CONFLICT"], ["CONFLICT"]]
    assert (await save_profile(site, person, version=7)).fields == {"version": "CONFLICT"}


async def test_a_repeated_call_saves_once(site: Site) -> None:
    person = await register(site, PHONE)
    both = [await save_profile(site, person, clientMutationId="one") for _ in range(2)]
    assert [answer.codes for answer in both] == [[], []]
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 1
    assert (await save_profile(site, person, clientMutationId="one", givenName="Иван")).codes == ["CONFLICT"]


async def test_an_account_by_e_mail_is_standard_once_it_has_a_phone_too(site: Site) -> None:
    person = await register(site, "petr@example.com")
    await save_profile(site, person)
    await site.work()
    profile = await profile_of(person)
    assert (profile["check"]["state"], profile["level"]) == ("VALID", "BASIC")


async def test_only_citizens_state_and_nobody_without_a_session(site: Site) -> None:
    person = await register(site, PHONE)
    await site.database.execute("UPDATE account SET roles = ARRAY['REGISTRAR']")
    assert (await save_profile(site, person)).codes == ["FORBIDDEN"]
    query = f"mutation($input: SaveProfileInput!) {{ saveProfile(input: $input) {{ profile {{ {PROFILE} }} userErrors {{ code field }} }} }}"
    assert (await call(site, None, query, **PETR)).codes == ["UNAUTHENTICATED"]
