"""One's own data (152-ФЗ): what the service keeps, a written request to the operator, and the cases about the account."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.models.service_case import CaseKind, CaseState
from backend.schema import service_cases  # noqa: F401  its vocabularies have to be enums before this type names them
from backend.schema.user_errors import UserError


@strawberry.type(description="How the service works with personal data, in the asked language.")
class DataProcessing:
    purposes: str
    grounds: str
    recipients: str
    terms: str


@strawberry.type(description="What the service keeps about the account; never anything of a medical record.")
class PersonalData:
    processing: DataProcessing
    content: JSON | None = strawberry.field(
        description="Everything, identifiers whole; null unless the owner has just proved who they are."
    )
    refusal: UserError | None = strawberry.field(description="Why there is no content, and what to do.")


async def personal_data(info: Info[Any, Any]) -> PersonalData:
    return cast("PersonalData", await info.context.beside("personal_data", info))


@strawberry.type(description="A case about the viewer's account, as the viewer may know it.")
class OwnCase:
    id: strawberry.ID
    kind: CaseKind
    state: CaseState
    opened_at: dt.datetime
    due_at: dt.datetime
    decided_at: dt.datetime | None
    answer: str | None = strawberry.field(description="What the registrar wrote.")
    objected: bool = strawberry.field(description="The viewer has said that a recovery is not theirs.")


async def cases(info: Info[Any, Any]) -> list[OwnCase]:
    return cast("list[OwnCase]", await info.context.beside("cases", info))


@strawberry.input
class RequestPersonalDataInput:
    client_mutation_id: str | None = None


@strawberry.input
class OwnCaseInput:
    id: strawberry.ID


@strawberry.type
class OwnCasePayload:
    case: OwnCase | None
    user_errors: list[UserError]
