"""Mutations of sign-in and card entry: thin, one use case each."""

from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.resolvers.new_session import viewers_of
from backend.resolvers.refusals import refusable
from backend.schema.factors import (
    CompleteSignInInput,
    RequestSignInCodeInput,
    RequestSignInCodePayload,
    SignInChallenge,
)
from backend.schema.session import (
    EnterCardInput,
    EnterCardPayload,
    RequestCardEntryCodePayload,
    SignInInput,
    SignInPayload,
    SignOutPayload,
)
from backend.schema.user_errors import UserError
from backend.services import card_entry, sign_in
from backend.services.second_factors import completing
from backend.services.second_factors.passkeys import Place
from backend.services.second_factors.pending import Needed


def _not_signed_in(errors: list[UserError]) -> SignInPayload:
    return SignInPayload(token=None, second_factor_required=False, second_factor=None, viewers={}, user_errors=errors)


def _no_sign_in_code(errors: list[UserError]) -> RequestSignInCodePayload:
    return RequestSignInCodePayload(sent_to=None, expires_at=None, user_errors=errors)


def _no_code(errors: list[UserError]) -> RequestCardEntryCodePayload:
    return RequestCardEntryCodePayload(sent_to=None, expires_at=None, user_errors=errors)


def _not_entered(errors: list[UserError]) -> EnterCardPayload:
    return EnterCardPayload(until=None, user_errors=errors)


@strawberry.type
class SessionMutations:
    @strawberry.mutation(description="Opens a session by login and password.")
    @refusable(_not_signed_in)
    async def sign_in(self, info: Info[Any, Any], input: SignInInput) -> SignInPayload:
        context = info.context
        opened = await sign_in.sign_in(
            context.pool,
            context.code_key,
            input.login,
            input.password,
            context.caller.address,
            context.caller.device,
            Place(context.settings.origin),
            context.at,
            replaces=context.caller.token if context.caller.same_origin else None,
        )
        return await _signed_in(info, opened) if isinstance(opened, str) else _challenged(info, opened)

    @strawberry.mutation(description="Sends a code to the account's phone, to confirm a sign-in (SCT-01).")
    @refusable(_no_sign_in_code)
    async def request_sign_in_code(
        self, info: Info[Any, Any], input: RequestSignInCodeInput
    ) -> RequestSignInCodePayload:
        context = info.context
        sent = await completing.request_code(
            context.pool,
            context.code_key,
            context.registries.sms,
            input.challenge or context.caller.pending or "",
            context.at,
        )
        return RequestSignInCodePayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(description="Opens the session of a sign-in whose first proof was right, by a second factor.")
    @refusable(_not_signed_in)
    async def complete_sign_in(self, info: Info[Any, Any], input: CompleteSignInInput) -> SignInPayload:
        context = info.context
        token = await completing.complete(
            context.pool,
            context.code_key,
            context.vault,
            Place(context.settings.origin),
            input.challenge or context.caller.pending or "",
            input.code,
            input.passkey,
            context.caller.address,
            context.caller.device,
            context.at,
            replaces=context.caller.token if context.caller.same_origin else None,
        )
        if context.caller.same_origin:
            context.set_pending = ""
        return await _signed_in(info, token)

    @strawberry.mutation(description="Ends the session at once.")
    async def sign_out(self, info: Info[Any, Any]) -> SignOutPayload:
        context = info.context
        if context.caller.token is not None:
            await sign_in.sign_out(context.pool, context.caller.token, context.at)
        if context.caller.same_origin:
            context.set_token = ""
        return SignOutPayload(user_errors=[])

    @strawberry.mutation(
        description="Sends a six-digit code to the account's phone (REQ-11); it opens the session's records."
    )
    @refusable(_no_code)
    async def request_card_entry_code(self, info: Info[Any, Any]) -> RequestCardEntryCodePayload:
        context = info.context
        actor = await context.actor()
        sent = await card_entry.request_code(
            context.pool, context.code_key, context.registries.sms, actor.session_id, actor.account_id, context.at
        )
        return RequestCardEntryCodePayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(description="Opens the session's records: 15 idle minutes, 60 at most.")
    @refusable(_not_entered)
    async def enter_card(self, info: Info[Any, Any], input: EnterCardInput) -> EnterCardPayload:
        context = info.context
        actor = await context.actor()
        until = await card_entry.enter_card(context.pool, context.code_key, actor.session_id, input.code, context.at)
        return EnterCardPayload(until=until, user_errors=[])


async def _signed_in(info: Info[Any, Any], token: str) -> SignInPayload:
    """The new session: its token for programs, a cookie for the page."""
    context = info.context
    context.token = token
    if context.caller.same_origin:
        context.set_token = token
    return SignInPayload(
        token=None if context.caller.same_origin else token,
        second_factor_required=False,
        second_factor=None,
        viewers=await viewers_of(info, "SignInPayload"),
        user_errors=[],
    )


def challenge_of(info: Info[Any, Any], needed: Needed) -> SignInChallenge:
    """What is needed to sign in. A page does not learn the sign-in's name: it is bound to the browser by a cookie."""
    return SignInChallenge(
        challenge=None if info.context.caller.same_origin else needed.challenge,
        kinds=list(needed.kinds),
        sent_to=needed.sent_to,
        passkey_options=cast("JSON | None", needed.passkey_options),
    )


def _challenged(info: Info[Any, Any], needed: Needed) -> SignInPayload:
    if info.context.caller.same_origin:
        info.context.set_pending = needed.challenge
    return SignInPayload(
        token=None,
        second_factor_required=True,
        second_factor=challenge_of(info, needed),
        viewers={},
        user_errors=[],
    )
