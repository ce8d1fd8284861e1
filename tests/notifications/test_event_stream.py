"""Subscriptions over server-sent events: the same answers, limits and ends as over WebSocket (graphql-sse, distinct connections)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from backend.models.notification import NotificationKind
from backend.subscriptions import connections, event_stream
from tests.client import Site
from tests.notifications.lines import ADDED, CHANGED, PATIENCE, serving
from tests.notifications.telling import a_request, account, person, say

K = NotificationKind
EVENTS = {"Accept": "text/event-stream"}


class Events:
    """The events of one answer."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def begun(self) -> "Events":
        """Waits for the first comment: the stream is there."""
        async with asyncio.timeout(PATIENCE):
            assert (await anext(self._lines)).startswith(":")
        return self

    async def next(self) -> tuple[str, Any]:
        """The next event and its data; comments are passed over."""
        event, data = "", ""
        async with asyncio.timeout(PATIENCE):
            async for text in self._lines:
                if text.startswith("event: "):
                    event = text.removeprefix("event: ")
                elif text.startswith("data:"):
                    data = text.removeprefix("data:").strip()
                elif not text and event:
                    return event, json.loads(data) if data else None
        raise AssertionError("the stream has ended")

    async def over(self) -> bool:
        async with asyncio.timeout(PATIENCE):
            return [text async for text in self._lines if text] == []


