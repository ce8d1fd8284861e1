"""Mutations of registration and passwords: thin, one use case each."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.resolvers.new_session import viewers_of
from backend.resolvers.refusals import refusable
from backend.schema.accounts import (
    ChangePasswordInput,
    ChangePasswordPayload,
    CompleteRegistrationInput,
    CompleteRegistrationPayload,
    PasswordReset,
    Registration,
    RequestPasswordResetInput,
    RequestPasswordResetPayload,
    ResetPasswordInput,
    ResetPasswordPayload,
    StartRegistrationInput,
    StartRegistrationPayload,
)
from backend.schema.user_errors import UserError
from backend.services.accounts import password_change, password_reset, registration


def _not_started(errors: list[UserError]) -> StartRegistrationPayload:
    return StartRegistrationPayload(registration=None, user_errors=errors)


def _not_registered(errors: list[UserError]) -> CompleteRegistrationPayload:
    return CompleteRegistrationPayload(token=None, viewers={}, user_errors=errors)


def _no_reset(errors: list[UserError]) -> RequestPasswordResetPayload:
    return RequestPasswordResetPayload(reset=None, user_errors=errors)


def _not_reset(errors: list[UserError]) -> ResetPasswordPayload:
    return ResetPasswordPayload(done=False, user_errors=errors)


def _not_changed(errors: list[UserError]) -> ChangePasswordPayload:
    return ChangePasswordPayload(done=False, user_errors=errors)


@strawberry.type
class AccountMutations:
    @strawberry.mutation(
        description="Sends a code to a phone or an e-mail address. Whether the login has an account already shows in the "
        "message alone (ACC-15)."
    )
    @refusable(_not_started)
    async def start_registration(self, info: Info[Any, Any], input: StartRegistrationInput) -> StartRegistrationPayload:
        context = info.context
        started = await registration.start(
            context.pool,
            context.code_key,
            context.registries,
            input.login,
            context.caller.address,
            context.at,
        )
        return StartRegistrationPayload(
            registration=Registration(token=started.token, sent_to=started.sent_to, expires_at=started.expires_at),
            user_errors=[],
        )

    @strawberry.mutation(
        description="Makes the account by the code, and signs it in. Teenagers register by themselves (ACC-12)."
    )
    @refusable(_not_registered)
    async def complete_registration(
        self, info: Info[Any, Any], input: CompleteRegistrationInput
    ) -> CompleteRegistrationPayload:
        context = info.context
        page = context.caller.same_origin
        token = await registration.complete(
            context.pool,
            context.code_key,
            input.token,
            input.code,
            input.password,
            input.client_mutation_id,
            context.caller.device,
            context.at,
            replaces=context.caller.token if page else None,
        )
        context.token = token
        if page:
            context.set_token = token
        return CompleteRegistrationPayload(
            token=None if page else token, viewers=await viewers_of(info, "CompleteRegistrationPayload"), user_errors=[]
        )

    @strawberry.mutation(
        description="Sends a code for a new password, where there is an account under that login; the answer is the same."
    )
    @refusable(_no_reset)
    async def request_password_reset(
        self, info: Info[Any, Any], input: RequestPasswordResetInput
    ) -> RequestPasswordResetPayload:
        context = info.context
        asked = await password_reset.request(
            context.pool,
            context.code_key,
            context.registries,
            input.login,
            context.caller.address,
            context.at,
        )
        return RequestPasswordResetPayload(
            reset=PasswordReset(token=asked.token, expires_at=asked.expires_at), user_errors=[]
        )

    @strawberry.mutation(
        description="Sets a new password by the code and ends every session. A second factor is still asked for at sign-in."
    )
    @refusable(_not_reset)
    async def reset_password(self, info: Info[Any, Any], input: ResetPasswordInput) -> ResetPasswordPayload:
        context = info.context
        await password_reset.reset(
            context.pool, context.code_key, input.token, input.login, input.code, input.password, context.at
        )
        return ResetPasswordPayload(done=True, user_errors=[])

    @strawberry.mutation(
        description="Sets a new password by the old one, or after a fresh re-authentication; ends the other sessions."
    )
    @refusable(_not_changed)
    async def change_password(self, info: Info[Any, Any], input: ChangePasswordInput) -> ChangePasswordPayload:
        context = info.context
        await password_change.change(
            context.pool,
            context.code_key,
            await context.actor(),
            input.old_password,
            input.new_password,
            context.at,
        )
        return ChangePasswordPayload(done=True, user_errors=[])
