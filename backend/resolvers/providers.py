"""Sign-in through outside providers: begun, listed, ended."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable, user_error
from backend.resolvers.session import challenge_of
from backend.schema.factors import SignInChallenge
from backend.schema.providers import (
    OwnSignInProvider,
    SignInProvider,
    StartProviderSignInInput,
    StartProviderSignInPayload,
    UnlinkProviderInput,
    UnlinkProviderPayload,
)
from backend.schema.user_errors import UserError, UserErrorCode
from backend.services.provider_accounts import links_of, unlink
from backend.services.provider_sign_in import leave, named, returns_to
from backend.services.refusal import Refused
from backend.services.second_factors.passkeys import Place
from backend.services.second_factors.pending import described


def _not_started(errors: list[UserError]) -> StartProviderSignInPayload:
    return StartProviderSignInPayload(authorization_url=None, user_errors=errors)


def _not_unlinked(errors: list[UserError]) -> UnlinkProviderPayload:
    return UnlinkProviderPayload(sign_in_providers=None, user_errors=errors)


async def _own(info: Info[Any, Any], account_id: int) -> list[OwnSignInProvider]:
    since = {link.issuer: link.since for link in await links_of(info.context.pool, account_id)}
    return [
        OwnSignInProvider(
            name=provider.name,
            title=provider.settings.title,
            confirms_identity=provider.settings.verified,
            linked_at=since.get(provider.issuer),
        )
        for provider in info.context.registries.providers.values()
    ]


@answers
async def sign_in_providers(info: Info[Any, Any]) -> list[OwnSignInProvider]:
    actor = await signed_in(info)
    return await _own(info, actor.account_id)


@strawberry.type
class ProviderQueries:
    @strawberry.field(description="The sign-in that waits in this browser for its second factor, after a provider.")
    async def pending_sign_in(self, info: Info[Any, Any]) -> SignInChallenge | None:
        context = info.context
        if context.caller.pending is None:
            return None
        place = Place(context.settings.origin)
        needed = await described(context.pool, place, context.caller.pending, context.at)
        return challenge_of(info, needed) if needed is not None else None

    @strawberry.field(description="Providers that sign people in, for the sign-in page.")
    async def sign_in_providers(self, info: Info[Any, Any]) -> list[SignInProvider]:
        return [
            SignInProvider(
                name=provider.name, title=provider.settings.title, confirms_identity=provider.settings.verified
            )
            for provider in info.context.registries.providers.values()
        ]

    @strawberry.field(
        description="What the code of a refusal means that a browser came back from a provider with "
        "(`/sign-in?error=CODE`); one that no refusal has means that the sign-in has to begin anew."
    )
    async def provider_refusal(self, info: Info[Any, Any], code: str) -> UserError:
        known = code in UserErrorCode.__members__
        return user_error(info, Refused(code if known else "SIGN_IN_EXPIRED"))


@strawberry.type
class ProviderMutations:
    @strawberry.mutation(
        description="Begins a sign-in through a provider, for pages: a cookie knows the browser when it comes back."
    )
    @refusable(_not_started)
    async def start_provider_sign_in(
        self, info: Info[Any, Any], input: StartProviderSignInInput
    ) -> StartProviderSignInPayload:
        context = info.context
        provider = named(context.registries, input.provider)
        if not context.caller.same_origin:
            # Without the page's cookie anybody could be made to finish a sign-in that somebody else began.
            raise Refused("PAGE_ONLY")
        actor = await context.actor() if input.add else await context.session()
        leaving = await leave(
            context.pool,
            context.vault,
            context.code_key,
            provider,
            returns_to(context.settings.origin, provider),
            context.caller.address,
            context.at,
            actor.session_id if actor is not None else None,
            actor if input.add else None,
        )
        context.set_leaving = leaving.browser
        return StartProviderSignInPayload(authorization_url=leaving.url, user_errors=[])

    @strawberry.mutation(description="Ends sign-in through a provider, where another way in stays.")
    @refusable(_not_unlinked)
    async def unlink_provider(self, info: Info[Any, Any], input: UnlinkProviderInput) -> UnlinkProviderPayload:
        context = info.context
        actor = await context.actor()
        await unlink(context.pool, actor, named(context.registries, input.provider).issuer, context.at)
        return UnlinkProviderPayload(sign_in_providers=await _own(info, actor.account_id), user_errors=[])
