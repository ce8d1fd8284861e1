"""A second factor at sign-in, apart from card entry: by application, by SMS; each change asks for proof (SCT-01)."""

import asyncio
import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from backend.services.second_factors.factors import BEGUN, end_all
from backend.services.second_factors.pending import LIFE, TRIES
from backend.services.throttling import FAILURES_PER_LOGIN
from tests.client import Person, Site
from tests.emptying import empty
from tests.session.accounts import (
    LINUX,
    PASSWORD,
    add_sms,
    add_totp,
    codes,
    first_half,
    mutate,
    second_half,
    sent_code,
    stale,
    totp_code,
)

FACTORS = "{ viewer { secondFactors { id kind name lastUsedAt } } }"


async def _factors(person: Person) -> list[dict[str, Any]]:
    return list((await person.data(FACTORS))["viewer"]["secondFactors"])


async def test_without_a_factor_the_password_is_enough(site: Site) -> None:
    """SCT-01: optional."""
    answer = await first_half(site, "igor")
    assert (answer["secondFactorRequired"], answer["secondFactor"]) == (False, None)
    assert await _factors(Person(site, answer["token"])) == []


async def test_an_application_s_secret_is_shown_once_and_kept_sealed(site: Site) -> None:
    person = await site.sign_in("igor")
    started = await mutate(person, "startTotp", "secret uri", name=" Телефон ")
    uri = urlsplit(started["uri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert parse_qs(uri.query) == {"secret": [started["secret"]], "issuer": ["Medcard"]}
    sealed = await site.database.fetchval("SELECT sealed_secret FROM second_factor")
    assert started["secret"].encode() not in sealed and len(pyotp.TOTP(started["secret"]).byte_secret()) >= 20
    assert await _factors(person) == [], "not in force yet"
    assert not (await first_half(site, "igor"))["secondFactorRequired"]
    made = await mutate(person, "confirmTotp", "secondFactor { kind name }", code=totp_code(site, started["secret"]))
    assert made["secondFactor"] == {"kind": "TOTP", "name": "Телефон"}


async def test_with_a_factor_the_right_password_gives_no_session(site: Site) -> None:
    """SCT-01: a session, a cookie, the viewer come with the second factor alone."""
    secret = await add_totp(await site.sign_in("igor"))
    before = await site.database.fetchval("SELECT count(*) FROM session")
    answer = await first_half(site, "igor")
    assert (answer["token"], answer["secondFactorRequired"]) == (None, True)
    needed = answer["secondFactor"]
    assert (needed["kinds"], needed["sentTo"], needed["passkeyOptions"]) == (["TOTP"], None, None)
    assert await site.database.fetchval("SELECT count(*) FROM session") == before
    assert (await Person(site, needed["challenge"]).data("{ viewer { account { login } } }"))["viewer"] is None
    done = await second_half(site, needed["challenge"], code=totp_code(site, secret, 1))
    assert codes(done) == [] and done["viewer"] == {"account": {"login": "igor"}}
    assert (await _factors(Person(site, done["token"])))[0]["lastUsedAt"] is not None


async def test_a_wrong_password_tells_nothing_of_factors(site: Site) -> None:
    """ACC-15."""
    await add_totp(await site.sign_in("igor"))
    answers = [await first_half(site, login, "wrong") for login in ("igor", "maria", "nobody-of-this-name")]
    assert codes(answers[0]) == ["WRONG_CREDENTIALS"]
    assert answers[0] == answers[1] == answers[2]
    assert await site.database.fetchval("SELECT count(*) FROM pending_sign_in") == 0


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, False), (0, False), (1, True), (2, False)])
async def test_a_code_counts_one_step_around_now_and_none_that_was_used(site: Site, steps: int, right: bool) -> None:
    """Confirming the factor used up the step of now, and with it the earlier one."""
    secret = await add_totp(await site.sign_in("igor"))
    needed = (await first_half(site, "igor"))["secondFactor"]
    done = await second_half(site, needed["challenge"], code=totp_code(site, secret, steps))
    assert codes(done) == ([] if right else ["WRONG_CODE"])


