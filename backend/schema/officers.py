"""The registrar's desk: the queue, a request with its evidence, the decision. Types of its own, seen by nobody else."""

import datetime as dt
from enum import Enum

import strawberry

from backend.models.access_request import AccessRequestState, DecisionReason, RequestEvent, RequestPurpose
from backend.models.family_claim import FamilyClaimState, Relationship, VerificationRoute
from backend.models.vocabulary import AccountLevel, IdentifierKind, Sex
from backend.schema.mfc import RegistryCheck
from backend.schema.officer_people import OfficerPerson
from backend.schema.user_errors import UserError, UserErrorCode


@strawberry.type(
    description="A request in the queue. `taken`: another registrar works on it now; `mine`: the viewer does."
)
class RegistrarQueueItem:
    id: strawberry.ID
    number: str
    purpose: RequestPurpose
    state: AccessRequestState
    own: bool = strawberry.field(description="The applicant's own record; else a child's or ward's.")
    submitted_at: dt.datetime
    due_at: dt.datetime = strawberry.field(description="End of the fifth working day, in Moscow (REQ-02).")
    overdue: bool
    working_days_left: int = strawberry.field(
        description="Of the term: 0 on its last day; below 0 those that have passed since."
    )
    appealed: bool
    applicant: str
    mine: bool
    taken: bool
    taken_by: str | None = strawberry.field(description="Who works on it now.")


@strawberry.type(description="A page of the queue, the earliest term first.")
class RegistrarQueue:
    nodes: list[RegistrarQueueItem]
    end_cursor: str | None
    has_next_page: bool
    overdue_count: int


@strawberry.type(description="What the owner of an account states. Identifiers are masked unless a reason was given.")
class DeclaredIdentity:
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    snils: str | None
    enp: str | None
    passport: str | None
    passport_issued_on: dt.date
    passport_issuer: str
    passport_department: str
    saved_at: dt.datetime


@strawberry.type(description="A person whom a checked identifier names; names alone propose nobody.")
class RecordCandidate:
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date | None
    sex: Sex
    agrees: list[IdentifierKind] = strawberry.field(description="Checked identifiers that are those stated.")
    differs: list[IdentifierKind] = strawberry.field(description="Checked identifiers that are others than stated.")
    birth_date_agrees: bool
    names_agree: bool
    deceased: bool
    bound: bool = strawberry.field(description="Has a citizen account already.")
    checked: bool = strawberry.field(description="A registry has confirmed one of the identifiers that agree.")


@strawberry.type(description="The photo with the passport; GET its address once the request is taken.")
class CasePhoto:
    url: str
    width: int
    height: int
    grey: bool = strawberry.field(description="It seems to have no colour.")
    seen: bool = strawberry.field(description="The viewer has opened it.")


@strawberry.type(description="The family claim that the request rests on.")
class CaseClaim:
    state: FamilyClaimState
    route: VerificationRoute
    relationship: Relationship
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document_kind: IdentifierKind
    document_number: str | None
    enp: str | None
    basis: str | None
    act_number: str | None
    verified_at: dt.datetime | None
    checks: list[RegistryCheck]
    candidates: list[RecordCandidate]


@strawberry.type(description="What a CHANGE would change, and what is there now.")
class CaseChanges:
    grantee: str | None
    enp: str | None
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    certificate: str | None


@strawberry.type(description="One step of the history; `officer` did it, else the applicant or the service.")
class CaseEvent:
    at: dt.datetime
    event: RequestEvent
    state: AccessRequestState
    officer: str | None


@strawberry.type(description="An earlier decision, from which there is an appeal, or the viewer's own.")
class CaseDecision:
    at: dt.datetime
    by: str | None
    reason: DecisionReason | None
    text: str | None


@strawberry.type(description="A request with what stands beside its decision. Each look is noted.")
class AccessRequestCase:
    id: strawberry.ID
    number: str
    purpose: RequestPurpose
    state: AccessRequestState
    own: bool
    level: AccountLevel
    submitted_at: dt.datetime
    due_at: dt.datetime
    overdue: bool
    working_days_left: int = strawberry.field(
        description="Of the term: 0 on its last day; below 0 those that have passed since."
    )
    mine: bool
    taken: bool
    held_until: dt.datetime | None
    enp: str | None = strawberry.field(description="The policy that was stated; masked unless a reason was given.")
    declared: DeclaredIdentity | None
    bound_person: OfficerPerson | None = strawberry.field(description="Whom the account is bound to.")
    patient: OfficerPerson | None = strawberry.field(description="Whose record it is, where that is known.")
    grantee: str | None
    passport: RegistryCheck | None
    policy: RegistryCheck | None
    photo: CasePhoto | None
    candidates: list[RecordCandidate] = strawberry.field(description="Who the applicant may be, until that is known.")
    claim: CaseClaim | None
    changes: CaseChanges | None
    history: list[CaseEvent]
    decision: CaseDecision | None
    appeal_text: str | None
    obstacles: list[UserErrorCode] = strawberry.field(description="What keeps it from being approved as it stands.")


@strawberry.enum(description="A registrar's decision.")
class DecisionKind(Enum):
    APPROVE = "APPROVE"
    REJECT = "REJECT"


@strawberry.input
class AccessRequestDeskInput:
    id: strawberry.ID


@strawberry.input(
    description="A rejection has a reason and a text. An approval names `patientId`, and for a child `applicantId`, where "
    "several records answer to the data."
)
class DecideAccessRequestInput:
    id: strawberry.ID
    decision: DecisionKind
    reason: DecisionReason | None = None
    text: str | None = None
    patient_id: strawberry.ID | None = None
    applicant_id: strawberry.ID | None = None
    client_mutation_id: str | None = None


@strawberry.type
class AccessRequestCasePayload:
    case: AccessRequestCase | None
    user_errors: list[UserError]
