"""Complaints to the insurer about an entry or a service, as those see them who read the record (SEC-18, CMP-01…05)."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.complaint import (
    ComplaintCorrection,
    ComplaintEvent,
    ComplaintKind,
    ComplaintReason,
    ComplaintState,
)
from backend.schema.entry import Section
from backend.schema.user_errors import UserError

for _vocabulary in (ComplaintCorrection, ComplaintEvent, ComplaintKind, ComplaintReason, ComplaintState):
    strawberry.enum(_vocabulary, description=(_vocabulary.__doc__ or "").strip().split("\n")[0])


@strawberry.type(description="A step of a complaint, without a name: who acts on a side is that side's own affair.")
class ComplaintStep:
    at: dt.datetime
    event: ComplaintEvent


@strawberry.type(
    description="What the insurer and the clinic are shown of one entry; here the entry itself stands for it."
)
class ComplaintAttachment:
    entry_id: strawberry.ID
    section: Section | None  # type: ignore[valid-type]
    fields: list[str] = strawberry.field(description="Names of fields of the entry's type.")


@strawberry.type(
    description="A complaint about an entry. It is there for whoever may read that entry now, and goes with it (policy.md, 8)."
)
class Complaint:
    id: strawberry.ID
    number: str
    kind: ComplaintKind
    state: ComplaintState
    text: str
    mine: bool = strawberry.field(description="The viewer complained; only they may take it back.")
    section: Section | None = strawberry.field(  # type: ignore[valid-type]
        description="Of the entry that it is about."
    )
    date: dt.date = strawberry.field(description="Of the entry that it is about.")
    entry_id: strawberry.ID | None = strawberry.field(
        description="The entry's newest version; null once the clinic has withdrawn the entry."
    )
    disputed_id: strawberry.ID | None = strawberry.field(description="The version that was disputed.")
    clinic: str
    insurer: str = strawberry.field(description="Who insured the patient on the day of the entry (CMP-02).")
    filed_at: dt.datetime
    due_at: dt.datetime | None = strawberry.field(description="By when the next step is to be taken.")
    clinic_agrees: bool | None
    clinic_answer: str | None
    upheld: bool | None = strawberry.field(description="Null until it is decided.")
    reason: ComplaintReason | None
    decision_text: str | None
    decided_at: dt.datetime | None
    correction: ComplaintCorrection | None
    corrected_at: dt.datetime | None
    steps: list[ComplaintStep] = strawberry.field(description="The first one first; empty in a list.")
    attachments: list[ComplaintAttachment] = strawberry.field(
        description="Of entries that the viewer sees now; for who complained alone, and empty in a list."
    )


@strawberry.type(description="A page of complaints, the newest first.")
class ComplaintPage:
    nodes: list[Complaint]
    end_cursor: str | None
    has_next_page: bool


async def complaints(
    info: Info[Any, Any], patient_id: strawberry.ID, first: int | None = None, after: str | None = None
) -> ComplaintPage:
    found: ComplaintPage = await info.context.beside(
        "complaints", info, patient_id=patient_id, first=first, after=after
    )
    return found


async def complaint(info: Info[Any, Any], id: strawberry.ID) -> Complaint:
    found: Complaint = await info.context.beside("complaint", info, id=id)
    return found


@strawberry.input(description="Fields of one entry to show to the insurer and the clinic, as they are now.")
class ComplaintAttachmentInput:
    entry_id: strawberry.ID
    fields: list[str]


@strawberry.input(
    description="`id` is the entry that is disputed. Nothing of the record is shown but what is `attached`."
)
class FileComplaintInput:
    id: strawberry.ID
    kind: ComplaintKind
    text: str
    attached: list[ComplaintAttachmentInput] = strawberry.field(default_factory=list)
    client_mutation_id: str | None = None


@strawberry.input
class WithdrawComplaintInput:
    id: strawberry.ID
    client_mutation_id: str | None = None


@strawberry.type
class ComplaintPayload:
    complaint: Complaint | None
    user_errors: list[UserError]
