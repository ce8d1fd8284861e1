"""What dates bring about is told: ends of access to both sides, the fifteenth birthday, terms gone by (ACC-04, ACC-05, REQ-02, REQ-19)."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from backend.demo.load import moscow_today
from backend.models.notification import NotificationKind
from backend.services.queue import defer
from tests.client import Site
from tests.notifications.telling import a_request, account, person, say, told

DAY = dt.timedelta(days=1)
ENDS_ONLY = ("ACCESS_ENDING", "ACCESS_ENDED")


def birth(age: int, days: int) -> dt.date:
    """Birth date of somebody whose birthday of that age is in so many days."""
    day = moscow_today() + days * DAY
    return day.replace(year=day.year - age) if (day.month, day.day) != (2, 29) else dt.date(day.year - age, 3, 1)


async def _tell(site: Site, task: str = "tell_of_dates") -> None:
    await defer(site.database, task)
    await site.work()


@pytest_asyncio.fixture
async def family(site: Site) -> AsyncIterator[Site]:
    """The family as it was, after a test that changed its dates."""
    kept = {
        table: await site.database.fetch(f"SELECT id, {', '.join(columns)} FROM {table}")
        for table, columns in _DATES.items()
    }
    yield site
    for table, columns in _DATES.items():
        sets = ", ".join(f"{column} = ${place}" for place, column in enumerate(columns, start=2))
        await site.database.executemany(f"UPDATE {table} SET {sets} WHERE id = $1", [tuple(row) for row in kept[table]])


_DATES = {
    "person": ("birth_date", "emancipated_on"),
    "access_grant": ("granted_at", "valid_until", "revoked_at"),
    "legal_representation": ("starts_on", "ends_on", "state"),
}


async def _set(site: Site, table: str, name: str, **values: Any) -> None:
    column = "id" if table == "person" else "patient_id"
    sets = ", ".join(f"{key} = ${place}" for place, key in enumerate(values, start=2))
    await site.database.execute(
        f"UPDATE {table} SET {sets} WHERE {column} = $1", await person(site, name), *values.values()
    )


ENDS = [
    # What ends in so many days, the day that is told and how it is said to the representative and to the patient.
    ("person", {"birth_date": birth(18, 30)}, 30, "ADULTHOOD", "исполнится 18 лет", "исполнится 18 лет"),
    ("person", {"birth_date": birth(18, 2)}, 2, "ADULTHOOD", "исполнится 18 лет", "исполнится 18 лет"),
    (
        "person",
        {"emancipated_on": moscow_today() + 20 * DAY},
        20,
        "EMANCIPATION",
        "полная дееспособность",
        "полная дееспособность",
    ),
    (
        "legal_representation",
        {"ends_on": moscow_today() + 28 * DAY},
        28,
        "REPRESENTATION",
        "срок представительства",
        "вашей карте",
    ),
]


@pytest.mark.parametrize("case", ENDS, ids=lambda case: f"{case[3]} in {case[2]} days")
async def test_both_sides_are_told_before_a_standing_ends(
    family: Site, case: tuple[str, dict[str, Any], int, str, str, str]
) -> None:
    table, values, days, _, to_representative, to_patient = case
    await _set(family, table, "Павел", **values)
    await _tell(family)
    [anna], [pavel] = await told(family, "anna"), await told(family, "pavel", *ENDS_ONLY)
    assert anna["kind"] == pavel["kind"] == "ACCESS_ENDING"
    assert anna["aboutDay"] == pavel["aboutDay"] == (moscow_today() + days * DAY).isoformat()
    assert to_representative in anna["text"] and to_patient in pavel["text"]
    assert anna["displayName"] == "Павел Соколов"
    await _tell(family)
    family.clock.shift = DAY / 2
    await _tell(family)
    assert len(await told(family, "anna")) == len(await told(family, "pavel", *ENDS_ONLY)) == 1, (
        "told once, however often looked"
    )


async def test_a_grants_own_term_is_told_to_its_holder_and_to_the_patient(family: Site) -> None:
    until = family.clock() + 10 * DAY
    await family.database.execute(
        "UPDATE access_grant SET valid_until = $1 WHERE patient_id = $2 AND grantee_id = $3",
        until,
        await person(family, "Павел"),
        await account(family, "anna"),
    )
    await _tell(family)
    [anna], [pavel] = await told(family, "anna"), await told(family, "pavel", *ENDS_ONLY)
    assert "подайте новый запрос" in anna["text"] and "законного представителя к вашей карте" in pavel["text"]


async def test_nothing_is_told_where_nothing_ends_soon(family: Site) -> None:
    await _set(family, "person", "Павел", birth_date=birth(18, 31))
    await _tell(family)
    assert [node["kind"] for node in await told(family, "anna")] == []


async def test_whoever_has_no_access_is_not_told_that_it_ends(family: Site) -> None:
    """Sergey is the father and has no grant; a revoked grant is none."""
    await _set(family, "person", "Павел", birth_date=birth(18, 5))
    await _set(family, "access_grant", "Павел", revoked_at=family.clock())
    await _tell(family)
    assert [node["kind"] for node in await told(family, "sergey")] == []
    assert [node["kind"] for node in await told(family, "anna")] == []


async def test_a_prolonged_representation_is_told_of_anew(family: Site) -> None:
    await _set(family, "legal_representation", "Павел", ends_on=moscow_today() + 5 * DAY)
    await _tell(family)
    await _set(family, "legal_representation", "Павел", ends_on=moscow_today() + 25 * DAY)
    await _tell(family)
    days = [node["aboutDay"] for node in await told(family, "anna")]
    assert sorted(days) == [(moscow_today() + ahead * DAY).isoformat() for ahead in (5, 25)]


@pytest.mark.parametrize(
    "case",
    [
        ("person", {"birth_date": birth(18, 0)}),
        ("person", {"emancipated_on": moscow_today()}),
        ("legal_representation", {"ends_on": moscow_today() - DAY}),
    ],
    ids=lambda case: next(iter(case[1])),
)
async def test_both_sides_are_told_that_it_has_ended_and_nobody_why(
    family: Site, case: tuple[str, dict[str, Any]]
) -> None:
    await _set(family, case[0], "Павел", **case[1])
    await _tell(family)
    await _tell(family)
    [anna], [pavel] = await told(family, "anna"), await told(family, "pavel", *ENDS_ONLY)
    assert anna["kind"] == pavel["kind"] == "ACCESS_ENDED"
    assert anna["text"] == "Доступ к карте закончился. Подробности — в приложении."
    assert (anna["patientId"], anna["displayName"], anna["aboutDay"]) == (None, None, None)
    assert pavel["text"] == "Доступ законного представителя к вашей карте закончился."


async def test_an_access_that_never_was_does_not_end(family: Site) -> None:
    """Opened and closed by hand before the birthday: the sweep says nothing of its own."""
    await _set(family, "access_grant", "Павел", revoked_at=family.clock())
    await _set(family, "person", "Павел", birth_date=birth(18, 0))
    await _tell(family)
    assert [node["kind"] for node in await told(family, "anna")] == []


async def test_a_restricted_parent_is_not_told_by_dates(family: Site) -> None:
    """A court's act closed the record before: that it would end on the birthday says nothing new."""
    pavel = await person(family, "Павел")
    await family.database.execute(
        "INSERT INTO court_act (patient_id, representative_id, kind, state, number, court, decided_on, starts_on, "
        "proposed_by_id, proposed_at, confirmed_by_id, confirmed_at) SELECT $1, a.person_id, 'RESTRICTION', 'IN_FORCE', '1', 'суд', "
        "$2, $2, r.id, now(), m.id, now() FROM account a, account r, account m "
        "WHERE a.login = 'anna' AND r.login = 'registrar' AND m.login = 'mfc'",
        pavel,
        moscow_today() - 60 * DAY,
    )
    try:
        for days in (10, 0):
            await _set(family, "person", "Павел", birth_date=birth(18, days))
            await _tell(family)
        assert [node["kind"] for node in await told(family, "anna")] == []
    finally:
        await family.database.execute("DELETE FROM court_act")


