"""Cases about accounts: a registrar's own types."""

import datetime as dt
from enum import Enum

import strawberry
from strawberry.scalars import JSON

from backend.models.service_case import CaseKind, CaseState
from backend.models.vocabulary import AccountLevel
from backend.schema.officers import RecordCandidate
from backend.schema.user_errors import UserError

strawberry.enum(CaseKind, name="ServiceCaseKind", description="What is to be decided about an account.")
strawberry.enum(CaseState, name="ServiceCaseState", description="Whether a case has been decided, and how.")


@strawberry.type(description="A case about an account.")
class ServiceCase:
    id: strawberry.ID
    kind: CaseKind
    state: CaseState
    applicant: str
    level: AccountLevel
    bound: bool = strawberry.field(description="The account is a known person's already.")
    opened_at: dt.datetime
    due_at: dt.datetime
    overdue: bool
    working_days_left: int = strawberry.field(
        description="Of the term: 0 on its last day; below 0 those that have passed since."
    )
    decided_at: dt.datetime | None
    text: str | None = strawberry.field(description="What the registrar wrote with the decision.")
    doubt: str | None = strawberry.field(description="Why nobody could be bound by itself; of an IDENTITY case.")
    details: JSON | None = strawberry.field(
        description="What was stated, identifiers included; null unless a reason was given."
    )
    candidates: list[RecordCandidate]


@strawberry.type(description="A page of cases, the earliest term first.")
class ServiceCasePage:
    nodes: list[ServiceCase]
    end_cursor: str | None
    has_next_page: bool


@strawberry.enum(description="A registrar's decision on a case.")
class CaseDecisionKind(Enum):
    APPROVE = "APPROVE"
    REFUSE = "REFUSE"


@strawberry.input(
    description="An approved IDENTITY case names `patientId` among the candidates, or says `newPerson` where there is none."
)
class DecideServiceCaseInput:
    id: strawberry.ID
    decision: CaseDecisionKind
    text: str
    patient_id: strawberry.ID | None = None
    new_person: bool = False
    client_mutation_id: str | None = None


@strawberry.type
class ServiceCasePayload:
    service_case: ServiceCase | None
    user_errors: list[UserError]
