"""What comes over a real WebSocket: what a fresh query by this viewer gives, and nothing of others (SCT-05, REQ-19)."""

import datetime as dt
import hashlib
from typing import Any

import pytest

from backend.models.access_request import RequestEvent
from backend.models.notification import NotificationKind
from backend.policy.sealing import IdSealer, IdType
from backend.resolvers import subscriptions
from backend.services.access_requests.moving import move
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from backend.services.notifying import Tell, tell
from backend.subscriptions import changes
from tests.client import Site
from tests.notifications.lines import ADDED, CHANGED, signed_in
from tests.notifications.telling import a_request, account, an_entry, listed, person, say

K = NotificationKind


async def _request_id(site: Site, login: str, row: int) -> str:
    return IdSealer(site.settings.key("id")).seal(IdType.ACCESS_REQUEST, await account(site, login), row)


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


async def test_new_entries_come_with_each_that_the_reader_may_see(site: Site, address: str) -> None:
    anna, pavel = await site.sign_in("anna"), await person(site, "Павел")
    policy = await row_policy(site.database, sensitive_teen=True, teen_hide=False)
    last = await site.database.fetchval("SELECT max(id) FROM record_entry")

    async def store(**how: Any) -> None:
        async with site.database.transaction():
            entry = await an_entry(site, pavel, **how)
            await new_entries(site.database, policy, ["77"], [(pavel, entry)], site.clock())

    try:
        async with signed_in(address, anna.token) as here:
            await here.subscribe(ADDED)
            await store()
            first = (await here.next())["notificationAdded"]
            assert (first["kind"], first["displayName"]) == ("NEW_RESULT", "Павел Соколов")
            await store(labels=8, released_at=site.clock())
            await here.quiet()
            await store()
            assert (await here.next())["notificationAdded"] == first
    finally:
        await site.database.execute("DELETE FROM record_entry WHERE id > $1", last)


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


@pytest.mark.parametrize("most", [1000, 5], ids=["each by its row", "more than a watcher keeps"])
async def test_many_at_once_come_each_once(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(changes, "_MOST_ROWS", most)
    # What it remembers of the rows that it has looked at is bounded, however long it lives.
    monkeypatch.setattr(subscriptions, "MOST_REMEMBERED", 40)
    anna, owner = await site.sign_in("anna"), await account(site, "anna")
    async with signed_in(address, anna.token) as here:
        await here.subscribe("subscription { notificationAdded { id } }")
        for round_ in range(2):
            async with site.database.transaction():
                tells = [Tell(owner, K.NEW_SIGN_IN, f"{round_}:{number:03}") for number in range(60)]
                rows = await tell(site.database, tells, site.clock())
            ids = IdSealer(site.settings.key("id"))
            heard = [(await here.next())["notificationAdded"]["id"] for _ in rows]
            assert sorted(ids.open(id_).entry for id_ in heard) == sorted(rows.values())  # type: ignore[union-attr]
            await here.quiet()


async def test_a_client_that_does_not_read_holds_up_nobody_and_misses_nothing(site: Site, address: str) -> None:
    """What waits for it waits in the database: the server keeps no more than row ids for it."""
    anna, igor, owner = await site.sign_in("anna"), await site.sign_in("igor"), await account(site, "anna")
    async with signed_in(address, anna.token) as slow, signed_in(address, igor.token) as other:
        query = "subscription { " + "notificationAdded { " + " ".join(f"a{n}: text" for n in range(50)) + " } }"
        await slow.subscribe(query)
        await other.subscribe(ADDED)
        async with site.database.transaction():
            tells = [Tell(owner, K.NEW_SIGN_IN, f"n{number}") for number in range(1500)]
            await tell(site.database, tells, site.clock())
        await say(site, "igor", K.PHONE_CHANGED, "a")
        assert (await other.next())["notificationAdded"]["kind"] == "PHONE_CHANGED"
        for _ in range(1500):
            await slow.next()
        await slow.quiet()


async def test_a_trusted_document_is_known_by_its_hash(site: Site, address: str) -> None:
    desk = site.http._transport.app.state.subscriptions  # type: ignore[attr-defined]
    anna, key = await site.sign_in("anna"), f"sha256:{hashlib.sha256(ADDED.encode()).hexdigest()}"
    async with signed_in(address, anna.token) as here:
        await here.say(type="subscribe", id="1", payload={"documentId": key})
        assert (await here.refusal())["extensions"]["code"] == "BAD_USER_INPUT", "it is not the page's"
        desk.streams._executor._documents.trusted[key] = ADDED
        try:
            await here.say(type="subscribe", id="1", payload={"documentId": key})
            await here.quiet()
            await say(site, "anna", K.NEW_SIGN_IN, "a")
            assert (await here.next())["notificationAdded"]["kind"] == "NEW_SIGN_IN"
        finally:
            del desk.streams._executor._documents.trusted[key]
