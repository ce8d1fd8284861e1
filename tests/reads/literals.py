"""Values in a document and in its variables."""

import datetime as dt
import json
from typing import Any


class Name(str):
    """An enum's value: written without quotes in a document."""


def literal(value: Any) -> str:
    """The value as it stands in a document."""
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, dt.date):
        return f'"{value}"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return str(value)
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value
