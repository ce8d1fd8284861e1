"""The viewer's profile and its mutations: thin, one use case each."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import sentence
from backend.models import identifiers
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.schema.profile import (
    Profile,
    ProfileCheck,
    ProfilePassport,
    RetryProfileCheckPayload,
    SaveProfileInput,
    SaveProfilePayload,
)
from backend.schema.user_errors import UserError
from backend.services.accounts import profile as use_case
from backend.services.accounts.profile_form import Stated, StatedPassport
from backend.services.accounts.profile_view import ProfileCheckView, profile_of
from backend.services.actor import Actor


def _not_saved(errors: list[UserError]) -> SaveProfilePayload:
    return SaveProfilePayload(profile=None, user_errors=errors)


def _not_retried(errors: list[UserError]) -> RetryProfileCheckPayload:
    return RetryProfileCheckPayload(profile=None, user_errors=errors)


@answers
async def profile(info: Info[Any, Any]) -> Profile:
    actor = await signed_in(info)
    return await _shown(info, actor)


@strawberry.type
class ProfileMutations:
    @strawberry.mutation(
        description="Saves what one states about oneself and has the passport checked; the answer comes later (ACC-09)."
    )
    @refusable(_not_saved)
    async def save_profile(self, info: Info[Any, Any], input: SaveProfileInput) -> SaveProfilePayload:
        context = info.context
        await use_case.save(
            context.pool,
            context.code_key,
            await context.actor(),
            _stated(input),
            input.version,
            input.client_mutation_id,
            context.at,
        )
        # The level may have changed with it.
        return SaveProfilePayload(profile=await _shown(info, await context.actor()), user_errors=[])

    @strawberry.mutation(description="Asks the registry of passports again, at once, where it was out (ACC-10).")
    @refusable(_not_retried)
    async def retry_profile_check(self, info: Info[Any, Any]) -> RetryProfileCheckPayload:
        context = info.context
        actor = await context.actor()
        await use_case.retry(context.pool, actor, context.at)
        return RetryProfileCheckPayload(profile=await _shown(info, actor), user_errors=[])


def _stated(input: SaveProfileInput) -> Stated:
    given = input.passport
    passport = (
        StatedPassport(given.series, given.number, given.issued_on, given.issuer, given.department_code)
        if given
        else None
    )
    return Stated(
        input.family_name,
        input.given_name,
        input.patronymic,
        input.birth_date,
        input.sex,
        input.snils,
        input.enp,
        passport,
    )


async def _shown(info: Info[Any, Any], actor: Actor) -> Profile:
    view = await profile_of(info.context.pool, actor.account_id)
    known = view.known
    return Profile(
        version=known.version,
        level=actor.level,
        family_name=known.family_name,
        given_name=known.given_name,
        patronymic=known.patronymic,
        birth_date=known.birth_date,
        sex=known.sex,
        masked_snils=_ending(known.snils, 2),
        masked_policy_number=_ending(known.enp, 4),
        policy_number_warnings=_warnings(known.enp, known.birth_date, known.sex),
        passport=ProfilePassport(
            masked_number=f"•••• ••{known.passport.number[-4:]}",
            issued_on=known.passport.issued_on,
            issuer=known.passport.issuer,
            department_code=known.passport.department_code,
        )
        if known.passport
        else None,
        saved_at=known.saved_at,
        check=_check(info, view.check) if view.check else None,
    )


def _ending(number: str | None, shown: int) -> str | None:
    """The last digits, by which its owner knows it again."""
    return None if number is None else "•" * (len(number) - shown) + number[-shown:]


def _warnings(enp: str | None, birth: Any, sex: Any) -> list[identifiers.EnpWarning]:
    return list(identifiers.enp(enp, birth, sex).warnings) if enp and birth else []


def _check(info: Info[Any, Any], view: ProfileCheckView) -> ProfileCheck:
    return ProfileCheck(
        state=view.state,
        message=sentence(f"PROFILE_{view.state.value}", info.context.caller.language),
        asked_at=view.asked_at,
        next_try_at=view.next_try_at,
    )
