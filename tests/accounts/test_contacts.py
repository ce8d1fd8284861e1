"""Phone and mailbox of an account: bound by a code, changed by an owner who is fresh, told to the earlier one (REQ-10, REQ-14)."""

import asyncio
import datetime as dt
from typing import Any

import asyncpg
import pytest

from backend.services.accounts.earlier_contact import tell_earlier
from backend.services.message_pauses import TRIES
from tests.accounts.people import (
    PASSWORD,
    Answered,
    call,
    code,
    does,
    messages,
    profile_of,
    register,
    save_profile,
)
from tests.client import Person, Site

PHONE = "+79161234567"
OTHER = "+79167654321"
CONTACTS = "maskedPhone phoneConfirmedAt maskedEmail emailConfirmedAt channels"
ASK = "mutation($input: RequestContactCodeInput!) { requestContactCode(input: $input) { sentTo expiresAt userErrors { code field message } } }"
CONFIRM = f"mutation($input: ConfirmContactInput!) {{ confirmContact(input: $input) {{ contacts {{ {CONTACTS} }} userErrors {{ code field message }} }} }}"
CHANNELS = f"mutation($input: SetNotificationChannelsInput!) {{ setNotificationChannels(input: $input) {{ contacts {{ {CONTACTS} }} userErrors {{ code field message }} }} }}"
LOGIN = "{ viewer { account { login level } } }"


async def _ask(site: Site, person: Person | None, to: str) -> Answered:
    return await call(site, person, ASK, **({"email": to} if "@" in to else {"phone": to}))


async def _bind(site: Site, person: Person, to: str) -> Answered:
    site.clock.shift += dt.timedelta(seconds=61)
    assert (await _ask(site, person, to)).codes == []
    return await call(site, person, CONFIRM, code=code(site, to.lower()))


