"""Complaints at work: the insurer's queue and decision, the clinic's queue, answer and correction."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.complaint import ComplaintState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.complaint_corrections import correction_of
from backend.resolvers.complaint_views import clinic_shown, insurer_shown
from backend.resolvers.officer_desk import acting, not_here, officer
from backend.resolvers.pages import OwnList, Page, page_size
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, rules_of
from backend.schema.complaint_desks import (
    AnswerComplaintInput,
    AskClinicInput,
    ClinicComplaint,
    ClinicComplaintPage,
    ClinicComplaintPayload,
    CorrectDisputedEntryInput,
    DecideComplaintInput,
    GoOnWithComplaintInput,
    InsurerComplaint,
    InsurerComplaintPage,
    InsurerComplaintPayload,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.complaints.correcting import correct_entry
from backend.services.complaints.deciding import answer_complaint, ask_clinic, decide_complaint, go_on
from backend.services.complaints.desks import DeskComplaint, desk, desk_complaint
from backend.services.complaints.transitions import Side
from backend.services.holding import hold_own_account
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

_ROLES = {Side.INSURER: Role.INSURER, Side.CLINIC: Role.DOCTOR}
Run = Callable[[Connection, Actor], Awaitable[int]]


@strawberry.type
class ComplaintDeskQueries:
    @strawberry.field(
        description="Complaints of people whom the insurer insured that day, by their term. For insurers."
    )
    async def insurer_complaints(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: ComplaintState = ComplaintState.RECEIVED,
    ) -> InsurerComplaintPage | None:
        page = await _page(info, Side.INSURER, state, first, after)
        return InsurerComplaintPage(
            nodes=[insurer_shown(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(description="One complaint with what is attached to it. For insurers.")
    async def insurer_complaint(self, info: Info[Any, Any], id: strawberry.ID) -> InsurerComplaint | None:
        return insurer_shown(info, await _one(info, Side.INSURER, id))

    @strawberry.field(
        description="Complaints about entries of the doctor's clinic, once its insurer has asked, by their term. For doctors."
    )
    async def clinic_complaints(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: ComplaintState = ComplaintState.CLINIC_REQUESTED,
    ) -> ClinicComplaintPage | None:
        page = await _page(info, Side.CLINIC, state, first, after)
        return ClinicComplaintPage(
            nodes=[clinic_shown(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(description="One complaint with what is attached to it. For doctors of the clinic.")
    async def clinic_complaint(self, info: Info[Any, Any], id: strawberry.ID) -> ClinicComplaint | None:
        return clinic_shown(info, await _one(info, Side.CLINIC, id))


def _nothing_decided(errors: list[UserError]) -> InsurerComplaintPayload:
    return InsurerComplaintPayload(complaint=None, user_errors=errors)


def _nothing_answered(errors: list[UserError]) -> ClinicComplaintPayload:
    return ClinicComplaintPayload(complaint=None, user_errors=errors)


@strawberry.type
class ComplaintDeskMutations:
    @strawberry.mutation(description="Sends the complaint to the clinic with a question. For insurers.")
    @refusable(_nothing_decided)
    async def ask_clinic(self, info: Info[Any, Any], input: AskClinicInput) -> InsurerComplaintPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            return await ask_clinic(connection, actor, opened(info, input.id), input.question, info.context.at)

        return InsurerComplaintPayload(
            complaint=insurer_shown(info, await _act(info, Side.INSURER, input.id, run)), user_errors=[]
        )

    @strawberry.mutation(
        description="Begins the expertise without an answer, once the clinic's term has passed. For insurers."
    )
    @refusable(_nothing_decided)
    async def go_on_with_complaint(
        self, info: Info[Any, Any], input: GoOnWithComplaintInput
    ) -> InsurerComplaintPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            return await go_on(connection, actor, opened(info, input.id), info.context.at)

        return InsurerComplaintPayload(
            complaint=insurer_shown(info, await _act(info, Side.INSURER, input.id, run)), user_errors=[]
        )

    @strawberry.mutation(
        description="Decides; an upheld complaint orders the clinic to correct its entry (CMP-04). For insurers."
    )
    @refusable(_nothing_decided)
    async def decide_complaint(self, info: Info[Any, Any], input: DecideComplaintInput) -> InsurerComplaintPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            named = opened(info, input.id)
            return await decide_complaint(connection, actor, named, input.reason, input.text, info.context.at)

        return InsurerComplaintPayload(
            complaint=insurer_shown(info, await _act(info, Side.INSURER, input.id, run)), user_errors=[]
        )

    @strawberry.mutation(description="The clinic agrees, or objects. For doctors of the clinic.")
    @refusable(_nothing_answered)
    async def answer_complaint(self, info: Info[Any, Any], input: AnswerComplaintInput) -> ClinicComplaintPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            named = opened(info, input.id)
            return await answer_complaint(
                connection, actor, named, agrees=input.agrees, text=input.text, at=info.context.at
            )

        return ClinicComplaintPayload(
            complaint=clinic_shown(info, await _act(info, Side.CLINIC, input.id, run)), user_errors=[]
        )

    @strawberry.mutation(
        description="Corrects the disputed entry by the insurer's order: a new version, the earlier one kept, or the entry "
        "withdrawn (CMP-04). For doctors of the clinic."
    )
    @refusable(_nothing_answered)
    async def correct_disputed_entry(
        self, info: Info[Any, Any], input: CorrectDisputedEntryInput
    ) -> ClinicComplaintPayload:
        context = info.context

        async def run(connection: Connection, actor: Actor) -> int:
            named, rules = opened(info, input.id), rules_of(info)
            kind = (await desk_complaint(connection, actor, Side.CLINIC, named, context.at)).complaint.entry_kind
            correction = correction_of(context.reader.model, kind, input)
            return await correct_entry(connection, context.ids, rules, actor, named, correction, context.at)

        return ClinicComplaintPayload(
            complaint=clinic_shown(info, await _act(info, Side.CLINIC, input.id, run)), user_errors=[]
        )


async def _page(
    info: Info[Any, Any], side: Side, state: ComplaintState, first: int | None, after: str | None
) -> Page[DeskComplaint]:
    context, actor = info.context, await officer(info, _ROLES[side])
    size = page_size(first)
    listed = OwnList(info, f"{side}:{state}", actor.account_id, IdType.COMPLAINT)
    place = listed.after_term(after)
    async with context.pool.acquire() as connection, connection.transaction():
        return listed.term_page(await desk(connection, actor, side, state, place, size, context.at), size)


async def _one(info: Info[Any, Any], side: Side, id: strawberry.ID) -> DeskComplaint:
    context, actor = info.context, await officer(info, _ROLES[side])
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            return await desk_complaint(connection, actor, side, opened(info, id), context.at)
    except Refused as refused:
        raise not_here(refused, "OWN_CASE") from None


async def _act(info: Info[Any, Any], side: Side, id: strawberry.ID, run: Run) -> DeskComplaint:
    """Runs the use case of the side's staff and shows the complaint as they see it then."""
    context, actor = info.context, await acting(info, _ROLES[side])
    async with context.pool.acquire() as connection, connection.transaction():
        await hold_own_account(connection, actor)
        await run(connection, actor)
        return await desk_complaint(connection, actor, side, opened(info, id), context.at)
