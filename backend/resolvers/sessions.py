"""Sessions listed and ended, and proving again who one is: thin, one use case each."""

from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.schema.sessions import (
    EndOtherSessionsPayload,
    EndSessionInput,
    EndSessionPayload,
    ReauthenticateInput,
    ReauthenticatePayload,
    RequestReauthenticationCodePayload,
    RequestReauthenticationPasskeyPayload,
    Session,
)
from backend.schema.user_errors import UserError
from backend.services import reauthentication
from backend.services import sessions as kept
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.second_factors.passkeys import Place


async def _own(info: Info[Any, Any], actor: Actor) -> list[Session]:
    context = info.context
    return [
        Session(
            id=strawberry.ID(context.ids.seal(IdType.SESSION, actor.account_id, one.id)),
            device=one.device,
            created_at=one.created_at,
            expires_at=one.expires_at,
            last_used_at=one.last_used_at,
            current=one.id == actor.session_id,
        )
        for one in await kept.own_sessions(context.pool, actor.account_id, context.at)
    ]


@answers
async def sessions(info: Info[Any, Any]) -> list[Session]:
    actor = await signed_in(info)
    return await _own(info, actor)


def _not_ended(errors: list[UserError]) -> EndSessionPayload:
    return EndSessionPayload(sessions=None, user_errors=errors)


def _others_not_ended(errors: list[UserError]) -> EndOtherSessionsPayload:
    return EndOtherSessionsPayload(sessions=None, user_errors=errors)


def _no_code(errors: list[UserError]) -> RequestReauthenticationCodePayload:
    return RequestReauthenticationCodePayload(sent_to=None, expires_at=None, user_errors=errors)


def _no_passkey(errors: list[UserError]) -> RequestReauthenticationPasskeyPayload:
    return RequestReauthenticationPasskeyPayload(options=None, user_errors=errors)


def _not_fresh(errors: list[UserError]) -> ReauthenticatePayload:
    return ReauthenticatePayload(fresh_until=None, user_errors=errors)


@strawberry.type
class SessionsMutations:
    @strawberry.mutation(description="Ends one of the account's sessions at once.")
    @refusable(_not_ended)
    async def end_session(self, info: Info[Any, Any], input: EndSessionInput) -> EndSessionPayload:
        context = info.context
        actor = await context.actor()
        opened = context.ids.open(str(input.id))
        if opened is None or (opened.type, opened.patient) != (IdType.SESSION, actor.account_id):
            raise Refused("NOT_FOUND", ["input", "id"])
        await kept.end_session(context.pool, actor.account_id, opened.entry, context.at)
        if opened.entry == actor.session_id and context.caller.same_origin:
            context.set_token = ""
        return EndSessionPayload(sessions=await _own(info, actor), user_errors=[])

    @strawberry.mutation(description="Ends every session of the account but the one that asks.")
    @refusable(_others_not_ended)
    async def end_other_sessions(self, info: Info[Any, Any]) -> EndOtherSessionsPayload:
        context = info.context
        actor = await context.actor()
        await kept.end_sessions(context.pool, actor.account_id, context.at, keep=actor.session_id)
        return EndOtherSessionsPayload(sessions=await _own(info, actor), user_errors=[])

    @strawberry.mutation(description="Sends a code to the account's phone, to prove again who one is.")
    @refusable(_no_code)
    async def request_reauthentication_code(self, info: Info[Any, Any]) -> RequestReauthenticationCodePayload:
        context = info.context
        sent = await reauthentication.request_code(
            context.pool, context.code_key, context.registries.sms, await context.actor(), context.at
        )
        return RequestReauthenticationCodePayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(description="Begins to prove again who one is by a passkey.")
    @refusable(_no_passkey)
    async def request_reauthentication_passkey(self, info: Info[Any, Any]) -> RequestReauthenticationPasskeyPayload:
        context = info.context
        options = await reauthentication.ask_passkey(
            context.pool, context.code_key, Place(context.settings.origin), await context.actor(), context.at
        )
        return RequestReauthenticationPasskeyPayload(options=cast("JSON", options), user_errors=[])

    @strawberry.mutation(description="Proves again who one is: for 10 minutes this session may change the account.")
    @refusable(_not_fresh)
    async def reauthenticate(self, info: Info[Any, Any], input: ReauthenticateInput) -> ReauthenticatePayload:
        context = info.context
        actor = await context.actor()
        pool, key, place, at = context.pool, context.code_key, Place(context.settings.origin), context.at
        match input.password, input.code, input.passkey:
            case str() as password, None, None:
                until = await reauthentication.by_password(pool, key, actor, password, at)
            case None, str() as code, None:
                until = await reauthentication.by_code(pool, key, context.vault, actor, code, at)
            case None, None, passkey if passkey is not None:
                until = await reauthentication.by_passkey(pool, key, place, actor, passkey, at)
            case _:
                raise Refused("REQUIRED", ["input", "password"])
        return ReauthenticatePayload(fresh_until=until, user_errors=[])
