"""How many connections, subscriptions and messages there may be, and that nothing is left of them."""

import asyncio
import datetime as dt

import pytest

from backend.models.notification import NotificationKind
from backend.subscriptions import connections, websocket
from tests.client import Site
from tests.notifications.lines import ADDED, line, signed_in
from tests.notifications.telling import account, say

K = NotificationKind


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
