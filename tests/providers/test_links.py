"""A provider is added to an account and taken from it by its owner alone, and another way in always stays (SCT-01, ACC-15)."""

import asyncio
import datetime as dt
from typing import Any

import pyotp
import pytest

from tests.client import Person, Site
from tests.providers.browser import OWN, START, UNLINK, Browser
from tests.providers.hostile import Hostile
from tests.providers.people import account_of, arrive, doubts, known_person, new_snils, vouches

ADDED = "/settings?provider=added"
SECOND_FACTOR = "/sign-in?step=second-factor"
COMPLETE = (
    "mutation($input: CompleteSignInInput!) { completeSignIn(input: $input) { token userErrors { code } "
    "viewer { account { login } } } }"
)
PENDING = "{ pendingSignIn { challenge kinds sentTo passkeyOptions } }"


async def _add(browser: Browser, hostile: Hostile, subject: str, **claims: Any) -> str:
    hostile.subject, hostile.claims = subject, claims
    return await browser.back(hostile.back(await browser.leave("hostile", add=True)))


async def _linked(browser: Browser) -> list[str]:
    own = (await browser.ask(OWN))["data"]["viewer"]["signInProviders"]
    assert [provider["name"] for provider in own] == ["portal", "mail", "hostile"]
    return [provider["name"] for provider in own if provider["linkedAt"]]


async def _stale(site: Site) -> None:
    await site.database.execute("UPDATE session SET reauthenticated_at = reauthenticated_at - interval '1 hour'")


async def _told(site: Site, login: str) -> list[tuple[str, str]]:
    rows = await site.database.fetch(
        "SELECT n.kind, coalesce(n.detail, '') AS detail FROM notification n JOIN account a ON a.id = n.account_id "
        "WHERE a.login = $1 ORDER BY n.id",
        login,
    )
    return [(row["kind"], row["detail"]) for row in rows]


async def test_an_added_provider_signs_in_the_same_account(site: Site, browser: Browser, hostile: Hostile) -> None:
    await browser.sign_in("igor")
    assert await _linked(browser) == []
    cookie = dict(browser.cookies)["medcard"]
    assert await _add(browser, hostile, "igor's") == ADDED
    assert browser.cookies["medcard"] == cookie, "the session is the same"
    assert await _linked(browser) == ["hostile"]
    assert ("FACTOR_CHANGED", "PROVIDER_ADDED") in await _told(site, "igor")
    elsewhere = Browser(site)
    assert await arrive(elsewhere, hostile, "igor's") == "/"
    assert (await elsewhere.who())["account"]["login"] == "igor"


