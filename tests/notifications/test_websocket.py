"""Subscriptions over a real WebSocket: who gets what, and that everything ends with its session (SCT-04, SCT-05, REQ-19)."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import websockets

from backend.models.access_request import RequestEvent
from backend.models.notification import NotificationKind
from backend.policy.sealing import IdSealer, IdType
from backend.services.access_requests.moving import move
from backend.subscriptions import connections, websocket
from tests.client import Site
from tests.notifications.lines import ADDED, CHANGED, line, serving, signed_in
from tests.notifications.telling import a_request, account, listed, person, say

K = NotificationKind
WHO = "{ viewer { account { login } } }"


@pytest_asyncio.fixture
async def address(site: Site) -> AsyncIterator[str]:
    async with serving(site) as found:
        yield found


async def _request_id(site: Site, login: str, row: int) -> str:
    return IdSealer(site.settings.key("id")).seal(IdType.ACCESS_REQUEST, await account(site, login), row)


# What is told


async def test_what_is_told_comes_at_once_as_a_fresh_query_gives_it(site: Site, address: str) -> None:
    anna, vera = await site.sign_in("anna"), await person(site, "Вера")
    request = await a_request(site, "anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(
            "subscription { notificationAdded { id kind title text createdAt readAt aboutDay requestId requestNumber familyClaimId patientId displayName } }"
        )
        await say(site, "anna", K.ACCESS_OPENED, "a", patient_id=vera)
        await say(site, "anna", K.REQUEST_MOVED, "b", request_id=request, detail="GRANTED")
        told = [(await here.next())["notificationAdded"] for _ in range(2)]
    assert [one["kind"] for one in told] == ["ACCESS_OPENED", "REQUEST_MOVED"]
    assert told == [*reversed((await listed(anna))["nodes"])]
    assert told[0]["displayName"] == "Вера Соколова"


async def test_every_tab_and_device_hears_it_and_no_other_account_does(site: Site, address: str) -> None:
    first, second, igor = await site.sign_in("anna"), await site.sign_in("anna"), await site.sign_in("igor")
    async with (
        signed_in(address, first.token) as one,
        signed_in(address, second.token) as two,
        signed_in(address, igor.token) as other,
    ):
        for each in (one, two, other):
            await each.subscribe(ADDED)
        await one.subscribe(ADDED, id="2")
        await say(site, "anna", K.NEW_SIGN_IN, "a")
        assert {(await one.hear())["id"] for _ in range(2)} == {"1", "2"}
        assert (await two.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
        await say(site, "igor", K.PHONE_CHANGED, "b")
        assert (await other.next())["notificationAdded"]["kind"] == "PHONE_CHANGED", "and nothing of Anna's before it"


async def test_what_the_reader_may_not_see_is_never_sent(site: Site, address: str) -> None:
    anna, igor = await site.sign_in("anna"), await person(site, "Игорь")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        await say(site, "anna", K.ACCESS_OPENED, "a", patient_id=igor)
        await say(site, "anna", K.NEW_RESULT, "b", patient_id=await person(site, "Вера"))
        await say(site, "anna", K.NEW_SIGN_IN, "c")
        assert (await here.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
        await here.quiet()


async def test_what_was_not_kept_is_not_told(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        transaction = site.database.transaction()
        await transaction.start()
        await say(site, "anna", K.NEW_SIGN_IN, "a")
        await transaction.rollback()
        await say(site, "anna", K.PHONE_CHANGED, "b")
        assert (await here.next())["notificationAdded"]["kind"] == "PHONE_CHANGED"


async def test_a_request_is_shown_as_it_is_and_after_each_of_its_changes(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    request, other = await a_request(site, "anna"), await a_request(site, "anna", "CHECKING")
    id_ = await _request_id(site, "anna", request)
    async with signed_in(address, anna.token) as here:
        await here.say(type="subscribe", id="1", payload={"query": CHANGED, "variables": {"id": id_}})
        now = (await here.next())["accessRequestChanged"]
        assert (now["id"], now["state"], now["timeline"]) == (id_, "MANUAL_REVIEW", [])
        async with site.database.transaction():
            await move(site.database, other, RequestEvent.REGISTRY_OUT, site.clock())
        async with site.database.transaction():
            await move(site.database, request, RequestEvent.WITHDRAW, site.clock())
        later = (await here.next())["accessRequestChanged"]
        assert later["state"] == "WITHDRAWN" and len(later["timeline"]) == 1
        await here.quiet()


@pytest.mark.parametrize("whose", ["another's", "another's own id", "missing", "another type", "no id"])
async def test_a_request_of_another_is_answered_like_a_missing_one(site: Site, address: str, whose: str) -> None:
    anna = await site.sign_in("anna")
    theirs = await a_request(site, "igor")
    ids, mine = IdSealer(site.settings.key("id")), await account(site, "anna")
    id_ = {
        "another's": ids.seal(IdType.ACCESS_REQUEST, mine, theirs),
        "another's own id": await _request_id(site, "igor", theirs),
        "missing": ids.seal(IdType.ACCESS_REQUEST, mine, 10**9),
        "another type": ids.seal(IdType.NOTIFICATION, mine, theirs),
        "no id": "x",
    }[whose]
    async with signed_in(address, anna.token) as here:
        await here.say(type="subscribe", id="1", payload={"query": CHANGED, "variables": {"id": id_}})
        refusal = await here.refusal()
        assert refusal["extensions"] == {"code": "FORBIDDEN", "reason": "NOT_FOUND"}
        assert refusal["message"] == "Этого больше нет или оно не ваше. Обновите страницу."
        async with site.database.transaction():
            await move(site.database, theirs, RequestEvent.WITHDRAW, site.clock())
        await here.quiet()


async def test_news_of_one_record_come_while_there_is_a_standing_on_it_and_end_with_it(
    site: Site, address: str
) -> None:
    anna, vera, misha = await site.sign_in("anna"), await person(site, "Вера"), await person(site, "Михаил")
    key = await site.patient("Вера", "Соколова")
    of_one = "subscription($id: ID) { notificationAdded(patientId: $id) { displayName } }"
    async with signed_in(address, anna.token) as here:
        await here.say(type="subscribe", id="1", payload={"query": of_one, "variables": {"id": key}})
        await here.quiet()
        await say(site, "anna", K.ACCESS_OPENED, "a", patient_id=misha)
        await say(site, "anna", K.ACCESS_OPENED, "b", patient_id=vera)
        assert (await here.next())["notificationAdded"]["displayName"] == "Вера Соколова"
        await site.database.execute(
            "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1 AND grantee_id = $2",
            vera,
            await account(site, "anna"),
        )
        try:
            assert (await here.refusal())["extensions"]["code"] == "FORBIDDEN"
            await here.say(type="subscribe", id="1", payload={"query": of_one, "variables": {"id": key}})
            hidden = await here.refusal()
            await here.say(type="subscribe", id="1", payload={"query": of_one, "variables": {"id": "nobody"}})
            assert await here.refusal() == hidden, "like a record that does not exist"
        finally:
            await site.database.execute("UPDATE access_grant SET revoked_at = NULL WHERE patient_id = $1", vera)


async def test_a_standing_that_ends_by_time_ends_its_subscription_too(site: Site, address: str) -> None:
    """Nobody says that a birthday has come: it is looked at every few seconds (policy.md 7)."""
    anna, vera = await site.sign_in("anna"), await person(site, "Вера")
    await site.database.execute(
        "UPDATE access_grant SET valid_until = $1 WHERE patient_id = $2", site.clock() + dt.timedelta(hours=1), vera
    )
    try:
        async with signed_in(address, anna.token) as here:
            query = "subscription($id: ID) { notificationAdded(patientId: $id) { id } }"
            await here.say(
                type="subscribe",
                id="1",
                payload={"query": query, "variables": {"id": await site.patient("Вера", "Соколова")}},
            )
            await here.quiet()
            site.clock.shift += dt.timedelta(hours=2)
            assert (await here.refusal())["extensions"]["code"] == "FORBIDDEN"
    finally:
        await site.database.execute("UPDATE access_grant SET valid_until = NULL WHERE patient_id = $1", vera)


# How it ends


ENDS = {
    "signed out": "UPDATE session SET ended_at = now() WHERE account_id = $1",
    "session deleted": "DELETE FROM session WHERE account_id = $1",
    "account closed": "UPDATE account SET disabled_at = now(), closed_at = now() WHERE id = $1",
}


@pytest.mark.parametrize("end", ENDS)
async def test_a_connection_ends_with_its_session_or_account(site: Site, address: str, end: str) -> None:
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    async with (
        signed_in(address, anna.token) as here,
        signed_in(address, anna.token) as idle,
        signed_in(address, igor.token) as other,
    ):
        await here.subscribe(ADDED)
        await other.subscribe(ADDED)
        await site.database.execute(ENDS[end], await account(site, "anna"))
        await say(site, "anna", K.NEW_SIGN_IN, "after the end")
        assert await here.end() == (4401, "Unauthorized")
        assert await idle.end() == (4401, "Unauthorized")
        await say(site, "igor", K.NEW_SIGN_IN, "a")
        assert (await other.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN", "others go on"


async def test_signing_out_ends_this_sessions_connections_alone(site: Site, address: str) -> None:
    first, second = await site.sign_in("anna"), await site.sign_in("anna")
    async with signed_in(address, first.token) as here, signed_in(address, second.token) as there:
        await there.subscribe(ADDED)
        await first.data("mutation { signOut { userErrors { code } } }")
        assert await here.end() == (4401, "Unauthorized")
        await there.quiet()


async def test_a_session_that_ends_by_time_ends_its_connections(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        site.clock.shift += dt.timedelta(hours=13)
        assert await here.end() == (4401, "Unauthorized")


async def test_nothing_is_sent_after_the_end_even_where_the_end_was_not_heard(site: Site, address: str) -> None:
    """The look before each answer stands on its own: here no trigger tells of the end."""
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        async with site.database.transaction():
            await site.database.execute("SET LOCAL session_replication_role = replica")
            await site.database.execute("UPDATE session SET ended_at = now()")
        await say(site, "anna", K.NEW_SIGN_IN, "a")
        assert await here.end() == (4401, "Unauthorized")


async def test_sockets_keep_neither_session_nor_card_open(site: Site, address: str) -> None:
    igor = await site.sign_in("igor")
    await site.open_card(igor, "igor")
    before = await site.database.fetchrow(
        "SELECT card_used_at, card_until, expires_at FROM session WHERE card_until IS NOT NULL"
    )
    site.clock.shift += dt.timedelta(minutes=10)
    async with signed_in(address, igor.token) as here:
        await here.subscribe(ADDED)
        await say(site, "igor", K.NEW_SIGN_IN, "a")
        await here.next()
    assert (
        await site.database.fetchrow(
            "SELECT card_used_at, card_until, expires_at FROM session WHERE card_until IS NOT NULL"
        )
        == before
    )


async def test_a_client_may_stop_and_begin_again(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        for number in range(3):
            await here.subscribe(ADDED)
            await say(site, "anna", K.NEW_SIGN_IN, f"n{number}")
            assert (await here.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
            await here.say(type="complete", id="1")
        await here.say(type="complete", id="never began")
        await say(site, "anna", K.NEW_SIGN_IN, "nobody listens")
        await here.quiet()


async def test_whoever_comes_back_finds_in_the_list_what_came_meanwhile(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
    await say(site, "anna", K.NEW_SIGN_IN, "meanwhile")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        assert (await listed(anna))["totalCount"] == 1
        await say(site, "anna", K.PHONE_CHANGED, "a")
        assert (await here.next())["notificationAdded"]["kind"] == "PHONE_CHANGED"


async def test_what_came_while_the_database_was_away_is_sent_once_it_is_back(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        await say(site, "anna", K.NEW_SIGN_IN, "before")
        await here.next()
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'medcard-listen' AND datname = current_database()"
        async with site.database.transaction():
            assert await site.database.fetchval(ended)
            await say(site, "anna", K.PHONE_CHANGED, "meanwhile")
        assert (await here.next())["notificationAdded"]["kind"] == "PHONE_CHANGED"
        await say(site, "anna", K.FACTOR_CHANGED, "after")
        assert (await here.next())["notificationAdded"]["kind"] == "FACTOR_CHANGED", "and nothing twice"


# Who may connect


async def test_the_page_is_known_by_its_cookie(site: Site, address: str) -> None:
    request = {
        "query": "mutation($i: SignInInput!) { signIn(input: $i) { token } }",
        "variables": {"i": {"login": "anna", "password": "medcard-demo"}},
    }
    answer = await site.http.post("/graphql", json=request, headers={"Origin": site.settings.origin})
    cookie = answer.headers["set-cookie"].split(";")[0]
    site.http.cookies.clear()
    async with line(address, headers={"Origin": site.settings.origin, "Cookie": cookie}) as here:
        await here.init()
        await here.subscribe(ADDED)
    for origin in (
        "https://evil.example",
        "null",
        site.settings.origin + ".evil.example",
        site.settings.origin.upper(),
    ):
        async with line(address, headers={"Origin": origin, "Cookie": cookie}) as there:
            await there.say(type="connection_init")
            assert await there.end() == (4403, "Forbidden"), origin
    async with line(address, headers={"Cookie": cookie}) as there:
        await there.say(type="connection_init")
        assert await there.end() == (4401, "Unauthorized"), "without an origin a cookie is no page's"
    async with line(address, headers={"Origin": "https://evil.example", "Cookie": cookie}) as there:
        await there.say(type="connection_init", payload={"authorization": "Bearer forged"})
        assert await there.end() == (4401, "Unauthorized"), "what is said counts, not the cookie beside it"


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"authorization": "Bearer "},
        {"authorization": "Bearer x"},
        {"authorization": "Basic x"},
        {"authorization": 5},
        {"authorization": ["Bearer x"]},
        {"Authorization": "Bearer x"},
    ],
    ids=str,
)
async def test_nobody_in_particular_is_let_in(site: Site, address: str, said: dict[str, Any] | None) -> None:
    async with line(address) as here:
        await here.say(type="connection_init", **({"payload": said} if said is not None else {}))
        assert await here.end() == (4401, "Unauthorized")


async def test_an_ended_session_is_not_let_in(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    await anna.data("mutation { signOut { userErrors { code } } }")
    async with line(address) as here:
        await here.say(type="connection_init", payload={"authorization": f"Bearer {anna.token}"})
        assert await here.end() == (4401, "Unauthorized")


@pytest.mark.parametrize("protocol", [None, "graphql-ws", "chat"])
async def test_another_protocol_is_not_spoken(site: Site, address: str, protocol: str | None) -> None:
    try:
        async with line(address, protocol=protocol) as here:
            assert (await here.end())[0] == 4406
    except websockets.NegotiationError:
        assert protocol is not None


# What is said wrong


MALFORMED: list[tuple[str | bytes, int]] = [
    ("", 4400),
    ("{", 4400),
    ("[]", 4400),
    ("null", 4400),
    ('"ping"', 4400),
    ("{}", 4400),
    ('{"type": 1}', 4400),
    ('{"type": "unknown"}', 4400),
    ('{"type": "' + "я" * 500 + '"}', 4400),
    ('{"type": "subscribe"}', 4400),
    ('{"type": "subscribe", "id": "1"}', 4400),
    ('{"type": "subscribe", "id": 1, "payload": {"query": "{ a }"}}', 4400),
    ('{"type": "subscribe", "id": ["1"], "payload": {}}', 4400),
    ('{"type": "subscribe", "id": "", "payload": {}}', 4400),
    ('{"type": "subscribe", "id": "' + "x" * 101 + '", "payload": {}}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": []}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": "query"}', 4400),
    ('{"type": "complete"}', 4400),
    ('{"type": "complete", "id": {}}', 4400),
    ("[" * 50_000, 4400),
    ('{"type": "connection_init"}', 4429),
    (b'{"type": "ping"}', 4400),
    (b"\xff\xfe", 4400),
    ("x" * (websocket.LONGEST_MESSAGE + 1), 1009),
]


@pytest.mark.parametrize("case", MALFORMED, ids=lambda case: ascii(case[0])[:40])
async def test_a_malformed_message_ends_the_connection_by_the_protocols_code(
    site: Site, address: str, case: tuple[str | bytes, int]
) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.socket.send(case[0])
        assert (await here.end())[0] == case[1]


async def test_subscribing_before_the_acknowledgement_ends_the_connection(site: Site, address: str) -> None:
    async with line(address) as here:
        await here.say(type="subscribe", id="1", payload={"query": ADDED})
        assert (await here.end())[0] == 4401


async def test_one_id_stands_for_one_subscription(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED, id="я" * 100)
        await here.say(type="subscribe", id="я" * 100, payload={"query": ADDED})
        assert (await here.end())[0] == 4409


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "NO_QUERY"),
    ({"query": ""}, "NO_QUERY"),
    ({"query": 5}, "NO_QUERY"),
    ({"query": "subscription {"}, "BAD_USER_INPUT"),
    ({"query": "subscription { nothing }"}, "BAD_USER_INPUT"),
    ({"query": "subscription { __typename }"}, "BAD_USER_INPUT"),
    ({"query": "subscription { notificationAdded { id } accessRequestChanged(id: 1) { id } }"}, "BAD_USER_INPUT"),
    (
        {"query": "subscription A { notificationAdded { id } } subscription B { notificationAdded { id } }"},
        "BAD_USER_INPUT",
    ),
    ({"query": WHO}, "ONLY_SUBSCRIPTIONS"),
    ({"query": "mutation { signOut { userErrors { code } } }"}, "ONLY_SUBSCRIPTIONS"),
    ({"query": "{ __schema { types { name } } }"}, "ONLY_SUBSCRIPTIONS"),
    ({"query": ADDED, "variables": []}, "WRONG_PARAMETER"),
    ({"query": ADDED, "operationName": 5}, "WRONG_PARAMETER"),
    ({"query": ADDED, "extensions": "x"}, "WRONG_PARAMETER"),
    ({"query": CHANGED, "variables": {}}, "BAD_USER_INPUT"),
    ({"query": CHANGED, "variables": {"id": {"a": 1}}}, "BAD_USER_INPUT"),
    ({"documentId": "sha256:0"}, "UNKNOWN_DOCUMENT"),
    (
        {"query": "subscription { " + " ".join(f"a{n}: notificationAdded {{ id }}" for n in range(100)) + " }"},
        "QUERY_TOO_COMPLEX",
    ),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: ascii(case[0])[:60])
async def test_a_wrong_operation_is_refused_by_the_same_rules_as_over_http(
    site: Site, address: str, case: tuple[dict[str, Any], str]
) -> None:
    from backend.errors import sentence

    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.say(type="subscribe", id="1", payload=case[0])
        refusal = await here.refusal()
        if case[1] == "QUERY_TOO_COMPLEX":
            assert refusal["extensions"]["code"] == "QUERY_TOO_COMPLEX"
        else:
            assert refusal["extensions"]["code"] == "BAD_USER_INPUT"
            if case[1] != "BAD_USER_INPUT":
                assert refusal["message"] == sentence(case[1], "ru")
        await here.subscribe(ADDED)
        assert (await anna.data(WHO))["viewer"], "nobody was signed out by it"


# How many


async def test_a_connection_carries_so_many_subscriptions(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        for number in range(websocket.PER_CONNECTION):
            await here.subscribe(ADDED, id=str(number))
        await here.say(type="subscribe", id="more", payload={"query": ADDED})
        assert (await here.refusal("more"))["extensions"]["code"] == "RATE_LIMITED"
        await here.say(type="complete", id="0")
        await here.subscribe(ADDED, id="more")


async def test_an_account_has_so_many_connections(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PER_ACCOUNT", 2)
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    async with signed_in(address, anna.token):
        async with signed_in(address, anna.token):
            async with line(address) as here:
                await here.say(type="connection_init", payload={"authorization": f"Bearer {anna.token}"})
                assert await here.end() == (4429, "Too many connections")
            async with signed_in(address, igor.token):
                pass
        desk = site.http._transport.app.state.subscriptions  # type: ignore[attr-defined]
        async with asyncio.timeout(60):
            while len(desk.connections._live[await account(site, "anna")]) > 1:
                await asyncio.sleep(0.05)
        async with signed_in(address, anna.token):
            pass


async def test_an_address_has_so_many_connections_known_or_not(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PER_ADDRESS", 2)
    async with line(address), line(address), line(address) as third:
        assert await third.end() == (4429, "Too many connections")
    async with line(address) as again:
        await again.say(type="connection_init")
        assert await again.end() == (4401, "Unauthorized")


async def test_too_many_messages_end_the_connection(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        for _ in range(websocket.MANY):
            await here.say(type="pong")
        assert await here.end() == (4429, "Too many messages")


async def test_a_connection_that_says_nothing_is_ended(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "INIT_TIMEOUT", dt.timedelta(seconds=0.1))
    async with line(address) as here:
        assert (await here.end())[0] == 4408
    monkeypatch.setattr(websocket, "IDLE", 0.0)
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        assert await here.end() == (1000, "Idle")


async def test_nothing_is_left_of_connections_that_ended(site: Site, address: str) -> None:
    desk = site.http._transport.app.state.subscriptions  # type: ignore[attr-defined]
    anna = await site.sign_in("anna")
    for _ in range(3):
        async with signed_in(address, anna.token) as here:
            await here.subscribe(ADDED)
    async with asyncio.timeout(60):
        while desk.connections._live or desk.connections._addresses or desk.changes._watches:
            await asyncio.sleep(0.05)


async def test_what_is_no_payload_of_ours_is_passed_over(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe(ADDED)
        for payload in (
            "",
            ":",
            "::",
            "x:notification:1",
            "1:notification:x",
            "-1:notification:1",
            "9" * 40,
            "١:notification:1",
            f"{await account(site, 'anna')}:notification:{10**15}",
        ):
            await site.database.execute("SELECT pg_notify('medcard_changed', $1)", payload)
        await say(site, "anna", K.NEW_SIGN_IN, "a")
        assert (await here.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
