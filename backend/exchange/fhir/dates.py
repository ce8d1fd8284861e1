"""FHIR dates of any precision to a Moscow day and a moment."""

import datetime as dt
import re
from typing import TypeVar

from backend.models.moscow import MOSCOW, moscow_day, moscow_midnight

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# A date outside is a slip of a producer; the calendars' own corners are not worth meeting either.
_EARLIEST, _LATEST = 1800, 2200
_Time = TypeVar("_Time", dt.date, dt.datetime)


def day(value: object) -> dt.date | None:
    """The day in Moscow; a month or a year counts from its first day. None for what is no date."""
    if not isinstance(value, str):
        return None
    partial = _PARTIAL.fullmatch(value)
    if partial is not None:
        try:
            found = dt.date(int(partial[1]), int(partial[2] or 1), int(partial[3] or 1))
        except ValueError:
            return None
        return found if _EARLIEST <= found.year <= _LATEST else None
    at = moment(value)
    return moscow_day(at) if at is not None else None


def whole_day(value: object) -> dt.date | None:
    """The day, only if the value names a whole date: ages are never guessed."""
    return day(value) if isinstance(value, str) and len(value) >= 10 else None


def moment(value: object) -> dt.datetime | None:
    """The moment; a bare date is its midnight in Moscow, a time without a zone is Moscow's."""
    if not isinstance(value, str):
        return None
    if _PARTIAL.fullmatch(value) is not None:
        bare = day(value)
        return moscow_midnight(bare) if bare is not None else None
    try:
        at = dt.datetime.fromisoformat(value)
        at = at if at.tzinfo is not None else at.replace(tzinfo=MOSCOW)
        at.astimezone(MOSCOW)
    except (ValueError, OverflowError):
        return None
    return at if _EARLIEST <= at.year <= _LATEST else None


def first(*values: object) -> str | None:
    """The first value that is a date."""
    for value in values:
        if isinstance(value, str) and day(value) is not None:
            return value
    return None


def end_after(start: _Time | None, end: _Time | None) -> _Time | None:
    """The end of a span; None where it comes before the start, which is a slip of the producer."""
    return None if start is not None and end is not None and end < start else end


def period(value: object) -> tuple[str | None, str | None]:
    """Start and end of a Period."""
    if not isinstance(value, dict):
        return None, None
    return first(value.get("start")), first(value.get("end"))
