"""What doctors type, checked field by field: every problem is told at once, beside its field."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from backend.services.refusal import Refused, SeveralRefused

LONG = 20_000
SHORT = 500
MOST_LINES = 50


class Problems:
    """Collects refusals of one form; `path` is the place of the form in the mutation's input."""

    def __init__(self, *path: str) -> None:
        self._path = ["input", *path]
        self._found: list[Refused] = []

    def add(self, code: str, *field: str | int) -> None:
        """Notes that a field has to change."""
        self._found.append(Refused(code, [*self._path, *(str(part) for part in field)]))

    def refuse(self) -> None:
        """Raises SeveralRefused where anything has to change."""
        if self._found:
            raise SeveralRefused(self._found)

    def text(self, value: str | None, *field: str | int, longest: int = LONG, required: bool = False) -> str | None:
        """The text without spaces around it; None for an empty one."""
        text = (value or "").strip()
        if "\0" in text:
            self.add("WRONG_FORMAT", *field)
            return None
        if len(text) > longest:
            self.add("WRONG_LENGTH", *field)
        if required and not text:
            self.add("REQUIRED", *field)
        return text or None

    def lines(self, values: Sequence[str] | None, *field: str | int, longest: int = SHORT) -> list[str]:
        """Texts, the empty ones left out."""
        if len(values or ()) > MOST_LINES:
            self.add("WRONG_LENGTH", *field)
            return []
        texts = [self.text(value, *field, place, longest=longest) for place, value in enumerate(values or ())]
        return [text for text in texts if text]

    def number(
        self, value: float | None, low: float, high: float, *field: str | int, required: bool = True
    ) -> float | None:
        """A number within the bounds, which are there against slips of the keyboard."""
        if value is None:
            if required:
                self.add("REQUIRED", *field)
        elif not low <= value <= high:
            self.add("VALUE_OUT_OF_RANGE", *field)
        return value

    def day(
        self,
        value: dt.date | None,
        first: dt.date | None,
        last: dt.date | None,
        *field: str | int,
        required: bool = False,
    ) -> dt.date | None:
        """A day within the bounds."""
        if value is None:
            if required:
                self.add("REQUIRED", *field)
        elif (first is not None and value < first) or (last is not None and value > last):
            self.add("WRONG_DATE", *field)
        return value


def given(values: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of objects of an input; none where it was left out."""
    return list(values.get(name) or ())
