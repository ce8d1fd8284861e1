"""Second factors listed, added and removed: thin, one use case each."""

from collections.abc import Sequence
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.schema.factors import (
    ConfirmPasskeyInput,
    ConfirmPasskeyPayload,
    ConfirmTotpInput,
    ConfirmTotpPayload,
    EnableSmsFactorInput,
    EnableSmsFactorPayload,
    RemoveFactorInput,
    RemoveFactorPayload,
    SecondFactor,
    StartPasskeyPayload,
    StartSmsFactorPayload,
    StartTotpInput,
    StartTotpPayload,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.second_factors import factors, passkeys, sms, totp


def _shown(info: Info[Any, Any], actor: Actor, found: Sequence[factors.Factor]) -> list[SecondFactor]:
    return [
        SecondFactor(
            id=strawberry.ID(info.context.ids.seal(IdType.SECOND_FACTOR, actor.account_id, one.id)),
            kind=one.kind,
            name=one.name,
            created_at=one.created_at,
            last_used_at=one.last_used_at,
        )
        for one in found
    ]


@answers
async def second_factors(info: Info[Any, Any]) -> list[SecondFactor]:
    actor = await signed_in(info)
    return _shown(info, actor, await factors.factors_of(info.context.pool, actor.account_id))


def _no_totp(errors: list[UserError]) -> StartTotpPayload:
    return StartTotpPayload(secret=None, uri=None, user_errors=errors)


def _totp_not_confirmed(errors: list[UserError]) -> ConfirmTotpPayload:
    return ConfirmTotpPayload(second_factor=None, user_errors=errors)


def _no_sms(errors: list[UserError]) -> StartSmsFactorPayload:
    return StartSmsFactorPayload(sent_to=None, expires_at=None, user_errors=errors)


def _sms_not_enabled(errors: list[UserError]) -> EnableSmsFactorPayload:
    return EnableSmsFactorPayload(second_factor=None, user_errors=errors)


def _no_passkey(errors: list[UserError]) -> StartPasskeyPayload:
    return StartPasskeyPayload(options=None, user_errors=errors)


def _passkey_not_confirmed(errors: list[UserError]) -> ConfirmPasskeyPayload:
    return ConfirmPasskeyPayload(second_factor=None, user_errors=errors)


def _not_removed(errors: list[UserError]) -> RemoveFactorPayload:
    return RemoveFactorPayload(second_factors=None, user_errors=errors)


@strawberry.type
class FactorMutations:
    @strawberry.mutation(description="Begins an authenticator application; confirmTotp puts it in force (SCT-01).")
    @refusable(_no_totp)
    async def start_totp(self, info: Info[Any, Any], input: StartTotpInput) -> StartTotpPayload:
        context = info.context
        made = await totp.start(context.pool, context.vault, await context.actor(), input.name, context.at)
        return StartTotpPayload(secret=made.secret, uri=made.uri, user_errors=[])

    @strawberry.mutation(description="Puts the authenticator application in force by a first code.")
    @refusable(_totp_not_confirmed)
    async def confirm_totp(self, info: Info[Any, Any], input: ConfirmTotpInput) -> ConfirmTotpPayload:
        context = info.context
        actor = await context.actor()
        made = await totp.confirm(context.pool, context.vault, actor, input.code, context.at)
        return ConfirmTotpPayload(second_factor=_shown(info, actor, [made])[0], user_errors=[])

    @strawberry.mutation(description="Sends a code to the account's phone; enableSmsFactor takes it.")
    @refusable(_no_sms)
    async def start_sms_factor(self, info: Info[Any, Any]) -> StartSmsFactorPayload:
        context = info.context
        sent = await sms.start(
            context.pool, context.code_key, context.registries.sms, await context.actor(), context.at
        )
        return StartSmsFactorPayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(description="From now on a code by SMS confirms each sign-in.")
    @refusable(_sms_not_enabled)
    async def enable_sms_factor(self, info: Info[Any, Any], input: EnableSmsFactorInput) -> EnableSmsFactorPayload:
        context = info.context
        actor = await context.actor()
        made = await sms.enable(context.pool, context.code_key, actor, input.code, context.at)
        return EnableSmsFactorPayload(second_factor=_shown(info, actor, [made])[0], user_errors=[])

    @strawberry.mutation(description="Begins a passkey; confirmPasskey takes what the browser makes of the options.")
    @refusable(_no_passkey)
    async def start_passkey(self, info: Info[Any, Any]) -> StartPasskeyPayload:
        context = info.context
        place = passkeys.Place(context.settings.origin)
        options = await passkeys.start(context.pool, context.code_key, place, await context.actor(), context.at)
        return StartPasskeyPayload(options=cast("JSON", options), user_errors=[])

    @strawberry.mutation(description="Puts a passkey in force.")
    @refusable(_passkey_not_confirmed)
    async def confirm_passkey(self, info: Info[Any, Any], input: ConfirmPasskeyInput) -> ConfirmPasskeyPayload:
        context = info.context
        actor = await context.actor()
        place, default = passkeys.Place(context.settings.origin), context.caller.device.name or "Passkey"
        made = await passkeys.confirm(context.pool, place, actor, input.passkey, input.name, default, context.at)
        return ConfirmPasskeyPayload(second_factor=_shown(info, actor, [made])[0], user_errors=[])

    @strawberry.mutation(description="Ends a second factor at once.")
    @refusable(_not_removed)
    async def remove_factor(self, info: Info[Any, Any], input: RemoveFactorInput) -> RemoveFactorPayload:
        context = info.context
        actor = await context.actor()
        actor.need_fresh(context.at)
        opened = context.ids.open(str(input.id))
        if opened is None or (opened.type, opened.patient) != (IdType.SECOND_FACTOR, actor.account_id):
            raise Refused("NOT_FOUND", ["input", "id"])
        await factors.remove(context.pool, actor, opened.entry, context.at)
        left = await factors.factors_of(context.pool, actor.account_id)
        return RemoveFactorPayload(second_factors=_shown(info, actor, left), user_errors=[])
