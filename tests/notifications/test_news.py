"""«Новая запись»: whoever may see a row hears that there is one, once a day, and nothing of it (policy.md, principles 5 and 8)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import Kind, Label
from backend.policy.rows import RowPolicy
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from tests.client import Site
from tests.emptying import empty
from tests.notifications.telling import MARK, account, an_entry, listed, person, told

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2024, 5, 6, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
async def _as_it_was(site: Site) -> Any:
    last = await site.database.fetchval("SELECT max(id) FROM record_entry")
    yield
    await site.database.execute("DELETE FROM record_entry WHERE id > $1", last)
    await site.database.execute("DELETE FROM teen_share")


async def _news(site: Site, *entries: tuple[int, int], policy: RowPolicy | None = None, **more: Any) -> None:
    policy = policy or await row_policy(site.database, sensitive_teen=True, teen_hide=False)
    async with site.database.transaction():
        await new_entries(site.database, policy, ["77"], entries, site.clock(), **more)


async def _who(site: Site) -> set[str]:
    """Logins that were told of a new entry."""
    rows = await site.database.fetch(
        "SELECT a.login FROM notification n JOIN account a ON a.id = n.account_id WHERE n.kind = 'NEW_RESULT'"
    )
    return {row["login"] for row in rows}


CASES: list[tuple[str, Kind, dict[str, Any], set[str]]] = [
    # Whose record, what is stored, how, and who hears of it.
    ("Павел", Kind.LAB_REPORTS, {}, {"anna", "pavel"}),
    ("Павел", Kind.LAB_REPORTS, {"labels": Label.STI, "released_at": NOW}, {"pavel"}),
    ("Павел", Kind.LAB_REPORTS, {"labels": Label.STI}, set()),
    ("Павел", Kind.LAB_REPORTS, {"labels": Label.HIV, "released_at": NOW}, {"anna", "pavel"}),
    ("Павел", Kind.EXAMINATION_PROTOCOLS, {"labels": Label.PSYCHIATRY, "released_at": NOW}, {"pavel"}),
    ("Павел", Kind.PRESCRIPTIONS, {"labels": Label.PSYCHOTROPIC}, {"pavel"}),
    ("Павел", Kind.PREGNANCY_CARE, {}, {"pavel"}),
    ("Павел", Kind.HEALTH_DIARY, {}, {"pavel"}),
    ("Павел", Kind.VACCINATIONS, {"labels": Label.STI, "confidentiality": 0}, {"anna", "pavel"}),
    ("Павел", Kind.LAB_REPORTS, {"confidentiality": 2}, set()),
    ("Павел", Kind.LAB_REPORTS, {"event_date": dt.date(2018, 12, 31)}, set()),
    ("Павел", Kind.COVID_TESTS, {"event_date": dt.date(2020, 4, 19)}, set()),
    ("Павел", Kind.LAB_REPORTS, {"status": 2}, set()),
    ("Павел", Kind.CONDITION, {}, set()),
    ("Вера", Kind.LAB_REPORTS, {}, {"anna"}),
    ("Вера", Kind.LAB_REPORTS, {"labels": Label.STI, "released_at": NOW}, {"anna"}),
    ("Игорь", Kind.LAB_REPORTS, {}, {"igor"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}, {case[1].name} {sorted(case[2])}")
async def test_whoever_may_see_the_row_hears_of_it_and_nobody_else(
    site: Site, case: tuple[str, Kind, dict[str, Any], set[str]]
) -> None:
    name, kind, how, who = case
    patient = await person(site, name)
    await _news(site, (patient, await an_entry(site, patient, kind, **how)))
    assert await _who(site) == who, "neither the father without a grant, nor a doctor, nor a stranger"
    for login in ("anna", "pavel", "igor", "sergey", "petrova"):
        nodes = await told(site, login)
        assert [node["kind"] for node in nodes] == (["NEW_RESULT"] if login in who else [])
        assert "Сифилис" not in str(nodes)


async def test_what_a_reader_may_not_see_changes_nothing_for_them(site: Site) -> None:
    """Non-interference: whether, when and how often they are told comes from visible rows alone."""
    pavel = await person(site, "Павел")
    secret = {"labels": Label.STI, "released_at": NOW}

    async def seen(*steps: dict[str, Any] | None) -> list[Any]:
        site.clock.shift *= 0
        start = site.clock()
        await empty(site.database, "notification")
        for how in steps:
            site.clock.shift += dt.timedelta(minutes=1)
            if how is not None:
                await _news(site, (pavel, await an_entry(site, pavel, **how)))
        found = await listed(await site.sign_in("anna"))
        for node in found["nodes"]:
            minutes = (dt.datetime.fromisoformat(node.pop("createdAt")) - start).total_seconds() // 60
            node["id"] = minutes
        return [
            found["totalCount"],
            found["unreadCount"],
            [node for node in found["nodes"] if node["kind"] == "NEW_RESULT"],
        ]

    assert await seen(secret, secret) == await seen(None, None)
    assert await seen({}, secret) == await seen({}, None)
    assert await seen(secret, {}) == await seen(None, {})
    assert await seen(secret, {}, secret) == await seen(None, {}, None)


async def test_once_a_day_a_record(site: Site) -> None:
    vera, misha = await person(site, "Вера"), await person(site, "Михаил")
    for _ in range(3):
        await _news(site, (vera, await an_entry(site, vera)))
    await _news(site, (misha, await an_entry(site, misha)), (vera, await an_entry(site, vera)))
    assert len(await told(site, "anna")) == 2
    site.clock.shift += DAY
    await _news(site, (vera, await an_entry(site, vera)))
    assert len(await told(site, "anna")) == 3


async def test_a_later_entry_of_the_day_makes_the_notice_unread_again_and_sends_no_second_message(site: Site) -> None:
    vera, anna = await person(site, "Вера"), await site.sign_in("anna")
    await site.database.execute("UPDATE account SET notify_by = '{SMS}' WHERE login = 'anna'")
    await _news(site, (vera, await an_entry(site, vera)))
    assert (await anna.data(MARK, input={"all": True}))["markNotificationsRead"]["unreadCount"] == 0
    site.clock.shift += dt.timedelta(seconds=5)
    await _news(site, (await person(site, "Павел"), await an_entry(site, await person(site, "Павел"), labels=8)))
    assert (await listed(anna))["unreadCount"] == 0
    await _news(site, (vera, await an_entry(site, vera)))
    [again] = await told(site, "anna")
    assert again["readAt"] is None and (await listed(anna))["unreadCount"] == 1
    assert await site.database.fetchval("SELECT count(*) FROM notification_delivery") == 1
    assert (await anna.data(MARK, input={"ids": [again["id"]]}))["markNotificationsRead"]["unreadCount"] == 0


async def test_a_notice_goes_with_the_rows_it_is_about(site: Site) -> None:
    vera = await person(site, "Вера")
    first = await an_entry(site, vera)
    await _news(site, (vera, first))
    site.clock.shift += dt.timedelta(minutes=5)
    second = await an_entry(site, vera)
    await _news(site, (vera, second))
    [before] = await told(site, "anna")
    await site.database.execute("UPDATE record_entry SET status = 2 WHERE id = $1", first)
    [after] = await told(site, "anna")
    assert after["createdAt"] > before["createdAt"], "the moment is that of a visible row"
    await site.database.execute("UPDATE record_entry SET labels = 8, confidentiality = 1 WHERE id = $1", second)
    assert await told(site, "anna") == []
    assert (await listed(await site.sign_in("anna")))["totalCount"] == 0
    await site.database.execute("UPDATE record_entry SET released_at = now() WHERE id = $1", second)
    assert len(await told(site, "anna")) == 1, "Vera is 11, so her mother sees what the doctor has released"


async def test_a_new_version_of_the_row_keeps_the_notice(site: Site) -> None:
    vera = await person(site, "Вера")
    first = await an_entry(site, vera)
    await _news(site, (vera, first))
    await site.database.execute("UPDATE record_entry SET status = 1 WHERE id = $1", first)
    await an_entry(site, vera, set_id=first, version=2)
    assert len(await told(site, "anna")) == 1


async def test_what_a_teenager_hides_takes_its_notice_along(site: Site) -> None:
    pavel = await person(site, "Павел")
    hiding = await row_policy(site.database, sensitive_teen=True, teen_hide=True)
    await _news(site, (pavel, await an_entry(site, pavel, hidden_by_patient=True)), policy=hiding)
    assert await _who(site) == {"pavel"}


async def test_a_shared_class_is_told_to_whom_it_is_shared_with(site: Site) -> None:
    pavel = await person(site, "Павел")
    await site.database.execute(
        "INSERT INTO teen_share (patient_id, representative_id, labels, diary, created_at) "
        "SELECT $1, person_id, 8, false, now() - interval '1 day' FROM account WHERE login = 'anna'",
        pavel,
    )
    await _news(site, (pavel, await an_entry(site, pavel, labels=8, released_at=NOW)))
    assert await _who(site) == {"anna", "pavel"}


async def test_who_wrote_the_row_knows(site: Site) -> None:
    vera, anna = await person(site, "Вера"), await account(site, "anna")
    await _news(site, (vera, await an_entry(site, vera, Kind.CHILD_DATA)), written_by=anna)
    assert await _who(site) == set()


async def test_the_message_to_the_phone_names_nothing(site: Site) -> None:
    vera = await person(site, "Вера")
    await site.database.execute(
        "UPDATE account SET notify_by = '{SMS,EMAIL}', email = 'anna@example.org' WHERE login = 'anna'"
    )
    await _news(site, (vera, await an_entry(site, vera)))
    await site.work()
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'anna'")
    [sms], [mail] = site.simulator.sent_to(phone), site.simulator.sent_to_address("anna@example.org")
    for text in (sms.text, mail.text, mail.subject or ""):
        assert text.startswith("Медкарта")
        for word in ("Вер", "Сокол", "Сифилис", "анализ", "лаборат", "клиник", "поликлиник", "МК-", "http"):
            assert word.lower() not in text.lower()


async def test_a_notice_that_is_taken_back_before_it_is_sent_is_not_sent(site: Site) -> None:
    vera = await person(site, "Вера")
    await site.database.execute("UPDATE account SET notify_by = '{SMS}' WHERE login = 'anna'")
    entry = await an_entry(site, vera)
    await _news(site, (vera, entry))
    await site.database.execute("UPDATE record_entry SET status = 2 WHERE id = $1", entry)
    await site.work()
    phone = await site.database.fetchval("SELECT phone FROM account WHERE login = 'anna'")
    assert site.simulator.sent_to(phone) == []
    assert await site.database.fetchval("SELECT state FROM notification_delivery") == "GIVEN_UP"
