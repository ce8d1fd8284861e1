"""Ages and birthdays by date: born on 29 February, a person is a year older on 1 March in common years.

The database computes the same (`age_on`, `birthday`), where standings are decided.
"""

import datetime as dt


def birthday(birth: dt.date, years: int) -> dt.date:
    """The day on which a person born on `birth` turns `years`; the last day that there is where the calendar ends first."""
    if birth.year + years > dt.MAXYEAR:
        return dt.date.max
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return dt.date(birth.year + years, 3, 1)


def age_on(birth: dt.date, day: dt.date) -> int:
    """Full years of age on `day`; negative before birth."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
