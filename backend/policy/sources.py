"""What a field of a record type is read from, and by whom: the declarations that the schema prints and reads compile.

SQL fragments name rows by placeholders: `{row}` is the row of the type's own table, `{entry}` the entry's header,
`{patient}` the patient's id. They are written by the schema alone, never from input.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing

# Where the schema leaves declarations for the read model: in a field's metadata, and as an attribute of a type.
DECLARED = "declared"
ENTRY_TYPE = "__entry_type__"
# Marks a field of the viewer that stands beside records: ordinary execution answers it, no compiled read.
BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Column:
    """A value: an SQL expression, by default the column of the field's own name."""

    sql: str | None = None


@dataclass(frozen=True, slots=True)
class Embedded:
    """An object made of this row's own columns: the nested type's fields mapped to SQL; null unless `present`."""

    columns: Mapping[str, str]
    present: str


@dataclass(frozen=True, slots=True)
class One:
    """A row of another table: `{one}` names it in `on`."""

    table: str
    on: str


@dataclass(frozen=True, slots=True)
class Many:
    """Rows of another table, in order: `{many}` names them in `on` and `order`."""

    table: str
    on: str
    order: str


@dataclass(frozen=True, slots=True)
class PartEntries:
    """Visible entries of a clinical kind that belong to this entry."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Entries:
    """A connection over the record's entries of one kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Assembled:
    """A list or an object that `backend/reads/` assembles from visible rows under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Plumbing:
    """A part of a connection, an edge or the entry point, given by the read itself."""


Source = Column | Embedded | One | Many | PartEntries | Entries | Assembled | Plumbing


@dataclass(frozen=True, slots=True)
class Declared:
    """A field's declaration. `reason` is the code that a redaction of a guarded field carries."""

    visible_to: Standing
    source: Source
    reason: str = "NOT_FOR_STANDING"


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of a filter input: `sql` compares, with `{value}` for the argument; only over what all may read."""

    sql: str


@dataclass(frozen=True, slots=True)
class EntryType:
    """A type whose rows are entries of one kind, with their own table."""

    kind: Kind
    table: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
