"""The code that a patient shows at the desk."""

import datetime as dt

import strawberry

from backend.schema.user_errors import UserError


@strawberry.input(
    description="Whose record it is about, and where alone the code is to be good; anywhere without that."
)
class MakeVisitCodeInput:
    patient_id: strawberry.ID
    organization_id: strawberry.ID | None = None


@strawberry.type(
    description="Twelve digits, good once and for ten minutes. An earlier code of the viewer's stops holding."
)
class MakeVisitCodePayload:
    code: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.type(description="A clinic for which a code can be made.")
class VisitClinic:
    id: strawberry.ID
    name: str
    attached: bool = strawberry.field(description="The patient is attached to it.")
