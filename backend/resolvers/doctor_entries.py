"""What a doctor signs at once: reports, vaccinations, exemptions, referrals; withdrawing, and showing held results."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Kind
from backend.resolvers.refusals import refusable
from backend.resolvers.signing import Connection, corrected, entry_kind, once, signed, unsigned, writing
from backend.resolvers.written_entries import entries_of, opened, patient_of_entry, rules_of
from backend.schema.doctor_entries import (
    CorrectLabReportInput,
    CorrectReferralInput,
    CorrectVaccinationExemptionInput,
    CorrectVaccinationInput,
    ReleaseEntryInput,
    SignedEntryPayload,
    SignLabReportInput,
    SignReferralInput,
    SignVaccinationExemptionInput,
    SignVaccinationInput,
    WithdrawEntryInput,
    WithdrawEntryPayload,
)
from backend.schema.user_errors import UserError
from backend.services.doctor_entries import lab_reports, referrals, vaccinations
from backend.services.doctor_entries.authors import Author, checked_reason
from backend.services.doctor_entries.releasing import RELEASERS, release_entry
from backend.services.doctor_entries.withdrawing import withdraw_own_entry
from backend.services.record_keeping.entries import Written
from backend.services.record_keeping.right import right_on


def _stays(errors: list[UserError]) -> WithdrawEntryPayload:
    return WithdrawEntryPayload(user_errors=errors)


async def _sign_lab_report(connection: Connection, author: Author, values: dict[str, Any]) -> Written:
    return (await lab_reports.sign_lab_report(connection, author, values))[0]


@strawberry.type
class DoctorEntryMutations:
    @strawberry.mutation(
        description="Signs a laboratory report. Results of a sensitive class become an entry of their own, which waits for its "
        "release; the payload shows the least guarded one."
    )
    @refusable(unsigned)
    async def sign_lab_report(self, info: Info[Any, Any], input: SignLabReportInput) -> SignedEntryPayload:
        return await signed(info, Kind.LAB_REPORTS, input, _sign_lab_report)

    @strawberry.mutation(description="Signs a new version of an own laboratory report, whole and with the reason.")
    @refusable(unsigned)
    async def correct_lab_report(self, info: Info[Any, Any], input: CorrectLabReportInput) -> SignedEntryPayload:
        return await corrected(info, Kind.LAB_REPORTS, input, lab_reports.correct_lab_report)

    @strawberry.mutation(description="Signs a vaccination that was given; it moves the vaccination plan.")
    @refusable(unsigned)
    async def sign_vaccination(self, info: Info[Any, Any], input: SignVaccinationInput) -> SignedEntryPayload:
        return await signed(info, Kind.VACCINATIONS, input, vaccinations.sign_vaccination)

    @strawberry.mutation(description="Signs a new version of an own vaccination, whole and with the reason.")
    @refusable(unsigned)
    async def correct_vaccination(self, info: Info[Any, Any], input: CorrectVaccinationInput) -> SignedEntryPayload:
        return await corrected(info, Kind.VACCINATIONS, input, vaccinations.correct_vaccination)

    @strawberry.mutation(description="Signs an exemption from vaccinations (медотвод).")
    @refusable(unsigned)
    async def sign_vaccination_exemption(
        self, info: Info[Any, Any], input: SignVaccinationExemptionInput
    ) -> SignedEntryPayload:
        return await signed(info, Kind.VACCINATIONS, input, vaccinations.sign_exemption)

    @strawberry.mutation(description="Signs a new version of an own exemption, whole and with the reason.")
    @refusable(unsigned)
    async def correct_vaccination_exemption(
        self, info: Info[Any, Any], input: CorrectVaccinationExemptionInput
    ) -> SignedEntryPayload:
        return await corrected(info, Kind.VACCINATIONS, input, vaccinations.correct_exemption)

    @strawberry.mutation(description="Signs a referral by itself; those of a protocol are signed with it.")
    @refusable(unsigned)
    async def sign_referral(self, info: Info[Any, Any], input: SignReferralInput) -> SignedEntryPayload:
        return await signed(info, Kind.REFERRAL, input, referrals.sign_referral)

    @strawberry.mutation(description="Signs a new version of an own referral that belongs to no protocol.")
    @refusable(unsigned)
    async def correct_referral(self, info: Info[Any, Any], input: CorrectReferralInput) -> SignedEntryPayload:
        return await corrected(info, Kind.REFERRAL, input, referrals.correct_referral)

    @strawberry.mutation(
        description="Takes an own entry that was made in error, such as in a wrong patient's record, out of every list, with the reason."
    )
    @refusable(_stays)
    async def withdraw_entry(self, info: Info[Any, Any], input: WithdrawEntryInput) -> WithdrawEntryPayload:
        reason, kind = checked_reason(input.reason), entry_kind(info, input.id)
        async with writing(info, patient_of_entry(info, input.id), kind) as (connection, author):

            async def withdraw() -> int:
                return await withdraw_own_entry(connection, author, opened(info, input.id), reason)

            await once(info, connection, author.right, strawberry.asdict(input), withdraw)
        return WithdrawEntryPayload(user_errors=[])

    @strawberry.mutation(
        description="Shows a held result to its patient after a talk about it: whoever the policy lets sees it from then on."
    )
    @refusable(unsigned)
    async def release_entry(self, info: Info[Any, Any], input: ReleaseEntryInput) -> SignedEntryPayload:
        context, actor = info.context, await info.context.actor()
        async with context.pool.acquire() as connection, connection.transaction():
            patient = patient_of_entry(info, input.id)
            right = await right_on(connection, rules_of(info), actor, patient, RELEASERS, context.at)

            async def release() -> int:
                return await release_entry(connection, right, opened(info, input.id), input.note)

            await once(info, connection, right, strawberry.asdict(input), release)
        shown = await entries_of(info, "SignedEntryPayload", input.id)
        return SignedEntryPayload(id=input.id, user_errors=[], shown=shown)
