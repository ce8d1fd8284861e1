"""Whether somebody's record exists, and where (PAP-05)."""

import datetime as dt

import strawberry


@strawberry.type(
    description="Whether the electronic record of the viewer, or of a verified ward, exists: without any access to it (PAP-05)."
)
class CardExistence:
    patient_id: strawberry.ID
    display_name: str
    own: bool
    exists: bool
    opened_at: dt.datetime | None = strawberry.field(description="When a clinic opened it, where that is known.")
    clinic: str | None = strawberry.field(
        description="Where it was opened; else the clinic of attachment, which opens it at the first visit (PAP-06)."
    )
    address: str | None
    phone: str | None
