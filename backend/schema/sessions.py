"""Sessions of an account, and proving again who one is."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.schema.user_errors import UserError


@strawberry.type(description="One place where the account is signed in.")
class Session:
    id: strawberry.ID
    device: str | None = strawberry.field(description="Browser and system, such as `Firefox, Linux`.")
    created_at: dt.datetime
    expires_at: dt.datetime = strawberry.field(description="When it ends by itself; then sign in again.")
    last_used_at: dt.datetime = strawberry.field(description="To the hour.")
    current: bool = strawberry.field(description="The session that asks.")


async def sessions(info: Info[Any, Any]) -> list[Session]:
    """The viewer's field of that name."""
    return cast("list[Session]", await info.context.beside("sessions", info))


@strawberry.input
class EndSessionInput:
    id: strawberry.ID


@strawberry.type
class EndSessionPayload:
    sessions: list[Session] | None = strawberry.field(description="Those that are left.")
    user_errors: list[UserError]


@strawberry.type
class EndOtherSessionsPayload:
    sessions: list[Session] | None = strawberry.field(description="The one that is left.")
    user_errors: list[UserError]


@strawberry.type
class RequestReauthenticationCodePayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.type
class RequestReauthenticationPasskeyPayload:
    options: JSON | None = strawberry.field(
        description="For navigator.credentials.get: PublicKeyCredential.parseRequestOptionsFromJSON takes it."
    )
    user_errors: list[UserError]


@strawberry.input(
    description="One of the three: the account's password; the code that was sent for this session, or one of the "
    "authenticator application; the passkey's answer, as JSON."
)
class ReauthenticateInput:
    password: str | None = None
    code: str | None = None
    passkey: JSON | None = None


@strawberry.type
class ReauthenticatePayload:
    fresh_until: dt.datetime | None = strawberry.field(
        description="Until when this session may change the account without being asked again."
    )
    user_errors: list[UserError]
