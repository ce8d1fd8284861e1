"""Days in Moscow: the law's days, terms and birthdays begin there at midnight (the database has `moscow_day`, `moscow_midnight`)."""

import datetime as dt
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")


def moscow_day(at: dt.datetime) -> dt.date:
    """The date in Moscow at that moment."""
    return at.astimezone(MOSCOW).date()


def moscow_midnight(day: dt.date) -> dt.datetime:
    """The first moment of the day in Moscow."""
    return dt.datetime.combine(day, dt.time(), MOSCOW)
