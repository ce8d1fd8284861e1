"""Terms in working days of Russia, transferred days and working Saturdays included (REQ-02)."""

import datetime as dt
from functools import lru_cache

from holidays import country_holidays

from backend.models.moscow import MOSCOW, moscow_day

TERM_DAYS = 5
_LAST_MOMENT = dt.time(23, 59, 59)


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a term whose last day this is, in Moscow."""
    return dt.datetime.combine(day, _LAST_MOMENT, MOSCOW)


def due_at(submitted: dt.datetime, days: int = TERM_DAYS) -> dt.datetime:
    """The end, in Moscow, of the `days`-th working day after the day of submission, which does not count."""
    day = moscow_day(submitted)
    # Made for each call: a calendar grows by the years that it is asked about.
    last = country_holidays("RU", years=(day.year, day.year + 1)).get_nth_working_day(day, days)
    return end_of(last)


def working_days_left(due: dt.datetime, at: dt.datetime) -> int:
    """Working days from the day after `at` to the last one of a term, in Moscow: 0 on the last day itself.

    After it, those that have passed since, below 0; 0 again while only days off have.
    """
    today, last = moscow_day(at), moscow_day(due)
    return _working_days(today, last) if today <= last else -_working_days(last, today)


@lru_cache(maxsize=1000)
def _working_days(after: dt.date, until: dt.date) -> int:
    """How many there are after the one day until the other, itself included."""
    calendar = country_holidays("RU", years=range(after.year, until.year + 1))
    return sum(calendar.is_working_day(after + dt.timedelta(days=n + 1)) for n in range((until - after).days))
