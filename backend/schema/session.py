"""Inputs and payloads of sign-in and card entry."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.schema.factors import SignInChallenge
from backend.schema.user_errors import UserError
from backend.schema.viewer import Viewer


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
    second_factor: SignInChallenge | None = strawberry.field(
        description="What confirms the sign-in, where it has to be."
    )
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
