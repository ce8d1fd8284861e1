"""Entries in the wrong person's record: types of the clinic that asks, of registrars who decide, of security officers.

None says anything of the entries but how many they are.
"""

import datetime as dt

import strawberry

from backend.models.misplaced_entries import MisplacedReason, MisplacedState
from backend.schema.officer_people import PersonKeyInput
from backend.schema.record_merges import MergeEvidence, MergePerson
from backend.schema.user_errors import UserError

strawberry.enum(MisplacedReason, description="How entries came into the wrong person's record.")
strawberry.enum(
    MisplacedState,
    description="A clinic asks, a registrar accepts, another one moves the entries; two take them back again.",
)


@strawberry.type(description="A request of the clinic's, as who asked sees it.")
class ReportedMisplacedEntries:
    id: strawberry.ID
    state: MisplacedState
    reason: MisplacedReason
    text: str
    entry_count: int
    asked_at: dt.datetime
    moved_at: dt.datetime | None
    refusal: str | None = strawberry.field(description="Why the registry refused.")
    refused_at: dt.datetime | None
    ended_at: dt.datetime | None = strawberry.field(description="When the entries were taken back.")


@strawberry.type(description="A page of own requests, newest first.")
class ReportedMisplacedPage:
    nodes: list[ReportedMisplacedEntries]
    end_cursor: str | None
    has_next_page: bool


@strawberry.type(description="A clinic's request to move entries out of the wrong person's record, for registrars.")
class MisplacedEntries:
    id: strawberry.ID
    state: MisplacedState
    reason: MisplacedReason
    text: str
    entry_count: int
    clinic: str
    wrong_person: MergePerson = strawberry.field(description="In whose record the entries are.")
    right_person: MergePerson = strawberry.field(description="Whose they are.")
    evidence: MergeEvidence | None = strawberry.field(
        description="How the two compare, while a decision is open: two who are one have two records to be merged."
    )
    asked_by: str
    asked_at: dt.datetime
    accepted_by: str | None
    accepted_at: dt.datetime | None
    moved_by: str | None
    moved_at: dt.datetime | None
    refusal: str | None
    refused_at: dt.datetime | None
    end_text: str | None = strawberry.field(description="Why the entries are to be taken back.")
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool = strawberry.field(
        description="The viewer asked or took the last step, so that somebody else has to take the next one."
    )


@strawberry.type(description="A page of requests, newest first.")
class MisplacedEntriesPage:
    nodes: list[MisplacedEntries]
    end_cursor: str | None
    has_next_page: bool


@strawberry.type(
    description="An incident: entries of one person stood in another's record, and somebody but their authors may have read "
    "them there."
)
class MisplacedReading:
    clinic: str
    entry_count: int
    reader_count: int
    first_read_at: dt.datetime
    last_read_at: dt.datetime
    found_at: dt.datetime
    returned_at: dt.datetime | None = strawberry.field(description="When the entries were taken back to that record.")


@strawberry.type(description="A page of incidents, newest first.")
class MisplacedReadingPage:
    nodes: list[MisplacedReading]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input(description="Entries of one record that the clinic wrote, and whose they are, by a whole identifier.")
class ReportMisplacedEntriesInput:
    entries: list[strawberry.ID] = strawberry.field(description="1 to 50, each by the id of any of its versions.")
    person: PersonKeyInput
    reason: MisplacedReason
    text: str = strawberry.field(description="Of 10 to 500 characters, without anything of the entries.")
    client_mutation_id: str | None = None


@strawberry.type
class ReportMisplacedEntriesPayload:
    request: ReportedMisplacedEntries | None
    user_errors: list[UserError]


@strawberry.input
class MisplacedEntriesInput:
    id: strawberry.ID


@strawberry.input
class MisplacedEntriesWithReasonInput:
    id: strawberry.ID
    reason: str


@strawberry.type
class MisplacedEntriesPayload:
    misplaced_entries: MisplacedEntries | None
    user_errors: list[UserError]
