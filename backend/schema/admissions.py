"""The desk of a hospital: who is admitted to whose care."""

import strawberry

from backend.schema.officer_people import PersonKeyInput
from backend.schema.user_errors import UserError


@strawberry.input(description="`doctor` is the login of the attending doctor, at an organization that the desk serves.")
class AdmitPatientInput:
    patient: PersonKeyInput
    doctor: str
    ward: str | None = None
    reason: str


@strawberry.type
class AdmitPatientPayload:
    admitted: bool | None = strawberry.field(description="True once the doctor has the patient on their day.")
    user_errors: list[UserError]
