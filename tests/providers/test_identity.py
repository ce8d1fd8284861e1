"""An account becomes a person's by a verified identity alone: an allow-listed issuer's СНИЛС, one match, nobody's yet (ACC-02)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from tests.client import Site
from tests.providers.browser import Browser
from tests.providers.hostile import Hostile
from tests.providers.people import BIRTH, account_of, arrive, doubts, known_person, new_snils, vouches

DIFFERS = "/sign-in?error=IDENTITY_DIFFERS"


async def test_who_was_seen_in_person_reads_their_own_record_at_once(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    """ACC-02: a FULL account, no request."""
    snils = new_snils()
    person = await known_person(site, snils)
    assert await arrive(browser, hostile, "nina", **vouches(snils)) == "/"
    who = await browser.who()
    assert who["account"]["level"] == "FULL" and who["person"] == {"familyName": "Заречная"}
    assert [record["displayName"] for record in who["records"]] == ["Нина Заречная"]
    account = await account_of(site, "nina")
    assert (account["person_id"], account["password_hash"], account["roles"]) == (person, None, ["CITIZEN"])
    assert await site.database.fetchval("SELECT count(*) FROM access_request WHERE account_id = $1", account["id"]) == 0


async def test_a_full_account_opens_its_verified_children_at_once(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    """ACC-03."""
    snils, child_snils = new_snils(), new_snils()
    person = await known_person(site, snils)
    child = await known_person(
        site, child_snils, birth=dt.date.today() - dt.timedelta(days=2000), names=("Заречная", "Ася", "Львовна")
    )
    await site.database.execute(
        "INSERT INTO legal_representation (patient_id, representative_id, kind, state, verified_at, created_at) "
        "VALUES ($1, $2, 'PARENT', 'VERIFIED', now() - interval '1 day', now())",
        child,
        person,
    )
    await arrive(browser, hostile, "mother", **vouches(snils))
    names = [record["displayName"] for record in (await browser.who())["records"]]
    assert names == ["Нина Заречная", "Ася Заречная"]


async def test_under_fifteen_nobody_reads_their_own_record(site: Site, browser: Browser, hostile: Hostile) -> None:
    """ACC-02, policy.md: the account is full all the same."""
    snils, day = new_snils(), dt.date.today()
    birth = day.replace(year=day.year - 15, day=min(day.day, 28)) + dt.timedelta(days=3)
    await known_person(site, snils, birth=birth)
    await arrive(browser, hostile, "fourteen", **vouches(snils, birthdate=birth.isoformat()))
    assert (await browser.who())["account"]["level"] == "FULL"
    assert (await browser.who())["records"] == []


@pytest.mark.parametrize(
    "claims",
    [
        {"assurance": "standard"},
        {"assurance": None},
        {"assurance": ["full"]},
        {"assurance": True},
        {"snils": None},
        {"snils": "777-000-001 00"},
        {"snils": 77700000101},
        {"birthdate": None},
        {"birthdate": "17 мая"},
        {"gender": "unknown"},
        {"family_name": None},
        {"given_name": "<script>"},
        {"family_name": "x" * 201},
    ],
    ids=str,
)
async def test_less_than_a_whole_verified_identity_binds_nobody(
    site: Site, browser: Browser, hostile: Hostile, claims: dict[str, Any]
) -> None:
    snils = new_snils()
    await known_person(site, snils)
    assert await arrive(browser, hostile, f"less {claims}", **vouches(snils, **claims)) == "/"
    account = await account_of(site, f"less {claims}")
    assert (account["person_id"], account["level"]) == (None, "BASIC")
    assert (await browser.who())["records"] == []
    assert await doubts(site, account["id"]) == []
    told = await site.database.fetch("SELECT kind FROM notification WHERE account_id = $1", account["id"])
    assert [row["kind"] for row in told] == ([] if "assurance" in claims else ["IDENTITY_NEEDED"]), (
        "who is verified there hears what to do"
    )


async def test_a_birth_date_may_be_written_the_russian_way(site: Site, browser: Browser, hostile: Hostile) -> None:
    snils = new_snils()
    person = await known_person(site, snils)
    await arrive(browser, hostile, "dotted", **vouches(snils, birthdate="17.05.1990", gender="F"))
    assert (await account_of(site, "dotted"))["person_id"] == person


async def test_whom_nobody_knows_the_issuer_brings_in(site: Site, browser: Browser, hostile: Hostile) -> None:
    """Names match nobody: whoever is called and born alike is somebody else."""
    namesake = await known_person(site, new_snils())
    snils = new_snils()
    await arrive(browser, hostile, "new", **vouches(snils))
    account = await account_of(site, "new")
    assert account["level"] == "FULL" and account["person_id"] not in (None, namesake)
    identifiers = await site.database.fetch(
        "SELECT kind, value, checked FROM person_identifier WHERE patient_id = $1", account["person_id"]
    )
    assert [tuple(row) for row in identifiers] == [("SNILS", snils, True)]
    assert (await browser.who())["records"] == [], "a policy was never checked"


async def _taken(site: Site, browser: Browser, hostile: Hostile, snils: str) -> None:
    await known_person(site, snils)
    await arrive(browser, hostile, f"first of {snils}", **vouches(snils))


async def _other_birth_date(site: Site, browser: Browser, hostile: Hostile, snils: str) -> None:
    await known_person(site, snils, birth=BIRTH + dt.timedelta(days=1))


async def _unknown_birth_date(site: Site, browser: Browser, hostile: Hostile, snils: str) -> None:
    person = await known_person(site, snils)
    await site.database.execute("UPDATE person SET birth_date = NULL WHERE id = $1", person)


async def _unchecked(site: Site, browser: Browser, hostile: Hostile, snils: str) -> None:
    await known_person(site, snils, checked=False)


async def _deceased(site: Site, browser: Browser, hostile: Hostile, snils: str) -> None:
    person = await known_person(site, snils)
    await site.database.execute("UPDATE person SET deceased_on = '2024-01-01' WHERE id = $1", person)


@pytest.mark.parametrize(
    ("world", "doubt"),
    [
        (_taken, "TAKEN"),
        (_other_birth_date, "BIRTH_DATE_DIFFERS"),
        (_unknown_birth_date, "BIRTH_DATE_DIFFERS"),
        (_unchecked, "UNCHECKED"),
        (_deceased, "DECEASED"),
    ],
)
async def test_a_match_in_doubt_is_a_registrars_case(
    site: Site, browser: Browser, hostile: Hostile, world: Any, doubt: str
) -> None:
    """The account stays nobody's, and its owner learns nothing of anybody else."""
    snils = new_snils()
    await world(site, browser, hostile, snils)
    subject = f"doubt {snils}"
    second = Browser(site)
    assert await arrive(second, hostile, subject, **vouches(snils)) == "/"
    account = await account_of(site, subject)
    assert (account["person_id"], account["level"]) == (None, "BASIC")
    assert (await second.who())["records"] == []
    assert await doubts(site, account["id"]) == [doubt]
    assert await arrive(second, hostile, subject, **vouches(snils)) == "/"
    assert await doubts(site, account["id"]) == [doubt], "one open case an account"
    case = await site.database.fetchrow("SELECT * FROM service_case WHERE account_id = $1", account["id"])
    assert case["due_at"] > case["opened_at"] and snils in case["details"]


