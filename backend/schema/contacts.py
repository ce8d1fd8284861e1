"""The phone and the mailbox of the viewer, where notifications go, and the way back for who has lost both."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.account import Channel
from backend.schema.user_errors import UserError

strawberry.enum(
    Channel, name="NotificationChannel", description="How a notification travels besides standing in the app."
)


@strawberry.type(description="The viewer's own contacts, masked.")
class Contacts:
    masked_phone: str | None
    phone_confirmed_at: dt.datetime | None
    masked_email: str | None
    email_confirmed_at: dt.datetime | None
    channels: list[Channel] = strawberry.field(description="Where notifications go besides the app.")


async def contacts(info: Info[Any, Any]) -> Contacts:
    return cast("Contacts", await info.context.beside("contacts", info))


@strawberry.input(description="One of the two: a phone, or an e-mail address.")
class RequestContactCodeInput:
    phone: str | None = None
    email: str | None = None


@strawberry.type
class RequestContactCodePayload:
    sent_to: str | None
    expires_at: dt.datetime | None
    user_errors: list[UserError]


@strawberry.input
class ConfirmContactInput:
    code: str


@strawberry.type
class ConfirmContactPayload:
    contacts: Contacts | None
    user_errors: list[UserError]


@strawberry.input(description="An empty list leaves notifications in the app alone.")
class SetNotificationChannelsInput:
    channels: list[Channel]


@strawberry.type
class SetNotificationChannelsPayload:
    contacts: Contacts | None
    user_errors: list[UserError]


@strawberry.input(description="The phone that the account is to have.")
class RequestRecoveryCodeInput:
    new_phone: str


@strawberry.type(description="A way back that waits for the code.")
class Recovery:
    token: str = strawberry.field(description="Goes back with the code.")
    sent_to: str = strawberry.field(description="The new phone, masked.")
    expires_at: dt.datetime


@strawberry.type
class RequestRecoveryCodePayload:
    recovery: Recovery | None
    user_errors: list[UserError]


@strawberry.input(description="Whose account it is, and the code that came to the new phone.")
class RequestRecoveryInput:
    token: str
    code: str
    login: str
    snils: str
    birth_date: dt.date


@strawberry.type(
    description="The answer is the same whether such an account exists or not. A registrar looks at it where all agrees; "
    "come to a clinic or an MFC with your passport."
)
class RequestRecoveryPayload:
    taken: bool
    user_errors: list[UserError]
