"""Child data (CHD-01…07)."""

import datetime as dt

import strawberry

from backend.models.sections.child_data import ChildDataKind, Severity
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(Kind.CHILD_DATA, {"kind": "{row}.kind = {value}"})
@strawberry.type(description="What a representative says of a child: «со слов родителей» (CHD-06).")
class ChildDataEntry(RecordEntry, Node):
    kind: ChildDataKind = column(EVERYONE)
    substance: str | None = column(EVERYONE)
    reaction: str | None = column(EVERYONE)
    severity: Severity | None = column(EVERYONE)
    occurred_on: dt.date | None = column(EVERYONE)
    dose: str | None = column(EVERYONE)
    period_from: dt.date | None = column(EVERYONE)
    period_until: dt.date | None = column(EVERYONE)
    note: str | None = column(EVERYONE)
    entered_by: str | None = column(EVERYONE)
