"""Second factors: listed, added, removed, and asked for at sign-in."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.models.second_factor import FactorKind
from backend.schema.user_errors import UserError

strawberry.enum(FactorKind, name="SecondFactorKind", description="How a sign-in is confirmed besides the password.")


@strawberry.type(description="One second factor of the account, in force.")
class SecondFactor:
    id: strawberry.ID
    kind: FactorKind
    name: str = strawberry.field(description="As its owner calls it.")
    created_at: dt.datetime
    last_used_at: dt.datetime | None


async def second_factors(info: Info[Any, Any]) -> list[SecondFactor]:
    """The viewer's field of that name."""
    return cast("list[SecondFactor]", await info.context.beside("second_factors", info))


@strawberry.type(description="The password was right; there is a session once one of these has confirmed the sign-in.")
class SignInChallenge:
    challenge: str | None = strawberry.field(
        description="Names this sign-in for five minutes; keep it in memory alone. Null where a cookie of the page names it."
    )
    kinds: list[FactorKind]
    sent_to: str | None = strawberry.field(description="Where a code goes when it is asked for, masked.")
    passkey_options: JSON | None = strawberry.field(
        description="For navigator.credentials.get: PublicKeyCredential.parseRequestOptionsFromJSON takes it."
    )


@strawberry.input
class RequestSignInCodeInput:
    challenge: str | None = None


@strawberry.type
class RequestSignInCodePayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.input(description="One of code and passkey; the passkey's answer as PublicKeyCredential.toJSON gives it.")
class CompleteSignInInput:
    challenge: str | None = None
    code: str | None = None
    passkey: JSON | None = None


@strawberry.input
class StartTotpInput:
    name: str | None = None


@strawberry.type
class StartTotpPayload:
    secret: str | None = strawberry.field(description="Base32, for typing; shown once.")
    uri: str | None = strawberry.field(description="otpauth://, for a QR code; shown once.")
    user_errors: list[UserError]


@strawberry.input
class ConfirmTotpInput:
    code: str


@strawberry.type
class ConfirmTotpPayload:
    second_factor: SecondFactor | None
    user_errors: list[UserError]


@strawberry.type
class StartSmsFactorPayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.input
class EnableSmsFactorInput:
    code: str


@strawberry.type
class EnableSmsFactorPayload:
    second_factor: SecondFactor | None
    user_errors: list[UserError]


@strawberry.type
class StartPasskeyPayload:
    options: JSON | None = strawberry.field(
        description="For navigator.credentials.create: PublicKeyCredential.parseCreationOptionsFromJSON takes it."
    )
    user_errors: list[UserError]


@strawberry.input(description="The passkey's answer as PublicKeyCredential.toJSON gives it.")
class ConfirmPasskeyInput:
    passkey: JSON
    name: str | None = None


@strawberry.type
class ConfirmPasskeyPayload:
    second_factor: SecondFactor | None
    user_errors: list[UserError]


@strawberry.input
class RemoveFactorInput:
    id: strawberry.ID


@strawberry.type
class RemoveFactorPayload:
    second_factors: list[SecondFactor] | None = strawberry.field(description="Those that are left.")
    user_errors: list[UserError]
