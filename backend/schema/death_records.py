"""Deaths that were recorded by mistake: a registrar's own types."""

import datetime as dt

import strawberry

from backend.models.court_act import FourEyesState
from backend.schema import court_acts  # noqa: F401  the state's enum has to be one before a type names it
from backend.schema.officer_people import OfficerPerson, PersonKeyInput
from backend.schema.user_errors import UserError


@strawberry.type(description="A recorded death. It holds until its correction is confirmed; then its state is ENDED.")
class DeathRecord:
    id: strawberry.ID
    person: OfficerPerson
    state: FourEyesState
    died_on: dt.date
    act_number: str | None = strawberry.field(description="Null where the death came with a clinic's data.")
    end_proposed_by: str | None
    end_proposed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool = strawberry.field(
        description="The viewer proposed the correction, so that somebody else has to confirm it."
    )


@strawberry.type(description="A page of recorded deaths, newest first.")
class DeathRecordPage:
    nodes: list[DeathRecord]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input
class ProposeDeathCorrectionInput:
    person: PersonKeyInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class DeathCorrectionInput:
    id: strawberry.ID


@strawberry.input
class DeathCorrectionWithReasonInput:
    id: strawberry.ID
    reason: str


@strawberry.type
class DeathCorrectionPayload:
    death_record: DeathRecord | None
    user_errors: list[UserError]
