"""The clinic's desk: orders of extracts and applications for paper, of its own alone."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.paper import ExtractState, PaperEvent, PaperKeepingState
from backend.models.vocabulary import Role
from backend.resolvers.officer_desk import acting, not_here, officer
from backend.resolvers.pages import OwnList, Page, page_size
from backend.resolvers.paper_views import clinic_application, clinic_extract
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, rules_of
from backend.schema.paper_desk import (
    AcceptPaperApplicationInput,
    ClinicPaperApplication,
    ClinicPaperApplicationPage,
    ClinicPaperApplicationPayload,
    ClinicPaperExtract,
    ClinicPaperExtractPage,
    ClinicPaperExtractPayload,
    DeclinePaperApplicationInput,
    DeclinePaperExtractInput,
    FinishPaperExtractInput,
    HandOutPaperExtractInput,
    TakePaperExtractInput,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.paper.deciding import accept_application, decline_application, decline_extract, go_on, hand_out
from backend.services.paper.desk import AtDesk, at_desk, queue
from backend.services.paper.ways import APPLICATIONS, EXTRACTS, Matter
from backend.services.record_keeping.right import Connection
from backend.services.refusal import Refused

Run = Callable[[Connection, Actor], Awaitable[int]]


@strawberry.type
class PaperDeskQueries:
    @strawberry.field(description="Extracts ordered at the doctor's clinics, by their term. For doctors.")
    async def clinic_paper_extracts(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: ExtractState = ExtractState.ORDERED,
    ) -> ClinicPaperExtractPage | None:
        page = await _page(info, EXTRACTS, state, first, after)
        return ClinicPaperExtractPage(
            nodes=[clinic_extract(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(description="One order with its history. For doctors of the clinic.")
    async def clinic_paper_extract(self, info: Info[Any, Any], id: strawberry.ID) -> ClinicPaperExtract | None:
        return clinic_extract(info, await _one(info, EXTRACTS, id))

    @strawberry.field(description="Applications for paper to the doctor's clinics, by their term. For doctors.")
    async def clinic_paper_applications(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: PaperKeepingState = PaperKeepingState.SUBMITTED,
    ) -> ClinicPaperApplicationPage | None:
        page = await _page(info, APPLICATIONS, state, first, after)
        return ClinicPaperApplicationPage(
            nodes=[clinic_application(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(description="One application with its history. For doctors of the clinic.")
    async def clinic_paper_application(self, info: Info[Any, Any], id: strawberry.ID) -> ClinicPaperApplication | None:
        return clinic_application(info, await _one(info, APPLICATIONS, id))


def _no_extract(errors: list[UserError]) -> ClinicPaperExtractPayload:
    return ClinicPaperExtractPayload(extract=None, user_errors=errors)


def _no_application(errors: list[UserError]) -> ClinicPaperApplicationPayload:
    return ClinicPaperApplicationPayload(application=None, user_errors=errors)


@strawberry.type
class PaperDeskMutations:
    @strawberry.mutation(description="Takes an order into work. For doctors of the clinic.")
    @refusable(_no_extract)
    async def take_paper_extract(self, info: Info[Any, Any], input: TakePaperExtractInput) -> ClinicPaperExtractPayload:
        return await _extract(info, input.id, _going_on(info, input.id, PaperEvent.TAKEN))

    @strawberry.mutation(
        description="The extract is signed and stamped, and can be fetched. For doctors of the clinic."
    )
    @refusable(_no_extract)
    async def finish_paper_extract(
        self, info: Info[Any, Any], input: FinishPaperExtractInput
    ) -> ClinicPaperExtractPayload:
        return await _extract(info, input.id, _going_on(info, input.id, PaperEvent.MADE))

    @strawberry.mutation(
        description="Hands the extract out to who was named, after a look at their document. For doctors of the clinic."
    )
    @refusable(_no_extract)
    async def hand_out_paper_extract(
        self, info: Info[Any, Any], input: HandOutPaperExtractInput
    ) -> ClinicPaperExtractPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            named, rules = opened(info, input.id), rules_of(info)
            return await hand_out(
                connection, rules, actor, named, input.identity_shown, proxy=input.proxy_shown, at=info.context.at
            )

        return await _extract(info, input.id, run)

    @strawberry.mutation(description="Declines an order, with a reason and in words. For doctors of the clinic.")
    @refusable(_no_extract)
    async def decline_paper_extract(
        self, info: Info[Any, Any], input: DeclinePaperExtractInput
    ) -> ClinicPaperExtractPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            named = opened(info, input.id)
            return await decline_extract(connection, actor, named, input.reason, input.text, info.context.at)

        return await _extract(info, input.id, run)

    @strawberry.mutation(description="The clinic will write on paper too (PAP-01). For doctors of the clinic.")
    @refusable(_no_application)
    async def accept_paper_application(
        self, info: Info[Any, Any], input: AcceptPaperApplicationInput
    ) -> ClinicPaperApplicationPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            return await accept_application(connection, actor, opened(info, input.id), info.context.at)

        return await _application(info, input.id, run)

    @strawberry.mutation(description="Declines an application, with a reason and in words. For doctors of the clinic.")
    @refusable(_no_application)
    async def decline_paper_application(
        self, info: Info[Any, Any], input: DeclinePaperApplicationInput
    ) -> ClinicPaperApplicationPayload:
        async def run(connection: Connection, actor: Actor) -> int:
            named = opened(info, input.id)
            return await decline_application(connection, actor, named, input.reason, input.text, info.context.at)

        return await _application(info, input.id, run)


def _going_on(info: Info[Any, Any], id: strawberry.ID, event: PaperEvent) -> Run:
    async def run(connection: Connection, actor: Actor) -> int:
        return await go_on(connection, rules_of(info), actor, opened(info, id), event, info.context.at)

    return run


async def _extract(info: Info[Any, Any], id: strawberry.ID, run: Run) -> ClinicPaperExtractPayload:
    return ClinicPaperExtractPayload(extract=clinic_extract(info, await _act(info, EXTRACTS, id, run)), user_errors=[])


async def _application(info: Info[Any, Any], id: strawberry.ID, run: Run) -> ClinicPaperApplicationPayload:
    shown = clinic_application(info, await _act(info, APPLICATIONS, id, run))
    return ClinicPaperApplicationPayload(application=shown, user_errors=[])


async def _page(
    info: Info[Any, Any],
    matter: Matter,
    state: ExtractState | PaperKeepingState,
    first: int | None,
    after: str | None,
) -> Page[AtDesk]:
    context, actor = info.context, await officer(info, Role.DOCTOR)
    size = page_size(first)
    listed = OwnList(info, f"{matter.table}:{state}", actor.account_id, matter.id_type)
    place = listed.after_term(after)
    async with context.pool.acquire() as connection, connection.transaction():
        return listed.term_page(await queue(connection, actor, matter, state, place, size, context.at), size)


async def _one(info: Info[Any, Any], matter: Matter, id: strawberry.ID) -> AtDesk:
    context, actor = info.context, await officer(info, Role.DOCTOR)
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            return await at_desk(connection, actor, matter, opened(info, id), context.at)
    except Refused as refused:
        raise not_here(refused, "OWN_CASE") from None


async def _act(info: Info[Any, Any], matter: Matter, id: strawberry.ID, run: Run) -> AtDesk:
    """Runs the use case of the clinic's staff and shows what they see then."""
    context, actor = info.context, await acting(info, Role.DOCTOR)
    async with context.pool.acquire() as connection, connection.transaction():
        await run(connection, actor)
        return await at_desk(connection, actor, matter, opened(info, id), context.at)
