"""Documents that anybody who holds them may check by their code (SEC-10)."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.record_export import ExportForm
from backend.schema.user_errors import UserError


@strawberry.type(description="A document that this account had issued. Its code stands on the document alone.")
class IssuedDocument:
    id: strawberry.ID
    form: ExportForm
    issued_at: dt.datetime
    valid_until: dt.date | None = strawberry.field(description="Null: without a term.")
    revoked_at: dt.datetime | None
    valid: bool = strawberry.field(description="Neither revoked nor past its term.")


async def issued_documents(info: Info[Any, Any], patient_id: strawberry.ID) -> list[IssuedDocument]:
    """The viewer's field of that name."""
    return cast("list[IssuedDocument]", await info.context.beside("issued_documents", info, patient_id=patient_id))


@strawberry.type(description="What anybody is told of a document whose code they have.")
class CheckedDocument:
    form: ExportForm
    holder: str = strawberry.field(description="Initials and the year of birth, as they were on the day.")
    issued_on: dt.date
    valid_until: dt.date | None
    revoked: bool
    valid: bool


@strawberry.input
class RevokeDocumentInput:
    id: strawberry.ID


@strawberry.type
class RevokeDocumentPayload:
    issued_documents: list[IssuedDocument] | None = strawberry.field(description="Those of the same record.")
    user_errors: list[UserError]
