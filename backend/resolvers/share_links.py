"""Share links of a record: thin, one use case each. What a link shows is read where it is opened, never here."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import patient_of, rules_of
from backend.schema.entry import Section
from backend.schema.share_links import (
    CreateShareLinkInput,
    CreateShareLinkPayload,
    RevokeShareLinkInput,
    RevokeShareLinkPayload,
    ShareLink,
    ShareLinkOpening,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.refusal import Refused
from backend.services.share_links.creating import FACTS, ShareTerm, Wanted, create_share_link
from backend.services.share_links.revoking import revoke_share_link
from backend.services.share_links.viewing import own_links


async def _own(info: Info[Any, Any], actor: Actor, patient_id: int, link_id: int | None = None) -> list[ShareLink]:
    context = info.context
    seal = context.ids.seal
    regions = context.settings.accepted_policy_regions
    return [
        ShareLink(
            id=strawberry.ID(seal(IdType.SHARE_LINK, actor.account_id, one.id)),
            sections=[Section[kind.name] for kind in one.kinds if kind <= LAST_SECTION],
            facts=any(kind in FACTS for kind in one.kinds),
            state=one.state,
            tries_left=one.tries_left,
            created_at=one.created_at,
            expires_at=one.expires_at,
            openings=[
                ShareLinkOpening(
                    id=strawberry.ID(seal(IdType.SHARE_OPENING, actor.account_id, opening.id)),
                    at=opening.at,
                    recipient=opening.recipient,
                    outcome=opening.outcome,
                )
                for opening in one.openings
            ],
        )
        for one in await own_links(context.pool, actor.account_id, patient_id, regions, context.at, link_id)
    ]


@answers
async def share_links(info: Info[Any, Any], patient_id: strawberry.ID) -> list[ShareLink]:
    return await _own(info, await signed_in(info), patient_of(info, str(patient_id)))


def _not_created(errors: list[UserError]) -> CreateShareLinkPayload:
    return CreateShareLinkPayload(share_link=None, link=None, user_errors=errors)


def _not_revoked(errors: list[UserError]) -> RevokeShareLinkPayload:
    return RevokeShareLinkPayload(share_link=None, user_errors=errors)


@strawberry.type
class ShareLinkMutations:
    @strawberry.mutation(
        description="Makes a link that shows chosen sections to who has it and its PIN, as the viewer sees them at each "
        "opening, for a while. For a patient of age, and parents and guardians of a child, alone."
    )
    @refusable(_not_created)
    async def create_share_link(self, info: Info[Any, Any], input: CreateShareLinkInput) -> CreateShareLinkPayload:
        context = info.context
        actor = await context.actor()
        sections: list[Any] = input.sections
        wanted = Wanted(
            patient_of(info, str(input.patient_id)),
            [*(Kind[section.value] for section in sections), *(FACTS if input.facts else ())],
            ShareTerm[input.term.value],
            input.passcode,
            context.caller.language,
        )
        made = await create_share_link(
            context.pool,
            context.vault,
            context.code_key,
            rules_of(info),
            context.settings.origin,
            actor,
            wanted,
            input.client_mutation_id,
            context.at,
        )
        found = await _own(info, actor, wanted.patient_id, made.id)
        return CreateShareLinkPayload(share_link=found[0] if found else None, link=made.link, user_errors=[])

    @strawberry.mutation(
        description="From now on the link opens nothing. Who has lost access may still take theirs back."
    )
    @refusable(_not_revoked)
    async def revoke_share_link(self, info: Info[Any, Any], input: RevokeShareLinkInput) -> RevokeShareLinkPayload:
        context = info.context
        actor = await context.actor()
        opened = context.ids.open(str(input.id))
        if opened is None or (opened.type, opened.patient) != (IdType.SHARE_LINK, actor.account_id):
            raise Refused("NOT_FOUND", ["input", "id"])
        patient_id = await revoke_share_link(context.pool, actor, opened.entry, context.at)
        found = await _own(info, actor, patient_id, opened.entry)
        return RevokeShareLinkPayload(share_link=found[0] if found else None, user_errors=[])
