"""Court acts, adoptions and civil acts: a registrar's own types."""

import datetime as dt
from enum import Enum

import strawberry

from backend.models.court_act import CourtActKind, FourEyesState
from backend.schema.officer_people import OfficerPerson, PersonKeyInput
from backend.schema.user_errors import UserError

strawberry.enum(CourtActKind, description="What a court's act does.")
strawberry.enum(FourEyesState, description="What one officer proposes another confirms; nothing holds before.")


@strawberry.enum(description="Acts that limit or end one representative's rights.")
class RightsActKind(Enum):
    RESTRICTION = "RESTRICTION"
    TERMINATION = "TERMINATION"


@strawberry.type(description="What an adoption would make of the child.")
class AdoptionProposal:
    family_name: str
    given_name: str
    patronymic: str | None
    birth_certificate: str
    parents: list[OfficerPerson]


@strawberry.type(description="A court's act. An adoption that is in force is shown to nobody.")
class CourtAct:
    id: strawberry.ID
    kind: CourtActKind
    state: FourEyesState
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    ends_on: dt.date | None = strawberry.field(description="Last day of a restriction; null until it is ended.")
    patient: OfficerPerson
    representative: OfficerPerson | None = strawberry.field(description="Who is limited; null for an adoption.")
    adoption: AdoptionProposal | None
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool = strawberry.field(
        description="Proposed by the viewer, or its end, so that somebody else has to confirm it."
    )


@strawberry.type(description="A page of court acts, newest first.")
class CourtActPage:
    nodes: list[CourtAct]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input
class ProposeCourtActInput:
    kind: RightsActKind
    patient: PersonKeyInput
    representative: PersonKeyInput
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    ends_on: dt.date | None = None
    reason: str
    client_mutation_id: str | None = None


@strawberry.input(description="A number that stays is given again: every earlier identifier of the child ends.")
class ProposeAdoptionInput:
    patient: PersonKeyInput
    parents: list[PersonKeyInput]
    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_certificate: str
    issuer: str
    issued_on: dt.date
    snils: str | None = None
    enp: str | None = None
    number: str
    court: str
    decided_on: dt.date
    starts_on: dt.date
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class CourtActInput:
    id: strawberry.ID


@strawberry.input
class CourtActWithReasonInput:
    id: strawberry.ID
    reason: str


@strawberry.type(description="`courtAct` is null after a refusal, and for an adoption once it is in force.")
class CourtActPayload:
    court_act: CourtAct | None
    user_errors: list[UserError]


@strawberry.input
class RecordDeathInput:
    person: PersonKeyInput
    died_on: dt.date
    act_number: str
    reason: str


@strawberry.input
class RecordEmancipationInput:
    person: PersonKeyInput
    on: dt.date
    act_number: str
    reason: str


@strawberry.type
class RecordCivilActPayload:
    person: OfficerPerson | None
    user_errors: list[UserError]