async def test_a_sign_in_takes_the_place_of_the_browsers_earlier_session(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    await browser.sign_in("maria")
    before = Browser(site, dict(browser.cookies))
    assert await arrive(browser, hostile, "not maria") == "/"
    assert (await browser.who())["account"]["login"] != "maria"
    assert await before.who() is None


async def test_adding_needs_a_fresh_proof_and_a_session_in_force_till_the_end(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    assert (await browser.start("hostile", add=True))["userErrors"] == [{"code": "UNAUTHENTICATED"}]
    await browser.sign_in("igor")
    await _stale(site)
    assert (await browser.start("hostile", add=True))["userErrors"] == [{"code": "REAUTHENTICATION_REQUIRED"}]
    await browser.sign_in("igor")
    url = hostile.back(await browser.leave("hostile", add=True))
    await site.database.execute("UPDATE session SET ended_at = now()")
    assert await browser.back(url) == "/sign-in?error=SIGN_IN_EXPIRED"
    assert await account_of(site, "someone") is None


async def test_nobody_adds_their_provider_to_anothers_account(site: Site, hostile: Hostile) -> None:
    """A link that an attacker began, finished by a victim who is signed in: their browser did not begin it."""
    attacker, victim = Browser(site), Browser(site)
    await attacker.sign_in("stranger")
    await victim.sign_in("igor")
    url = hostile.back(await attacker.leave("hostile", add=True))
    assert await victim.back(url) == "/sign-in?error=SIGN_IN_EXPIRED"
    assert await _linked(victim) == []


async def test_one_subject_signs_in_one_account_and_one_account_has_one_subject_of_a_provider(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    other = Browser(site)
    await browser.sign_in("igor")
    await other.sign_in("maria")
    assert await _add(browser, hostile, "single") == ADDED
    assert await _add(browser, hostile, "single") == ADDED, "again changes nothing"
    assert await _add(other, hostile, "single") == "/sign-in?error=PROVIDER_TAKEN"
    assert await _add(browser, hostile, "second") == "/sign-in?error=PROVIDER_TAKEN"
    assert (await _linked(browser), await _linked(other)) == (["hostile"], [])


async def test_one_subject_added_to_two_accounts_at_once_is_in_one(site: Site, hostile: Hostile) -> None:
    browsers = [Browser(site), Browser(site)]
    for browser, login in zip(browsers, ("igor", "maria"), strict=True):
        await browser.sign_in(login)
    hostile.subject = "contested"
    urls = [hostile.back(await browser.leave("hostile", add=True)) for browser in browsers]
    went = await asyncio.gather(*(browser.back(url) for browser, url in zip(browsers, urls, strict=True)))
    assert sorted(went) == sorted([ADDED, "/sign-in?error=PROVIDER_TAKEN"])


async def test_ones_own_state_account_raises_the_level_and_anothers_is_refused(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    sergey = await site.database.fetchrow(
        "SELECT a.id, p.birth_date, i.value FROM account a JOIN person p ON p.id = a.person_id "
        "JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'SNILS' WHERE a.login = 'sergey'"
    )
    await browser.sign_in("sergey")
    assert (await browser.who())["account"]["level"] == "STANDARD"
    assert await _add(browser, hostile, "another", **vouches(new_snils())) == "/sign-in?error=PROVIDER_OF_ANOTHER"
    assert await account_of(site, "another") is None and await doubts(site, sergey["id"]) == []
    own = vouches(sergey["value"], birthdate=sergey["birth_date"].isoformat(), gender="male")
    assert await _add(browser, hostile, "sergey", **own) == ADDED
    assert (await browser.who())["account"]["level"] == "FULL"
    await site.database.execute("UPDATE account SET level = 'STANDARD' WHERE id = $1", sergey["id"])


async def test_an_account_of_nobody_becomes_its_owners_by_adding_a_state_account(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    snils = new_snils()
    person = await known_person(site, snils)
    await arrive(browser, hostile, "mere", assurance="standard")
    account = await account_of(site, "mere")
    assert account["person_id"] is None
    await site.database.execute("UPDATE external_identity SET issuer = 'https://else.example' WHERE subject = 'mere'")
    assert await _add(browser, hostile, "state", **vouches(snils)) == ADDED
    account = await account_of(site, "state")
    assert (account["person_id"], account["level"]) == (person, "FULL")


async def test_a_staff_account_becomes_nobodys_by_a_provider(site: Site, browser: Browser, hostile: Hostile) -> None:
    snils = new_snils()
    await known_person(site, snils)
    await browser.sign_in("registrar")
    before = await site.database.fetchrow("SELECT person_id, level FROM account WHERE login = 'registrar'")
    assert await _add(browser, hostile, "registrar", **vouches(snils)) == ADDED
    after = await site.database.fetchrow("SELECT person_id, level FROM account WHERE login = 'registrar'")
    assert after == before


async def _unlink(browser: Browser, provider: str = "hostile") -> list[str]:
    payload = (await browser.ask(UNLINK, input={"provider": provider}))["data"]["unlinkProvider"]
    return [error["code"] for error in payload["userErrors"]]


async def test_a_provider_is_taken_off_by_a_fresh_proof_where_a_password_stays(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    await browser.sign_in("igor")
    await _add(browser, hostile, "igor's")
    await _stale(site)
    assert await _unlink(browser) == ["REAUTHENTICATION_REQUIRED"]
    await browser.sign_in("igor")
    assert await _unlink(browser, "mail") == ["NOT_FOUND"]
    assert await _unlink(browser, "unknown") == ["NOT_FOUND"]
    assert await _unlink(browser) == []
    assert await _linked(browser) == []
    assert ("FACTOR_CHANGED", "PROVIDER_REMOVED") in await _told(site, "igor")
    assert await arrive(Browser(site), hostile, "igor's") == "/"
    assert (await account_of(site, "igor's"))["login"] != "igor", "it has an account of its own now"


async def test_the_last_way_in_stays(site: Site, browser: Browser, hostile: Hostile) -> None:
    await arrive(browser, hostile, "only")
    account = await account_of(site, "only")
    assert await _unlink(browser) == ["LAST_WAY_IN"]
    await site.database.execute(
        "INSERT INTO external_identity (account_id, issuer, subject, created_at) VALUES ($1, $2, 'x', now())",
        account["id"],
        site.registries.providers["mail"].issuer,
    )
    twin = Browser(site, dict(browser.cookies))
    both = await asyncio.gather(_unlink(browser), _unlink(twin, "mail"))
    assert sorted(both) == [[], ["LAST_WAY_IN"]], "of two at once one stays"


async def test_a_program_cannot_begin_what_a_browser_has_to_finish(site: Site) -> None:
    igor = await site.sign_in("igor")
    for person in (igor, Person(site, "")):
        answer = await person.ask(START, input={"provider": "hostile"})
        assert answer["data"]["startProviderSignIn"] == {
            "authorizationUrl": None,
            "userErrors": [{"code": "PAGE_ONLY"}],
        }


async def test_another_sites_page_cannot_begin_it_either(site: Site, hostile: Hostile) -> None:
    response = await site.http.post(
        "/graphql",
        json={"query": START, "variables": {"input": {"provider": "hostile"}}},
        headers={"Origin": "https://evil.example"},
    )
    assert response.status_code == 403 and "set-cookie" not in response.headers


async def _with_totp(site: Site, browser: Browser) -> pyotp.TOTP:
    """Igor with an authenticator application in force; the step of now is used up."""
    started = await browser.ask("mutation { startTotp(input: {}) { secret userErrors { code } } }")
    totp = pyotp.TOTP(started["data"]["startTotp"]["secret"])
    made = await browser.ask(
        "mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { userErrors { code } } }",
        input={"code": totp.at(site.clock())},
    )
    assert made["data"]["confirmTotp"]["userErrors"] == []
    return totp


@pytest.fixture
async def protected(site: Site, browser: Browser, hostile: Hostile) -> Any:
    """Igor's second factor, and a provider on no list that signs him in."""
    await browser.sign_in("igor")
    totp = await _with_totp(site, browser)
    trusting = site.registries.providers["hostile"]
    kept = trusting.settings
    trusting.settings = kept.model_copy(update={"verified": False})
    assert await _add(browser, hostile, "igor's") == ADDED
    site.clock.shift += dt.timedelta(seconds=60)
    yield totp
    trusting.settings = kept
    await site.database.execute("UPDATE second_factor SET ended_at = now() WHERE ended_at IS NULL")


async def test_a_provider_on_no_list_is_followed_by_the_second_factor(
    site: Site, hostile: Hostile, protected: pyotp.TOTP
) -> None:
    """SCT-01: and the page learns nothing that could be taken to another browser."""
    here, thief = Browser(site), Browser(site)
    assert await arrive(here, hostile, "igor's") == SECOND_FACTOR
    assert await here.who() is None
    value, attributes = here.cookies["medcard-sign-in"]
    assert "HttpOnly" in attributes and "SameSite=Strict" in attributes and "Max-Age=300" in attributes
    waiting = (await here.ask(PENDING))["data"]["pendingSignIn"]
    assert waiting == {"challenge": None, "kinds": ["TOTP"], "sentTo": None, "passkeyOptions": None}
    assert (await thief.ask(PENDING))["data"]["pendingSignIn"] is None
    code = protected.at(site.clock())
    stolen = await thief.ask(COMPLETE, input={"code": code})
    assert stolen["data"]["completeSignIn"]["userErrors"] == [{"code": "SIGN_IN_EXPIRED"}]
    done = (await here.ask(COMPLETE, input={"code": code}))["data"]["completeSignIn"]
    assert done == {"token": None, "userErrors": [], "viewer": {"account": {"login": "igor"}}}
    assert "medcard-sign-in" not in here.cookies and value not in str(done)
    assert (await here.who())["account"]["login"] == "igor"


async def test_a_wrong_second_factor_after_a_provider_signs_nobody_in(
    site: Site, hostile: Hostile, protected: pyotp.TOTP
) -> None:
    here = Browser(site)
    assert await arrive(here, hostile, "igor's") == SECOND_FACTOR
    right = protected.at(site.clock())
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        answer = await here.ask(COMPLETE, input={"code": wrong})
        assert answer["data"]["completeSignIn"]["userErrors"] == [{"code": "WRONG_CODE"}]
    late = await here.ask(COMPLETE, input={"code": right})
    assert late["data"]["completeSignIn"]["userErrors"][0]["code"] in ("SIGN_IN_EXPIRED", "RATE_LIMITED")
    assert await here.who() is None


async def test_a_provider_on_the_list_is_enough(site: Site, hostile: Hostile, protected: pyotp.TOTP) -> None:
    trusted = site.registries.providers["hostile"]
    trusted.settings = trusted.settings.model_copy(update={"verified": True})
    here = Browser(site)
    assert await arrive(here, hostile, "igor's", assurance="standard") == "/"
    assert (await here.who())["account"]["login"] == "igor"
