"""The security officer's queue of emergency accesses: who, where, when and why; of the record, and whose, nothing."""

import datetime as dt

import strawberry

from backend.models.encounter import BreakGlassVerdict
from backend.schema.user_errors import UserError

strawberry.enum(BreakGlassVerdict, description="What a security officer finds of an emergency access.")


@strawberry.type(description="An emergency access to a record, to be reviewed within one working day.")
class BreakGlassAccess:
    id: strawberry.ID
    doctor: str
    position: str | None
    organization: str | None
    reason: str
    started_at: dt.datetime
    until: dt.datetime
    due_at: dt.datetime = strawberry.field(description="End of the next working day, in Moscow.")
    overdue: bool
    own: bool = strawberry.field(description="The viewer is the doctor: somebody else has to review it.")
    verdict: BreakGlassVerdict | None
    review: str | None
    reviewed_by: str | None
    reviewed_at: dt.datetime | None


@strawberry.type(
    description="A page: those that wait, the earliest first; or those that were reviewed, the newest first."
)
class BreakGlassPage:
    nodes: list[BreakGlassAccess]
    end_cursor: str | None
    has_next_page: bool
    overdue_count: int


@strawberry.input
class ReviewBreakGlassInput:
    id: strawberry.ID
    verdict: BreakGlassVerdict
    text: str = strawberry.field(description="Of 10 to 2000 characters.")


@strawberry.type
class ReviewBreakGlassPayload:
    access: BreakGlassAccess | None
    user_errors: list[UserError]
