"""A WebSocket ends with its session, account or standing, at once, and keeps none of them alive (SCT-04)."""

import datetime as dt

import pytest

from backend.models.notification import NotificationKind
from tests.client import Site
from tests.notifications.lines import ADDED, signed_in
from tests.notifications.telling import account, listed, say

K = NotificationKind


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
