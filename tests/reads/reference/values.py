"""JSON text as PostgreSQL writes it, apart from white space between tokens."""

import datetime as dt
import json
import re
import uuid
from typing import Any

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\s+')


def json_text(value: Any) -> str:
    """Numbers shortest and without a needless fraction, instants in UTC without trailing zeros."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.datetime):
        return f'"{instant_text(value)}"'
    if isinstance(value, (dt.date, uuid.UUID)):
        return f'"{value}"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(key)}:{json_text(inner)}" for key, inner in value.items()) + "}"
    return "[" + ",".join(json_text(inner) for inner in value) + "]"


def number_text(value: float) -> str:
    digits, _, exponent = repr(value).partition("e")
    if exponent:
        return f"{digits}e{int(exponent):+03d}"
    if abs(value) >= 1e15:
        mantissa, _, power = f"{value:.17e}".partition("e")
        shortest = next(
            text for size in range(18) if float(text := f"{value:.{size}e}") == value and (mantissa or power)
        )
        digits, _, exponent = shortest.partition("e")
        return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}e{int(exponent):+03d}"
    return digits.removesuffix(".0")


def instant_text(value: dt.datetime) -> str:
    at = value.astimezone(dt.UTC)
    fraction = f".{at.microsecond:06d}".rstrip("0") if at.microsecond else ""
    return f"{at:%Y-%m-%dT%H:%M:%S}{fraction}+00:00"


def without_space(text: str) -> str:
    """The text without white space between tokens."""
    return _STRINGS.sub(lambda found: found.group() if found.group().startswith('"') else "", text)
