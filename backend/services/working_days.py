"""Terms in working days of Russia, transferred days and working Saturdays included (REQ-02)."""

import datetime as dt

from holidays import country_holidays

from backend.models.moscow import MOSCOW, moscow_day

TERM_DAYS = 5
_LAST_MOMENT = dt.time(23, 59, 59)


def due_at(submitted: dt.datetime, days: int = TERM_DAYS) -> dt.datetime:
    """The end, in Moscow, of the `days`-th working day after the day of submission, which does not count."""
    day = moscow_day(submitted)
    # Made for each call: a calendar grows by the years that it is asked about.
    last = country_holidays("RU", years=(day.year, day.year + 1)).get_nth_working_day(day, days)
    return dt.datetime.combine(last, _LAST_MOMENT, MOSCOW)
