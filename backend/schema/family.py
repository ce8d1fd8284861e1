"""My family: children and wards as their applicant enters and sees them (REP-01…10)."""

import datetime as dt
from enum import Enum
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.family_claim import (
    FamilyClaimState,
    FamilyRefusal,
    FamilyStep,
    Relationship,
    SightedKind,
    VerificationRoute,
)
from backend.models.vocabulary import Sex
from backend.schema import enums  # noqa: F401  vocabularies have to be enums, under their own names, before any type names them
from backend.schema.user_errors import UserError


@strawberry.enum(description="A document that names a child or ward.")
class FamilyDocumentKind(Enum):
    BIRTH_CERTIFICATE = "BIRTH_CERTIFICATE"
    FOREIGN_DOCUMENT = "FOREIGN_DOCUMENT"
    PASSPORT = "PASSPORT"


@strawberry.type(description="A child's or ward's document.")
class FamilyDocument:
    kind: FamilyDocumentKind
    number: str
    issued_on: dt.date | None


@strawberry.type(description="What to do next, in the asked language.")
class FamilyNextStep:
    code: FamilyStep
    message: str


@strawberry.type(description="An original to take to the MFC (REP-04), in the asked language.")
class FamilyOriginal:
    kind: SightedKind
    name: str


@strawberry.type(description="Why an officer did not confirm, in the asked language; `text` is the officer's own.")
class FamilyRefusalReason:
    reason: FamilyRefusal
    message: str
    text: str | None


@strawberry.type(
    description="A child or ward of the viewer, and how far the verification has come. GO_TO_MFC covers every answer of a "
    "registry that confirms nothing."
)
class FamilyClaim:
    id: strawberry.ID
    number: str = strawberry.field(description="To name at the MFC.")
    relationship: Relationship
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document: FamilyDocument
    enp: str | None
    route: VerificationRoute
    state: FamilyClaimState
    next_step: FamilyNextStep
    originals: list[FamilyOriginal] = strawberry.field(description="Empty unless the next step is an MFC.")
    next_try_at: dt.datetime | None = strawberry.field(
        description="When a registry that is out is asked again; `retryFamilyCheck` asks sooner."
    )
    refusal: FamilyRefusalReason | None
    patient_id: strawberry.ID | None = strawberry.field(description="The record, once the two people are linked.")
    created_at: dt.datetime
    verified_at: dt.datetime | None


async def family_claims(info: Info[Any, Any]) -> list[FamilyClaim]:
    return cast("list[FamilyClaim]", await info.context.beside("family_claims", info))


@strawberry.input(description="A birth certificate of Russia, a foreign document of birth, or a ward's passport.")
class FamilyDocumentInput:
    kind: FamilyDocumentKind
    number: str
    issued_on: dt.date | None = None


@strawberry.input(description="Sex may be left out for a son or a daughter; the document is always needed.")
class AddFamilyMemberInput:
    relationship: Relationship
    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: dt.date
    sex: Sex | None = None
    document: FamilyDocumentInput | None = None
    enp: str | None = None
    client_mutation_id: str | None = None


@strawberry.input(description="The whole form again, corrected.")
class ChangeFamilyMemberInput(AddFamilyMemberInput):
    id: strawberry.ID


@strawberry.input
class WithdrawFamilyMemberInput:
    id: strawberry.ID


@strawberry.input
class RetryFamilyCheckInput:
    id: strawberry.ID


@strawberry.type
class AddFamilyMemberPayload:
    claim: FamilyClaim | None
    user_errors: list[UserError]


@strawberry.type
class ChangeFamilyMemberPayload:
    claim: FamilyClaim | None
    user_errors: list[UserError]


@strawberry.type
class WithdrawFamilyMemberPayload:
    claim: FamilyClaim | None
    user_errors: list[UserError]


@strawberry.type
class RetryFamilyCheckPayload:
    claim: FamilyClaim | None
    user_errors: list[UserError]