async def test_who_is_bound_by_their_passport_already_is_confirmed_by_the_same_number(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    """A registrar bound the account, its СНИЛС as its owner stated it."""
    snils = new_snils()
    await arrive(browser, hostile, "stated", assurance="standard")
    account = await account_of(site, "stated")
    person = await known_person(site, snils, checked=False)
    await site.database.execute(
        "UPDATE account SET person_id = $2, level = 'STANDARD' WHERE id = $1", account["id"], person
    )
    assert await arrive(browser, hostile, "stated", **vouches(snils)) == "/"
    account = await account_of(site, "stated")
    assert (account["person_id"], account["level"]) == (person, "FULL")
    assert await site.database.fetchval("SELECT checked FROM person_identifier WHERE value = $1", snils)
    assert await doubts(site, account["id"]) == []


async def test_a_subject_that_becomes_another_person_is_not_signed_in(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    """What a provider gives to somebody else opens nobody's record."""
    snils = new_snils()
    person = await known_person(site, snils)
    await arrive(browser, hostile, "passed on", **vouches(snils))
    other = Browser(site)
    assert await arrive(other, hostile, "passed on", **vouches(new_snils())) == DIFFERS
    assert await other.who() is None
    account = await account_of(site, "passed on")
    assert account["person_id"] == person and await doubts(site, account["id"]) == ["BOUND_ALREADY"]
    assert await arrive(other, hostile, "passed on", **vouches(snils)) == "/"


async def test_the_same_subject_signs_in_the_same_account_whatever_else_it_says(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    """Neither an e-mail address nor a phone finds an account (ACC-15)."""
    igor = await site.database.fetchrow("SELECT id, login, phone FROM account WHERE login = 'igor'")
    claims = {"email": "igor@medcard.example", "email_verified": True, "phone_number": igor["phone"], "name": "igor"}
    await arrive(browser, hostile, "igor", **claims)
    first = await account_of(site, "igor")
    assert first["id"] != igor["id"] and first["login"] != "igor"
    await arrive(browser, hostile, "igor")
    assert (await account_of(site, "igor"))["id"] == first["id"]
    linked = "SELECT count(*) FROM external_identity WHERE account_id = $1 AND ended_at IS NULL"
    assert await site.database.fetchval(linked, igor["id"]) == 0


async def test_sign_ins_of_one_subject_at_once_make_one_account(site: Site, hostile: Hostile) -> None:
    snils = new_snils()
    await known_person(site, snils)
    hostile.subject, hostile.claims = "twins", vouches(snils)
    browsers = [Browser(site) for _ in range(4)]
    urls = [hostile.back(await each.leave("hostile")) for each in browsers]
    went = await asyncio.gather(*(each.back(url) for each, url in zip(browsers, urls, strict=True)))
    assert went == ["/"] * 4
    assert await site.database.fetchval("SELECT count(*) FROM external_identity WHERE subject = 'twins'") == 1
    assert {(await each.who())["account"]["level"] for each in browsers} == {"FULL"}


@pytest.mark.parametrize("known", [True, False])
async def test_of_several_accounts_at_once_one_becomes_the_person(site: Site, hostile: Hostile, known: bool) -> None:
    """Whether the person is in the database already or comes in by this."""
    snils = new_snils()
    if known:
        await known_person(site, snils)
    hostile.claims = vouches(snils)
    subjects = [f"{snils} {number}" for number in range(4)]
    sites = [Browser(site) for _ in subjects]
    urls = []
    for each in sites:
        urls.append(hostile.back(await each.leave("hostile")))
    hostile.claims = vouches(snils)
    names = iter(subjects)
    hostile.sign = _next_subject(hostile, names)
    assert await asyncio.gather(*(each.back(url) for each, url in zip(sites, urls, strict=True))) == ["/"] * 4
    accounts = [await account_of(site, subject) for subject in subjects]
    assert sorted(account["level"] for account in accounts) == ["BASIC", "BASIC", "BASIC", "FULL"]
    assert sum(account["person_id"] is not None for account in accounts) == 1
    assert await site.database.fetchval("SELECT count(*) FROM person_identifier WHERE value = $1", snils) == 1


def _next_subject(hostile: Hostile, names: Any) -> Any:
    from joserfc import jwt

    return lambda header, claims: jwt.encode(header, claims | {"sub": next(names)}, hostile.key)


async def test_what_the_token_lacks_the_userinfo_says_of_the_same_subject_alone(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    for number, (said_of, level) in enumerate((("informed 0", "FULL"), ("somebody else", "BASIC"))):
        snils = new_snils()
        await known_person(site, snils)
        hostile.userinfo = {"sub": said_of} | vouches(snils)
        await arrive(browser, hostile, f"informed {number}")
        assert (await account_of(site, f"informed {number}"))["level"] == level


async def test_what_the_token_says_counts_before_the_userinfo(site: Site, browser: Browser, hostile: Hostile) -> None:
    snils, other = new_snils(), new_snils()
    person = await known_person(site, snils)
    await known_person(site, other)
    said = vouches(snils)
    hostile.userinfo = {"sub": "both"} | vouches(other)
    await arrive(browser, hostile, "both", **(said | {"birthdate": None}))
    assert (await account_of(site, "both"))["person_id"] == person


async def test_a_blocked_account_is_not_signed_in_and_a_closed_one_begins_anew(
    site: Site, browser: Browser, hostile: Hostile
) -> None:
    snils = new_snils()
    person = await known_person(site, snils)
    await arrive(browser, hostile, "leaves", **vouches(snils))
    account = await account_of(site, "leaves")
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE id = $1", account["id"])
    assert await browser.who() is None
    assert await arrive(browser, hostile, "leaves", **vouches(snils)) == "/sign-in?error=ACCOUNT_BLOCKED"
    await site.database.execute("UPDATE account SET closed_at = now() WHERE id = $1", account["id"])
    assert await arrive(browser, hostile, "leaves", **vouches(snils)) == "/"
    again = await account_of(site, "leaves")
    assert again["id"] != account["id"] and again["person_id"] == person
