"""Orders of extracts and applications for paper at a clinic's desk: types of its own, which show nothing of the record."""

import datetime as dt

import strawberry

from backend.models.paper import (
    ExtractDecline,
    ExtractPickup,
    ExtractPurpose,
    ExtractState,
    IdentityDocument,
    PaperKeepingDecline,
    PaperKeepingState,
)
from backend.schema.entry import Section
from backend.schema.paper import PaperStep
from backend.schema.user_errors import UserError


@strawberry.interface(description="What the desk sees of an order or an application: whose it is, and who asks.")
class ClinicPaper:
    id: strawberry.ID
    number: str
    clinic: str
    patient: str
    birth_date: dt.date | None = strawberry.field(description="The patient's: by it the clinic finds the right papers.")
    applicant: str
    filed_at: dt.datetime
    due_at: dt.datetime | None
    overdue: bool
    answer: str | None
    steps: list[PaperStep] = strawberry.field(description="Empty in a list.")


@strawberry.type(description="An extract ordered at a clinic of the doctor's.")
class ClinicPaperExtract(ClinicPaper):
    state: ExtractState
    purpose: ExtractPurpose
    sections: list[Section] | None = strawberry.field(description="Null: all that the clinic has.")  # type: ignore[valid-type]
    covers_from: dt.date | None
    covers_until: dt.date | None
    note: str | None
    pickup: ExtractPickup
    fetched_by: str | None
    reason: ExtractDecline | None
    identity_shown: IdentityDocument | None = strawberry.field(description="Once it is handed out.")


@strawberry.type(description="An application for paper keeping to a clinic of the doctor's.")
class ClinicPaperApplication(ClinicPaper):
    state: PaperKeepingState
    reason: PaperKeepingDecline | None


@strawberry.type
class ClinicPaperExtractPage:
    nodes: list[ClinicPaperExtract]
    end_cursor: str | None
    has_next_page: bool


@strawberry.type
class ClinicPaperApplicationPage:
    nodes: list[ClinicPaperApplication]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input
class TakePaperExtractInput:
    id: strawberry.ID


@strawberry.input
class FinishPaperExtractInput:
    id: strawberry.ID


@strawberry.input(description="What the desk has looked at before it hands the extract out.")
class HandOutPaperExtractInput:
    id: strawberry.ID
    identity_shown: IdentityDocument
    proxy_shown: bool = strawberry.field(default=False, description="Of a REPRESENTATIVE: the power of attorney.")


@strawberry.input
class DeclinePaperExtractInput:
    id: strawberry.ID
    reason: ExtractDecline
    text: str


@strawberry.input
class AcceptPaperApplicationInput:
    id: strawberry.ID


@strawberry.input
class DeclinePaperApplicationInput:
    id: strawberry.ID
    reason: PaperKeepingDecline
    text: str


@strawberry.type
class ClinicPaperExtractPayload:
    extract: ClinicPaperExtract | None
    user_errors: list[UserError]


@strawberry.type
class ClinicPaperApplicationPayload:
    application: ClinicPaperApplication | None
    user_errors: list[UserError]
