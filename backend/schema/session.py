"""Inputs and payloads of sign-in and card entry."""

import datetime as dt
from enum import Enum
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.schema.viewer import Viewer


@strawberry.enum(description="Why a mutation changed nothing.")
class UserErrorCode(Enum):
    WRONG_CREDENTIALS = "WRONG_CREDENTIALS"
    RATE_LIMITED = "RATE_LIMITED"
    WRONG_CODE = "WRONG_CODE"
    NO_PHONE = "NO_PHONE"
    TOO_SOON = "TOO_SOON"
    UNAVAILABLE = "UNAVAILABLE"
    UNAUTHENTICATED = "UNAUTHENTICATED"


@strawberry.type(description="A refusal by a mutation: why, and what to do next, in the asked language.")
class UserError:
    field: list[str] | None
    code: UserErrorCode
    message: str


@strawberry.input
class SignInInput:
    login: str
    password: str


@strawberry.type(
    description="The token goes into the header Authorization: Bearer. "
    "For same-origin page requests token is null and a cookie is set instead."
)
class SignInPayload:
    token: str | None
    second_factor_required: bool
    user_errors: list[UserError]
    viewers: strawberry.Private[dict[str, Any]]

    @strawberry.field(description="Who has signed in.")
    def viewer(self, info: Info[Any, Any]) -> Viewer | None:
        """The compiled read's value for this response key."""
        return cast("Viewer | None", self.viewers.get(str(info.path.key)))


@strawberry.type
class SignOutPayload:
    user_errors: list[UserError]


@strawberry.type
class RequestCardEntryCodePayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.input
class EnterCardInput:
    code: str


@strawberry.type
class EnterCardPayload:
    until: dt.datetime | None
    user_errors: list[UserError]