async def test_at_fifteen_the_teenager_is_told_what_is_theirs_and_parents_that_their_view_has_changed(
    family: Site,
) -> None:
    await _set(family, "person", "Павел", birth_date=birth(15, 1))
    await _set(family, "access_grant", "Павел", granted_at=family.clock() - 90 * DAY)
    await _tell(family)
    assert [node["kind"] for node in await told(family, "anna")] == []
    await _set(family, "person", "Павел", birth_date=birth(15, 0))
    await _tell(family)
    await _tell(family)
    [pavel], [anna] = await told(family, "pavel"), await told(family, "anna")
    assert pavel["kind"] == anna["kind"] == "TURNED_FIFTEEN"
    assert pavel["title"] == "Теперь это ваше" and "только ему и врачу" in anna["text"]
    assert "Ограничен" not in anna["text"], "what it is that is hidden is not said"


async def test_a_teenager_whose_account_comes_later_is_told_then(family: Site) -> None:
    pavel = await account(family, "pavel")
    await family.database.execute("UPDATE account SET disabled_at = now() WHERE id = $1", pavel)
    await _tell(family)
    await family.database.execute("UPDATE account SET disabled_at = NULL WHERE id = $1", pavel)
    await _tell(family)
    assert [node["kind"] for node in await told(family, "pavel")] == ["TURNED_FIFTEEN"]
    assert [node["kind"] for node in await told(family, "anna")] == [], "long past the birthday parents know"
    assert [node["kind"] for node in await told(family, "igor")] == [], "a grown-up is not told"


