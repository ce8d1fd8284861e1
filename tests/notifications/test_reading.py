"""The viewer's notifications: pages, languages, reading, and what is never shown (REQ-19, SCT-05; policy.md 8)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.notification import NotificationKind
from backend.policy.sealing import IdSealer, IdType
from backend.services.access_requests import moving
from backend.services.access_requests.transitions import TABLES
from backend.services.family import moving as family_moving
from backend.services.family.transitions import CLAIM
from backend.services.notices.wording import BY_DETAIL, wording
from backend.services.notification_texts import TEXTS
from tests.client import Person, Site
from tests.notifications.telling import LIST, MARK, a_request, account, kinds, listed, person, say

K = NotificationKind


async def _mark(person: Person, **given: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await person.data(MARK, input=given))["markNotificationsRead"]
    return payload


def _codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def test_whoever_was_told_nothing_has_an_empty_list(site: Site) -> None:
    anna = await site.sign_in("anna")
    found = await listed(anna)
    assert (found["totalCount"], found["unreadCount"], found["nodes"], found["edges"]) == (0, 0, [], [])
    assert found["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": False, "endCursor": None, "startCursor": None}
    assert (await listed(anna, first=0))["nodes"] == []


async def test_pages_lead_from_the_newest_to_the_oldest_each_once(site: Site) -> None:
    anna = await site.sign_in("anna")
    for number in range(7):
        site.clock.shift += dt.timedelta(minutes=1)
        await say(site, "anna", K.NEW_SIGN_IN, f"n{number}")
    seen: list[str] = []
    after, pages = None, 0
    while True:
        page = await listed(anna, first=3, after=after)
        assert page["totalCount"] == 7 and page["pageInfo"]["hasPreviousPage"] == (after is not None)
        assert [edge["node"]["id"] for edge in page["edges"]] == [node["id"] for node in page["nodes"]]
        seen += [node["createdAt"] for node in page["nodes"]]
        pages += 1
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        # What is told meanwhile stands at the front and moves nothing.
        await say(site, "anna", K.NEW_SIGN_IN, "n0")
    assert pages == 3 and len(set(seen)) == 7 and seen == sorted(seen, reverse=True)


async def test_a_cursor_belongs_to_its_readers_own_list(site: Site) -> None:
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    row = await say(site, "anna", K.NEW_SIGN_IN, "a")
    await say(site, "igor", K.NEW_SIGN_IN, "a")
    theirs = (await listed(igor))["edges"][0]["cursor"]
    mine = (await listed(anna))["edges"][0]["cursor"]
    await site.database.execute("DELETE FROM notification WHERE id = $1", row)
    for cursor in (theirs, "", "x" * 46, mine[:-1] + ("0" if mine[-1] != "0" else "1"), mine):
        answer = await anna.ask(LIST, after=cursor)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", cursor
        assert answer["data"] is None or answer["data"]["viewer"] is None
    for first in (-1, 101):
        assert (await anna.ask(LIST, first=first))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_each_reader_reads_in_the_language_asked_for(site: Site) -> None:
    anna = await site.sign_in("anna")
    request = await a_request(site, "anna")
    await say(site, "anna", K.REQUEST_MOVED, "a", request_id=request, detail="GRANTED")
    texts = {}
    for language in ("ru", "en", "de"):
        response = await site.http.post(
            "/graphql",
            json={"query": LIST},
            headers={"Authorization": f"Bearer {anna.token}", "Accept-Language": language},
        )
        [node] = response.json()["data"]["viewer"]["notifications"]["nodes"]
        texts[language] = (node["title"], node["text"])
    assert texts["ru"][1].startswith("Запрос одобрен") and texts["en"][1].startswith("Your request is approved")
    assert texts["de"] == texts["ru"]


@pytest.mark.parametrize("kind", list(K))
def test_every_kind_has_a_sentence_in_both_languages(kind: NotificationKind) -> None:
    assert kind in TEXTS
    for language in ("ru", "en"):
        title, text = wording(kind, None, None, language)
        assert title and text.endswith(".") and "{" not in text
    assert wording(kind, None, None, "ru") != wording(kind, None, None, "en")


@pytest.mark.parametrize(("kind", "detail"), list(BY_DETAIL))
def test_every_exact_sentence_is_there_in_both_languages(kind: NotificationKind, detail: str) -> None:
    russian, english = (wording(kind, detail, dt.date(2026, 5, 9), language)[1] for language in ("ru", "en"))
    assert russian.endswith(".") and english.endswith(".") and russian != english and "{" not in russian + english


def test_each_state_that_is_told_has_a_sentence_of_its_own_and_no_other_has() -> None:
    """REQ-19, REP-09: what a request or a claim has come to is said, not only that it has moved."""
    requests = {str(after) for rows in TABLES.values() for _, event, after in rows if event in moving.TOLD}
    claims = {str(after) for _, event, after in CLAIM if event in family_moving.TOLD}
    assert {detail for kind, detail in BY_DETAIL if kind is K.REQUEST_MOVED} == requests
    assert {detail for kind, detail in BY_DETAIL if kind is K.FAMILY_MOVED} == claims


def test_days_are_written_out() -> None:
    day = dt.date(2026, 5, 9)
    assert wording(K.ACCESS_ENDING, "GRANT", day, "ru")[1].startswith("9 мая 2026 года закончится")
    assert "on 9 May 2026." in wording(K.ACCESS_ENDING, "GRANT", day, "en")[1]


async def test_a_request_is_named_to_its_applicant_alone(site: Site) -> None:
    anna, sergey = await site.sign_in("anna"), await site.sign_in("sergey")
    request = await a_request(site, "anna")
    for login in ("anna", "sergey"):
        await say(site, login, K.REQUEST_MOVED, "a", request_id=request, detail="GRANTED")
    [mine], [foreign] = (await listed(anna))["nodes"], (await listed(sergey))["nodes"]
    opened = IdSealer(site.settings.key("id")).open(mine["requestId"])
    assert opened is not None
    assert (opened.type, opened.patient, opened.entry) == (IdType.ACCESS_REQUEST, await account(site, "anna"), request)
    assert mine["requestNumber"].startswith("МК-")
    assert foreign["requestId"] is None and foreign["requestNumber"] is None


async def test_a_record_is_named_while_there_is_a_standing_on_it(site: Site) -> None:
    anna, vera = await site.sign_in("anna"), await person(site, "Вера")
    await say(site, "anna", K.ACCESS_OPENED, "a", patient_id=vera)
    await say(site, "anna", K.ACCESS_ENDED, "b", patient_id=vera)
    key = await site.patient("Вера", "Соколова")
    assert {(n["kind"], n["patientId"], n["displayName"]) for n in (await listed(anna))["nodes"]} == {
        ("ACCESS_OPENED", key, "Вера Соколова"),
        ("ACCESS_ENDED", key, "Вера Соколова"),
    }
    await site.database.execute(
        "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1 AND grantee_id = $2",
        vera,
        await account(site, "anna"),
    )
    try:
        found = await listed(anna)
        assert [(n["kind"], n["patientId"], n["displayName"]) for n in found["nodes"]] == [("ACCESS_ENDED", None, None)]
        assert (found["totalCount"], found["unreadCount"]) == (1, 1)
        assert "Вера" not in str(await anna.ask(LIST))
    finally:
        await site.database.execute("UPDATE access_grant SET revoked_at = NULL WHERE patient_id = $1", vera)


async def test_reading_is_noted_once_and_for_oneself(site: Site) -> None:
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    for number in range(3):
        await say(site, "anna", K.NEW_SIGN_IN, f"n{number}")
    await say(site, "igor", K.NEW_SIGN_IN, "n0")
    ids = [node["id"] for node in (await listed(anna))["nodes"]]
    assert await _mark(anna, ids=[ids[0], ids[0]]) == {"unreadCount": 2, "userErrors": []}
    first = next(node for node in (await listed(anna))["nodes"] if node["id"] == ids[0])
    site.clock.shift += dt.timedelta(hours=1)
    assert (await _mark(anna, ids=[ids[0]]))["unreadCount"] == 2
    assert first in (await listed(anna))["nodes"], "the first reading counts"
    assert (await _mark(anna, all=True))["unreadCount"] == 0
    assert (await listed(igor))["unreadCount"] == 1


async def test_ids_of_others_forged_ones_and_missing_ones_are_answered_alike(site: Site) -> None:
    anna, igor = await site.sign_in("anna"), await site.sign_in("igor")
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    await say(site, "igor", K.NEW_SIGN_IN, "a")
    hidden = await say(site, "anna", K.ACCESS_OPENED, "hidden", patient_id=await person(site, "Игорь"))
    ids, owner = IdSealer(site.settings.key("id")), await account(site, "anna")
    [mine] = (await listed(anna))["nodes"]
    [foreign] = (await listed(igor))["nodes"]
    wrong = [
        foreign["id"],
        ids.seal(IdType.NOTIFICATION, owner, 10**9),
        ids.seal(IdType.NOTIFICATION, owner, hidden),
        ids.seal(IdType.SESSION, owner, IdSealer.open(ids, mine["id"]).entry),  # type: ignore[union-attr]
        "A" * 22,
        "",
    ]
    answers = [await _mark(anna, ids=[mine["id"], id_]) for id_ in wrong]
    assert all(answer == answers[0] for answer in answers) and _codes(answers[0]) == ["NOT_FOUND"]
    assert (await listed(anna))["unreadCount"] == 1, "and the right one beside it stays unread"
    assert await site.database.fetchval("SELECT count(*) FROM notification WHERE read_at IS NOT NULL") == 0


@pytest.mark.parametrize(
    "case",
    [
        ({}, "REQUIRED"),
        ({"ids": [], "all": True}, "REQUIRED"),
        ({"all": False}, "REQUIRED"),
        ({"ids": ["x"] * 101}, "WRONG_FORMAT"),
    ],
    ids=str,
)
async def test_either_ids_or_all_are_marked(site: Site, case: tuple[dict[str, Any], str]) -> None:
    anna = await site.sign_in("anna")
    assert _codes(await _mark(anna, **case[0])) == [case[1]]


async def test_nobody_in_particular_has_no_notifications(site: Site) -> None:
    assert await site.ask(LIST) == {"data": {"viewer": None}}
    payload = (await site.ask(MARK, input={"all": True}))["data"]["markNotificationsRead"]
    assert [error["code"] for error in payload["userErrors"]] == ["UNAUTHENTICATED"] and payload["unreadCount"] is None


async def test_staff_are_told_like_everybody(site: Site) -> None:
    registrar = await site.sign_in("registrar")
    await say(site, "registrar", K.REQUEST_OVERDUE, "a", detail="OFFICE")
    assert await kinds(registrar) == ["REQUEST_OVERDUE"]
