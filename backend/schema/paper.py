"""Paper beside the electronic record, as the patient's side sees it: extracts and paper keeping (PAP-01, PAP-02)."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.paper import (
    ExtractDecline,
    ExtractPickup,
    ExtractPurpose,
    ExtractState,
    IdentityDocument,
    PaperEvent,
    PaperKeepingDecline,
    PaperKeepingState,
)
from backend.schema.entry import Section
from backend.schema.user_errors import UserError

for _vocabulary in (
    ExtractDecline,
    ExtractPickup,
    ExtractPurpose,
    ExtractState,
    IdentityDocument,
    PaperEvent,
    PaperKeepingDecline,
    PaperKeepingState,
):
    strawberry.enum(_vocabulary, description=(_vocabulary.__doc__ or "").strip().split("\n")[0])


@strawberry.type(description="A step of an order or an application, without a name.")
class PaperStep:
    at: dt.datetime
    event: PaperEvent


@strawberry.type(description="An extract with signatures and stamps that the viewer ordered at a clinic (PAP-02).")
class PaperExtract:
    id: strawberry.ID
    number: str
    clinic: str
    address: str | None
    phone: str | None
    purpose: ExtractPurpose
    sections: list[Section] | None = strawberry.field(description="Null: all that the clinic has.")  # type: ignore[valid-type]
    covers_from: dt.date | None
    covers_until: dt.date | None
    note: str | None
    pickup: ExtractPickup
    fetched_by: str | None = strawberry.field(description="Who comes instead of the viewer, with a power of attorney.")
    state: ExtractState
    filed_at: dt.datetime
    due_at: dt.datetime | None = strawberry.field(
        description="By when the clinic makes it; once it is READY, until when it can be fetched."
    )
    reason: ExtractDecline | None
    answer: str | None = strawberry.field(description="The clinic's words to a refusal.")
    steps: list[PaperStep] = strawberry.field(description="The first one first.")


@strawberry.type(
    description="An application to a clinic to write on paper too; the electronic record goes on whatever becomes of it (PAP-03)."
)
class PaperApplication:
    id: strawberry.ID
    number: str
    clinic: str
    address: str | None
    phone: str | None
    state: PaperKeepingState
    filed_at: dt.datetime
    due_at: dt.datetime | None = strawberry.field(description="By when the clinic answers.")
    reason: PaperKeepingDecline | None
    answer: str | None
    mine: bool = strawberry.field(description="The viewer applied.")
    steps: list[PaperStep]


async def paper_extracts(info: Info[Any, Any], patient_id: strawberry.ID) -> list[PaperExtract]:
    found: list[PaperExtract] = await info.context.beside("paper_extracts", info, patient_id=patient_id)
    return found


async def paper_applications(info: Info[Any, Any], patient_id: strawberry.ID) -> list[PaperApplication]:
    found: list[PaperApplication] = await info.context.beside("paper_applications", info, patient_id=patient_id)
    return found


@strawberry.input(
    description="`organizationId` is one of `visitClinics`. The period and the sections may be left open."
)
class OrderPaperExtractInput:
    patient_id: strawberry.ID
    organization_id: strawberry.ID
    purpose: ExtractPurpose
    sections: list[Section] | None = strawberry.field(  # type: ignore[valid-type]
        default=None, description="Null means all that the clinic has."
    )
    covers_from: dt.date | None = None
    covers_until: dt.date | None = None
    note: str | None = strawberry.field(default=None, description="For the clinic, up to 500 characters.")
    pickup: ExtractPickup = ExtractPickup.SELF
    fetched_by: str | None = strawberry.field(default=None, description="The name of a REPRESENTATIVE.")
    client_mutation_id: str | None = None


@strawberry.input
class WithdrawPaperExtractInput:
    id: strawberry.ID


@strawberry.type
class PaperExtractPayload:
    extract: PaperExtract | None
    user_errors: list[UserError]


@strawberry.input(description="`organizationId` is one of `visitClinics`.")
class SubmitPaperApplicationInput:
    patient_id: strawberry.ID
    organization_id: strawberry.ID
    client_mutation_id: str | None = None


@strawberry.input
class WithdrawPaperApplicationInput:
    id: strawberry.ID


@strawberry.type
class PaperApplicationPayload:
    application: PaperApplication | None
    user_errors: list[UserError]
