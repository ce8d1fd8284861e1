"""Text of the statement: parameters, aliases, and JSON built from columns by the database."""

from dataclasses import dataclass, field

from backend.reads.inputs import Binder

# PostgreSQL cuts identifiers at 63 bytes; longer response keys are written as text instead.
_LONGEST_IDENTIFIER = 63


@dataclass(slots=True)
class Column:
    """A response key and the SQL of its value."""

    key: str
    sql: str


@dataclass(slots=True)
class Text:
    """Collects parameters and hands out aliases for one statement."""

    binders: list[Binder] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)
    _aliases: int = 0

    def parameter(self, binder: Binder, cast: str, name: str | None = None) -> str:
        """A parameter of the given SQL type; a named one is shared by all who ask for it."""
        if name is not None and name in self._named:
            return self._named[name]
        self.binders.append(binder)
        sql = f"${len(self.binders)}::{cast}"
        if name is not None:
            self._named[name] = sql
        return sql

    def alias(self, prefix: str) -> str:
        self._aliases += 1
        return f"{prefix}{self._aliases}"


def literal(value: str) -> str:
    """A string constant of our own; never used for input."""
    return "'" + value.replace("'", "''") + "'"


def select_object(columns: list[Column], rows: str) -> str:
    """One object from the first row of `rows` (`FROM …`), or null without a row."""
    if _needs_text(columns):
        return f"(SELECT {_object_text(columns)} {rows})"
    return f"(SELECT row_to_json(x) FROM (SELECT {_select_list(columns)} {rows}) x)"


def select_list(columns: list[Column], rows: str) -> str:
    """A list of objects, one a row, in the order of `rows`; empty without rows."""
    if _needs_text(columns):
        return f"(SELECT coalesce(json_agg(x.o), '[]'::json) FROM (SELECT {_object_text(columns)} AS o {rows}) x)"
    return f"(SELECT coalesce(json_agg(row_to_json(x)), '[]'::json) FROM (SELECT {_select_list(columns)} {rows}) x)"


def _needs_text(columns: list[Column]) -> bool:
    return not columns or any(len(column.key) > _LONGEST_IDENTIFIER for column in columns)


def _select_list(columns: list[Column]) -> str:
    return ", ".join(f'{column.sql} AS "{column.key}"' for column in columns)


def _object_text(columns: list[Column]) -> str:
    pairs = [f"'\"{column.key}\":' || coalesce(to_json({column.sql})::text, 'null')" for column in columns]
    return "('{' || " + " || ',' || ".join(pairs) + " || '}')::json" if pairs else "'{}'::json"
