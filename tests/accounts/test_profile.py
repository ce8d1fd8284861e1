"""What people state about themselves and the level that comes of it (ACC-01, ACC-08, ACC-09, ACC-10, REQ-04)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.services.accounts.profile import PER_DAY, PER_PASSPORT
from tests.accounts.people import PETR, PROFILE, Answered, call, does, make_standard, profile_of, register, save_profile
from tests.client import Person, Site

PHONE = "+79161234567"
RETRY = f"mutation {{ retryProfileCheck {{ profile {{ {PROFILE} }} userErrors {{ code }} }} }}"
PASSPORT = PETR["passport"]


def _years_ago(years: int, days: int = 0) -> str:
    today = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)).date()
    return (today.replace(year=today.year - years, day=min(today.day, 28)) - dt.timedelta(days=days)).isoformat()


async def _retry(person: Person) -> Answered:
    return Answered((await person.data(RETRY))["retryProfileCheck"])


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
        ({"birthDate": "2100-01-01"}, {"birthDate": "WRONG_DATE", "passport.issuedOn": "WRONG_DATE"}),
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
        ({"passport": {**PASSPORT, "issuedOn": "1999-04-11"}}, {"passport.issuedOn": "WRONG_DATE"}),
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


async def test_an_outage_is_no_refusal_and_is_tried_again_by_hand_and_by_itself(site: Site) -> None:
    """ACC-10: all that was entered is kept, with an apology."""
    person = await register(site, PHONE)
    does(site, "passport", "outage", 3)
    await save_profile(site, person)
    await site.work()
    profile = await profile_of(person)
    assert profile["check"]["state"] == "UNAVAILABLE" and "Приносим извинения" in profile["check"]["message"]
    assert profile["check"]["nextTryAt"] is not None and profile["familyName"] == PETR["familyName"]
    assert profile["level"] == "BASIC"
    assert (await _retry(person)).codes == ["RATE_LIMITED"]
    site.simulator.forget()
    site.clock.shift = dt.timedelta(seconds=31)
    assert (await _retry(person)).codes == []
    await site.work()
    assert (await profile_of(person))["level"] == "STANDARD"
    assert (await _retry(person)).codes == ["WRONG_STATE"], "there is nothing to try again"


async def test_an_answer_that_takes_long_is_waited_for(site: Site) -> None:
    person = await register(site, PHONE)
    await save_profile(site, person, passport={**PASSPORT, "number": "123459"})
    await site.work()
    assert (await profile_of(person))["check"]["state"] == "CHECKING"
    for _ in range(3):
        await site.work(again=True)
    assert (await profile_of(person))["level"] == "STANDARD"


async def test_an_invalid_passport_gives_nothing_and_may_be_corrected_or_asked_again(site: Site) -> None:
    person = await register(site, PHONE)
    await save_profile(site, person, passport={**PASSPORT, "number": "123450"})
    await site.work()
    profile = await profile_of(person)
    assert (profile["check"]["state"], profile["level"]) == ("INVALID", "BASIC")
    again = await save_profile(site, person, version=1, passport={**PASSPORT, "number": "123450"})
    assert again.done["profile"]["check"]["state"] == "CHECKING" and again.done["profile"]["version"] == 1
    await site.work()
    await save_profile(site, person, version=1)
    await site.work()
    assert (await profile_of(person))["level"] == "STANDARD"


async def test_a_changed_statement_loses_standard_until_it_is_checked_again(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    answer = await save_profile(site, person, version=1, familyName="Другой")
    assert answer.done["profile"]["level"] == "BASIC"
    await site.work()
    assert (await profile_of(person))["level"] == "STANDARD"


async def test_an_answer_about_an_earlier_version_gives_nothing(site: Site) -> None:
    """A slow answer must not confirm what was written since."""
    person = await register(site, PHONE)
    await save_profile(site, person)
    check = await site.database.fetchrow("SELECT * FROM registry_check")
    await save_profile(site, person, version=1, passport={**PASSPORT, "number": "123450"})
    await site.database.execute(
        "UPDATE registry_check SET state = 'ANSWERED', outcome = 'VALID', answered_at = now() WHERE id = $1",
        check["id"],
    )
    await site.work()
    assert (await profile_of(person))["level"] == "BASIC"


async def test_what_was_not_asked_about_changes_without_a_question(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    answer = await save_profile(site, person, version=1, enp="", snils=None, passport=None)
    assert answer.done["profile"]["level"] == "STANDARD" and answer.done["profile"]["check"]["state"] == "VALID"
    assert answer.done["profile"]["version"] == 2 and answer.done["profile"]["maskedPolicyNumber"] is None
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 1
    same = await save_profile(site, person, version=2, enp="", snils=None, passport=None)
    assert same.done["profile"]["version"] == 2, "the same again changes nothing"


async def test_another_snils_is_looked_at_anew(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    answer = await save_profile(site, person, version=1, snils="087-654-303 00")
    assert answer.done["profile"]["level"] == "BASIC"


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


async def test_nobody_finds_out_passports_by_trying(site: Site) -> None:
    person = await register(site, PHONE)
    for number in range(PER_DAY):
        form = {**PASSPORT, "number": f"20000{number}"}
        assert (await save_profile(site, person, version=number, passport=form)).codes == []
    assert (await save_profile(site, person, version=PER_DAY)).codes == ["TRIES_USED_UP"]
    site.clock.shift = dt.timedelta(days=1, minutes=1)
    again = await site.sign_in(PHONE, "тихий омут и 7 чертей")
    assert (await save_profile(site, again, version=PER_DAY)).codes == []


async def test_nobody_finds_out_about_one_passport_by_many_accounts(site: Site) -> None:
    for number in range(PER_PASSPORT):
        person = await register(site, f"+7916000000{number}")
        assert (await save_profile(site, person, givenName="Иван")).codes == []
    person = await register(site, PHONE)
    assert (await save_profile(site, person)).codes == ["TRIES_USED_UP"]


async def test_an_account_by_e_mail_is_standard_once_it_has_a_phone_too(site: Site) -> None:
    person = await register(site, "petr@example.com")
    await save_profile(site, person)
    await site.work()
    profile = await profile_of(person)
    assert (profile["check"]["state"], profile["level"]) == ("VALID", "BASIC")


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


async def test_only_citizens_state_and_nobody_without_a_session(site: Site) -> None:
    person = await register(site, PHONE)
    await site.database.execute("UPDATE account SET roles = ARRAY['REGISTRAR']")
    assert (await save_profile(site, person)).codes == ["FORBIDDEN"]
    query = f"mutation($input: SaveProfileInput!) {{ saveProfile(input: $input) {{ profile {{ {PROFILE} }} userErrors {{ code field }} }} }}"
    assert (await call(site, None, query, **PETR)).codes == ["UNAUTHENTICATED"]
