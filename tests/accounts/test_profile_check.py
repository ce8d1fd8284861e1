"""What the registry of passports makes of a statement: answers, outages, changes meanwhile, and no guessing (ACC-08…ACC-10)."""

import datetime as dt

from backend.services.accounts.profile import PER_DAY, PER_PASSPORT
from tests.accounts.people import PETR, PROFILE, Answered, does, make_standard, profile_of, register, save_profile
from tests.client import Person, Site

PHONE = "+79161234567"
RETRY = f"mutation {{ retryProfileCheck {{ profile {{ {PROFILE} }} userErrors {{ code }} }} }}"
PASSPORT = PETR["passport"]


async def _retry(person: Person) -> Answered:
    return Answered((await person.data(RETRY))["retryProfileCheck"])


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
    assert (await _retry(person)).codes == ["ASKED_JUST_NOW"]
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
