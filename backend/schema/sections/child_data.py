"""Child data (CHD-01…07)."""

import datetime as dt

import strawberry

from backend.models.sections.child_data import ChildDataKind, EnteredAs, Severity
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, Organization, Practitioner, RecordEntry
from backend.schema.fields import assembled, column, entry_type, one


@strawberry.type(description="A treating doctor's note to one version of what a representative said (CHD-06).")
class ChildDataNote:
    text: str = column(EVERYONE)
    author: Practitioner | None = one(EVERYONE, "practitioner", "{one}.id = {row}.practitioner_id")
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")
    written_at: dt.datetime = column(EVERYONE, "{row}.created_at")
    version: int = column(
        EVERYONE, "{row}.version_number", description="Which version it speaks of, as `versions` numbers them."
    )
    of_current: bool = column(EVERYONE, description="Whether that is the version that counts now.")


@entry_type(Kind.CHILD_DATA, {"kind": "{row}.kind = {value}"})
@strawberry.type(description="What a representative says of a child: «со слов родителей» (CHD-06).")
class ChildDataEntry(RecordEntry, Node):
    kind: ChildDataKind = column(EVERYONE)
    substance: str | None = column(EVERYONE, description="What to, or which medicine.")
    name: str | None = column(EVERYONE, description="The injury, the operation, or what else it is.")
    reaction: str | None = column(EVERYONE)
    severity: Severity | None = column(EVERYONE)
    occurred_on: dt.date | None = column(EVERYONE)
    dose: str | None = column(EVERYONE)
    period_from: dt.date | None = column(EVERYONE)
    period_until: dt.date | None = column(EVERYONE)
    note: str | None = column(EVERYONE)
    entered_by: str | None = column(EVERYONE, description="The writer's name.")
    entered_as: EnteredAs | None = column(EVERYONE)
    entered_at: dt.datetime = column(EVERYONE, "{entry}.created_at")
    notes: list[ChildDataNote] = assembled(
        EVERYONE, "child_data_notes", description="Of treating doctors, to every version; the oldest first."
    )
