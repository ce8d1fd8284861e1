"""Protocols before they are signed: diagnoses to choose from, drafts, and who would see them."""

import datetime as dt

import strawberry

from backend.policy.readership import Sees
from backend.schema.directives import StandingName
from backend.schema.doctor_entries import ProtocolInput
from backend.schema.user_errors import UserError

strawberry.enum(Sees, description="When a reader sees an entry.")


@strawberry.type(description="A line of МКБ-10 in force that a doctor may choose.")
class DiagnosisCode:
    code: str
    title: str
    parent_code: str | None
    parent_title: str | None
    may_be_main: bool = strawberry.field(description="False for a manifestation, which accompanies a main diagnosis.")


@strawberry.type(description="One field of a draft.")
class ProtocolDraftField:
    name: str
    text: str
    revision: int = strawberry.field(description="The draft's revision that last changed it.")


@strawberry.type(description="A protocol that is not signed: seen by its author alone, part of no record.")
class ProtocolDraft:
    id: strawberry.ID
    fields: list[ProtocolDraftField]
    corrects: bool = strawberry.field(description="Whether it is to correct a signed protocol.")
    revision: int
    saved_at: dt.datetime


@strawberry.type(description="One who may read the record, and when they would see the entry.")
class ProtocolReader:
    standing: StandingName
    sees: Sees


@strawberry.type(description="Who would see a protocol if it were signed as it is.")
class ProtocolReaders:
    readers: list[ProtocolReader]
    restricted: bool = strawberry.field(description="Doctors, its author too, open it for a stated reason alone.")


@strawberry.input
class ProtocolDraftFieldInput:
    name: str
    text: str
    revision: int = strawberry.field(
        description="The field's revision that the page shows; 0 where the draft has no such field."
    )


@strawberry.input
class SaveProtocolDraftInput:
    patient_id: strawberry.ID
    fields: list[ProtocolDraftFieldInput]
    corrects: strawberry.ID | None = None


@strawberry.input
class DiscardProtocolDraftInput:
    id: strawberry.ID


@strawberry.input
class PreviewProtocolInput:
    patient_id: strawberry.ID
    content: ProtocolInput


@strawberry.type
class ProtocolDraftPayload:
    draft: ProtocolDraft | None = strawberry.field(
        description="What is saved now; of a field in conflict it is what was saved elsewhere."
    )
    user_errors: list[UserError]


@strawberry.type
class PreviewProtocolPayload:
    readers: ProtocolReaders | None
    user_errors: list[UserError]


@strawberry.type
class DiscardProtocolDraftPayload:
    user_errors: list[UserError]
