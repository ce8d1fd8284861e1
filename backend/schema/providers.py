"""Sign-in through outside providers."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.schema.user_errors import UserError


@strawberry.type(description="A provider that signs people in.")
class SignInProvider:
    name: str
    title: str
    confirms_identity: bool = strawberry.field(
        description="A sign-in through it confirms who one is: the account becomes a full one."
    )


@strawberry.type(description="A provider, and whether it signs the viewer in.")
class OwnSignInProvider(SignInProvider):
    linked_at: dt.datetime | None = strawberry.field(description="Since when it signs the viewer in; null while not.")


async def sign_in_providers(info: Info[Any, Any]) -> list[OwnSignInProvider]:
    """The viewer's field of that name."""
    return cast("list[OwnSignInProvider]", await info.context.beside("sign_in_providers", info))


@strawberry.input
class StartProviderSignInInput:
    provider: str
    add: bool = strawberry.field(
        default=False,
        description="Adds the provider to the account that is signed in, which has just proved who it is; else signs in.",
    )


@strawberry.type(description="The page goes to the address; the provider sends the browser back to the service.")
class StartProviderSignInPayload:
    authorization_url: str | None
    user_errors: list[UserError]


@strawberry.input
class UnlinkProviderInput:
    provider: str


@strawberry.type
class UnlinkProviderPayload:
    sign_in_providers: list[OwnSignInProvider] | None
    user_errors: list[UserError]