async def test_of_one_code_at_two_sign_ins_at_once_one_gets_in(site: Site) -> None:
    secret = await add_totp(await site.sign_in("igor"))
    challenges = [(await first_half(site, "igor"))["secondFactor"]["challenge"] for _ in range(4)]
    code = totp_code(site, secret, 1)
    done = await asyncio.gather(*(second_half(site, challenge, code=code) for challenge in challenges))
    assert sorted(codes(answer) for answer in done) == [[], *[["WRONG_CODE"]] * 3]


async def test_of_one_sign_in_completed_twice_at_once_one_session_comes(site: Site) -> None:
    secret = await add_totp(await site.sign_in("igor"))
    before = await site.database.fetchval("SELECT count(*) FROM session")
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    code = totp_code(site, secret, 1)
    done = await asyncio.gather(*(second_half(site, challenge, code=code) for _ in range(4)))
    assert sum(codes(answer) == [] for answer in done) == 1
    assert await site.database.fetchval("SELECT count(*) FROM session") == before + 1
    again = await second_half(site, challenge, code=totp_code(site, secret, 1))
    assert codes(again) == ["SIGN_IN_EXPIRED"], "single use"


async def test_a_sign_in_waits_five_minutes_and_five_tries(site: Site) -> None:
    secret = await add_totp(await site.sign_in("igor"))
    late = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    site.clock.shift = LIFE + dt.timedelta(seconds=1)
    assert codes(await second_half(site, late, code=totp_code(site, secret))) == ["SIGN_IN_EXPIRED"]
    tried = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    wrong = await asyncio.gather(*(second_half(site, tried, code="000000") for _ in range(TRIES + 3)))
    assert sum(codes(answer) == ["WRONG_CODE"] for answer in wrong) <= TRIES, "a race gains nothing"
    assert codes(await second_half(site, tried, code=totp_code(site, secret))) == ["SIGN_IN_EXPIRED"]
    for forged in ("", "x", late[:-1], "🙂"):
        assert codes(await second_half(site, forged, code="000000")) == ["SIGN_IN_EXPIRED"]


async def test_new_sign_ins_give_no_new_tries_to_who_knows_the_password(site: Site) -> None:
    secret = await add_totp(await site.sign_in("igor"))
    answers = []
    for _ in range(FAILURES_PER_LOGIN + 2):
        challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
        answers.append(codes(await second_half(site, challenge, code="000000"))[0])
    assert answers == ["WRONG_CODE"] * FAILURES_PER_LOGIN + ["RATE_LIMITED"] * 2
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    assert codes(await second_half(site, challenge, code=totp_code(site, secret, 1))) == ["RATE_LIMITED"]


async def test_a_code_by_sms_confirms_one_sign_in_alone(site: Site) -> None:
    await add_sms(await site.sign_in("igor"), "igor")
    first, second = [(await first_half(site, "igor"))["secondFactor"] for _ in range(2)]
    assert first["kinds"] == ["SMS"] and "•••" in first["sentTo"]
    nobody = Person(site, "nobody")
    sent = await mutate(nobody, "requestSignInCode", "sentTo expiresAt", challenge=first["challenge"])
    assert sent["sentTo"] == first["sentTo"]
    code = await sent_code(site, "igor")
    assert codes(await second_half(site, second["challenge"], code=code)) == ["WRONG_CODE"]
    done = await second_half(site, first["challenge"], code=code)
    assert codes(done) == []
    assert codes(await mutate(Person(site, done["token"]), "enterCard", "until", code=code)) == ["WRONG_CODE"]
    assert codes(await mutate(nobody, "requestSignInCode", "sentTo", challenge="x")) == ["SIGN_IN_EXPIRED"]


async def test_codes_are_sent_where_they_are_a_factor_alone(site: Site) -> None:
    await add_totp(await site.sign_in("igor"))
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    sent = await mutate(Person(site, "nobody"), "requestSignInCode", "sentTo", challenge=challenge)
    assert codes(sent) == ["WRONG_STATE"]


async def test_either_of_two_factors_is_enough(site: Site) -> None:
    person = await site.sign_in("igor")
    secret = await add_totp(person)
    await add_sms(person, "igor")
    needed = (await first_half(site, "igor"))["secondFactor"]
    assert needed["kinds"] == ["TOTP", "SMS"]
    await mutate(Person(site, "nobody"), "requestSignInCode", "sentTo", challenge=needed["challenge"])
    assert codes(await second_half(site, needed["challenge"], code=await sent_code(site, "igor"))) == []
    other = (await first_half(site, "igor"))["secondFactor"]
    assert codes(await second_half(site, other["challenge"], code=totp_code(site, secret, 1))) == []


