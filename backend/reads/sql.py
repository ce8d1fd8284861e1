"""Text of the statement: parameters, aliases, and JSON built from columns by the database."""

import re
from dataclasses import dataclass, field
from typing import Any

from backend.reads.inputs import BadInput, Binder, Inputs

# PostgreSQL cuts identifiers at 63 bytes; longer response keys are written as text instead.
_LONGEST_IDENTIFIER = 63
# The row of an object: no response key can be called so, and a column of that name would stand in its place.
_ROW = '"{}"'
_PARAMETER = re.compile(r"\$(\d+)::")


@dataclass(slots=True)
class Column:
    """A response key and the SQL of its value."""

    key: str
    sql: str


@dataclass(slots=True)
class Text:
    """Collects parameters and hands out aliases for one statement.

    `checks` are worked out for every execution, whether or not the statement asks for their value.
    """

    binders: list[Binder] = field(default_factory=list)
    checks: list[Binder] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)
    _aliases: int = 0

    def parameter(self, binder: Binder, cast: str, name: str | None = None) -> str:
        """A parameter of the given SQL type; a named one is shared by all who ask for it."""
        if name is not None and name in self._named:
            return self._named[name]
        self.binders.append(_storable(binder) if cast == "text" else binder)
        sql = f"${len(self.binders)}::{cast}"
        if name is not None:
            self._named[name] = sql
        return sql

    def finish(self, sql: str) -> tuple[str, tuple[Binder, ...]]:
        """The statement with the parameters that it uses, numbered anew: a part left out takes its own with it."""
        used = sorted({int(found) for found in _PARAMETER.findall(sql)})
        numbers = {old: new for new, old in enumerate(used, start=1)}
        renumbered = _PARAMETER.sub(lambda found: f"${numbers[int(found.group(1))]}::", sql)
        return renumbered, tuple(self.binders[number - 1] for number in used)

    def alias(self, prefix: str) -> str:
        self._aliases += 1
        return f"{prefix}{self._aliases}"


def _storable(binder: Binder) -> Binder:
    """The text, which the database cannot take with a null character in it. Raises BadInput."""

    def bind(inputs: Inputs) -> Any:
        value = binder(inputs)
        if isinstance(value, str) and "\0" in value:
            raise BadInput("BAD_USER_INPUT")
        return value

    return bind


def literal(value: str) -> str:
    """A text constant of our own; never used for input."""
    return "'" + value.replace("'", "''") + "'::text"


def mentions(columns: list[Column], alias: str) -> bool:
    """Whether a column reads the row called `alias`."""
    word = re.compile(rf"\b{alias}\.")
    return any(word.search(column.sql) for column in columns)


def select_object(columns: list[Column], rows: str) -> str:
    """One object from the first row of `rows` (`FROM …`), or null without a row."""
    if _needs_text(columns):
        return f"(SELECT {_object_text(columns)} {rows})"
    return f"(SELECT row_to_json({_ROW}) FROM (SELECT {_select_list(columns)} {rows}) {_ROW})"


def select_list(columns: list[Column], rows: str) -> str:
    """A list of objects, one a row, in the order of `rows`; empty without rows."""
    if _needs_text(columns):
        return f"(SELECT coalesce(json_agg(x.o), '[]'::json) FROM (SELECT {_object_text(columns)} AS o {rows}) x)"
    return f"(SELECT coalesce(json_agg(row_to_json({_ROW})), '[]'::json) FROM (SELECT {_select_list(columns)} {rows}) {_ROW})"


def _needs_text(columns: list[Column]) -> bool:
    return not columns or any(len(column.key) > _LONGEST_IDENTIFIER for column in columns)


def _select_list(columns: list[Column]) -> str:
    return ", ".join(f'{column.sql} AS "{column.key}"' for column in columns)


def _object_text(columns: list[Column]) -> str:
    pairs = [f"'\"{column.key}\":' || coalesce(to_json({column.sql})::text, 'null')" for column in columns]
    return "('{' || " + " || ',' || ".join(pairs) + " || '}')::json" if pairs else "'{}'::json"