async def test_requests_past_their_term_are_told_to_the_applicant_and_to_the_office(site: Site) -> None:
    late = {"submitted_at": site.clock() - 10 * DAY, "due_at": site.clock() - DAY}
    await a_request(site, "anna", **late)
    await a_request(site, "igor")
    await a_request(site, "maria", "REJECTED", decision_reason="OTHER", **late)
    for _ in range(2):
        await _tell(site, "tell_of_overdue_requests")
    [anna] = await told(site, "anna")
    assert anna["kind"] == "REQUEST_OVERDUE" and "Приносим извинения" in anna["text"] and anna["requestNumber"]
    [office] = await told(site, "registrar")
    assert office["text"].startswith("В очереди есть запросы") and office["requestId"] is None
    for login in ("igor", "maria", "mfc"):
        assert await told(site, login) == []
    site.clock.shift = DAY
    await _tell(site, "tell_of_overdue_requests")
    assert len(await told(site, "anna")) == 1 and len(await told(site, "registrar")) == 2, "the office hears daily"


async def test_many_are_told_in_batches(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from backend.services.notices import sweeping

    monkeypatch.setattr(sweeping, "BATCH", 2)
    late = {"submitted_at": site.clock() - 10 * DAY, "due_at": site.clock() - DAY}
    for _ in range(5):
        await a_request(site, "anna", **late)
    await _tell(site, "tell_of_overdue_requests")
    assert len(await told(site, "anna")) == 5


async def test_two_sweeps_at_once_tell_once(site: Site) -> None:
    from backend.database import open_pool
    from backend.services.notices.overdue import tell_of_overdue_requests

    for _ in range(20):
        await a_request(site, "anna", submitted_at=site.clock() - 10 * DAY, due_at=site.clock() - DAY)
    pool = await open_pool(site.address, 4, "medcard-test")
    try:
        await asyncio.gather(*(tell_of_overdue_requests(pool, site.clock()) for _ in range(4)))
    finally:
        await pool.close()
    assert len(await told(site, "anna")) == 20 and len(await told(site, "registrar")) == 1


async def test_the_same_thing_is_told_once_among_other_things(site: Site) -> None:
    assert await say(site, "anna", NotificationKind.NEW_SIGN_IN, "a") > 0
    assert await say(site, "anna", NotificationKind.NEW_SIGN_IN, "a") == 0
