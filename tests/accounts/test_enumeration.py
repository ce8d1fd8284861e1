"""Strangers learn nothing of accounts, use up nothing of their owners, and guess in vain (ACC-15)."""

import datetime as dt
from typing import Any

import pytest

from backend.services.accounts.password_reset import WRONG_CODES_A_DAY
from backend.services.one_time_codes import CODES_AN_HOUR, CODES_BY_STRANGERS
from backend.services.throttling import FAILURES_PER_ADDRESS
from tests.accounts.people import COMPLETE, PASSWORD, START, call, code, messages, register
from tests.client import Person, Site
from tests.emptying import empty

PHONE, OTHER, FRESH = "+79161234567", "+79160000001", "+79169999999"
RESET = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { reset { token expiresAt } userErrors { code field message } } }"
SET = (
    "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { done userErrors { code field message } } }"
)
RECOVER = "mutation($input: RequestRecoveryCodeInput!) { requestRecoveryCode(input: $input) { recovery { token sentTo expiresAt } userErrors { code field message } } }"
CONTACT = "mutation($input: RequestContactCodeInput!) { requestContactCode(input: $input) { sentTo userErrors { code field message } } }"
CARD = "mutation { requestCardEntryCode { userErrors { code } } }"


async def _card_code(person: Person) -> list[str]:
    return [error["code"] for error in (await person.data(CARD))["requestCardEntryCode"]["userErrors"]]


async def _forget_tries(site: Site) -> None:
    await empty(site.database, "sign_in_attempt")


@pytest.mark.parametrize("mutation", [START, RESET, RECOVER], ids=["start", "reset", "recover"])
async def test_a_busy_address_holds_up_nobodys_sign_in(site: Site, mutation: str) -> None:
    """A school's or a clinic's one address: what many do there counts apart."""
    owner = await register(site, PHONE)
    await _forget_tries(site)
    field = "newPhone" if mutation == RECOVER else "login"
    answers = [
        await call(site, None, mutation, **{field: f"+7916{number:07d}"}) for number in range(FAILURES_PER_ADDRESS + 1)
    ]
    assert [answer.codes for answer in answers] == [[]] * FAILURES_PER_ADDRESS + [["RATE_LIMITED"]]
    assert await site.sign_in(PHONE, PASSWORD) and owner
    other = START if mutation != START else RESET
    assert (await call(site, None, other, login="+79169990000")).codes == []


async def _busy_owner(site: Site) -> Person:
    """Somebody whose phone has had all the codes of an hour that its owner may ask for, and a named login besides."""
    owner = await register(site, PHONE)
    await site.database.execute("UPDATE account SET login = 'anna' WHERE login = $1", PHONE)
    for _ in range(CODES_AN_HOUR):
        assert await _card_code(owner) == []
        site.clock.shift += dt.timedelta(seconds=61)
    assert await _card_code(owner) == ["TOO_SOON"]
    for _ in range(CODES_BY_STRANGERS + 1):
        assert (await call(site, None, RESET, login="anna")).codes == []
    return owner


@pytest.mark.parametrize(
    ("mutation", "field"),
    [(START, "login"), (RESET, "login"), (RECOVER, "newPhone")],
    ids=["start", "reset", "recover"],
)
async def test_an_answer_to_a_stranger_tells_nothing_of_the_codes_that_a_phone_has_had(
    site: Site, mutation: str, field: str
) -> None:
    await _busy_owner(site)
    histories = []
    for phone in (PHONE, FRESH):
        await _forget_tries(site)
        answers = [await call(site, None, mutation, **{field: phone}) for _ in range(CODES_BY_STRANGERS + 2)]
        histories.append([(answer.codes, sorted(answer.payload)) for answer in answers])
    assert histories[0] == histories[1]


async def test_a_stranger_with_an_account_learns_no_more_and_keeps_nobody_from_their_card(site: Site) -> None:
    owner = await register(site, PHONE)
    stranger = await register(site, OTHER)
    histories: list[list[list[str]]] = []
    for phone in (PHONE, FRESH):
        histories.append([])
        for _ in range(4):
            histories[-1].append((await call(site, stranger, CONTACT, phone=phone)).codes)
            site.clock.shift += dt.timedelta(seconds=61)
    assert histories[0] == histories[1] == [[]] * 4
    for _ in range(CODES_BY_STRANGERS):
        for mutation, field in ((START, "login"), (RESET, "login"), (RECOVER, "newPhone")):
            assert (await call(site, None, mutation, **{field: PHONE})).codes == []
    assert await _card_code(owner) == [], "REQ-11: what strangers ask for is counted apart"


@pytest.mark.parametrize("login", [PHONE, FRESH])
async def test_whoever_guesses_reset_codes_gets_none_after_some_a_day(site: Site, login: str) -> None:
    """With an account under the login and without one alike."""
    await register(site, PHONE)
    guesses = 0
    while guesses < WRONG_CODES_A_DAY:
        await _forget_tries(site)
        token = (await call(site, None, RESET, login=login)).done["reset"]["token"]
        for _ in range(5):
            given = {"token": token, "login": login, "code": "abc123", "password": "совсем другой пароль"}
            await call(site, None, SET, **given)
            wrong = f"{(int(code(site, login)) + 1) % 1_000_000:06d}" if login == PHONE else "123456"
            assert (await call(site, None, SET, **{**given, "code": wrong})).codes == ["WRONG_CODE"]
            guesses += 1
        site.clock.shift += dt.timedelta(minutes=20)
    before = len(messages(site, login))
    assert (await call(site, None, RESET, login=login)).codes == [], "the answer stays the same"
    assert len(messages(site, login)) == before
    site.clock.shift += dt.timedelta(days=1)
    assert (await call(site, None, RESET, login=login)).codes == []
    assert len(messages(site, login)) == before + 1


async def test_a_repeated_registration_is_no_way_around_a_second_factor(site: Site) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "password": PASSWORD, "clientMutationId": "one"}
    assert (await call(site, None, COMPLETE, **given)).codes == []
    await site.database.execute(
        "INSERT INTO second_factor (account_id, kind, name, created_at, confirmed_at) SELECT id, 'SMS', 'SMS', now(), now() FROM account"
    )
    assert (await call(site, None, COMPLETE, **given)).codes == ["WRONG_CODE"]


async def test_a_login_that_is_free_again_gives_its_earlier_registration_to_nobody(site: Site) -> None:
    started = (await call(site, None, START, login=PHONE)).done["registration"]
    given = {"token": started["token"], "code": code(site, PHONE), "password": PASSWORD, "clientMutationId": "one"}
    assert (await call(site, None, COMPLETE, **given)).codes == []
    await site.database.execute("UPDATE account SET login = 'closed:' || id, disabled_at = now(), closed_at = now()")
    await register(site, PHONE)
    assert (await call(site, None, COMPLETE, **given)).codes == ["WRONG_CODE"]
    assert await site.database.fetchval("SELECT count(*) FROM mutation_call WHERE client_mutation_id = 'one'") == 1


async def test_refusals_never_repeat_what_was_typed(site: Site) -> None:
    secret: dict[str, Any] = {"login": "secret-Иван@", "code": "424242", "password": "secret7", "token": "secret-token"}
    for query, names in ((START, ["login"]), (COMPLETE, ["token", "code", "password"]), (SET, list(secret))):
        answer = await site.ask(query, input={name: secret[name] for name in names})
        assert "secret" not in str(answer) and "424242" not in str(answer)
