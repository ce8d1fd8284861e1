"""Registration, passwords, contacts and closing of an account: inputs and payloads."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.schema.user_errors import UserError
from backend.schema.viewer import Viewer


@strawberry.input(description="`login`: a phone or an e-mail address.")
class StartRegistrationInput:
    login: str


@strawberry.type(description="A registration that waits for the code; the same whether the login is taken or not.")
class Registration:
    token: str = strawberry.field(description="Goes back with the code.")
    sent_to: str = strawberry.field(description="Where the message went, masked.")
    expires_at: dt.datetime = strawberry.field(description="Until when the code holds.")


@strawberry.type
class StartRegistrationPayload:
    registration: Registration | None
    user_errors: list[UserError]


@strawberry.input(description="`password`: 8 to 256 characters, any, but none of those that are guessed first.")
class CompleteRegistrationInput:
    token: str
    code: str
    password: str
    client_mutation_id: str | None = None


@strawberry.type(description="The new account is signed in, as by `signIn`.")
class CompleteRegistrationPayload:
    token: str | None = strawberry.field(
        description="Goes into the header Authorization: Bearer; null where a cookie was set for the page."
    )
    user_errors: list[UserError]
    viewers: strawberry.Private[dict[str, Any]]

    @strawberry.field(description="Who has registered, signed in by now.")
    def viewer(self, info: Info[Any, Any]) -> Viewer | None:
        """The compiled read's value for this response key."""
        return cast("Viewer | None", self.viewers.get(str(info.path.key)))


@strawberry.input
class RequestPasswordResetInput:
    login: str


@strawberry.type(description="The answer is the same for every login.")
class PasswordReset:
    token: str = strawberry.field(description="Goes back with the code.")
    expires_at: dt.datetime = strawberry.field(description="Until when a code would hold.")


@strawberry.type
class RequestPasswordResetPayload:
    reset: PasswordReset | None
    user_errors: list[UserError]


@strawberry.input
class ResetPasswordInput:
    token: str
    login: str
    code: str
    password: str


@strawberry.type(description="Every session of the account has ended; sign in with the new password.")
class ResetPasswordPayload:
    done: bool
    user_errors: list[UserError]


@strawberry.input(description="`oldPassword` may be left out where the owner has just proved who they are.")
class ChangePasswordInput:
    old_password: str | None = None
    new_password: str


@strawberry.type(description="Every other session of the account has ended.")
class ChangePasswordPayload:
    done: bool
    user_errors: list[UserError]
