"""A lost phone and mailbox: a new phone, and a registrar who verifies the identity; nobody learns of accounts (ACC-15)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.policy.sealing import IdSealer, IdType
from backend.services.passwords import hash_password
from backend.services.throttling import FAILURES_PER_LOGIN
from tests.accounts.people import PASSWORD, Answered, call, code, does, messages, register
from tests.client import Person, Site
from tests.emptying import empty

PHONE = "+79161234567"
NEW = "+79167654321"
SNILS = "112-233-445 95"
ASK = "mutation($input: RequestRecoveryCodeInput!) { requestRecoveryCode(input: $input) { recovery { token sentTo expiresAt } userErrors { code field message } } }"
REQUEST = "mutation($input: RequestRecoveryInput!) { requestRecovery(input: $input) { taken userErrors { code field message } } }"
DECIDE = "mutation($input: DecideServiceCaseInput!) { decideServiceCase(input: $input) { serviceCase { state details } userErrors { code field } } }"
CASES = "{ serviceCases(first: 10) { nodes { id kind state applicant bound details } } }"
RESET = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { reset { token } userErrors { code } } }"
SET = "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { done userErrors { code field } } }"


async def _bound(site: Site, login: str = PHONE) -> Person:
    """Somebody whose account is bound to a person with a checked СНИЛС."""
    person = await register(site, login)
    await site.database.execute(
        "WITH p AS (INSERT INTO person (patient_key, record_key, family_name, given_name, birth_date, sex) "
        "VALUES (repeat('p', 22), repeat('r', 22), 'Незнакомцев', 'Пётр', '1985-04-12', 'MALE') RETURNING id), "
        "i AS (INSERT INTO person_identifier (patient_id, kind, value, checked) SELECT id, 'SNILS', '11223344595', true FROM p) "
        "UPDATE account SET person_id = p.id, level = 'FULL' FROM p WHERE login = $1",
        login,
    )
    return person


async def _begin(site: Site, phone: str = NEW) -> dict[str, str]:
    """Token and code of a confirmed new phone, and the statement that agrees with the bound account."""
    begun = (await call(site, None, ASK, newPhone=phone)).done["recovery"]
    return {
        "token": begun["token"],
        "code": code(site, phone),
        "login": PHONE,
        "snils": SNILS,
        "birthDate": "1985-04-12",
    }


async def _cases(site: Site) -> list[Any]:
    return list(await site.database.fetch("SELECT * FROM service_case ORDER BY id"))


async def _registrar(site: Site) -> Person:
    await site.database.execute(
        "INSERT INTO account (login, password_hash, level, roles, created_at) VALUES ('registrar', $1, 'BASIC', ARRAY['REGISTRAR'], now())",
        hash_password(PASSWORD),
    )
    return await site.sign_in("registrar", PASSWORD)


async def _decide(site: Site, registrar: Person, decision: str) -> Answered:
    row = (await _cases(site))[-1]
    id_ = IdSealer(site.settings.key("id")).seal(IdType.SERVICE_CASE, row["account_id"], row["id"])
    return await call(site, registrar, DECIDE, id=id_, decision=decision, text="Паспорт предъявлен лично")


async def test_who_lost_the_phone_comes_back_by_an_identity_that_a_registrar_verified(site: Site) -> None:
    thief = await _bound(site)
    await site.database.execute(
        "UPDATE account SET email = 'thief@example.com', email_confirmed_at = now(), notify_by = ARRAY['EMAIL']"
    )
    await site.database.execute(
        "INSERT INTO second_factor (account_id, kind, name, created_at, confirmed_at) SELECT id, 'SMS', 'SMS', now(), now() FROM account"
    )
    await site.database.execute(
        "INSERT INTO external_identity (account_id, issuer, subject, created_at) SELECT id, 'https://id.example', 's', now() FROM account"
    )
    assert (await call(site, None, REQUEST, **await _begin(site))).done == {"taken": True, "userErrors": []}
    (case,) = await _cases(site)
    assert (case["kind"], case["state"]) == ("RECOVERY", "OPEN") and case["person_id"] is not None
    registrar = await _registrar(site)
    listed = (await registrar.data(CASES))["serviceCases"]["nodes"]
    assert [one["kind"] for one in listed] == ["RECOVERY"] and listed[0]["bound"] is True
    assert (await _decide(site, registrar, "APPROVE")).codes == []
    assert (await thief.data("{ viewer { account { login } } }"))["viewer"] is None, "every session has ended"
    row = await site.database.fetchrow("SELECT * FROM account WHERE person_id IS NOT NULL")
    assert (row["login"], row["phone"], row["email"], row["password_hash"]) == (NEW, NEW, None, None)
    for table in ("second_factor", "external_identity"):
        assert await site.database.fetchval(f"SELECT count(*) FROM {table} WHERE ended_at IS NULL") == 0
    await site.work()
    assert "другой телефон" in messages(site, PHONE)[0], "whoever has the old number is told"
    assert any("рассмотрено" in text for text in messages(site, NEW))
    token = (await call(site, None, RESET, login=NEW)).done["reset"]["token"]
    given = {"token": token, "login": NEW, "code": code(site, NEW), "password": "совсем новый пароль"}
    assert (await call(site, None, SET, **given)).codes == []
    back = await site.sign_in(NEW, "совсем новый пароль")
    assert (await back.data("{ viewer { account { level } } }"))["viewer"]["account"]["level"] == "FULL"


async def test_a_refused_recovery_changes_nothing(site: Site) -> None:
    owner = await _bound(site)
    await call(site, None, REQUEST, **await _begin(site))
    registrar = await _registrar(site)
    assert (await _decide(site, registrar, "REFUSE")).codes == []
    assert (await owner.data("{ viewer { account { login } } }"))["viewer"]["account"]["login"] == PHONE
    assert (await _decide(site, registrar, "APPROVE")).codes == ["WRONG_STATE"], "a case is decided once"


async def _stays(site: Site) -> dict[str, Any]:
    return {}


async def _no_such_login(site: Site) -> dict[str, Any]:
    return {"login": "+79169999999"}


async def _another_snils(site: Site) -> dict[str, Any]:
    return {"snils": "087-654-303 00"}


async def _another_birthday(site: Site) -> dict[str, Any]:
    return {"birthDate": "1985-04-13"}


async def _bound_to_nobody(site: Site) -> dict[str, Any]:
    await site.database.execute("UPDATE account SET person_id = NULL")
    return {}


async def _snils_unchecked(site: Site) -> dict[str, Any]:
    await site.database.execute("UPDATE person_identifier SET checked = false")
    return {}


async def _closed(site: Site) -> dict[str, Any]:
    await site.database.execute("UPDATE account SET disabled_at = now()")
    return {}


async def _staff(site: Site) -> dict[str, Any]:
    await site.database.execute("UPDATE account SET roles = ARRAY['REGISTRAR']")
    return {}


@pytest.mark.parametrize(
    "differently",
    [
        _stays,
        _no_such_login,
        _another_snils,
        _another_birthday,
        _bound_to_nobody,
        _snils_unchecked,
        _closed,
        _staff,
    ],
    ids=lambda f: f.__name__,
)
async def test_the_answer_and_the_work_are_the_same_for_everybody(
    site: Site, statements: Any, differently: Any
) -> None:
    """ACC-15: neither accounts nor bindings nor СНИЛС are found out here."""
    await _bound(site)
    changed = await differently(site)
    given = {**await _begin(site), **changed}
    with statements() as run:
        answer = await call(site, None, REQUEST, **given)
    assert answer.payload == {"taken": True, "userErrors": []}
    assert len([one for one in run if "INSERT INTO service_case" in one]) == 1
    assert len(run) == _WORK.setdefault("statements", len(run))
    assert len(await _cases(site)) == (1 if differently is _stays else 0)


_WORK: dict[str, int] = {}


async def test_one_open_case_is_the_most_for_an_account(site: Site) -> None:
    await _bound(site)
    await call(site, None, REQUEST, **await _begin(site))
    again = await _begin(site, "+79160000001")
    assert (await call(site, None, REQUEST, **again)).done["taken"] is True
    (case,) = await _cases(site)
    assert NEW in str(case["details"]), "a later one changes nothing of it"


async def _wrong_code(site: Site, given: dict[str, str]) -> dict[str, str]:
    return {**given, "code": f"{(int(given['code']) + 1) % 1_000_000:06d}"}


async def _wrong_token(site: Site, given: dict[str, str]) -> dict[str, str]:
    return {**given, "token": "x" * 43}


async def _late(site: Site, given: dict[str, str]) -> dict[str, str]:
    site.clock.shift = dt.timedelta(minutes=5, seconds=1)
    return given


async def _used(site: Site, given: dict[str, str]) -> dict[str, str]:
    assert (await call(site, None, REQUEST, **{**given, "login": "nobody"})).codes == []
    return given


async def _of_another_purpose(site: Site, given: dict[str, str]) -> dict[str, str]:
    await site.database.execute("UPDATE one_time_code SET purpose = 'PASSWORD_RESET'")
    return given


@pytest.mark.parametrize(
    "broken", [_wrong_code, _wrong_token, _late, _used, _of_another_purpose], ids=lambda f: f.__name__
)
async def test_the_new_phone_has_to_be_confirmed(site: Site, broken: Any) -> None:
    await _bound(site)
    given = await broken(site, await _begin(site))
    assert (await call(site, None, REQUEST, **given)).fields == {"code": "WRONG_CODE"}
    assert await _cases(site) == []


async def test_of_two_at_once_with_one_code_one_counts(site: Site) -> None:
    await _bound(site)
    given = await _begin(site)
    answers = await asyncio.gather(*(call(site, None, REQUEST, **given) for _ in range(3)))
    assert sorted(answer.codes for answer in answers) == [[], ["WRONG_CODE"], ["WRONG_CODE"]]


async def test_what_was_typed_wrong_is_told_and_costs_no_try(site: Site) -> None:
    await _bound(site)
    given = await _begin(site)
    wrong = {**given, "login": " ", "snils": "112-233-445 96", "birthDate": "2100-01-01"}
    for _ in range(6):
        answer = await call(site, None, REQUEST, **wrong)
        assert answer.fields == {"login": "REQUIRED", "snils": "CHECK_DIGIT", "birthDate": "WRONG_DATE"}
    assert (await call(site, None, REQUEST, **given)).codes == []
    assert (await call(site, None, ASK, newPhone="12")).fields == {"newPhone": "WRONG_FORMAT"}


async def test_tries_are_throttled_alike(site: Site) -> None:
    await _bound(site)
    histories = []
    for login in (PHONE, "+79169999999"):
        await empty(site.database, "sign_in_attempt")
        given = {"token": "x" * 43, "code": "123456", "login": login, "snils": SNILS, "birthDate": "1985-04-12"}
        histories.append([(await call(site, None, REQUEST, **given)).codes for _ in range(FAILURES_PER_LOGIN + 2)])
    assert histories[0] == histories[1] == [["WRONG_CODE"]] * FAILURES_PER_LOGIN + [["RATE_LIMITED"]] * 2


async def test_messages_to_a_phone_are_limited_and_an_outage_is_told(site: Site) -> None:
    does(site, "sms", "outage")
    assert (await call(site, None, ASK, newPhone=NEW)).codes == ["UNAVAILABLE"]
    site.simulator.forget()
    codes = []
    for _ in range(6):
        await empty(site.database, "sign_in_attempt")
        codes.append((await call(site, None, ASK, newPhone=NEW)).codes)
    assert codes == [[]] * 5 + [["TOO_SOON"]]


async def test_strangers_use_up_none_of_an_owners_codes(site: Site) -> None:
    """REQ-11: a neighbour who asks for ten recoveries must not keep anybody from their card."""
    owner = await _bound(site)
    for _ in range(10):
        await empty(site.database, "sign_in_attempt")
        await call(site, None, ASK, newPhone=PHONE)
    sent = await owner.data("mutation { requestCardEntryCode { sentTo userErrors { code } } }")
    assert sent["requestCardEntryCode"]["userErrors"] == []
