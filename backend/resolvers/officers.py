"""The registrar's queue, cases and decisions."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.access_request import AccessRequestState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.case_views import case_shown
from backend.resolvers.officer_desk import acting, acting_on, not_here, officer, opened, stated
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.officers import (
    AccessRequestCase,
    AccessRequestCasePayload,
    AccessRequestDeskInput,
    DecideAccessRequestInput,
    DecisionKind,
    RegistrarQueue,
    RegistrarQueueItem,
)
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers import queue as queues
from backend.services.officers.approving import Chosen
from backend.services.officers.case import see_case
from backend.services.officers.deciding import Decision, ask_again, decide
from backend.services.officers.taking import release, take
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.working_days import working_days_left


def _no_case(errors: list[UserError]) -> AccessRequestCasePayload:
    return AccessRequestCasePayload(case=None, user_errors=errors)


@strawberry.type
class OfficerQueries:
    @strawberry.field(
        description="Requests by their term: those that wait for a decision, those of a state, or all that are overdue. "
        "For registrars."
    )
    async def registrar_queue(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: AccessRequestState | None = None,
        overdue: bool | None = None,
    ) -> RegistrarQueue | None:
        context, actor = info.context, await officer(info, Role.REGISTRAR)
        size = page_size(first)
        listed = OwnList(info, f"registrarQueue:{state}:{overdue}", actor.account_id, IdType.ACCESS_REQUEST)
        place = listed.after_term(after)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await queues.queue(connection, actor.account_id, state, overdue, place, size, context.at)
            late = await queues.overdue_count(connection, context.at)
            await note_act(connection, actor, "registrar_queue.see", "access_request", context.at)
        page = listed.term_page(found, size)
        return RegistrarQueue(
            nodes=[_item(info, item) for item in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
            overdue_count=late,
        )

    @strawberry.field(
        description="One request with its evidence. Identifiers are whole where a reason is stated, else masked. For registrars."
    )
    async def access_request_case(
        self, info: Info[Any, Any], id: strawberry.ID, reason: str | None = None
    ) -> AccessRequestCase | None:
        context, actor = info.context, await officer(info, Role.REGISTRAR)
        why = stated(reason) if reason is not None else None
        try:
            request = opened(info, IdType.ACCESS_REQUEST, id).entry
            async with context.pool.acquire() as connection, connection.transaction():
                return case_shown(info, await see_case(connection, actor, request, why, context.at))
        except Refused as refused:
            # What is missing, foreign and not for this officer to see is alike, but for their own family's.
            raise not_here(refused, "OWN_CASE") from None


@strawberry.type
class OfficerMutations:
    @strawberry.mutation(description="Takes a request for 30 minutes, so that nobody else works on it. For registrars.")
    @refusable(_no_case)
    async def take_access_request(
        self, info: Info[Any, Any], input: AccessRequestDeskInput
    ) -> AccessRequestCasePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.ACCESS_REQUEST, input.id) as (connection, actor, request):
            await take(connection, actor, request, info.context.at)
            return await _payload(info, connection, actor, request)

    @strawberry.mutation(description="Gives a request back to the queue. For registrars.")
    @refusable(_no_case)
    async def release_access_request(
        self, info: Info[Any, Any], input: AccessRequestDeskInput
    ) -> AccessRequestCasePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.ACCESS_REQUEST, input.id) as (connection, actor, request):
            await release(connection, actor, request, info.context.at)
            return await _payload(info, connection, actor, request)

    @strawberry.mutation(description="Asks the registries anew, after a mistake of theirs. For registrars.")
    @refusable(_no_case)
    async def ask_registries_again(
        self, info: Info[Any, Any], input: AccessRequestDeskInput
    ) -> AccessRequestCasePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.ACCESS_REQUEST, input.id) as (connection, actor, request):
            await ask_again(connection, actor, request, info.context.at)
            return await _payload(info, connection, actor, request)

    @strawberry.mutation(description="Decides a request that the viewer has taken. For registrars.")
    @refusable(_no_case)
    async def decide_access_request(
        self, info: Info[Any, Any], input: DecideAccessRequestInput
    ) -> AccessRequestCasePayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        request = opened(info, IdType.ACCESS_REQUEST, input.id).entry
        decision = Decision(
            input.decision is DecisionKind.APPROVE,
            input.reason,
            input.text,
            Chosen(_person(info, input.patient_id, "patientId"), _person(info, input.applicant_id, "applicantId")),
        )
        mutation, given = "decideAccessRequest", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            if not await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            ):
                await decide(connection, context.ids, actor, request, decision, context.at)
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, request)
            return await _payload(info, connection, actor, request)


async def _payload(info: Info[Any, Any], connection: Any, actor: Actor, request: int) -> AccessRequestCasePayload:
    seen = await see_case(connection, actor, request, None, info.context.at)
    return AccessRequestCasePayload(case=case_shown(info, seen), user_errors=[])


def _person(info: Info[Any, Any], public_id: strawberry.ID | None, field: str) -> int | None:
    return None if public_id is None else opened(info, IdType.PATIENT, public_id, field).patient


def _item(info: Info[Any, Any], item: queues.QueueItem) -> RegistrarQueueItem:
    at = info.context.at
    return RegistrarQueueItem(
        id=strawberry.ID(info.context.ids.seal(IdType.ACCESS_REQUEST, item.account_id, item.id)),
        number=item.number,
        purpose=item.purpose,
        state=item.state,
        own=item.own,
        submitted_at=item.submitted_at,
        due_at=item.due_at,
        overdue=item.overdue,
        working_days_left=working_days_left(item.due_at, at),
        appealed=item.appealed,
        applicant=item.applicant,
        mine=item.mine,
        taken=item.taken,
        taken_by=item.taken_by,
    )
