"""The desk of an MFC officer: claims with their evidence, and what the officer states."""

import datetime as dt

import strawberry
from strawberry.scalars import JSON

from backend.models.family_claim import (
    FamilyClaimState,
    FamilyRefusal,
    Relationship,
    SightedKind,
    VerificationRoute,
)
from backend.models.registry_check import CheckKind, CheckOutcome, CheckState
from backend.models.vocabulary import AccountLevel, Sex
from backend.schema.family import FamilyDocument, FamilyOriginal
from backend.schema.user_errors import UserError


@strawberry.type(description="A question to a registry and its finer answer, for officers alone.")
class RegistryCheck:
    kind: CheckKind
    state: CheckState
    created_at: dt.datetime
    asked_at: dt.datetime | None
    attempts: int
    unavailable_since: dt.datetime | None
    answered_at: dt.datetime | None
    outcome: CheckOutcome | None
    details: JSON = strawberry.field(description="What else the registry said, by its own names.")


@strawberry.type(description="Who applies, as the registries were asked about them.")
class MfcApplicant:
    login: str
    level: AccountLevel
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    birth_date: dt.date | None
    passport: str | None = strawberry.field(description="Series and number, as the applicant stated them.")


@strawberry.type(description="An original that an officer sighted.")
class SightedOriginal:
    kind: SightedKind
    number: str
    issuer: str | None
    issued_on: dt.date | None
    sighted_at: dt.datetime


@strawberry.type(description="A claim as an MFC officer sees it.")
class MfcClaim:
    id: strawberry.ID
    number: str
    relationship: Relationship
    route: VerificationRoute
    state: FamilyClaimState
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document: FamilyDocument
    applicant: MfcApplicant
    names_differ: bool
    originals: list[FamilyOriginal] = strawberry.field(description="What a confirmation wants to be sighted (REP-04).")
    act_number: str | None
    basis: str | None
    basis_code: str | None
    checks: list[RegistryCheck]
    sighted: list[SightedOriginal]
    created_at: dt.datetime
    verified_at: dt.datetime | None


@strawberry.input(description="What was read off an original.")
class SightedOriginalInput:
    kind: SightedKind
    number: str
    issuer: str | None = None
    issued_on: dt.date | None = None


@strawberry.input(
    description="`namesDiffer`: the originals show other names than those entered. `basisCode` is of the dictionary "
    "1.2.643.5.1.13.13.99.2.313; left out, it is the one that the relationship has as a rule."
)
class ConfirmFamilyClaimInput:
    id: strawberry.ID
    documents: list[SightedOriginalInput]
    names_differ: bool = False
    act_number: str | None = None
    basis: str
    basis_code: str | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@strawberry.input
class RefuseFamilyClaimInput:
    id: strawberry.ID
    reason: FamilyRefusal
    text: str | None = None


@strawberry.input(
    description="The account by its login, or by a claim of its owner's; and what was read off passport and СНИЛС."
)
class ConfirmIdentityInPersonInput:
    login: str | None = None
    claim_id: strawberry.ID | None = None
    passport: str
    issued_on: dt.date
    department_code: str
    snils: str


@strawberry.type(
    description="The level that the account now has; where a registrar has to decide whose account it is, the earlier one."
)
class ConfirmIdentityInPersonPayload:
    level: AccountLevel | None
    registrar_decides: bool
    user_errors: list[UserError]


@strawberry.type
class ConfirmFamilyClaimPayload:
    claim: MfcClaim | None
    user_errors: list[UserError]


@strawberry.type
class RefuseFamilyClaimPayload:
    claim: MfcClaim | None
    user_errors: list[UserError]