async def test_one_proof_is_asked_for(site: Site) -> None:
    await add_totp(await site.sign_in("igor"))
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    assert codes(await second_half(site, challenge)) == ["REQUIRED"]
    assert codes(await second_half(site, challenge, code="000000", passkey={"id": "x"})) == ["REQUIRED"]
    assert await site.database.fetchval("SELECT max(tries) FROM pending_sign_in") == 0


async def test_a_changed_password_or_an_ended_account_ends_sign_ins_that_wait(site: Site) -> None:
    person = await site.sign_in("igor")
    secret = await add_totp(person)
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    await mutate(person, "endOtherSessions", "sessions { id }")
    assert codes(await second_half(site, challenge, code=totp_code(site, secret, 1))) == ["SIGN_IN_EXPIRED"]
    challenge = (await first_half(site, "igor"))["secondFactor"]["challenge"]
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE login = 'igor'")
    try:
        answer = await second_half(site, challenge, code=totp_code(site, secret, 1))
    finally:
        await site.database.execute("UPDATE account SET disabled_at = NULL WHERE login = 'igor'")
    assert codes(answer) == ["SIGN_IN_EXPIRED"]


async def test_every_change_asks_for_proof_and_is_told(site: Site) -> None:
    """SCT-01: toggle needs re-authentication; a changed factor is told at once."""
    await empty(site.database, "notification")
    person = await site.sign_in("igor")
    await add_totp(person)
    factor = (await _factors(person))[0]["id"]
    await stale(site, person)
    for name, given in (
        ("startTotp", {"name": "x"}),
        ("confirmTotp", {"code": "000000"}),
        ("startSmsFactor", {}),
        ("enableSmsFactor", {"code": "000000"}),
        ("removeFactor", {"id": factor}),
        ("removeFactor", {"id": "forged"}),
    ):
        assert codes(await mutate(person, name, "__typename", **given)) == ["REAUTHENTICATION_REQUIRED"], name
    await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)
    removed = await mutate(person, "removeFactor", "secondFactors { id }", id=factor)
    assert removed["secondFactors"] == []
    assert (await first_half(site, "igor"))["token"] is not None, "the password is enough again"
    kept = await site.database.fetchrow("SELECT sealed_secret, ended_at FROM second_factor")
    assert kept is not None and kept["sealed_secret"] == b"" and kept["ended_at"] is not None
    told = await site.database.fetch("SELECT kind, detail FROM notification ORDER BY id")
    assert [(row["kind"], row["detail"]) for row in told] == [
        ("FACTOR_CHANGED", "ADDED"),
        ("FACTOR_CHANGED", "REMOVED"),
    ]


async def test_nobody_removes_what_is_not_theirs(site: Site) -> None:
    """SCT-05."""
    theirs, mine = await site.sign_in("maria"), await site.sign_in("igor")
    await add_totp(theirs)
    foreign = (await _factors(theirs))[0]["id"]
    answers = [await mutate(mine, "removeFactor", "__typename", id=id_) for id_ in (foreign, "", "x", "A" * 22)]
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert all(answer == answers[0] for answer in answers)
    assert len(await _factors(theirs)) == 1


async def test_a_factor_that_was_begun_ends_by_itself_and_is_one_of_its_kind(site: Site) -> None:
    person = await site.sign_in("igor")
    first = await mutate(person, "startTotp", "secret", name=None)
    second = await mutate(person, "startTotp", "secret", name=None)
    wrong = await mutate(person, "confirmTotp", "__typename", code=totp_code(site, first["secret"]))
    assert codes(wrong) == ["WRONG_CODE"], "the newer one took its place"
    site.clock.shift = BEGUN + dt.timedelta(seconds=1)
    await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)
    late = await mutate(person, "confirmTotp", "__typename", code=totp_code(site, second["secret"]))
    assert codes(late) == ["WRONG_STATE"]
    await add_totp(person)
    assert codes(await mutate(person, "startTotp", "secret", name=None)) == ["FACTOR_EXISTS"]
    assert codes(await mutate(person, "startTotp", "secret", name="x" * 61)) == ["NAME_TOO_LONG"]


