"""Mutations of my family and the viewer's claims: thin, one use case each."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import sentence
from backend.models.family_claim import FamilyRefusal, SightedKind
from backend.models.vocabulary import IdentifierKind
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable
from backend.schema.family import (
    AddFamilyMemberInput,
    AddFamilyMemberPayload,
    ChangeFamilyMemberInput,
    ChangeFamilyMemberPayload,
    FamilyClaim,
    FamilyDocument,
    FamilyDocumentKind,
    FamilyNextStep,
    FamilyOriginal,
    FamilyRefusalReason,
    RetryFamilyCheckInput,
    RetryFamilyCheckPayload,
    WithdrawFamilyMemberInput,
    WithdrawFamilyMemberPayload,
)
from backend.schema.user_errors import UserError
from backend.services.family import claims
from backend.services.family.statement import Document, Stated
from backend.services.family.views import ClaimView, claims_of
from backend.services.refusal import Refused


def _not_added(errors: list[UserError]) -> AddFamilyMemberPayload:
    return AddFamilyMemberPayload(claim=None, user_errors=errors)


def _not_changed(errors: list[UserError]) -> ChangeFamilyMemberPayload:
    return ChangeFamilyMemberPayload(claim=None, user_errors=errors)


def _not_withdrawn(errors: list[UserError]) -> WithdrawFamilyMemberPayload:
    return WithdrawFamilyMemberPayload(claim=None, user_errors=errors)


def _not_retried(errors: list[UserError]) -> RetryFamilyCheckPayload:
    return RetryFamilyCheckPayload(claim=None, user_errors=errors)


@answers
async def family_claims(info: Info[Any, Any]) -> list[FamilyClaim]:
    context = info.context
    actor = await signed_in(info)
    return [_claim(info, view) for view in await claims_of(context.pool, actor.account_id, context.at)]


@strawberry.type
class FamilyMutations:
    @strawberry.mutation(
        description="Adds a child or ward (REP-07) and starts the verification by the route that fits (REP-02, REP-03, REP-05)."
    )
    @refusable(_not_added)
    async def add_family_member(self, info: Info[Any, Any], input: AddFamilyMemberInput) -> AddFamilyMemberPayload:
        context = info.context
        actor = await context.actor()
        id_ = await claims.add(
            context.pool,
            context.code_key,
            actor,
            _stated(input),
            context.settings.guardian_online,
            input.client_mutation_id,
            context.at,
        )
        return AddFamilyMemberPayload(claim=await _shown(info, actor.account_id, id_), user_errors=[])

    @strawberry.mutation(description="Corrects what is not verified, and has it checked anew.")
    @refusable(_not_changed)
    async def change_family_member(
        self, info: Info[Any, Any], input: ChangeFamilyMemberInput
    ) -> ChangeFamilyMemberPayload:
        context = info.context
        actor = await context.actor()
        id_ = claim_row(info, input.id)
        await claims.change(
            context.pool,
            context.code_key,
            actor,
            id_,
            _stated(input),
            context.settings.guardian_online,
            input.client_mutation_id,
            context.at,
        )
        return ChangeFamilyMemberPayload(claim=await _shown(info, actor.account_id, id_), user_errors=[])

    @strawberry.mutation(
        description="Takes a child or ward out of the list; the viewer's access that rests on it ends at once."
    )
    @refusable(_not_withdrawn)
    async def withdraw_family_member(
        self, info: Info[Any, Any], input: WithdrawFamilyMemberInput
    ) -> WithdrawFamilyMemberPayload:
        context = info.context
        actor = await context.actor()
        id_ = claim_row(info, input.id)
        await claims.withdraw(context.pool, actor, id_, context.at)
        return WithdrawFamilyMemberPayload(claim=await _shown(info, actor.account_id, id_), user_errors=[])

    @strawberry.mutation(description="Asks a registry that was out again, at once (ACC-10).")
    @refusable(_not_retried)
    async def retry_family_check(self, info: Info[Any, Any], input: RetryFamilyCheckInput) -> RetryFamilyCheckPayload:
        context = info.context
        actor = await context.actor()
        id_ = claim_row(info, input.id)
        await claims.retry(context.pool, actor, id_, context.at)
        return RetryFamilyCheckPayload(claim=await _shown(info, actor.account_id, id_), user_errors=[])


def claim_row(info: Info[Any, Any], public_id: str, field: str = "id") -> int:
    """The row that a claim's public id names. Raises Refused NOT_FOUND for anything else."""
    opened = info.context.ids.open(str(public_id))
    if opened is None or opened.type != IdType.FAMILY_CLAIM:
        raise Refused("NOT_FOUND", ["input", field])
    return int(opened.entry)


def original(info: Info[Any, Any], kind: SightedKind) -> FamilyOriginal:
    return FamilyOriginal(kind=kind, name=sentence(f"ORIGINAL_{kind.value}", info.context.caller.language))


async def _shown(info: Info[Any, Any], account_id: int, claim_id: int) -> FamilyClaim:
    context = info.context
    return _claim(info, (await claims_of(context.pool, account_id, context.at, claim_id))[0])


def _stated(input: AddFamilyMemberInput) -> Stated:
    document = input.document
    return Stated(
        input.relationship,
        input.family_name,
        input.given_name,
        input.patronymic,
        input.birth_date,
        input.sex,
        Document(IdentifierKind(document.kind.value), document.number, document.issued_on) if document else None,
        input.enp,
    )


def _claim(info: Info[Any, Any], view: ClaimView) -> FamilyClaim:
    context = info.context
    language = context.caller.language
    refusal = None
    if view.refused_reason is not None:
        refusal = FamilyRefusalReason(
            reason=FamilyRefusal(view.refused_reason),
            message=sentence(f"FAMILY_REFUSAL_{view.refused_reason}", language),
            text=view.refused_text,
        )
    return FamilyClaim(
        id=strawberry.ID(context.ids.seal(IdType.FAMILY_CLAIM, view.account_id, view.id)),
        number=view.number,
        relationship=view.relationship,
        family_name=view.family_name,
        given_name=view.given_name,
        patronymic=view.patronymic,
        birth_date=view.birth_date,
        sex=view.sex,
        document=FamilyDocument(
            kind=FamilyDocumentKind(view.document_kind.value),
            number=view.document_number,
            issued_on=view.document_issued_on,
        ),
        enp=view.enp,
        route=view.route,
        state=view.state,
        next_step=FamilyNextStep(
            code=view.next_step, message=sentence(f"FAMILY_STEP_{view.next_step.value}", language)
        ),
        originals=[original(info, kind) for kind in view.originals],
        next_try_at=view.next_try_at,
        refusal=refusal,
        patient_id=strawberry.ID(view.patient_key) if view.patient_key else None,
        created_at=view.created_at,
        verified_at=view.verified_at,
    )
