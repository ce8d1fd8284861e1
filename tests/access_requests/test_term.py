"""REQ-02: a decision within five working days of Russia's calendar, the day of submission not counted."""

import datetime as dt

import pytest

from backend.models.moscow import MOSCOW
from backend.services.working_days import due_at, working_days_left

TERMS = [
    # Submitted in Moscow, last day of the term.
    ("2025-10-30T12:00", "2025-11-07"),  # Saturday 1 November is worked, 3 and 4 November are off
    ("2026-04-30T12:00", "2026-05-08"),
    ("2026-12-29T12:00", "2027-01-14"),  # 31 December is off too
    ("2026-07-06T00:00", "2026-07-13"),  # a plain week
    ("2026-07-10T23:59", "2026-07-17"),  # Friday's last minute counts as Friday
    ("2026-07-11T09:00", "2026-07-17"),  # a Saturday and a Sunday give the same term
    ("2026-07-12T09:00", "2026-07-17"),
    ("2026-06-11T09:00", "2026-06-19"),  # 12 June, a Friday, is off
    ("2025-12-31T09:00", "2026-01-16"),
]


@pytest.mark.parametrize(("submitted", "last"), TERMS)
def test_the_term_ends_with_the_fifth_working_day_in_moscow(submitted: str, last: str) -> None:
    due = due_at(dt.datetime.fromisoformat(submitted).replace(tzinfo=MOSCOW))
    assert due.astimezone(MOSCOW).isoformat() == f"{last}T23:59:59+03:00"


def test_the_day_of_submission_is_moscows_whatever_the_clock_of_the_server() -> None:
    late_thursday_in_utc = dt.datetime(2026, 7, 9, 22, 30, tzinfo=dt.UTC)
    assert due_at(late_thursday_in_utc).astimezone(MOSCOW).date() == dt.date(2026, 7, 17)


# A request of Friday 10 July 2026: its term ends with Friday 17 July.
@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-07-10T12:00", 5),
        ("2026-07-12T23:59", 5),  # the days off between are not counted
        ("2026-07-13T00:00", 4),
        ("2026-07-16T23:59", 1),
        ("2026-07-17T00:00", 0),
        ("2026-07-17T23:59", 0),
        ("2026-07-19T12:00", 0),  # over, and no working day has passed since
        ("2026-07-20T09:00", -1),
        ("2026-07-24T09:00", -5),
    ],
)
def test_what_is_left_of_a_term_counts_working_days(now: str, left: int) -> None:
    due = due_at(dt.datetime(2026, 7, 10, 9, tzinfo=MOSCOW))
    assert working_days_left(due, dt.datetime.fromisoformat(now).replace(tzinfo=MOSCOW)) == left


def test_what_is_left_of_a_term_knows_the_new_year() -> None:
    due = due_at(dt.datetime(2026, 12, 29, 12, tzinfo=MOSCOW))
    assert working_days_left(due, dt.datetime(2026, 12, 31, 12, tzinfo=MOSCOW)) == 4
    assert working_days_left(due, dt.datetime(2027, 1, 10, 12, tzinfo=MOSCOW)) == 4


# Working days of the official calendar: a release of the library that lost a transfer would show here.
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2018, 247),
        (2019, 247),
        (2020, 248),
        (2021, 247),
        (2022, 247),
        (2023, 247),
        (2024, 248),
        (2025, 247),
        (2026, 247),
    ],
)
def test_the_years_have_their_official_working_days(year: int, days: int) -> None:
    last_of_december = dt.datetime(year - 1, 12, 31, tzinfo=MOSCOW)
    assert due_at(last_of_december, days).astimezone(MOSCOW).year == year
    assert due_at(last_of_december, days + 1).astimezone(MOSCOW).year == year + 1