async def test_an_account_without_a_phone_has_no_sms_factor(site: Site) -> None:
    person = await site.sign_in("igor")
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'igor'")
    await site.database.execute("UPDATE account SET phone = NULL WHERE login = 'igor'")
    try:
        assert codes(await mutate(person, "startSmsFactor", "sentTo")) == ["NO_PHONE"]
    finally:
        await site.database.execute("UPDATE account SET phone = $1 WHERE login = 'igor'", phone)


async def test_whoever_comes_back_by_a_verified_identity_needs_no_factor_that_was_lost(site: Site) -> None:
    person = await site.sign_in("igor")
    await add_totp(person)
    await add_sms(person, "igor")
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'igor'")
    async with site.database.transaction():
        await end_all(site.database, account, site.clock())
    assert await _factors(person) == []
    assert not (await first_half(site, "igor"))["secondFactorRequired"]


async def test_a_sign_in_from_a_device_not_seen_before_is_told(site: Site) -> None:
    await empty(site.database, "notification")

    async def told() -> int:
        return int(await site.database.fetchval("SELECT count(*) FROM notification WHERE kind = 'NEW_SIGN_IN'"))

    async def sign_in(user_agent: str, *, knows: bool) -> None:
        """As a program does, that keeps its cookies or begins without any."""
        if not knows:
            site.http.cookies.clear()
        request = {"query": "mutation($input: SignInInput!) { signIn(input: $input) { token } }"}
        request |= {"variables": {"input": {"login": "igor", "password": PASSWORD}}}  # type: ignore[dict-item]
        await site.http.post("/graphql", json=request, headers={"User-Agent": user_agent})

    counts = []
    for device, knows in (
        ("curl/8", False),
        ("curl/9", True),
        ("curl/9", False),
        ("", False),
        ("", True),
        ("", False),
        ("Firefox/141 Linux", False),
    ):
        await sign_in(device, knows=knows)
        counts.append(await told())
    assert counts == [0, 0, 1, 2, 2, 3, 4], "only the first, and what its own cookie knows again, is nobody's news"


async def test_a_page_of_another_site_is_no_known_device(site: Site) -> None:
    await site.sign_in("igor")
    assert "medcard-device" in site.http.cookies
    await empty(site.database, "notification")
    request = {"query": "mutation($input: SignInInput!) { signIn(input: $input) { token } }"}
    request |= {"variables": {"input": {"login": "igor", "password": PASSWORD}}}  # type: ignore[dict-item]
    headers = {"Sec-Fetch-Site": "cross-site", "Authorization": "Bearer nobody"}
    answer = await site.http.post("/graphql", json=request, headers=headers)
    assert answer.status_code == 200 and "set-cookie" not in answer.headers
    assert await site.database.fetchval("SELECT count(*) FROM notification WHERE kind = 'NEW_SIGN_IN'") == 1


async def test_a_browser_is_known_again_by_its_own_cookie_not_by_what_it_calls_itself(site: Site) -> None:
    await empty(site.database, "notification")

    async def sign_in(known: str | None) -> tuple[str, int]:
        """The cookie that the page's browser gets, and how many new sign-ins were told by then."""
        request = {"query": "mutation($input: SignInInput!) { signIn(input: $input) { token } }"}
        request |= {"variables": {"input": {"login": "igor", "password": PASSWORD}}}  # type: ignore[dict-item]
        headers = {"Origin": site.settings.origin, "User-Agent": LINUX} | (
            {"Cookie": f"medcard-device={known}"} if known else {}
        )
        response = await site.http.post("/graphql", json=request, headers=headers)
        site.http.cookies.clear()
        cookie = next(one for one in response.headers.get_list("set-cookie") if one.startswith("medcard-device="))
        value, _, attributes = cookie.removeprefix("medcard-device=").partition("; ")
        assert attributes == "Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"
        told = await site.database.fetchval("SELECT count(*) FROM notification WHERE kind = 'NEW_SIGN_IN'")
        return value, int(told)

    first, told = await sign_in(None)
    assert told == 0
    assert await sign_in(first) == (first, 0)
    stranger, told = await sign_in(None)
    assert told == 1 and stranger != first
    assert await sign_in(stranger) == (stranger, 1)
    kept = await site.database.fetch("SELECT mark FROM seen_device")
    assert all(first.encode() not in row["mark"] for row in kept), "kept only as a hash"
