"""Registrars' cases about accounts."""

from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.models.service_case import CaseKind, CaseState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.case_views import candidate_shown
from backend.resolvers.officer_desk import acting, not_here, officer, opened, stated
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.service_cases import (
    CaseDecisionKind,
    DecideServiceCaseInput,
    ServiceCase,
    ServiceCasePage,
    ServiceCasePayload,
)
from backend.schema.user_errors import UserError
from backend.services.accounts import recovery
from backend.services.officers.case_views import ServiceCaseSeen, list_cases, see_service_case
from backend.services.officers.cases import CarryOut, CaseDecision, decide_case
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.working_days import working_days_left

CARRY_OUT: dict[CaseKind, CarryOut] = {CaseKind.RECOVERY: recovery.carry_out}


def _no_case(errors: list[UserError]) -> ServiceCasePayload:
    return ServiceCasePayload(service_case=None, user_errors=errors)


@strawberry.type
class ServiceCaseQueries:
    @strawberry.field(
        description="Cases about accounts by their term; open ones unless told otherwise. For registrars."
    )
    async def service_cases(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        kind: CaseKind | None = None,
        state: CaseState = CaseState.OPEN,
    ) -> ServiceCasePage | None:
        context, actor = info.context, await officer(info, Role.REGISTRAR)
        size = page_size(first)
        listed = OwnList(info, f"serviceCases:{kind}:{state}", actor.account_id, IdType.SERVICE_CASE)
        place = listed.after_term(after)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await list_cases(connection, actor, kind, state, place, size, context.at)
        page = listed.term_page(found, size)
        return ServiceCasePage(
            nodes=[_shown(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(description="One case; what was stated is shown for a stated reason alone. For registrars.")
    async def service_case(
        self, info: Info[Any, Any], id: strawberry.ID, reason: str | None = None
    ) -> ServiceCase | None:
        context, actor = info.context, await officer(info, Role.REGISTRAR)
        why = stated(reason) if reason is not None else None
        try:
            case = opened(info, IdType.SERVICE_CASE, id).entry
            async with context.pool.acquire() as connection, connection.transaction():
                return _shown(info, await see_service_case(connection, actor, case, why, context.at))
        except Refused as refused:
            raise not_here(refused, "OWN_CASE") from None


@strawberry.type
class ServiceCaseMutations:
    @strawberry.mutation(description="Decides a case about an account; its owner is told. For registrars.")
    @refusable(_no_case)
    async def decide_service_case(self, info: Info[Any, Any], input: DecideServiceCaseInput) -> ServiceCasePayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        case = opened(info, IdType.SERVICE_CASE, input.id).entry
        person = opened(info, IdType.PATIENT, input.patient_id, "patientId").patient if input.patient_id else None
        decision = CaseDecision(
            input.decision is CaseDecisionKind.APPROVE, input.text, person, new_person=input.new_person
        )
        mutation, given = "decideServiceCase", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            if not await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            ):
                await decide_case(connection, context.ids, actor, case, decision, CARRY_OUT, context.at)
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, case)
            seen = await see_service_case(connection, actor, case, None, context.at)
            return ServiceCasePayload(service_case=_shown(info, seen), user_errors=[])


def _shown(info: Info[Any, Any], seen: ServiceCaseSeen) -> ServiceCase:
    return ServiceCase(
        id=strawberry.ID(info.context.ids.seal(IdType.SERVICE_CASE, seen.account_id, seen.id)),
        kind=seen.kind,
        state=seen.state,
        applicant=seen.applicant,
        level=seen.level,
        bound=seen.bound,
        opened_at=seen.opened_at,
        due_at=seen.due_at,
        overdue=seen.state is CaseState.OPEN and seen.due_at < info.context.at,
        working_days_left=working_days_left(seen.due_at, info.context.at),
        decided_at=seen.decided_at,
        text=seen.text,
        doubt=seen.doubt,
        details=cast("JSON | None", seen.details),
        candidates=[candidate_shown(one) for one in seen.candidates],
    )
