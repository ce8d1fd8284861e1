"""Sessions are listed and ended one by one, and who changes the account proves again who they are (SCT-01, ACC-15)."""

import asyncio
import datetime as dt

import pytest

from backend.devices import device_name
from backend.services.actor import FRESH
from backend.services.sessions import SESSION_LIFE
from backend.services.throttling import FAILURES_PER_LOGIN, WINDOW
from tests.client import Person, Site
from tests.emptying import empty
from tests.session.accounts import LINUX, PASSWORD, PHONE, codes, mutate, sent_code, stale

SESSIONS = "{ viewer { sessions { id device createdAt lastUsedAt current } } }"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }"


async def _from_device(site: Site, login: str, user_agent: str) -> Person:
    response = await site.http.post(
        "/graphql",
        json={"query": SIGN_IN, "variables": {"input": {"login": login, "password": PASSWORD}}},
        headers={"User-Agent": user_agent},
    )
    return Person(site, response.json()["data"]["signIn"]["token"])


async def _listed(person: Person) -> list[dict[str, object]]:
    return list((await person.data(SESSIONS))["viewer"]["sessions"])


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (LINUX, "Firefox, Linux"),
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 YaBrowser/25 Safari/537.36", "Yandex Browser, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Mobile/1 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh) Chrome/140 Safari/537.36 Edg/140", "Edge, macOS"),
        ("<script>alert(1)</script>", None),
        ("", None),
        ("x" * 100_000 + "Firefox/1", None),
    ],
)
def test_a_device_has_a_short_name_made_of_known_words(header: str, name: str | None) -> None:
    assert device_name(header) == name


async def test_sessions_are_listed_and_ended_one_by_one(site: Site) -> None:
    desk = await _from_device(site, "igor", LINUX)
    phone = await _from_device(site, "igor", PHONE)
    other = await site.sign_in("maria")
    listed = await _listed(phone)
    assert [(one["device"], one["current"]) for one in listed] == [("Chrome, Android", True), ("Firefox, Linux", False)]
    ended = await mutate(phone, "endSession", "sessions { id }", id=listed[1]["id"])
    assert (codes(ended), ended["sessions"]) == ([], [{"id": listed[0]["id"]}])
    assert (await desk.data("{ viewer { account { login } } }"))["viewer"] is None, "at once"
    assert len(await _listed(other)) == 1


async def test_a_session_says_when_it_was_last_used_to_the_hour(site: Site) -> None:
    """Of every use, compiled reads as well as all else; written once an hour at most."""
    hour = dt.timedelta(hours=1)
    for question in ("{ viewer { records { displayName } } }", "{ viewer { account { login } } }"):
        site.clock.shift *= 0
        desk = await site.sign_in("igor")
        opened = site.clock()
        site.clock.shift = dt.timedelta(hours=3)
        await desk.data(question)
        used = site.clock()
        phone = await site.sign_in("igor")
        kept = await site.database.fetchval("SELECT last_used_at FROM session ORDER BY id DESC OFFSET 1 LIMIT 1")
        assert abs(kept - used) < dt.timedelta(minutes=1)
        site.clock.shift += dt.timedelta(minutes=40)
        await desk.data(question)
        shown = dt.datetime.fromisoformat((await _listed(phone))[1]["lastUsedAt"])
        assert shown == kept.replace(minute=0, second=0, microsecond=0) and used - hour < shown > opened
        assert await site.database.fetchval(
            "SELECT last_used_at = $1 FROM session ORDER BY id DESC OFFSET 1 LIMIT 1", kept
        )
        await empty(site.database, "session")


async def test_nobody_ends_what_is_not_theirs_and_learns_nothing(site: Site) -> None:
    """SCT-05: foreign, forged, missing and ended ids answer alike."""
    mine, theirs = await site.sign_in("igor"), await site.sign_in("maria")
    foreign = (await _listed(theirs))[0]["id"]
    again = await site.sign_in("igor")
    gone = next(one["id"] for one in await _listed(again) if not one["current"])
    await mutate(again, "endSession", "sessions { id }", id=gone)
    answers = [
        await mutate(again, "endSession", "sessions { id }", id=id_) for id_ in (foreign, gone, "", "x", "A" * 22, "🙂")
    ]
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert all(answer == answers[0] for answer in answers)
    assert await _listed(theirs)
    assert (await mine.data(SESSIONS))["viewer"] is None


