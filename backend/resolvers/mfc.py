"""The desk of an MFC officer: thin, one use case each; each look and act is noted."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.models.vocabulary import AccountLevel, Role
from backend.policy.sealing import IdType
from backend.resolvers.case_views import check_shown
from backend.resolvers.family import claim_row, original
from backend.resolvers.officer_desk import acting, not_here, officer, stated
from backend.resolvers.refusals import refusable
from backend.schema.family import FamilyDocument, FamilyDocumentKind
from backend.schema.mfc import (
    ConfirmFamilyClaimInput,
    ConfirmFamilyClaimPayload,
    ConfirmIdentityInPersonInput,
    ConfirmIdentityInPersonPayload,
    MfcApplicant,
    MfcClaim,
    RefuseFamilyClaimInput,
    RefuseFamilyClaimPayload,
    SightedOriginal,
)
from backend.schema.user_errors import UserError
from backend.services.family import mfc
from backend.services.family.mfc_reading import ClaimSeen, find_claims, see_claim
from backend.services.identity_in_person import Shown, confirm_identity
from backend.services.refusal import Refused


def _not_confirmed(errors: list[UserError]) -> ConfirmFamilyClaimPayload:
    return ConfirmFamilyClaimPayload(claim=None, user_errors=errors)


def _not_refused(errors: list[UserError]) -> RefuseFamilyClaimPayload:
    return RefuseFamilyClaimPayload(claim=None, user_errors=errors)


def _not_identified(errors: list[UserError]) -> ConfirmIdentityInPersonPayload:
    return ConfirmIdentityInPersonPayload(level=None, registrar_decides=False, user_errors=errors)


@strawberry.type
class MfcQueries:
    @strawberry.field(
        description="For an MFC officer: claims by their own number or by the whole number of the child's document, newest "
        "first. Each that is shown is noted with the reason."
    )
    async def mfc_claims(self, info: Info[Any, Any], number: str, reason: str) -> list[MfcClaim]:
        actor = await officer(info, Role.MFC_OFFICER)
        context = info.context
        try:
            found = await find_claims(context.pool, actor, number, stated(reason), context.at)
        except Refused as refused:
            raise MedcardError(refused.code) from None
        return [_claim(info, seen) for seen in found]

    @strawberry.field(description="For an MFC officer: one claim with its evidence; the look is noted.")
    async def mfc_claim(self, info: Info[Any, Any], id: strawberry.ID) -> MfcClaim | None:
        actor = await officer(info, Role.MFC_OFFICER)
        try:
            return _claim(info, await see_claim(info.context.pool, actor, claim_row(info, id), info.context.at))
        except Refused as refused:
            raise not_here(refused, "OWN_CASE") from None


@strawberry.type
class MfcMutations:
    @strawberry.mutation(
        description="An MFC officer confirms a claim by the originals that they hold in their hands (REP-03, REP-04)."
    )
    @refusable(_not_confirmed)
    async def confirm_family_claim(
        self, info: Info[Any, Any], input: ConfirmFamilyClaimInput
    ) -> ConfirmFamilyClaimPayload:
        context = info.context
        actor = await acting(info, Role.MFC_OFFICER)
        id_ = claim_row(info, input.id)
        sighting = mfc.Sighting(
            originals=[mfc.Original(one.kind, one.number, one.issuer, one.issued_on) for one in input.documents],
            names_differ=input.names_differ,
            act_number=input.act_number,
            basis=input.basis,
            basis_code=input.basis_code,
            starts_on=input.starts_on,
            ends_on=input.ends_on,
        )
        await mfc.confirm(context.pool, actor, id_, sighting, context.at)
        seen = await see_claim(context.pool, actor, id_, context.at)
        return ConfirmFamilyClaimPayload(claim=_claim(info, seen), user_errors=[])

    @strawberry.mutation(description="An MFC officer does not confirm a claim; the applicant is told why.")
    @refusable(_not_refused)
    async def refuse_family_claim(
        self, info: Info[Any, Any], input: RefuseFamilyClaimInput
    ) -> RefuseFamilyClaimPayload:
        context = info.context
        actor = await acting(info, Role.MFC_OFFICER)
        id_ = claim_row(info, input.id)
        await mfc.refuse(context.pool, actor, id_, input.reason, input.text, context.at)
        seen = await see_claim(context.pool, actor, id_, context.at)
        return RefuseFamilyClaimPayload(claim=_claim(info, seen), user_errors=[])

    @strawberry.mutation(
        description="An MFC officer has seen the owner of an account with passport and СНИЛС: the account becomes a full one."
    )
    @refusable(_not_identified)
    async def confirm_identity_in_person(
        self, info: Info[Any, Any], input: ConfirmIdentityInPersonInput
    ) -> ConfirmIdentityInPersonPayload:
        context = info.context
        actor = await acting(info, Role.MFC_OFFICER)
        claim_id = claim_row(info, input.claim_id, "claimId") if input.claim_id is not None else None
        shown = Shown(input.passport, input.issued_on, input.department_code, input.snils)
        bound = await confirm_identity(context.pool, context.ids, actor, input.login, claim_id, shown, context.at)
        return ConfirmIdentityInPersonPayload(
            level=AccountLevel.FULL if bound else AccountLevel.STANDARD, registrar_decides=not bound, user_errors=[]
        )


def _claim(info: Info[Any, Any], seen: ClaimSeen) -> MfcClaim:
    return MfcClaim(
        id=strawberry.ID(info.context.ids.seal(IdType.FAMILY_CLAIM, seen.account_id, seen.id)),
        number=seen.number,
        relationship=seen.relationship,
        route=seen.route,
        state=seen.state,
        family_name=seen.family_name,
        given_name=seen.given_name,
        patronymic=seen.patronymic,
        birth_date=seen.birth_date,
        sex=seen.sex,
        document=FamilyDocument(
            kind=FamilyDocumentKind(seen.document_kind.value),
            number=seen.document_number,
            issued_on=seen.document_issued_on,
        ),
        applicant=MfcApplicant(
            login=seen.login,
            level=seen.level,
            family_name=seen.applicant_family_name,
            given_name=seen.applicant_given_name,
            patronymic=seen.applicant_patronymic,
            birth_date=seen.applicant_birth_date,
            passport=seen.passport,
        ),
        names_differ=seen.names_differ,
        originals=[original(info, kind) for kind in seen.originals],
        act_number=seen.act_number,
        basis=seen.basis,
        basis_code=seen.basis_code,
        checks=[check_shown(check) for check in seen.checks],
        sighted=[
            SightedOriginal(
                kind=one.kind,
                number=one.number,
                issuer=one.issuer,
                issued_on=one.issued_on,
                sighted_at=one.sighted_at,
            )
            for one in seen.sighted
        ],
        created_at=seen.created_at,
        verified_at=seen.verified_at,
    )
