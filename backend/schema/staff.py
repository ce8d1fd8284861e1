"""Staff accounts: an administrator's own types."""

import datetime as dt
from enum import Enum

import strawberry

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Role
from backend.schema import court_acts  # noqa: F401  the state's enum has to be one before a type names it
from backend.schema.user_errors import UserError


@strawberry.enum(description="Roles of staff.")
class StaffRole(Enum):
    DOCTOR = "DOCTOR"
    REGISTRAR = "REGISTRAR"
    MFC_OFFICER = "MFC_OFFICER"
    INSURER = "INSURER"
    ANALYST = "ANALYST"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"


@strawberry.type(description="An organization to appoint somebody at.")
class Workplace:
    id: strawberry.ID
    name: str


@strawberry.type(description="A role of somebody at an organization over a period.")
class StaffAppointment:
    id: strawberry.ID
    login: str
    name: str
    role: Role
    organization: Workplace
    position: str | None
    specialty: str | None
    specialty_code: str | None
    starts_on: dt.date
    ends_on: dt.date | None
    state: FourEyesState
    proposed_by: str
    proposed_at: dt.datetime
    confirmed_by: str | None
    confirmed_at: dt.datetime | None
    ended_at: dt.datetime | None
    mine: bool = strawberry.field(description="Proposed by the viewer, so that somebody else has to confirm it.")


@strawberry.type(description="A page of appointments, newest first.")
class StaffAppointmentPage:
    nodes: list[StaffAppointment]
    end_cursor: str | None
    has_next_page: bool


@strawberry.input(description="Somebody without an account, as the papers of their employment have them.")
class EmployeeInput:
    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: dt.date
    snils: str
    phone: str | None = None
    email: str | None = None


@strawberry.input(description="`employee` for a new login; without it the login is a staff account that is there.")
class ProposeStaffAppointmentInput:
    login: str
    employee: EmployeeInput | None = None
    role: StaffRole
    organization: strawberry.ID
    position: str | None = None
    specialty: str | None = None
    specialty_code: str | None = None
    starts_on: dt.date
    client_mutation_id: str | None = None


@strawberry.input
class StaffAppointmentInput:
    id: strawberry.ID


@strawberry.input
class StaffAppointmentWithReasonInput:
    id: strawberry.ID
    reason: str


@strawberry.type
class StaffAppointmentPayload:
    staff_appointment: StaffAppointment | None
    user_errors: list[UserError]
