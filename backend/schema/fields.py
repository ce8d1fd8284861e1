"""How a record type declares a field: who may read it, and what it is read from.

Every field of a record type is made by one of these functions; the schema does not build otherwise.
The audience always comes first.
"""

from collections.abc import Callable
from typing import Any, cast

import strawberry

from backend.models.sections.tables import TABLES
from backend.models.vocabulary import Kind
from backend.policy.sources import (
    BESIDE,
    DECLARED,
    ENTRY_TYPE,
    Assembled,
    Column,
    Declared,
    Embedded,
    EntryType,
    Filter,
    Many,
    One,
    PartEntries,
    Plumbing,
    Source,
)
from backend.policy.standing import EVERYONE, Standing
from backend.schema import enums  # noqa: F401  vocabularies have to be enums, under their own names, before any type names them
from backend.schema.directives import visible_to


def declared(
    audience: Standing,
    source: Source,
    *,
    reason: str = "NOT_FOR_STANDING",
    description: str | None = None,
    resolver: Callable[..., Any] | None = None,
    graphql_name: str | None = None,
) -> Any:
    """A field with its declaration; `resolver` only gives the arguments, values come from the compiled read."""
    return strawberry.field(
        resolver=cast("Any", resolver),
        name=graphql_name,
        description=description,
        directives=[visible_to(audience)],
        metadata={DECLARED: Declared(audience, source, reason)},
    )


def column(
    audience: Standing,
    sql: str | None = None,
    *,
    reason: str = "NOT_FOR_STANDING",
    description: str | None = None,
) -> Any:
    """A value of the row: the column of the field's own name, or `sql`."""
    return declared(audience, Column(sql), reason=reason, description=description)


def coding(audience: Standing, prefix: str = "", *, description: str | None = None) -> Any:
    """A `Coding` from the columns `<prefix>code_system`, `<prefix>code`, `<prefix>code_display`."""
    columns = {
        "system": f"{{row}}.{prefix}code_system",
        "code": f"{{row}}.{prefix}code",
        "display": f"{{row}}.{prefix}code_display",
    }
    present = f"({columns['code']} IS NOT NULL OR {columns['display']} IS NOT NULL)"
    return declared(audience, Embedded(columns, present), description=description)


def embedded(
    audience: Standing,
    columns: dict[str, str],
    present: str,
    *,
    reason: str = "NOT_FOR_STANDING",
    description: str | None = None,
) -> Any:
    """An object made of the row's own columns."""
    return declared(audience, Embedded(columns, present), reason=reason, description=description)


def one(audience: Standing, table: str, on: str, *, description: str | None = None) -> Any:
    """A row of another table."""
    return declared(audience, One(table, on), description=description)


def parts(
    audience: Standing,
    table: str,
    *,
    order: str = "{many}.position, {many}.id",
    description: str | None = None,
) -> Any:
    """The entry's own parts in a table of theirs."""
    on = "{many}.patient_id = {entry}.patient_id AND {many}.entry_id = {entry}.id"
    return declared(audience, Many(table, on, order), description=description)


def part_entries(
    audience: Standing, kind: Kind, *, reason: str = "NOT_FOR_STANDING", description: str | None = None
) -> Any:
    """Clinical rows that belong to the entry, each under its own row rules."""
    return declared(audience, PartEntries(kind), reason=reason, description=description)


def assembled(
    audience: Standing,
    name: str,
    *,
    description: str | None = None,
    resolver: Callable[..., Any] | None = None,
) -> Any:
    """A value that the read assembles from visible rows."""
    return declared(audience, Assembled(name), description=description, resolver=resolver)


def plumbing(description: str | None = None) -> Any:
    """A part of a connection or an edge: for everyone who may see the record."""
    return declared(EVERYONE, Plumbing(), description=description)


def entry_type(kind: Kind, filters: dict[str, str] | None = None) -> Callable[[type], type]:
    """Marks a type as the entries of one kind. `filters` names SQL over columns that everyone may read."""

    def mark(cls: type) -> type:
        setattr(
            cls,
            ENTRY_TYPE,
            EntryType(kind, TABLES[kind], {name: Filter(sql) for name, sql in (filters or {}).items()}),
        )
        return cls

    return mark


def own(source: str | Source, *, description: str | None = None) -> Any:
    """A field about the signed-in person alone: no standing is needed, so none is printed."""
    read = Column(source) if isinstance(source, str) else source
    return strawberry.field(description=description, metadata={DECLARED: Declared(EVERYONE, read)})


def beside(resolver: Callable[..., Any], *, description: str | None = None) -> Any:
    """A field of the viewer about no record: what its resolver gives, in ordinary execution."""
    return strawberry.field(resolver=resolver, description=description, metadata={BESIDE: True})
