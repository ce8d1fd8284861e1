"""Who may connect by WebSocket, and what is said wrong: ended or refused by the protocol's own codes."""

from typing import Any

import pytest
import websockets

from backend.models.notification import NotificationKind
from backend.subscriptions import websocket
from tests.client import Site
from tests.notifications.lines import ADDED, CHANGED, line, signed_in

K = NotificationKind
WHO = "{ viewer { account { login } } }"


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
            assert refusal["extensions"].get("outdated") == (True if case[1] == "UNKNOWN_DOCUMENT" else None)
            if case[1] != "BAD_USER_INPUT":
                assert refusal["message"] == sentence(case[1], "ru")
        await here.subscribe(ADDED)
        assert (await anna.data(WHO))["viewer"], "nobody was signed out by it"