async def test_all_other_sessions_end_at_once(site: Site) -> None:
    people = [await site.sign_in("igor") for _ in range(3)]
    stranger = await site.sign_in("maria")
    left = await mutate(people[1], "endOtherSessions", "sessions { current }")
    assert left["sessions"] == [{"current": True}]
    assert [bool((await one.data(SESSIONS))["viewer"]) for one in [*people, stranger]] == [False, True, False, True]


async def test_ended_and_expired_sessions_are_not_listed(site: Site) -> None:
    await site.sign_in("igor")
    site.clock.shift = SESSION_LIFE + dt.timedelta(seconds=1)
    assert len(await _listed(await site.sign_in("igor"))) == 1


async def test_a_password_makes_the_session_fresh_for_ten_minutes(site: Site) -> None:
    person = await site.sign_in("igor")
    await stale(site, person)
    wrong = await mutate(person, "reauthenticate", "freshUntil", password="wrong")
    assert (codes(wrong), wrong["freshUntil"]) == (["WRONG_PASSWORD"], None)
    right = await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)
    assert codes(right) == []
    kept = await site.database.fetchval("SELECT max(reauthenticated_at) FROM session")
    assert dt.datetime.fromisoformat(right["freshUntil"]) == kept + FRESH


async def test_a_code_makes_it_fresh_and_is_good_for_this_session_alone(site: Site) -> None:
    person, elsewhere = await site.sign_in("igor"), await site.sign_in("igor")
    await stale(site, person)
    sent = await mutate(person, "requestReauthenticationCode", "sentTo expiresAt")
    assert codes(sent) == [] and "•••" in sent["sentTo"]
    code = await sent_code(site, "igor")
    assert codes(await mutate(elsewhere, "reauthenticate", "freshUntil", code=code)) == ["WRONG_CODE"]
    assert codes(await mutate(person, "enterCard", "until", code=code)) == ["WRONG_CODE"], "good for nothing else"
    answers = await asyncio.gather(*(mutate(person, "reauthenticate", "freshUntil", code=code) for _ in range(3)))
    assert sorted(codes(answer) for answer in answers) == [[], ["WRONG_CODE"], ["WRONG_CODE"]], "once"


async def test_a_code_sent_to_an_earlier_phone_proves_nothing(site: Site) -> None:
    person = await site.sign_in("igor")
    await mutate(person, "requestReauthenticationCode", "sentTo")
    code = await sent_code(site, "igor")
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'igor'")
    await site.database.execute("UPDATE account SET phone = '+79990000001' WHERE login = 'igor'")
    try:
        assert codes(await mutate(person, "reauthenticate", "freshUntil", code=code)) == ["WRONG_CODE"]
    finally:
        await site.database.execute("UPDATE account SET phone = $1 WHERE login = 'igor'", phone)


async def test_guessing_in_a_session_counts_with_guessing_at_sign_in(site: Site) -> None:
    person = await site.sign_in("igor")
    for _ in range(FAILURES_PER_LOGIN):
        assert codes(await mutate(person, "reauthenticate", "freshUntil", password="wrong")) == ["WRONG_PASSWORD"]
    assert codes(await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)) == ["RATE_LIMITED"]
    answer = await site.ask(SIGN_IN, input={"login": "igor", "password": PASSWORD})
    assert codes(answer["data"]["signIn"]) == ["RATE_LIMITED"]
    site.clock.shift = WINDOW + dt.timedelta(seconds=1)
    assert codes(await mutate(person, "reauthenticate", "freshUntil", password=PASSWORD)) == []


@pytest.mark.parametrize("given", [{}, {"password": None}, {"password": "a", "code": "123456"}])
async def test_one_proof_is_asked_for(site: Site, given: dict[str, str]) -> None:
    person = await site.sign_in("igor")
    text = "mutation($input: ReauthenticateInput!) { reauthenticate(input: $input) { userErrors { code } } }"
    answer = await person.data(text, input=given)
    assert codes(answer["reauthenticate"]) == ["REQUIRED"]


async def test_without_a_session_there_is_nothing_to_refresh_or_end(site: Site) -> None:
    nobody = Person(site, "x")
    for name, given in (
        ("reauthenticate", {"password": PASSWORD}),
        ("requestReauthenticationCode", {}),
        ("endSession", {"id": "x"}),
        ("endOtherSessions", {}),
    ):
        assert codes(await mutate(nobody, name, "__typename", **given)) == ["UNAUTHENTICATED"]
