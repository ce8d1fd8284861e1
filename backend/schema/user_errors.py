"""Refusals by mutations: why, and what to do next."""

from enum import Enum

import strawberry


@strawberry.enum(description="Why a mutation changed nothing.")
class UserErrorCode(Enum):
    """Each has a sentence in Russian and English (backend/errors.py)."""

    WRONG_CREDENTIALS = "WRONG_CREDENTIALS"
    RATE_LIMITED = "RATE_LIMITED"
    WRONG_CODE = "WRONG_CODE"
    NO_PHONE = "NO_PHONE"
    TOO_SOON = "TOO_SOON"
    UNAVAILABLE = "UNAVAILABLE"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    REAUTHENTICATION_REQUIRED = "REAUTHENTICATION_REQUIRED"
    CONFLICT = "CONFLICT"
    REQUIRED = "REQUIRED"
    WRONG_FORMAT = "WRONG_FORMAT"
    CHECK_DIGIT = "CHECK_DIGIT"
    WRONG_DATE = "WRONG_DATE"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    ACCOUNT_LEVEL_TOO_LOW = "ACCOUNT_LEVEL_TOO_LOW"


@strawberry.type(description="A refusal by a mutation: why, and what to do next, in the asked language.")
class UserError:
    field: list[str] | None
    code: UserErrorCode
    message: str
