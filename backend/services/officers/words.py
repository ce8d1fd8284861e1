"""What officers type: texts that have to say something, and today in Moscow."""

import datetime as dt
from zoneinfo import ZoneInfo

from backend.services.refusal import Refused

MOSCOW = ZoneInfo("Europe/Moscow")


def moscow_day(at: dt.datetime) -> dt.date:
    """The date in Moscow."""
    return at.astimezone(MOSCOW).date()


def moscow_midnight(day: dt.date) -> dt.datetime:
    """The first moment of the day in Moscow."""
    return dt.datetime.combine(day, dt.time(), MOSCOW)


def need_text(text: str | None, field: list[str], longest: int = 200) -> str:
    """The text without spaces around and doubled. Raises Refused REQUIRED for none, WRONG_FORMAT for a longer one."""
    plain = " ".join((text or "").split())
    if not plain:
        raise Refused("REQUIRED", field)
    if len(plain) > longest or not plain.isprintable():
        raise Refused("WRONG_FORMAT", field)
    return plain


def optional_text(text: str | None, field: list[str], longest: int = 200) -> str | None:
    """Likewise; None for nothing."""
    return need_text(text, field, longest) if text is not None and text.strip() else None
