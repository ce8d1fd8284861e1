"""Mutations of sign-in and card entry: thin, one use case each."""

from typing import Any

import orjson
import strawberry
from strawberry.types import Info

from backend.reads.selection import Selector
from backend.resolvers.refusals import refusable
from backend.resolvers.roots import question_of
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


def _not_signed_in(errors: list[UserError]) -> SignInPayload:
    return SignInPayload(token=None, second_factor_required=False, viewers={}, user_errors=errors)


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
            context.at,
            replaces=context.caller.token if context.caller.same_origin else None,
        )
        context.token = opened.token
        if context.caller.same_origin:
            context.set_token = opened.token
        return SignInPayload(
            token=None if context.caller.same_origin else opened.token,
            second_factor_required=False,
            viewers=await _viewers(info),
            user_errors=[],
        )

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


async def _viewers(info: Info[Any, Any]) -> dict[str, Any]:
    """The payload's viewer by the compiled read, under each key that the operation selects it by."""
    raw, context = info._raw_info, info.context
    question = question_of(info)
    selector = Selector(raw.schema, raw.fragments, question.variables)
    payload = selector.below("SignInPayload", raw.field_nodes)
    found = {key: nodes for key, nodes in payload.items() if nodes[0].name.value == "viewer"}
    if not found:
        return {}
    answer = await context.reader.read(question, context.asking(), found, ready=True)
    context.redactions.extend(answer.redactions)
    return {key: orjson.loads(value) if value else None for key, value in answer.values.items()}
