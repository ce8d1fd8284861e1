"""Closing an account."""

import strawberry

from backend.schema.user_errors import UserError


@strawberry.type(description="Every session has ended; the record stays with the clinic (PAP-03).")
class CloseAccountPayload:
    closed: bool
    user_errors: list[UserError]
