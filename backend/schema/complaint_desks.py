"""Complaints at work: types of the insurer's and of the clinic's own, which show nothing of the record."""

import datetime as dt

import strawberry

from backend.models.complaint import ComplaintCorrection, ComplaintKind, ComplaintReason, ComplaintState
from backend.schema import complaints as portal
from backend.schema.user_errors import UserError


@strawberry.type(description="The frozen copy of what the complainant attached of one entry.")
class AttachedCopy:
    title: str = strawberry.field(description="What kind of entry it is, in the asked language.")
    lines: list[str] = strawberry.field(description="The chosen fields with their values, as they were at filing.")


@strawberry.interface(description="What both sides see at work: the complaint, two names, and what is attached.")
class DeskComplaint:
    id: strawberry.ID
    number: str
    kind: ComplaintKind
    state: ComplaintState
    text: str
    complainant: str = strawberry.field(description="The name alone: no contacts, no birth date.")
    patient: str = strawberry.field(description="The name alone, likewise.")
    date: dt.date = strawberry.field(description="Of the entry or service that it is about.")
    clinic: str
    insurer: str
    filed_at: dt.datetime
    due_at: dt.datetime | None = strawberry.field(description="By when the next step is to be taken.")
    overdue: bool
    question: str | None = strawberry.field(description="What the insurer asked the clinic.")
    asked_at: dt.datetime | None
    clinic_agrees: bool | None
    clinic_answer: str | None
    answered_at: dt.datetime | None
    upheld: bool | None
    reason: ComplaintReason | None
    decision_text: str | None
    decided_at: dt.datetime | None
    correction: ComplaintCorrection | None
    corrected_at: dt.datetime | None
    steps: list[portal.ComplaintStep] = strawberry.field(description="Empty in a list.")
    attachments: list[AttachedCopy] = strawberry.field(description="Empty in a list.")


@strawberry.type(description="A complaint of somebody whom this insurer insured on the day of the entry.")
class InsurerComplaint(DeskComplaint):
    policy_number: str = strawberry.field(description="Last digits of the policy that this insurer issued.")
    may_go_on: bool = strawberry.field(description="The clinic's term has passed without an answer.")


@strawberry.type(description="A complaint about an entry of the clinic where the doctor works.")
class ClinicComplaint(DeskComplaint):
    to_correct: bool = strawberry.field(description="Upheld, and not corrected yet.")
    correctable: list["CorrectableField"] = strawberry.field(
        description="What a correction may put right: names and kinds of fields, never a value. Empty unless `toCorrect`."
    )
    diagnosis_correctable: bool


@strawberry.type(description="A field of the entry's type that a correction may put right.")
class CorrectableField:
    name: str
    label: str = strawberry.field(description="In the asked language.")
    kind: str = strawberry.field(description="Type of its value in this schema, such as Date or Float.")
    values: list["CorrectableValue"] = strawberry.field(description="Of an enumeration; else empty.")


@strawberry.type(description="One value of an enumeration.")
class CorrectableValue:
    value: str
    label: str = strawberry.field(description="In the asked language.")


@strawberry.type
class InsurerComplaintPage:
    nodes: list[InsurerComplaint]
    end_cursor: str | None
    has_next_page: bool


@strawberry.type
class ClinicComplaintPage:
    nodes: list[ClinicComplaint]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input
class AskClinicInput:
    id: strawberry.ID
    question: str


@strawberry.input
class GoOnWithComplaintInput:
    id: strawberry.ID


@strawberry.input(description="NOT_RENDERED and DATA_WRONG uphold the complaint; the other reasons reject it.")
class DecideComplaintInput:
    id: strawberry.ID
    reason: ComplaintReason
    text: str


@strawberry.type
class InsurerComplaintPayload:
    complaint: InsurerComplaint | None
    user_errors: list[UserError]


@strawberry.input
class AnswerComplaintInput:
    id: strawberry.ID
    agrees: bool
    text: str


@strawberry.input(
    description="One of the correctable fields; `value` is written as that type is in JSON, a list of none."
)
class CorrectedFieldInput:
    name: str
    value: str


@strawberry.input(description="The main diagnosis: МКБ-10 and words.")
class CorrectedDiagnosisInput:
    code: str
    wording: str


@strawberry.input(description="Either `withdrawn`, where nothing of the entry stands, or what is to be put right.")
class CorrectDisputedEntryInput:
    id: strawberry.ID
    withdrawn: bool = False
    fields: list[CorrectedFieldInput] = strawberry.field(default_factory=list)
    diagnosis: CorrectedDiagnosisInput | None = None


@strawberry.type
class ClinicComplaintPayload:
    complaint: ClinicComplaint | None
    user_errors: list[UserError]
