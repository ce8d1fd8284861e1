"""Registration by phone or e-mail (ACC-15, ACC-12): a code first, and nobody learns who has an account."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.services import passwords
from backend.services.throttling import FAILURES_PER_ADDRESS, FAILURES_PER_LOGIN
from tests.accounts.people import COMPLETE, PASSWORD, START, call, code, does, messages, register
from tests.client import Site
from tests.emptying import empty

PHONE = "+79161234567"
ME = "{ viewer { account { login level roles maskedPhone } person { patientId } } }"


@pytest.mark.parametrize(
    ("typed", "login", "masked"),
    [
        ("8 (916) 123-45-67", PHONE, "•••4567"),
        ("+7 916 123 45 67", PHONE, "•••4567"),
        (" Ivan.Petrov@Example.COM ", "ivan.petrov@example.com", None),
        ("ivan@почта.рф", "ivan@xn--80a1acny.xn--p1ai", None),
    ],
)
async def test_who_entered_the_code_has_a_basic_account_and_is_signed_in(
    site: Site, typed: str, login: str, masked: str | None
) -> None:
    started = (await call(site, None, START, login=typed)).done["registration"]
    assert login not in str(started), "the answer masks where the code went"
    person = await register(site, login)
    account = (await person.data(ME))["viewer"]["account"]
    assert account == {"login": login, "level": "BASIC", "roles": ["CITIZEN"], "maskedPhone": masked}
    row = await site.database.fetchrow("SELECT * FROM account WHERE login = $1", login)
    confirmed = (row["phone"], row["phone_confirmed_at"]) if masked else (row["email"], row["email_confirmed_at"])
    assert confirmed[0] == login and confirmed[1] is not None
    assert row["notify_by"] == (["SMS"] if masked else ["EMAIL"])
    assert row["person_id"] is None, "a registration binds nobody to a record"
    assert await site.sign_in(typed, PASSWORD)


@pytest.mark.parametrize(
    "login", ["", " ", "anna", "+7916", "a@", "a@b", "a b@example.com", "x" * 500, "\x00@example.com"]
)
async def test_what_is_no_phone_and_no_address_is_refused(site: Site, login: str) -> None:
    answer = await call(site, None, START, login=login)
    assert answer.fields == {"login": "WRONG_FORMAT" if login.strip() else "REQUIRED"}
    assert answer.payload["registration"] is None


@pytest.mark.parametrize("login", [PHONE, "ivan@example.com"])
async def test_a_taken_login_is_answered_and_worked_on_alike(site: Site, login: str, statements: Any) -> None:
    await register(site, login)
    free = PHONE.replace("4567", "9999") if login == PHONE else "nobody@example.com"
    seen = []
    for one in (login, free):
        before = len(messages(site, one))
        with statements() as run:
            answer = await call(site, None, START, login=one)
        assert len(messages(site, one)) == before + 1
        registration = answer.done["registration"]
        seen.append((run, len(registration["token"]), sorted(answer.payload)))
    assert seen[0] == seen[1]
    taken = messages(site, login)[0]
    assert "уже есть" in taken and "Забыли пароль" in taken, "its owner is told what to do"
    assert not any(character.isdigit() for character in taken), "and gets no code"


async def test_a_registration_of_a_taken_login_is_never_completed(site: Site) -> None:
    await register(site, PHONE)
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    for guess in ("000000", "123456", "999999"):
        answer = await call(site, None, COMPLETE, token=started["token"], code=guess, password=PASSWORD)
        assert answer.fields == {"code": "WRONG_CODE"}
    assert await site.database.fetchval("SELECT count(*) FROM account") == 1


async def _wrong_token(site: Site, token: str, right: str) -> dict[str, str]:
    return {"token": "x" * 43, "code": right}


async def _wrong_code(site: Site, token: str, right: str) -> dict[str, str]:
    return {"token": token, "code": f"{(int(right) + 1) % 1_000_000:06d}"}


async def _late(site: Site, token: str, right: str) -> dict[str, str]:
    site.clock.shift = dt.timedelta(minutes=5, seconds=1)
    return {"token": token, "code": right}


async def _anothers(site: Site, token: str, right: str) -> dict[str, str]:
    other = (await call(site, None, START, login="+79160000001")).done["registration"]
    return {"token": other["token"], "code": right}


async def _used_up(site: Site, token: str, right: str) -> dict[str, str]:
    for _ in range(5):
        wrong = await call(site, None, COMPLETE, **await _wrong_code(site, token, right), password=PASSWORD)
        assert wrong.fields == {"code": "WRONG_CODE"}
    return {"token": token, "code": right}


async def _of_another_purpose(site: Site, token: str, right: str) -> dict[str, str]:
    await site.database.execute("UPDATE one_time_code SET purpose = 'PASSWORD_RESET'")
    return {"token": token, "code": right}


@pytest.mark.parametrize(
    "broken", [_wrong_token, _wrong_code, _late, _anothers, _used_up, _of_another_purpose], ids=lambda f: f.__name__
)
async def test_a_code_that_does_not_fit_makes_no_account(site: Site, broken: Any) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = await broken(site, started["token"], code(site, PHONE))
    answer = await call(site, None, COMPLETE, **given, password=PASSWORD)
    assert answer.fields == {"code": "WRONG_CODE"}
    assert await site.database.fetchval("SELECT count(*) FROM account") == 0


async def test_two_who_complete_with_one_code_make_one_account(site: Site) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "password": PASSWORD}
    answers = await asyncio.gather(*(call(site, None, COMPLETE, **given) for _ in range(4)))
    assert sorted(answer.codes for answer in answers) == [[], ["WRONG_CODE"], ["WRONG_CODE"], ["WRONG_CODE"]]
    assert await site.database.fetchval("SELECT count(*) FROM account") == 1
    assert await site.database.fetchval("SELECT count(*) FROM session") == 1


async def test_two_registrations_of_one_phone_make_one_account_and_say_so(site: Site) -> None:
    both = []
    for _ in range(2):
        started = (await call(site, None, START, login=PHONE)).done["registration"]
        both.append({"token": started["token"], "code": code(site, PHONE), "password": PASSWORD})
    answers = await asyncio.gather(*(call(site, None, COMPLETE, **given) for given in both))
    assert sorted(answer.codes for answer in answers) == [[], ["ALREADY_REGISTERED"]]
    assert await site.database.fetchval("SELECT count(*) FROM account") == 1


async def test_a_call_whose_answer_was_lost_signs_in_when_it_is_repeated(site: Site) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "clientMutationId": "one"}
    tokens = [(await call(site, None, COMPLETE, **given, password=PASSWORD)).done["token"] for _ in range(2)]
    assert len(set(tokens)) == 2
    assert await site.database.fetchval("SELECT count(*) FROM account") == 1
    for other in ({"password": PASSWORD + "!"}, {"password": PASSWORD, "clientMutationId": "two"}):
        assert (await call(site, None, COMPLETE, **{**given, **other})).codes == ["WRONG_CODE"]
    changed = {**given, "code": f"{(int(given['code']) + 1) % 1_000_000:06d}"}
    assert (await call(site, None, COMPLETE, **changed, password=PASSWORD)).codes == ["CONFLICT"]


async def test_messages_to_one_phone_and_from_one_address_are_throttled(site: Site) -> None:
    histories = []
    await register(site, PHONE)
    for login in (PHONE, "+79160000002"):
        await empty(site.database, "sign_in_attempt")
        histories.append([(await call(site, None, START, login=login)).codes for _ in range(FAILURES_PER_LOGIN + 2)])
    assert histories[0] == histories[1]
    assert histories[0] == [[]] * FAILURES_PER_LOGIN + [["RATE_LIMITED"]] * 2
    assert len(messages(site, "+79160000002")) == 5, "five messages an hour are the most"
    await empty(site.database, "sign_in_attempt")
    for number in range(FAILURES_PER_ADDRESS):
        assert (await call(site, None, START, login=f"n{number}@example.com")).codes == []
    assert (await call(site, None, START, login="last@example.com")).codes == ["RATE_LIMITED"]


async def test_an_outage_of_the_gateway_is_told_and_costs_nothing(site: Site) -> None:
    await register(site, PHONE)
    count = await site.database.fetchval("SELECT count(*) FROM one_time_code")
    for login in (PHONE, "+79160000003"):
        does(site, "sms", "outage")
        answer = await call(site, None, START, login=login)
        assert answer.codes == ["UNAVAILABLE"] and answer.payload["registration"] is None
        assert await site.database.fetchval("SELECT count(*) FROM one_time_code") == count


async def test_from_the_page_the_session_travels_in_a_cookie(site: Site) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "password": PASSWORD}
    query = COMPLETE.replace("token userErrors", "token viewer { account { login level } } userErrors")
    response = await site.http.post(
        "/graphql", json={"query": query, "variables": {"input": given}}, headers={"Origin": site.settings.origin}
    )
    site.http.cookies.clear()
    viewer = {"account": {"login": PHONE, "level": "BASIC"}}
    assert response.json()["data"]["completeRegistration"] == {"token": None, "viewer": viewer, "userErrors": []}
    assert "HttpOnly" in response.headers["set-cookie"]


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("1234567", "PASSWORD_TOO_SHORT"),
        ("", "PASSWORD_TOO_SHORT"),
        ("я" * 257, "PASSWORD_TOO_LONG"),
        ("+79161234567", "PASSWORD_IS_LOGIN"),
        ("8 916 123-45-67", "PASSWORD_IS_LOGIN"),
        ("89161234567!", "PASSWORD_IS_LOGIN"),
        ("79161234567abc", "PASSWORD_TOO_COMMON"),
        ("12345678", "PASSWORD_TOO_COMMON"),
        ("password", "PASSWORD_TOO_COMMON"),
        ("P@ssw0rd1", "PASSWORD_TOO_COMMON"),
        ("qwertyuiop", "PASSWORD_TOO_COMMON"),
        ("йцукенгшщз", "PASSWORD_TOO_COMMON"),
        ("ПарольПароль", "PASSWORD_TOO_COMMON"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "PASSWORD_TOO_COMMON"),
        ("12.04.1985", "PASSWORD_TOO_COMMON"),
        ("medcard1", "PASSWORD_TOO_COMMON"),
        ("я" + "x9!тК" * 51, None),
        ("четыре разных слова подряд", None),
        ("correct horse battery", None),
        ("нет🙂составных🙃правил", None),
    ],
)
async def test_a_password_is_long_and_not_one_of_those_that_are_tried_first(
    site: Site, password: str, refusal: str | None
) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "password": password}
    answer = await call(site, None, COMPLETE, **given)
    assert answer.fields == ({"password": refusal} if refusal else {})
    if refusal:
        assert (await call(site, None, COMPLETE, **{**given, "password": PASSWORD})).codes == [], (
            "the code is not used up"
        )


async def test_a_wrong_code_is_not_hashed_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    hashed: list[str] = []
    monkeypatch.setattr(passwords, "hash_password", hashed.append)
    answer = await call(site, None, COMPLETE, token=started["token"], code="abcdef", password=PASSWORD)
    assert answer.codes == ["WRONG_CODE"] and hashed == []


async def test_in_the_demo_somebody_new_finds_the_code_under_the_phone(site: Site) -> None:
    await call(site, None, START, login=PHONE)
    for login in (PHONE, "8 916 123-45-67"):
        assert [message["code"] for message in await site.outbox(login)] == [code(site, PHONE)]
    assert await site.outbox("+79160000009") == await site.outbox("nobody") == []
