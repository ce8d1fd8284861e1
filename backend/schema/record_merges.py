"""Two records of one person: a registrar's own types. They say who is meant, and nothing of what a record holds."""

import datetime as dt

import strawberry

from backend.models.court_act import FourEyesState
from backend.models.record_merge import MergeReason
from backend.models.vocabulary import IdentifierKind, Sex
from backend.schema import court_acts  # noqa: F401  the state's enum has to be one before a type names it
from backend.schema.officer_people import PersonKeyInput
from backend.schema.user_errors import UserError

strawberry.enum(MergeReason, description="Why a person has two records.")


@strawberry.type(description="One of two who may be the same person.")
class MergePerson:
    display_name: str
    birth_date: dt.date | None
    sex: Sex
    has_account: bool = strawberry.field(description="Somebody signs in as this person.")


@strawberry.type(description="How the second person compares with the first.")
class MergeEvidence:
    agrees: list[IdentifierKind] = strawberry.field(description="Identifiers in force that both have alike.")
    differs: list[IdentifierKind] = strawberry.field(
        description="Checked identifiers that are others than the first's."
    )
    birth_date_agrees: bool
    names_agree: bool
    enough: bool = strawberry.field(description="Enough to propose that both are one.")


@strawberry.type(description="Somebody who may be the same person.")
class DuplicateCandidate:
    id: strawberry.ID
    person: MergePerson
    evidence: MergeEvidence


@strawberry.type(
    description="Two records of one person. While it is in force the second one's entries stand in the first one."
)
class RecordMerge:
    id: strawberry.ID
    state: FourEyesState
    reason: MergeReason
    text: str
    survivor: MergePerson = strawberry.field(description="Whose record stays.")
    duplicate: MergePerson
    evidence: MergeEvidence | None = strawberry.field(description="Of a proposal, as it is now; null of any other.")
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    end_text: str | None = strawberry.field(description="Why it is to be undone.")
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool = strawberry.field(
        description="Proposed by the viewer, or its undoing, so that somebody else has to confirm it."
    )


@strawberry.type(description="A page of merges, newest first.")
class RecordMergePage:
    nodes: list[RecordMerge]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input(description="`other` is another document of the same person, where the officer has one.")
class FindRecordDuplicatesInput:
    person: PersonKeyInput
    other: PersonKeyInput | None = None
    reason: str


@strawberry.type(
    description="`person` is whose record would stay; who may be they share an identifier, or have `other`."
)
class FindRecordDuplicatesPayload:
    person: MergePerson | None
    candidates: list[DuplicateCandidate] | None
    user_errors: list[UserError]


@strawberry.input(description="The documents by which the duplicate was found, and which of those found it is.")
class ProposeRecordMergeInput:
    person: PersonKeyInput
    other: PersonKeyInput | None = None
    duplicate_id: strawberry.ID
    kind: MergeReason
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class RecordMergeInput:
    id: strawberry.ID


@strawberry.input
class RecordMergeWithReasonInput:
    id: strawberry.ID
    reason: str


@strawberry.type
class RecordMergePayload:
    record_merge: RecordMerge | None
    user_errors: list[UserError]
