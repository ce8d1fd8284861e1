"""What an operation would give, field by field."""

import strawberry

from backend.schema.directives import StandingName


@strawberry.type(description="What one selected field would give the viewer on a record.")
class FieldPreview:
    path: list[str]
    field: str = strawberry.field(description="Type and field, such as LabReport.conclusion.")
    readable: bool
    reason: str | None = strawberry.field(description="The code that a redaction would carry.")
    visible_to: list[StandingName]


@strawberry.type(
    description="What each field of an operation would give the viewer; nothing is read or logged as read."
)
class AccessPreview:
    standings: list[StandingName]
    fields: list[FieldPreview]
