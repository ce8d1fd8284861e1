"""The viewer's access to a record, and the record's access log."""

import datetime as dt
import uuid
from typing import Annotated

import strawberry

from backend.policy.standing import EVERYONE
from backend.schema.connections import plain_list
from backend.schema.directives import StandingName
from backend.schema.entry import Section
from backend.schema.fields import assembled, plumbing


@strawberry.type(description="One standing of the viewer on one record, with its ground and its end.")
class RecordAccess:
    standing: StandingName = plumbing()
    patient_id: strawberry.ID = plumbing()
    display_name: str = plumbing("The patient's name.")
    birth_date: dt.date | None = plumbing()
    since: dt.datetime = plumbing()
    until: dt.datetime | None = plumbing("When it ends by itself, where that is known.")
    card_entry_required: bool = plumbing("Whether a card-entry code is needed before the record opens.")
    record: Annotated["MedicalRecord", strawberry.lazy("backend.schema.record")] | None = assembled(  # type: ignore[name-defined]  # noqa: F821
        EVERYONE, "record"
    )


@strawberry.type(description="Who opened the record, when, by what right, and which parts.")
class AccessLogEntry:
    id: uuid.UUID = plumbing()
    at: dt.datetime = plumbing()
    who: str = plumbing("Staff by name, the viewer as such, another representative as «representative».")
    organization: str | None = plumbing("Where a member of staff works.")
    standings: list[StandingName] = plumbing()
    sections: list[Section] = plumbing("Sections that the operation asked for.")  # type: ignore[valid-type]
    operation: str | None = plumbing("Name of the operation, for trusted documents.")


ACCESS_LOG = plain_list(AccessLogEntry, "AccessLog")
