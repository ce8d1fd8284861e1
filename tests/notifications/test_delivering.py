"""Notifications on their way to phones and mailboxes: by the channels chosen, once, in the end or not at all (ACC-10)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.notification import NotificationKind
from backend.registries.simulator.gateways import Sent
from backend.registries.simulator.scripts import Behaviour, Script, Step
from backend.services.message_pauses import TRIES
from tests.client import Site
from tests.complaints.people import a_complaint
from tests.notifications.telling import a_request, person, say, told

K = NotificationKind
PHONE = "SELECT phone FROM account WHERE login = 'anna'"


async def _choose(site: Site, *channels: str, **more: Any) -> None:
    await site.database.execute(
        "UPDATE account SET notify_by = $1, email = 'anna@example.org' WHERE login = 'anna'", list(channels)
    )


async def _sent(site: Site) -> tuple[list[Sent], list[Sent]]:
    phone = await site.database.fetchval(PHONE)
    return site.simulator.sent_to(phone), site.simulator.sent_to_address("anna@example.org")


async def _states(site: Site) -> list[str]:
    rows = await site.database.fetch("SELECT state FROM notification_delivery ORDER BY id")
    return [row["state"] for row in rows]


def _script(site: Site, behaviour: str, times: int = 1, registry: str = "sms") -> None:
    site.simulator.script(Script(registry=registry, steps=[Step(behaviour=behaviour, times=times)]))


CHANNELS = [((), 0, 0), (("SMS",), 1, 0), (("EMAIL",), 0, 1), (("SMS", "EMAIL"), 1, 1)]


@pytest.mark.parametrize("case", CHANNELS, ids=lambda case: "+".join(case[0]) or "the app alone")
async def test_it_goes_by_the_channels_chosen(site: Site, case: tuple[tuple[str, ...], int, int]) -> None:
    await _choose(site, *case[0])
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    await site.work()
    sms, mail = await _sent(site)
    assert (len(sms), len(mail)) == case[1:]
    assert await _states(site) == ["SENT"] * sum(case[1:])
    await site.work(again=True)
    assert await _sent(site) == (sms, mail)


async def test_a_channel_without_an_address_is_left_out(site: Site) -> None:
    await _choose(site, "SMS", "EMAIL")
    await site.database.execute("UPDATE account SET email = NULL WHERE login = 'anna'")
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    await site.work()
    assert await _states(site) == ["SENT"]


@pytest.mark.parametrize("fault", [Behaviour.OUTAGE, Behaviour.DROP_CONNECTION, Behaviour.WRONG_SHAPE, Behaviour.HUGE])
async def test_a_gateway_that_was_out_gets_it_once_in_the_end(site: Site, fault: Behaviour) -> None:
    """An answer that was lost after the work was done is the worst case: the key is the same, so nothing is sent twice."""
    await _choose(site, "SMS")
    _script(site, fault, times=5)
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    await site.work()
    assert await _states(site) == ["WAITING"]
    row = await site.database.fetchrow("SELECT attempts, next_try_at FROM notification_delivery")
    assert row is not None and row["attempts"] == 1 and row["next_try_at"] > site.clock()
    for _ in range(6):
        await site.work(again=True)
    assert await _states(site) == ["SENT"]
    assert len((await _sent(site))[0]) == 1


async def test_after_the_last_try_it_stands_in_the_app_alone(site: Site) -> None:
    await _choose(site, "SMS")
    _script(site, Behaviour.OUTAGE, times=1000)
    await say(site, "anna", K.PHONE_CHANGED, "a")
    for _ in range(TRIES + 2):
        await site.work(again=True)
    assert await _states(site) == ["GIVEN_UP"]
    assert await site.database.fetchval("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'") == 0
    assert [node["kind"] for node in await told(site, "anna")] == ["PHONE_CHANGED"]


async def test_tries_grow_further_apart_up_to_two_hours(site: Site) -> None:
    await _choose(site, "SMS")
    _script(site, Behaviour.OUTAGE, times=1000)
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    pauses: list[dt.timedelta] = []
    for _ in range(TRIES - 1):
        before = site.clock()
        await site.work(again=True)
        next_try = await site.database.fetchval("SELECT next_try_at FROM notification_delivery")
        pauses.append(next_try - before)
    assert pauses == sorted(pauses) or pauses[-1] < dt.timedelta(hours=2, minutes=5)
    assert dt.timedelta(seconds=29) < pauses[0] < dt.timedelta(minutes=1)
    assert dt.timedelta(hours=1, minutes=59) < pauses[-1] < dt.timedelta(hours=2, minutes=1)


async def test_what_was_chosen_off_or_has_no_place_any_more_is_not_sent(site: Site) -> None:
    await _choose(site, "SMS")
    await say(site, "anna", K.NEW_SIGN_IN, "a")
    await _choose(site)
    await site.work()
    assert await _states(site) == ["GIVEN_UP"] and await _sent(site) == ([], [])


@pytest.mark.parametrize(
    "case", [(K.ACCOUNT_CLOSED, "SENT"), (K.REQUEST_MOVED, "GIVEN_UP"), (K.NEW_SIGN_IN, "GIVEN_UP")]
)
async def test_a_closed_account_hears_that_it_is_closed_and_nothing_else(
    site: Site, case: tuple[NotificationKind, str]
) -> None:
    await _choose(site, "SMS")
    await say(site, "anna", case[0], "a")
    await site.database.execute("UPDATE account SET disabled_at = now(), closed_at = now() WHERE login = 'anna'")
    await site.work()
    assert await _states(site) == [case[1]]


@pytest.mark.parametrize("kind", list(K))
async def test_nothing_personal_leaves_by_any_channel(site: Site, kind: NotificationKind) -> None:
    """Names, numbers, clinics and kinds of results: a locked phone shows a message to whoever stands beside it."""
    await _choose(site, "SMS", "EMAIL")
    request = await a_request(site, "anna")
    anna = await person(site, "Анна")
    once = "a"
    if kind is K.APPOINTMENT:
        row = await site.database.fetchval(
            "INSERT INTO appointment (patient_id, organization_id, specialty, starts_at, ends_at, slot, state, labels, created_at, "
            "changed_at) SELECT $1::bigint, min(id), 'Педиатрия', $2::timestamptz, $2 + interval '20 minutes', '1', 'BOOKED', 0, $2, $2 FROM organization RETURNING id",
            anna,
            dt.datetime(2026, 5, 9, 9, tzinfo=dt.UTC),
        )
        once = f"appointment:{row}:BOOKED"
    await say(
        site,
        "anna",
        kind,
        once,
        request_id=request,
        patient_id=anna,
        about_day=dt.date(2026, 5, 9),
        detail="GRANTED",
        complaint_id=await a_complaint(site, "anna") if kind is K.COMPLAINT_MOVED else None,
    )
    await site.work()
    sms, mail = await _sent(site)
    if kind is K.NEW_RESULT:
        assert (sms, mail) == ([], []), "about no row at all, so nobody may see it"
        return
    for text in (sms[0].text, mail[0].text, mail[0].subject or ""):
        assert text.startswith("Медкарта") and len(text) < 200
        for word in ("Анн", "Сокол", "МК-", "2026", "мая", "поликлиник ", "одобрен"):
            assert word not in text, word