@contextlib.asynccontextmanager
async def listening(
    address: str, token: str | None, query: str = ADDED, headers: dict[str, str] | None = None, **variables: Any
) -> AsyncIterator[Events]:
    headers = {**EVENTS, **({"Authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
    async with (
        httpx.AsyncClient(base_url=f"http://{address}", timeout=PATIENCE) as client,
        client.stream("POST", "/graphql", json={"query": query, "variables": variables}, headers=headers) as response,
    ):
        yield Events(response)


async def _refused(address: str, token: str | None, **more: Any) -> tuple[int, str, str]:
    """Status, code and sentence of an answer that is no stream."""
    async with listening(address, token, **more) as events:
        assert events.response.headers["content-type"].startswith("application/")
        [error] = json.loads(await events.response.aread())["errors"]
        return events.response.status_code, error["extensions"]["code"], error["message"]


async def test_what_is_told_comes_as_events(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    async with listening(address, anna.token) as events:
        headers = events.response.headers
        assert headers["content-type"] == "text/event-stream; charset=utf-8"
        assert "no-store" in headers["cache-control"] and "content-encoding" not in headers
        await events.begun()
        for number in range(3):
            await say(site, "anna", K.ACCESS_OPENED, f"n{number}", patient_id=await person(site, "Вера"))
            await say(site, "igor", K.NEW_SIGN_IN, f"n{number}")
            event, body = await events.next()
            assert event == "next" and body["data"]["notificationAdded"]["displayName"] == "Вера Соколова"


async def test_a_request_is_shown_as_it_is(site: Site, address: str) -> None:
    from backend.policy.sealing import IdSealer, IdType

    anna = await site.sign_in("anna")
    ids, owner = IdSealer(site.settings.key("id")), await account(site, "anna")
    id_ = ids.seal(IdType.ACCESS_REQUEST, owner, await a_request(site, "anna"))
    async with listening(address, anna.token, CHANGED, id=id_) as events:
        event, body = await (await events.begun()).next()
        assert event == "next" and body["data"]["accessRequestChanged"]["state"] == "MANUAL_REVIEW"
    async with listening(address, anna.token, CHANGED, id="x") as events:
        event, body = await (await events.begun()).next()
        assert event == "next" and body["errors"][0]["extensions"] == {"code": "FORBIDDEN", "reason": "NOT_FOUND"}
        assert await events.next() == ("complete", None) and await events.over()


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE session SET ended_at = now() WHERE account_id = $1",
        "UPDATE account SET disabled_at = now() WHERE id = $1",
    ],
    ids=["session", "account"],
)
async def test_a_stream_ends_with_its_session_or_account(site: Site, address: str, end: str) -> None:
    anna = await site.sign_in("anna")
    async with listening(address, anna.token) as events:
        await events.begun()
        await site.database.execute(end, await account(site, "anna"))
        await say(site, "anna", K.NEW_SIGN_IN, "after the end")
        event, body = await events.next()
        assert event == "next" and body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED" and "data" not in body
        assert await events.next() == ("complete", None) and await events.over()


async def test_a_subscription_is_answered_by_a_stream_alone(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    for accept in (
        "application/json",
        "*/*",
        "",
        "application/graphql-response+json",
        "text/*",
        "text/event-stream;q=0, */*",
    ):
        status, code, message = await _refused(address, anna.token, headers={"Accept": accept})
        assert (status, code) == (406, "BAD_USER_INPUT"), accept
        assert "graphql-transport-ws" in message or accept == "text/*"
    async with listening(
        address, anna.token, headers={"Accept": "application/json, text/event-stream;q=0.9"}
    ) as events:
        await events.begun()


async def test_a_query_is_answered_by_json_alone(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    assert (await _refused(address, anna.token, query="{ viewer { account { login } } }"))[:2] == (
        406,
        "BAD_USER_INPUT",
    )
    async with listening(
        address, anna.token, "{ viewer { account { login } } }", {"Accept": "application/json, text/event-stream"}
    ) as events:
        assert json.loads(await events.response.aread())["data"]["viewer"]["account"]["login"] == "anna"


async def test_nobody_in_particular_has_no_stream(site: Site, address: str) -> None:
    for token in (None, "forged"):
        assert (await _refused(address, token))[:2] == (401, "UNAUTHENTICATED")


async def test_a_get_opens_no_stream_and_another_sites_page_none_either(site: Site, address: str) -> None:
    """EventSource can only GET and names no header: what it could open across sites is nothing."""
    request = {
        "query": "mutation($i: SignInInput!) { signIn(input: $i) { token } }",
        "variables": {"i": {"login": "anna", "password": "medcard-demo"}},
    }
    answer = await site.http.post("/graphql", json=request, headers={"Origin": site.settings.origin})
    cookie = {"Cookie": answer.headers["set-cookie"].split(";")[0]}
    site.http.cookies.clear()
    async with httpx.AsyncClient(base_url=f"http://{address}") as client:
        for params in ({"query": ADDED}, {"documentId": "sha256:0"}, {}):
            response = await client.get(
                "/graphql", params=params, headers={**EVENTS, **cookie, "Origin": site.settings.origin}
            )
            assert response.status_code in (400, 405) and "event-stream" not in response.headers["content-type"]
    async with listening(address, None, headers={**cookie, "Origin": site.settings.origin}) as events:
        await events.begun()
    assert (await _refused(address, None, headers={**cookie, "Origin": "https://evil.example"}))[:2] == (
        403,
        "FORBIDDEN",
    )
    assert (await _refused(address, None, headers={**cookie, "Sec-Fetch-Site": "cross-site"}))[:2] == (
        401,
        "UNAUTHENTICATED",
    )


async def test_a_wrong_operation_begins_no_stream(site: Site, address: str) -> None:
    anna = await site.sign_in("anna")
    for query in ("subscription { nothing }", "subscription {"):
        assert (await _refused(address, anna.token, query=query))[:2] == (400, "BAD_USER_INPUT")


async def test_streams_count_among_an_accounts_connections(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PER_ACCOUNT", 1)
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    async with listening(address, anna.token) as first:
        await first.begun()
        assert (await _refused(address, anna.token))[:2] == (429, "RATE_LIMITED")
        async with listening(address, igor.token) as other:
            await other.begun()
    desk = site.http._transport.app.state.subscriptions  # type: ignore[attr-defined]
    async with asyncio.timeout(PATIENCE):
        while desk.connections._live or desk.connections._addresses or desk.changes._watches:
            await asyncio.sleep(0.05)
    async with listening(address, anna.token) as again:
        await again.begun()


async def test_comments_keep_a_silent_stream_alive(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "PING", 0.05)
    anna = await site.sign_in("anna")
    async with listening(address, anna.token) as events:
        for _ in range(3):
            await events.begun()
            assert await anext(events._lines) == ""
        await say(site, "anna", K.NEW_SIGN_IN, "a")
        assert (await events.next())[0] == "next"


async def test_a_server_that_stops_ends_its_streams_first(site: Site) -> None:
    anna = await site.sign_in("anna")
    desk = site.http._transport.app.state.subscriptions  # type: ignore[attr-defined]
    async with serving(site) as address, listening(address, anna.token) as events:
        await events.begun()
        await desk.connections.end_all()
        assert await events.next() == ("complete", None) and await events.over()
