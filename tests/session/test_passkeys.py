"""Passkeys as a second factor: made and used at the service's own address, by a user who was verified (SCT-01)."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from backend.services.second_factors.factors import BEGUN, MOST_PASSKEYS
from backend.settings import Settings
from tests.client import Person, Site, start_site
from tests.session.accounts import PASSWORD, codes, first_half, mutate, second_half, stale
from tests.session.authenticator import Authenticator, packed, unpacked

ORIGIN, HOST = "https://medcard.example", "medcard.example"


@pytest_asyncio.fixture
async def public(site: Site, settings: Settings) -> AsyncIterator[Site]:
    """The site at an address that has a name."""
    named = settings.model_copy(update={"public_address": ORIGIN})
    async with start_site(named, site.address, site.database) as here:
        yield here


async def _add(person: Person, key: Authenticator, name: str | None = None) -> dict[str, Any]:
    options = (await mutate(person, "startPasskey", "options"))["options"]
    return await mutate(person, "confirmPasskey", "secondFactor { kind name }", passkey=key.make(options), name=name)


async def _asked(site: Site) -> tuple[str, dict[str, Any]]:
    needed = (await first_half(site, "igor"))["secondFactor"]
    return needed["challenge"], needed["passkeyOptions"]


async def test_a_passkey_is_made_and_confirms_a_sign_in(public: Site) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    options = (await mutate(person, "startPasskey", "options"))["options"]
    assert options["rp"] == {"id": HOST, "name": "Medcard"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert len(unpacked(options["challenge"])) >= 32
    assert b"igor" not in unpacked(options["user"]["id"]), "the authenticator's name of the account tells nothing"
    made = await mutate(
        person, "confirmPasskey", "secondFactor { kind name }", passkey=key.make(options), name="Мой ключ"
    )
    assert made["secondFactor"] == {"kind": "PASSKEY", "name": "Мой ключ"}
    challenge, asked = await _asked(public)
    assert asked["rpId"] == HOST and asked["userVerification"] == "required"
    assert [one["id"] for one in asked["allowCredentials"]] == [packed(key.id)]
    done = await second_half(public, challenge, passkey=key.sign(asked))
    assert codes(done) == [] and done["viewer"] == {"account": {"login": "igor"}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://medcard.example.evil.test"},
        {"origin": "http://medcard.example"},
        {"origin": "https://medcard.example:8443"},
        {"host": "evil.test"},
        {"verifies": False},
    ],
    ids=str,
)
async def test_a_passkey_of_another_place_or_of_nobody_verified_counts_for_nothing(
    public: Site, wrong: dict[str, Any]
) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    bad = Authenticator(**{"origin": ORIGIN, "host": HOST, **wrong})
    assert codes(await _add(person, bad)) == ["WRONG_PASSKEY"]
    assert codes(await _add(person, key)) == []
    for name, value in wrong.items():
        setattr(key, name, value)
    challenge, asked = await _asked(public)
    assert codes(await second_half(public, challenge, passkey=key.sign(asked))) == ["WRONG_PASSKEY"]


@pytest.mark.parametrize("step", [0, -1])
async def test_a_counter_that_stands_still_or_goes_back_is_a_copy_s(public: Site, step: int) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST, count=5)
    await _add(person, key)
    key.step = step
    challenge, asked = await _asked(public)
    assert codes(await second_half(public, challenge, passkey=key.sign(asked))) == ["WRONG_PASSKEY"]


async def test_an_authenticator_without_a_counter_is_taken_again_and_again(public: Site) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST, step=0)
    await _add(person, key)
    for _ in range(2):
        challenge, asked = await _asked(public)
        assert codes(await second_half(public, challenge, passkey=key.sign(asked))) == []


async def test_an_answer_is_good_for_its_own_sign_in_once(public: Site) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    await _add(person, key)
    challenge, asked = await _asked(public)
    other, _ = await _asked(public)
    answer = key.sign(asked)
    assert codes(await second_half(public, other, passkey=answer)) == ["WRONG_PASSKEY"], "another's challenge"
    done = await asyncio.gather(*(second_half(public, challenge, passkey=answer) for _ in range(3)))
    assert sum(codes(one) == [] for one in done) == 1
    assert codes(await second_half(public, challenge, passkey=answer)) == ["SIGN_IN_EXPIRED"]


async def test_a_passkey_opens_no_other_account(public: Site) -> None:
    igor, maria = await public.sign_in("igor"), await public.sign_in("maria")
    his, hers = Authenticator(ORIGIN, HOST), Authenticator(ORIGIN, HOST)
    await _add(igor, his)
    await _add(maria, hers)
    challenge, asked = await _asked(public)
    assert codes(await second_half(public, challenge, passkey=hers.sign(asked))) == ["WRONG_PASSKEY"]
    stolen = await mutate(maria, "startPasskey", "options")
    twice = await mutate(maria, "confirmPasskey", "__typename", passkey=his.make(stolen["options"]))
    assert codes(twice) == ["FACTOR_EXISTS"], "one key is one account's"


async def test_the_challenge_of_a_new_passkey_is_good_once_and_not_for_long(public: Site) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    options = (await mutate(person, "startPasskey", "options"))["options"]
    forged = {**options, "challenge": packed(b"x" * 32)}
    assert codes(await mutate(person, "confirmPasskey", "__typename", passkey=key.make(forged))) == ["WRONG_PASSKEY"]
    assert codes(await mutate(person, "confirmPasskey", "__typename", passkey=key.make(options))) == ["WRONG_STATE"]
    options = (await mutate(person, "startPasskey", "options"))["options"]
    public.clock.shift = BEGUN + dt.timedelta(seconds=1)
    await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)
    assert codes(await mutate(person, "confirmPasskey", "__typename", passkey=key.make(options))) == ["WRONG_STATE"]
    options = (await mutate(person, "startPasskey", "options"))["options"]
    done = await asyncio.gather(
        *(mutate(person, "confirmPasskey", "__typename", passkey=key.make(options)) for _ in range(3))
    )
    assert sum(codes(one) == [] for one in done) == 1


@pytest.mark.parametrize(
    "answer",
    ["x", 5, [], {}, {"id": "x"}, {"rawId": 5}, {"id": "x" * 50_000}, {"rawId": "=", "id": None, "response": {}}, True],
    ids=lambda answer: str(answer)[:20],
)
async def test_what_is_no_answer_is_refused_alike(public: Site, answer: object) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    await mutate(person, "startPasskey", "options")
    assert codes(await mutate(person, "confirmPasskey", "__typename", passkey=answer)) == ["WRONG_PASSKEY"]
    await _add(person, key)
    challenge, _ = await _asked(public)
    assert codes(await second_half(public, challenge, passkey=answer)) == ["WRONG_PASSKEY"]


async def test_a_tampered_answer_is_refused(public: Site) -> None:
    person, key = await public.sign_in("igor"), Authenticator(ORIGIN, HOST)
    await _add(person, key)
    challenge, asked = await _asked(public)
    for part in ("signature", "authenticatorData", "clientDataJSON"):
        answer = key.sign(asked)
        content = bytearray(unpacked(answer["response"][part]))
        content[-1] ^= 1
        answer["response"][part] = packed(bytes(content))
        assert codes(await second_half(public, challenge, passkey=answer)) == ["WRONG_PASSKEY"], part


async def test_a_removed_passkey_confirms_nothing(public: Site) -> None:
    person, keys = await public.sign_in("igor"), [Authenticator(ORIGIN, HOST) for _ in range(2)]
    for key in keys:
        await _add(person, key)
    challenge, asked = await _asked(public)
    listed = (await person.data("{ viewer { secondFactors { id } } }"))["viewer"]["secondFactors"]
    await mutate(person, "removeFactor", "secondFactors { id }", id=listed[0]["id"])
    assert codes(await second_half(public, challenge, passkey=keys[0].sign(asked))) == ["WRONG_PASSKEY"]
    assert codes(await second_half(public, challenge, passkey=keys[1].sign(asked))) == []


async def test_passkeys_are_limited_in_number_and_ask_for_proof(public: Site) -> None:
    person = await public.sign_in("igor")
    for _ in range(MOST_PASSKEYS):
        assert codes(await _add(person, Authenticator(ORIGIN, HOST))) == []
    assert codes(await mutate(person, "startPasskey", "options")) == ["TOO_MANY_FACTORS"]
    await stale(public, person)
    assert codes(await mutate(person, "startPasskey", "options")) == ["REAUTHENTICATION_REQUIRED"]
    late = await mutate(person, "confirmPasskey", "__typename", passkey={})
    assert codes(late) == ["REAUTHENTICATION_REQUIRED"]


async def test_an_address_without_a_name_has_no_passkeys(site: Site) -> None:
    assert codes(await mutate(await site.sign_in("igor"), "startPasskey", "options")) == ["PASSKEYS_UNAVAILABLE"]