async def _account(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = (await person.data(LOGIN))["viewer"]["account"]
    return found


async def test_a_changed_phone_is_confirmed_first_and_the_earlier_one_is_told(site: Site) -> None:
    person = await register(site, PHONE)
    asked = (await _ask(site, person, "8 916 765-43-21")).done
    assert asked["sentTo"] == "+7 ••• •••-43-21"
    assert (await _account(person))["login"] == PHONE, "nothing changes before the code"
    answer = await call(site, person, CONFIRM, code=code(site, OTHER))
    assert answer.done["contacts"]["maskedPhone"] == "+7 ••• •••-43-21"
    await site.work()
    assert "другой телефон" in messages(site, PHONE)[0], "the earlier phone is told"
    assert any("новый телефон" in text for text in messages(site, OTHER)), "and the owner, by their channel"
    kinds = (await person.data("{ viewer { notifications(first: 5) { nodes { kind } } } }"))["viewer"]
    assert {"kind": "PHONE_CHANGED"} in kinds["notifications"]["nodes"]
    assert await site.database.fetchval("SELECT count(*) FROM contact_change WHERE earlier IS NOT NULL") == 0, (
        "the earlier number is forgotten once it was told"
    )
    await site.work(again=True)
    assert sum("другой телефон" in text for text in messages(site, PHONE)) == 1


async def test_a_login_that_was_the_phone_follows_it(site: Site) -> None:
    person = await register(site, PHONE)
    await _bind(site, person, OTHER)
    assert (await _account(person))["login"] == OTHER
    assert await site.sign_in(OTHER, PASSWORD)
    assert await register(site, PHONE), "and the earlier number is free for whoever has it now"


async def test_a_login_stays_where_the_new_phone_is_somebody_elses(site: Site) -> None:
    """Phones may be shared by a family's accounts; a login is one account's."""
    await register(site, OTHER)
    person = await register(site, PHONE)
    answer = await _bind(site, person, OTHER)
    assert answer.codes == [] and (await _account(person))["login"] == PHONE
    assert await site.database.fetchval("SELECT count(*) FROM account WHERE phone = $1", OTHER) == 2
    assert await site.sign_in(PHONE, PASSWORD)


async def test_asking_tells_nothing_of_whose_a_phone_is(site: Site, statements: Any) -> None:
    await register(site, OTHER)
    person = await register(site, PHONE)
    seen = []
    for to in (OTHER, "+79160000000"):
        site.clock.shift += dt.timedelta(seconds=61)
        with statements() as run:
            answer = await _ask(site, person, to)
        seen.append((run, answer.codes))
    assert seen[0] == seen[1]


async def test_a_mailbox_is_added_and_then_told_of_its_change(site: Site) -> None:
    person = await register(site, PHONE)
    answer = await _bind(site, person, "Petr@Example.com")
    assert answer.done["contacts"]["maskedEmail"] == "p•••@example.com"
    assert (await _account(person))["login"] == PHONE
    await _bind(site, person, "other@example.com")
    await site.work()
    assert "другая почта" in messages(site, "petr@example.com")[0]
    assert any("новая почта" in text for text in messages(site, PHONE)), "and the owner, by their channel"
    kinds = (await person.data("{ viewer { notifications(first: 5) { nodes { kind } } } }"))["viewer"]
    assert [node["kind"] for node in kinds["notifications"]["nodes"]] == ["EMAIL_CHANGED"], (
        "of the change, not of the first"
    )


async def test_the_phone_that_was_missing_makes_a_checked_account_standard(site: Site) -> None:
    """ACC-01."""
    person = await register(site, "petr@example.com")
    await save_profile(site, person)
    await site.work()
    assert (await profile_of(person))["level"] == "BASIC"
    await _bind(site, person, PHONE)
    assert (await _account(person))["level"] == "STANDARD"


async def test_whoever_finds_an_open_session_changes_nothing(site: Site) -> None:
    person = await register(site, PHONE)
    site.clock.shift = dt.timedelta(minutes=8)
    assert (await _ask(site, person, OTHER)).codes == []
    site.clock.shift = dt.timedelta(minutes=11)
    assert (await call(site, person, CONFIRM, code=code(site, OTHER))).codes == ["REAUTHENTICATION_REQUIRED"]
    assert (await _ask(site, person, OTHER)).codes == ["REAUTHENTICATION_REQUIRED"]
    assert (await call(site, person, CHANNELS, channels=[])).codes == ["REAUTHENTICATION_REQUIRED"]
    for query, given in ((ASK, {"phone": OTHER}), (CONFIRM, {"code": "123456"}), (CHANNELS, {"channels": []})):
        assert (await call(site, None, query, **given)).codes == ["UNAUTHENTICATED"]
    assert (await _account(person))["login"] == PHONE


async def _wrong(site: Site, person: Person, right: str) -> tuple[Person, str]:
    return person, f"{(int(right) + 1) % 1_000_000:06d}"


async def _late(site: Site, person: Person, right: str) -> tuple[Person, str]:
    site.clock.shift += dt.timedelta(minutes=5, seconds=1)
    return person, right


async def _in_another_session(site: Site, person: Person, right: str) -> tuple[Person, str]:
    return await site.sign_in(PHONE, PASSWORD), right


async def _by_somebody_else(site: Site, person: Person, right: str) -> tuple[Person, str]:
    return await register(site, "+79160000001"), right


async def _of_another_purpose(site: Site, person: Person, right: str) -> tuple[Person, str]:
    await site.database.execute("UPDATE one_time_code SET purpose = 'CARD_ENTRY' WHERE purpose = 'CONTACT'")
    return person, right


async def _tried_too_often(site: Site, person: Person, right: str) -> tuple[Person, str]:
    for _ in range(5):
        assert (await call(site, person, CONFIRM, code=(await _wrong(site, person, right))[1])).codes == ["WRONG_CODE"]
    return person, right


async def _replaced(site: Site, person: Person, right: str) -> tuple[Person, str]:
    site.clock.shift += dt.timedelta(seconds=61)
    assert (await _ask(site, person, OTHER)).codes == []
    newest = code(site, OTHER)
    return person, right if right != newest else "000000"


@pytest.mark.parametrize(
    "broken",
    [_wrong, _late, _in_another_session, _by_somebody_else, _of_another_purpose, _tried_too_often, _replaced],
    ids=lambda f: f.__name__,
)
async def test_a_code_that_does_not_fit_binds_nothing(site: Site, broken: Any) -> None:
    person = await register(site, PHONE)
    assert (await _ask(site, person, OTHER)).codes == []
    who, given = await broken(site, person, code(site, OTHER))
    assert (await call(site, who, CONFIRM, code=given)).fields == {"code": "WRONG_CODE"}
    assert await site.database.fetchval("SELECT count(*) FROM account WHERE phone = $1", OTHER) == 0


async def test_of_two_confirmations_at_once_one_counts(site: Site) -> None:
    person = await register(site, PHONE)
    await _ask(site, person, OTHER)
    given = code(site, OTHER)
    answers = await asyncio.gather(*(call(site, person, CONFIRM, code=given) for _ in range(3)))
    assert sorted(answer.codes for answer in answers) == [[], ["WRONG_CODE"], ["WRONG_CODE"]]
    assert await site.database.fetchval("SELECT count(*) FROM contact_change") == 1


async def test_codes_on_their_way_to_the_earlier_phone_are_void(site: Site) -> None:
    """REQ-11: who holds the old phone enters no card any more."""
    person = await register(site, PHONE)
    sent = await person.data("mutation { requestCardEntryCode { sentTo userErrors { code } } }")
    assert sent["requestCardEntryCode"]["userErrors"] == []
    old = code(site, PHONE)
    await _bind(site, person, OTHER)
    enter = "mutation($input: EnterCardInput!) { enterCard(input: $input) { until userErrors { code } } }"
    assert (await call(site, person, enter, code=old)).codes == ["WRONG_CODE"]


@pytest.mark.parametrize(
    ("given", "refusals"),
    [
        ({}, {"": "ONE_CONTACT"}),
        ({"phone": OTHER, "email": "a@example.com"}, {"": "ONE_CONTACT"}),
        ({"phone": "123"}, {"phone": "WRONG_FORMAT"}),
        ({"phone": ""}, {"phone": "WRONG_FORMAT"}),
        ({"email": "a@"}, {"email": "WRONG_FORMAT"}),
        ({"email": OTHER}, {"email": "WRONG_FORMAT"}),
        ({"phone": "8 916 123 45 67"}, {"phone": "SAME_CONTACT"}),
    ],
)
async def test_what_is_no_new_contact_is_refused(site: Site, given: dict[str, str], refusals: dict[str, str]) -> None:
    person = await register(site, PHONE)
    assert (await call(site, person, ASK, **given)).fields == refusals


async def test_codes_are_paced_and_an_outage_is_told(site: Site) -> None:
    person = await register(site, PHONE)
    assert (await _ask(site, person, OTHER)).codes == []
    assert (await _ask(site, person, "+79160000000")).codes == ["TOO_SOON"]
    site.clock.shift += dt.timedelta(seconds=61)
    does(site, "sms", "outage")
    count = await site.database.fetchval("SELECT count(*) FROM one_time_code")
    assert (await _ask(site, person, OTHER)).codes == ["UNAVAILABLE"]
    assert await site.database.fetchval("SELECT count(*) FROM one_time_code") == count, "which counts against nobody"


async def test_an_earlier_phone_is_told_after_an_outage_and_given_up_at_last(site: Site) -> None:
    person = await register(site, PHONE)
    await _bind(site, person, OTHER)
    does(site, "sms", "outage", 6)
    await site.work()
    assert not any("другой телефон" in text for text in messages(site, PHONE))
    site.simulator.forget()
    await site.work(again=True)
    assert any("другой телефон" in text for text in messages(site, PHONE))
    await _bind(site, person, PHONE)
    does(site, "sms", "outage", 1000)
    for _ in range(TRIES + 1):
        await site.work(again=True)
    row = await site.database.fetchrow("SELECT * FROM contact_change ORDER BY id DESC LIMIT 1")
    assert (row["earlier"], row["told_at"], row["attempts"]) == (None, None, TRIES)


async def test_notifications_go_where_their_reader_chose(site: Site) -> None:
    person = await register(site, PHONE)
    assert (await call(site, person, CHANNELS, channels=["EMAIL"])).fields == {"channels": "NO_EMAIL"}
    await _bind(site, person, "petr@example.com")
    both = (await call(site, person, CHANNELS, channels=["EMAIL", "SMS", "SMS"])).done
    assert both["contacts"]["channels"] == ["EMAIL", "SMS"]
    assert (await call(site, person, CHANNELS, channels=[])).done["contacts"]["channels"] == []
    only = await register(site, "only@example.com")
    assert (await call(site, only, CHANNELS, channels=["SMS"])).fields == {"channels": "NO_PHONE"}


async def test_two_workers_that_tell_the_earlier_phone_at_once_send_one_message(site: Site) -> None:
    person = await register(site, PHONE)
    await _bind(site, person, OTHER)
    change = await site.database.fetchval("SELECT id FROM contact_change")
    pool = await asyncpg.create_pool(**site.address.connect_arguments(), min_size=2, max_size=2)
    try:
        await asyncio.gather(*(tell_earlier(pool, site.registries, change, site.clock()) for _ in range(2)))
    finally:
        await pool.close()
    await site.work()
    assert sum("другой телефон" in text for text in messages(site, PHONE)) == 1


@pytest.mark.parametrize("account", ["own", "another"])
async def test_a_changed_phone_moves_no_other_account_of_the_family(site: Site, account: str) -> None:
    """One phone may stand with several accounts; each changes its own."""
    child = await register(site, "child@example.com")
    await _bind(site, child, PHONE)
    parent = await register(site, PHONE)
    await _bind(site, parent if account == "own" else child, OTHER)
    phones = {row["login"]: row["phone"] for row in await site.database.fetch("SELECT login, phone FROM account")}
    expected = (
        {OTHER: OTHER, "child@example.com": PHONE} if account == "own" else {PHONE: PHONE, "child@example.com": OTHER}
    )
    assert phones == expected
