"""Contacts of the viewer, notification channels and recovery: thin, one use case each."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.schema.contacts import (
    ConfirmContactInput,
    ConfirmContactPayload,
    Contacts,
    Recovery,
    RequestContactCodeInput,
    RequestContactCodePayload,
    RequestRecoveryCodeInput,
    RequestRecoveryCodePayload,
    RequestRecoveryInput,
    RequestRecoveryPayload,
    SetNotificationChannelsInput,
    SetNotificationChannelsPayload,
)
from backend.schema.user_errors import UserError
from backend.services.accounts import contact, recovery
from backend.services.accounts import contacts as kept
from backend.services.refusal import Refused


def _no_code(errors: list[UserError]) -> RequestContactCodePayload:
    return RequestContactCodePayload(sent_to=None, expires_at=None, user_errors=errors)


def _not_confirmed(errors: list[UserError]) -> ConfirmContactPayload:
    return ConfirmContactPayload(contacts=None, user_errors=errors)


def _not_chosen(errors: list[UserError]) -> SetNotificationChannelsPayload:
    return SetNotificationChannelsPayload(contacts=None, user_errors=errors)


def _no_recovery(errors: list[UserError]) -> RequestRecoveryCodePayload:
    return RequestRecoveryCodePayload(recovery=None, user_errors=errors)


def _not_taken(errors: list[UserError]) -> RequestRecoveryPayload:
    return RequestRecoveryPayload(taken=False, user_errors=errors)


@answers
async def contacts(info: Info[Any, Any]) -> Contacts:
    actor = await signed_in(info)
    return await _shown(info, actor.account_id)


async def _shown(info: Info[Any, Any], account_id: int) -> Contacts:
    view = await kept.contacts_of(info.context.pool, account_id)
    return Contacts(
        masked_phone=view.masked_phone,
        phone_confirmed_at=view.phone_confirmed_at,
        masked_email=view.masked_email,
        email_confirmed_at=view.email_confirmed_at,
        channels=view.channels,
    )


@strawberry.type
class ContactMutations:
    @strawberry.mutation(
        description="Sends a code to a phone or an e-mail address that is to be the account's (REQ-10)."
    )
    @refusable(_no_code)
    async def request_contact_code(
        self, info: Info[Any, Any], input: RequestContactCodeInput
    ) -> RequestContactCodePayload:
        context = info.context
        actor = await context.actor()
        if (input.phone is None) == (input.email is None):
            raise Refused("ONE_CONTACT", ["input"])
        field = "email" if input.phone is None else "phone"
        read = contact.email if input.phone is None else contact.phone
        to = read(input.phone or input.email or "", ["input", field])
        sent = await kept.request_code(context.pool, context.code_key, context.registries, actor, to, field, context.at)
        return RequestContactCodePayload(sent_to=sent.sent_to, expires_at=sent.expires_at, user_errors=[])

    @strawberry.mutation(
        description="Binds the phone or address by its code. An earlier one is told so; a login that it was follows."
    )
    @refusable(_not_confirmed)
    async def confirm_contact(self, info: Info[Any, Any], input: ConfirmContactInput) -> ConfirmContactPayload:
        context = info.context
        actor = await context.actor()
        await kept.confirm(context.pool, context.code_key, actor, input.code, context.at)
        return ConfirmContactPayload(contacts=await _shown(info, actor.account_id), user_errors=[])

    @strawberry.mutation(description="Chooses where notifications go besides the app.")
    @refusable(_not_chosen)
    async def set_notification_channels(
        self, info: Info[Any, Any], input: SetNotificationChannelsInput
    ) -> SetNotificationChannelsPayload:
        context = info.context
        actor = await context.actor()
        await kept.choose_channels(context.pool, actor, input.channels, context.at)
        return SetNotificationChannelsPayload(contacts=await _shown(info, actor.account_id), user_errors=[])

    @strawberry.mutation(description="Sends a code to the new phone of who has lost the old one.")
    @refusable(_no_recovery)
    async def request_recovery_code(
        self, info: Info[Any, Any], input: RequestRecoveryCodeInput
    ) -> RequestRecoveryCodePayload:
        context = info.context
        begun = await recovery.request_code(
            context.pool, context.code_key, context.registries, input.new_phone, context.caller.address, context.at
        )
        return RequestRecoveryCodePayload(
            recovery=Recovery(token=begun.token, sent_to=begun.sent_to, expires_at=begun.expires_at), user_errors=[]
        )

    @strawberry.mutation(
        description="Asks a registrar for a way back into one's account; the answer is the same for every login."
    )
    @refusable(_not_taken)
    async def request_recovery(self, info: Info[Any, Any], input: RequestRecoveryInput) -> RequestRecoveryPayload:
        context = info.context
        await recovery.request(
            context.pool,
            context.code_key,
            input.token,
            input.code,
            recovery.Claimed(input.login, input.snils, input.birth_date),
            context.caller.address,
            context.at,
        )
        return RequestRecoveryPayload(taken=True, user_errors=[])
