"""A copy of an entry as plain text: what its reader may read, and at the end what is left out, and why.

What is left out is said from the standing alone, whether or not there is anything to leave out (policy.md).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from graphql import GraphQLEnumType, get_named_type

from backend.policy.section_titles import SECTION_TITLES
from backend.reads.documents import Readable
from backend.reads.model import ReadModel
from backend.sentences.hidden import HIDDEN, OTHER
from backend.sentences.record_fields import FIELDS
from backend.sentences.record_words import WORDS

_MOSCOW = ZoneInfo("Europe/Moscow")
_COPY = (
    "Копия записи из электронной медицинской карты. Это не оригинал документа.",
    "A copy of an entry of an electronic medical record. It is not the original document.",
)
_LEFT_OUT = ("Чего в этой копии нет и почему:", "What this copy leaves out, and why:")
_YES_NO = {True: ("да", "yes"), False: ("нет", "no")}
_NO_SECTION = ("Запись карты", "Entry of the record")
_OF_HEADER = ("section", "title")


class Rendition:
    """Writes copies in one language."""

    def __init__(self, model: ReadModel, language: str) -> None:
        self._model, self._place = model, 1 if language == "en" else 0

    def text(self, readable: Readable) -> str:
        """The whole copy."""
        title = readable.fields.get("title")
        head = [self.section(readable.type_name), *([str(title)] if title else []), _COPY[self._place], ""]
        fields = {name: value for name, value in readable.fields.items() if name not in _OF_HEADER}
        body = list(self.lines(readable.type_name, fields))
        return "\n".join([*head, *body, *self._left_out(readable)]) + "\n"

    def section(self, type_name: str) -> str:
        """What kind of entry it is."""
        kind = next(kind for kind, name in self._model.type_of_kind.items() if name == type_name)
        return SECTION_TITLES.get(kind, _NO_SECTION)[self._place]

    def _left_out(self, readable: Readable) -> list[str]:
        told = [
            f"- {self.label(*field.split('.'))}: {HIDDEN.get(reason, OTHER)[self._place]}"
            for field, reason in readable.hidden
        ]
        return ["", _LEFT_OUT[self._place], *told] if told else []

    def lines(self, type_name: str, fields: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
        """A line a value; what is empty has none."""
        space = "  " * indent
        for name, value in fields.items():
            if value is None or value == [] or value == {}:
                continue
            label = f"{space}{self.label(type_name, name)}:"
            below = get_named_type(self._model.field(type_name, name).definition.type)
            if isinstance(value, dict):
                yield label
                yield from self.lines(below.name, value, indent + 1)
            elif isinstance(value, list) and isinstance(value[0], dict):
                yield label
                for place, each in enumerate(value):
                    if place:
                        yield ""
                    yield from self.lines(below.name, each, indent + 1)
            else:
                values = value if isinstance(value, list) else [value]
                yield f"{label} {', '.join(self.word(below, each) for each in values)}"

    def label(self, type_name: str, name: str) -> str:
        """What a field is called."""
        return (FIELDS.get(f"{type_name}.{name}") or FIELDS[name])[self._place]

    def word(self, below: Any, value: Any) -> str:
        """What a value of a type of the schema is called."""
        if isinstance(value, bool):
            return _YES_NO[value][self._place]
        if isinstance(below, GraphQLEnumType):
            return WORDS[below.name][value][self._place]
        if below.name == "Date":
            return f"{dt.date.fromisoformat(value):%d.%m.%Y}"
        if below.name == "DateTime":
            return f"{dt.datetime.fromisoformat(value).astimezone(_MOSCOW):%d.%m.%Y %H:%M}"
        if isinstance(value, float):
            figure = f"{value:g}" if abs(value) < 1_000_000 else f"{value:.2f}"
            return figure if self._place else figure.replace(".", ",")
        return str(value)
