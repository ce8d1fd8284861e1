"""A forgotten password and a changed one (ACC-15): by the owner alone, every other session ends, nothing tells who exists."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.services import passwords
from backend.services.throttling import FAILURES_PER_LOGIN
from tests.accounts.people import PASSWORD, call, code, does, messages, register
from tests.client import Person, Site
from tests.emptying import empty

PHONE = "+79161234567"
NEW = "совсем другой пароль"
ASK = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { reset { token expiresAt } userErrors { code field message } } }"
RESET = (
    "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { done userErrors { code field message } } }"
)
CHANGE = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { done userErrors { code field message } } }"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token secondFactorRequired userErrors { code } } }"
WHO = "{ viewer { account { login } notifications(first: 5) { nodes { kind } } } }"


async def _ask(site: Site, login: str) -> str:
    token: str = (await call(site, None, ASK, login=login)).done["reset"]["token"]
    return token


async def _here(person: Person) -> bool:
    return (await person.data("{ viewer { account { login } } }"))["viewer"] is not None


@pytest.mark.parametrize("login", [PHONE, "ivan@example.com"])
async def test_a_code_to_the_owner_sets_a_new_password_and_ends_every_session(site: Site, login: str) -> None:
    person = await register(site, login)
    token = await _ask(site, login)
    given = {"token": token, "login": login, "code": code(site, login), "password": NEW}
    assert (await call(site, None, RESET, **given)).done["done"] is True
    assert not await _here(person)
    assert (await call(site, None, SIGN_IN, login=login, password=PASSWORD)).codes == ["WRONG_CREDENTIALS"]
    again = await site.sign_in(login, NEW)
    kinds = [note["kind"] for note in (await again.data(WHO))["viewer"]["notifications"]["nodes"]]
    assert "PASSWORD_CHANGED" in kinds
    await site.work()
    assert any("Пароль учётной записи изменён" in text for text in messages(site, login))
    assert (await call(site, None, RESET, **given)).fields == {"code": "WRONG_CODE"}, "the code is good once"


@pytest.mark.parametrize(("known", "unknown"), [(PHONE, "+79169999999"), ("ivan@example.com", "nobody@example.com")])
async def test_unknown_and_closed_logins_are_answered_and_worked_on_alike(
    site: Site, statements: Any, known: str, unknown: str
) -> None:
    await register(site, known)
    closed = known.replace("4567", "0000").replace("ivan", "closed")
    await register(site, closed)
    await site.database.execute("UPDATE account SET disabled_at = now() WHERE login = $1", closed)
    await site.database.execute("UPDATE one_time_code SET sent_at = sent_at - interval '2 hours'")
    seen = []
    for login in (known, unknown, closed):
        before = len(messages(site, login))
        with statements() as run:
            answer = await call(site, None, ASK, login=login)
        assert len(messages(site, login)) == before + 1, "each gets one message"
        seen.append((run, len(answer.done["reset"]["token"])))
    assert seen[0] == seen[1] == seen[2]
    assert "учётной записи с этим логином нет" in messages(site, unknown)[0]
    assert "учётной записи с этим логином нет" in messages(site, closed)[0]


async def test_a_login_that_is_a_name_is_reached_at_its_phone_and_nobody_waits_for_that(
    site: Site, statements: Any
) -> None:
    person = await register(site, PHONE)
    await site.database.execute("UPDATE account SET login = 'anna' WHERE login = $1", PHONE)
    seen = []
    for login in ("anna", "nobody"):
        with statements() as run:
            answer = await call(site, None, ASK, login=login)
        seen.append((run, len(answer.done["reset"]["token"]), answer.codes))
    assert seen[0] == seen[1]
    for _ in range(100):
        if "новый пароль" in messages(site, PHONE)[0]:
            break
        await asyncio.sleep(0.02)
    does(site, "sms", "outage")
    assert (
        (await call(site, None, ASK, login="anna")).codes == (await call(site, None, ASK, login="nobody")).codes == []
    )
    assert await _here(person)


async def test_a_login_that_the_phone_left_is_reached_at_the_new_phone(site: Site) -> None:
    await register(site, PHONE)
    await site.database.execute("UPDATE account SET phone = '+79167777777' WHERE login = $1", PHONE)
    token = await _ask(site, PHONE)
    assert "код" in messages(site, "+79167777777")[0], "and whoever has the old number now gets no code"
    given = {"token": token, "login": PHONE, "code": code(site, "+79167777777"), "password": NEW}
    assert (await call(site, None, RESET, **given)).codes == []


async def _wrong_token(site: Site, given: dict[str, str]) -> dict[str, str]:
    return {**given, "token": "x" * 43}


async def _wrong_code(site: Site, given: dict[str, str]) -> dict[str, str]:
    return {**given, "code": f"{(int(given['code']) + 1) % 1_000_000:06d}"}


async def _late(site: Site, given: dict[str, str]) -> dict[str, str]:
    site.clock.shift = dt.timedelta(minutes=5, seconds=1)
    return given


async def _anothers_login(site: Site, given: dict[str, str]) -> dict[str, str]:
    await register(site, "+79160000001")
    return {**given, "login": "+79160000001"}


async def _another_request(site: Site, given: dict[str, str]) -> dict[str, str]:
    return {**given, "token": await _ask(site, PHONE)}


async def _phone_left(site: Site, given: dict[str, str]) -> dict[str, str]:
    await site.database.execute("UPDATE account SET phone = '+79167777777'")
    return given


async def _of_another_purpose(site: Site, given: dict[str, str]) -> dict[str, str]:
    await site.database.execute("UPDATE one_time_code SET purpose = 'SIGN_IN'")
    return given


async def _closed(site: Site, given: dict[str, str]) -> dict[str, str]:
    await site.database.execute("UPDATE account SET disabled_at = now()")
    return given


async def _used_up(site: Site, given: dict[str, str]) -> dict[str, str]:
    for _ in range(5):
        assert (await call(site, None, RESET, **await _wrong_code(site, given))).codes == ["WRONG_CODE"]
    return given


@pytest.mark.parametrize(
    "broken",
    [
        _wrong_token,
        _wrong_code,
        _late,
        _anothers_login,
        _another_request,
        _phone_left,
        _of_another_purpose,
        _closed,
        _used_up,
    ],
    ids=lambda f: f.__name__,
)
async def test_a_code_that_does_not_fit_sets_no_password(site: Site, broken: Any) -> None:
    await register(site, PHONE)
    token = await _ask(site, PHONE)
    given = await broken(site, {"token": token, "login": PHONE, "code": code(site, PHONE), "password": NEW})
    before = await site.database.fetch("SELECT login, password_hash FROM account ORDER BY id")
    assert (await call(site, None, RESET, **given)).fields == {"code": "WRONG_CODE"}
    assert await site.database.fetch("SELECT login, password_hash FROM account ORDER BY id") == before


async def test_a_code_never_sent_to_anybody_resets_nothing(site: Site) -> None:
    token = await _ask(site, "+79169999999")
    for guess in ("000000", "123456", "999999"):
        given = {"token": token, "login": "+79169999999", "code": guess, "password": NEW}
        assert (await call(site, None, RESET, **given)).fields == {"code": "WRONG_CODE"}


async def test_of_two_resets_by_one_code_one_counts(site: Site) -> None:
    await register(site, PHONE)
    token = await _ask(site, PHONE)
    given = {"token": token, "login": PHONE, "code": code(site, PHONE)}
    both = [call(site, None, RESET, **given, password=f"{NEW} {number}") for number in range(3)]
    assert sorted(answer.codes for answer in await asyncio.gather(*both)) == [[], ["WRONG_CODE"], ["WRONG_CODE"]]


async def test_resets_are_throttled_alike_and_an_outage_is_told_alike(site: Site) -> None:
    await register(site, PHONE)
    histories = []
    for login in (PHONE, "+79169999999"):
        await empty(site.database, "sign_in_attempt")
        histories.append([(await call(site, None, ASK, login=login)).codes for _ in range(FAILURES_PER_LOGIN + 2)])
        site.clock.shift += dt.timedelta(hours=2)
    assert histories[0] == histories[1] == [[]] * FAILURES_PER_LOGIN + [["RATE_LIMITED"]] * 2
    for login in (PHONE, "+79169999999"):
        does(site, "sms", "outage")
        assert (await call(site, None, ASK, login=login)).codes == ["UNAVAILABLE"]
    assert (await call(site, None, ASK, login=" ")).fields == {"login": "REQUIRED"}


async def test_a_weak_password_is_refused_before_the_code_is_tried(site: Site) -> None:
    await register(site, PHONE)
    token = await _ask(site, PHONE)
    given = {"token": token, "login": PHONE, "code": code(site, PHONE)}
    for _ in range(6):
        assert (await call(site, None, RESET, **given, password="password")).fields == {
            "password": "PASSWORD_TOO_COMMON"
        }
    assert (await call(site, None, RESET, **given, password=NEW)).codes == []


async def test_a_password_is_changed_by_the_old_one_and_the_other_sessions_end(site: Site) -> None:
    person = await register(site, PHONE)
    other = await site.sign_in(PHONE, PASSWORD)
    site.clock.shift = dt.timedelta(minutes=11)
    assert (await call(site, person, CHANGE, newPassword=NEW)).codes == ["REAUTHENTICATION_REQUIRED"]
    wrong = await call(site, person, CHANGE, oldPassword=NEW, newPassword=NEW)
    assert wrong.fields == {"oldPassword": "WRONG_PASSWORD"}
    weak = await call(site, person, CHANGE, oldPassword=PASSWORD, newPassword=PHONE)
    assert weak.fields == {"newPassword": "PASSWORD_IS_LOGIN"}
    assert (await call(site, person, CHANGE, oldPassword=PASSWORD, newPassword=NEW)).done["done"] is True
    assert await _here(person) and not await _here(other)
    assert await site.sign_in(PHONE, NEW)
    await site.work()
    assert any("Пароль учётной записи изменён" in text for text in messages(site, PHONE))


async def test_who_has_just_proved_who_they_are_needs_no_old_password(site: Site) -> None:
    person = await register(site, PHONE)
    assert (await call(site, person, CHANGE, newPassword=NEW)).done["done"] is True
    assert (await call(site, None, CHANGE, newPassword=NEW)).codes == ["UNAUTHENTICATED"]


async def test_an_open_session_gives_no_more_guesses_than_sign_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await register(site, PHONE)
    monkeypatch.setattr(passwords, "_verify", lambda password, stored: False)
    guesses = [(await call(site, person, CHANGE, oldPassword="x", newPassword=NEW)).codes for _ in range(12)]
    assert guesses == [["WRONG_PASSWORD"]] * FAILURES_PER_LOGIN + [["RATE_LIMITED"]] * 2
    assert (await call(site, None, SIGN_IN, login=PHONE, password=PASSWORD)).codes == ["RATE_LIMITED"]
