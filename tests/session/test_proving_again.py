"""Who has a session open proves again who they are by a factor of theirs: this session's, once, not by guessing (SCT-01)."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from backend.services.throttling import FAILURES_PER_LOGIN
from backend.settings import Settings
from tests.client import Person, Site, start_site
from tests.session.accounts import PASSWORD, add_totp, codes, first_half, mutate, second_half, stale, totp_code
from tests.session.authenticator import Authenticator

ORIGIN, HOST = "https://medcard.example", "medcard.example"


@pytest_asyncio.fixture
async def public(site: Site, settings: Settings) -> AsyncIterator[Site]:
    """The site at an address that has a name."""
    named = settings.model_copy(update={"public_address": ORIGIN})
    async with start_site(named, site.address, site.database) as here:
        yield here


async def _prove(person: Person, **given: Any) -> list[str]:
    return codes(await mutate(person, "reauthenticate", "freshUntil", **given))


async def _fresh(person: Person) -> bool:
    """Whether the session may change the account now."""
    begun = codes(await mutate(person, "startPasskey", "options"))
    return begun != ["REAUTHENTICATION_REQUIRED"]


async def _asked(person: Person) -> dict[str, Any]:
    options: dict[str, Any] = (await mutate(person, "requestReauthenticationPasskey", "options"))["options"]
    return options


async def _with_passkey(site: Site) -> tuple[Person, Authenticator]:
    """Igor, his proof grown old, and his passkey."""
    person, key = await site.sign_in("igor"), Authenticator(ORIGIN, HOST)
    options = (await mutate(person, "startPasskey", "options"))["options"]
    assert codes(await mutate(person, "confirmPasskey", "secondFactor { kind }", passkey=key.make(options))) == []
    await stale(site, person)
    assert not await _fresh(person)
    return person, key


async def _second_session(site: Site, key: Authenticator) -> Person:
    needed = (await first_half(site, "igor"))["secondFactor"]
    done = await second_half(site, needed["challenge"], passkey=key.sign(needed["passkeyOptions"]))
    return Person(site, done["token"])


async def test_a_code_of_the_authenticator_proves_it_once(public: Site) -> None:
    person = await public.sign_in("igor")
    secret = await add_totp(person)
    await stale(public, person)
    public.clock.shift += dt.timedelta(seconds=60)
    code = totp_code(public, secret)
    assert await _prove(person, code="000000" if code != "000000" else "000001") == ["WRONG_CODE"]
    assert not await _fresh(person)
    assert sorted(await asyncio.gather(*(_prove(person, code=code) for _ in range(3)))) == [
        [],
        ["WRONG_CODE"],
        ["WRONG_CODE"],
    ]
    assert await _fresh(person)
    await stale(public, person)
    assert await _prove(person, code=code) == ["WRONG_CODE"], "a step is never taken again"
    assert not await _fresh(person)


async def test_a_passkey_proves_it_once(public: Site) -> None:
    person, key = await _with_passkey(public)
    options = await _asked(person)
    assert options["userVerification"] == "required" and options["rpId"] == HOST
    answer = key.sign(options)
    assert sorted(await asyncio.gather(*(_prove(person, passkey=answer) for _ in range(3)))) == [
        [],
        ["WRONG_PASSKEY"],
        ["WRONG_PASSKEY"],
    ]
    assert await _fresh(person)
    await stale(public, person)
    assert await _prove(person, passkey=answer) == ["WRONG_PASSKEY"]
    assert await _prove(person, passkey=key.sign(options)) == ["WRONG_PASSKEY"], "signed anew, the challenge is used up"
    assert not await _fresh(person)


async def test_what_one_session_was_given_to_sign_proves_nothing_in_another(public: Site) -> None:
    person, key = await _with_passkey(public)
    other = await _second_session(public, key)
    await stale(public, other)
    assert await _prove(other, passkey=key.sign(await _asked(person))) == ["WRONG_PASSKEY"]
    assert not await _fresh(other)


async def test_what_a_sign_in_was_given_to_sign_proves_nothing_in_a_session(public: Site) -> None:
    person, key = await _with_passkey(public)
    await _asked(person)
    needed = (await first_half(public, "igor"))["secondFactor"]
    assert await _prove(person, passkey=key.sign(needed["passkeyOptions"])) == ["WRONG_PASSKEY"]
    mine = key.sign(await _asked(person))
    assert codes(await second_half(public, needed["challenge"], passkey=mine)) == ["WRONG_PASSKEY"]


@pytest.mark.parametrize("later", [dt.timedelta(minutes=5, seconds=2), -dt.timedelta(minutes=1)], ids=str)
async def test_a_passkey_has_five_minutes(public: Site, later: dt.timedelta) -> None:
    person, key = await _with_passkey(public)
    answer = key.sign(await _asked(person))
    public.clock.shift += later
    assert await _prove(person, passkey=answer) == ["WRONG_PASSKEY"]


@pytest.mark.parametrize(
    "wrong", [{"verifies": False}, {"origin": "https://evil.test"}, {"host": "evil.test"}, {"step": 0}]
)
async def test_a_passkey_that_is_not_as_it_should_be_proves_nothing(public: Site, wrong: dict[str, Any]) -> None:
    person, key = await _with_passkey(public)
    for name, value in wrong.items():
        setattr(key, name, value)
    assert await _prove(person, passkey=key.sign(await _asked(person))) == ["WRONG_PASSKEY"]
    assert not await _fresh(person)


async def test_anothers_passkey_proves_nothing(public: Site) -> None:
    person, key = await _with_passkey(public)
    maria, hers = await public.sign_in("maria"), Authenticator(ORIGIN, HOST)
    options = (await mutate(maria, "startPasskey", "options"))["options"]
    await mutate(maria, "confirmPasskey", "secondFactor { kind }", passkey=hers.make(options))
    assert await _prove(person, passkey=hers.sign(await _asked(person))) == ["WRONG_PASSKEY"]
    hers.id = key.id
    assert await _prove(person, passkey=hers.sign(await _asked(person))) == ["WRONG_PASSKEY"]


@pytest.mark.parametrize(
    "answer", [1, "x", [], {}, {"rawId": 5}, {"rawId": "x" * 30_000}, {"rawId": "AAAA"}], ids=lambda a: str(a)[:20]
)
async def test_what_is_no_answer_of_a_passkey_proves_nothing(public: Site, answer: Any) -> None:
    person, _ = await _with_passkey(public)
    await _asked(person)
    assert await _prove(person, passkey=answer) == ["WRONG_PASSKEY"]


async def test_without_a_passkey_none_is_asked_for(site: Site) -> None:
    person = await site.sign_in("maria")
    assert codes(await mutate(person, "requestReauthenticationPasskey", "options")) == ["WRONG_STATE"]
    assert codes(await mutate(Person(site, ""), "requestReauthenticationPasskey", "options")) == ["UNAUTHENTICATED"]


async def test_one_proof_is_given_at_a_time(site: Site) -> None:
    person = await site.sign_in("igor")
    for given in ({}, {"password": PASSWORD, "code": "123456"}, {"code": "123456", "passkey": {}}):
        answer = await person.data(
            "mutation($input: ReauthenticateInput!) { reauthenticate(input: $input) { userErrors { code } } }",
            input=given,
        )
        assert answer["reauthenticate"]["userErrors"] == [{"code": "REQUIRED"}]


async def test_guesses_are_few_and_nobody_uses_them_up_from_outside(site: Site) -> None:
    person = await site.sign_in("igor")
    secret = await add_totp(person)
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'igor'")
    for login in (f"factor:{account}", f"\0factor:{account}"):
        for _ in range(FAILURES_PER_LOGIN + 1):
            await first_half(site, login, "wrong")
    site.clock.shift += dt.timedelta(seconds=60)
    assert await _prove(person, code=totp_code(site, secret)) == []
    guesses = [await _prove(person, code=f"{guess:06d}") for guess in range(FAILURES_PER_LOGIN + 2)]
    assert guesses.count(["RATE_LIMITED"]) >= 1 and guesses[-1] == ["RATE_LIMITED"]
    site.clock.shift += dt.timedelta(seconds=60)
    assert await _prove(person, code=totp_code(site, secret)) == ["RATE_LIMITED"]
    assert await _prove(person, password=PASSWORD) == [], "the password is another way"
