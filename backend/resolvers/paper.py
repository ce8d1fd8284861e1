"""Extracts on paper and paper keeping, on the patient's side."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType, OpenedId
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.paper_views import application_shown, extract_shown
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, patient_of, rules_of
from backend.schema.paper import (
    OrderPaperExtractInput,
    PaperApplication,
    PaperApplicationPayload,
    PaperExtract,
    PaperExtractPayload,
    SubmitPaperApplicationInput,
    WithdrawPaperApplicationInput,
    WithdrawPaperExtractInput,
)
from backend.schema.user_errors import UserError
from backend.services.paper.extracts import MAY_HAVE_PAPER, Order, order_extract, own_extracts, withdraw_extract
from backend.services.paper.keeping import applications_on, apply_for_paper, withdraw_application
from backend.services.record_keeping.right import Connection, Right, right_on
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome

Run = Callable[[Connection, Right], Awaitable[int]]


@answers
async def paper_extracts(info: Info[Any, Any], patient_id: strawberry.ID) -> list[PaperExtract]:
    return [extract_shown(info, one) for one in await _listed(info, patient_id, own_extracts)]


@answers
async def paper_applications(info: Info[Any, Any], patient_id: strawberry.ID) -> list[PaperApplication]:
    actor = await signed_in(info)
    found = await _listed(info, patient_id, applications_on)
    return [application_shown(info, actor.account_id, one) for one in found]


def _no_extract(errors: list[UserError]) -> PaperExtractPayload:
    return PaperExtractPayload(extract=None, user_errors=errors)


def _no_application(errors: list[UserError]) -> PaperApplicationPayload:
    return PaperApplicationPayload(application=None, user_errors=errors)


@strawberry.type
class PaperMutations:
    @strawberry.mutation(
        description="Orders an extract on paper at a clinic (PAP-02). For the patient from 15, before that for a parent or guardian."
    )
    @refusable(_no_extract)
    async def order_paper_extract(self, info: Info[Any, Any], input: OrderPaperExtractInput) -> PaperExtractPayload:
        async def run(connection: Connection, right: Right) -> int:
            order = Order(
                _organization(info, input.organization_id),
                input.purpose,
                None if input.sections is None else [Kind[cast("Any", section).name] for section in input.sections],
                input.covers_from,
                input.covers_until,
                input.note,
                input.pickup,
                input.fetched_by,
            )
            return await order_extract(connection, right, order)

        return await _extract(info, "orderPaperExtract", patient_of(info, input.patient_id), run, input)

    @strawberry.mutation(description="Takes an own order back, until it is handed out.")
    @refusable(_no_extract)
    async def withdraw_paper_extract(
        self, info: Info[Any, Any], input: WithdrawPaperExtractInput
    ) -> PaperExtractPayload:
        named = _named(info, input.id, IdType.PAPER_ORDER)

        async def run(connection: Connection, right: Right) -> int:
            return await withdraw_extract(connection, right, named)

        return await _extract(info, "withdrawPaperExtract", named.patient, run)

    @strawberry.mutation(
        description="Asks a clinic to write on paper too (PAP-01). The electronic record goes on (PAP-03). For the patient from "
        "15, before that for a parent or guardian."
    )
    @refusable(_no_application)
    async def submit_paper_application(
        self, info: Info[Any, Any], input: SubmitPaperApplicationInput
    ) -> PaperApplicationPayload:
        async def run(connection: Connection, right: Right) -> int:
            return await apply_for_paper(connection, right, _organization(info, input.organization_id))

        return await _application(info, "submitPaperApplication", patient_of(info, input.patient_id), run, input)

    @strawberry.mutation(
        description="Takes an application back, accepted or not: one's own, and the patient any about themself."
    )
    @refusable(_no_application)
    async def withdraw_paper_application(
        self, info: Info[Any, Any], input: WithdrawPaperApplicationInput
    ) -> PaperApplicationPayload:
        named = _named(info, input.id, IdType.PAPER_APPLICATION)

        async def run(connection: Connection, right: Right) -> int:
            return await withdraw_application(connection, right, named)

        return await _application(info, "withdrawPaperApplication", named.patient, run)


async def _listed(info: Info[Any, Any], patient_id: strawberry.ID, found: Callable[[Connection, Right], Any]) -> Any:
    context, actor = info.context, await signed_in(info)
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            right = await right_on(
                connection, rules_of(info), actor, patient_of(info, patient_id), MAY_HAVE_PAPER, context.at
            )
            return await found(connection, right)
    except Refused as refused:
        raise MedcardError(refused.code) from None


async def _extract(
    info: Info[Any, Any], mutation: str, patient: int, run: Run, given: Any = None
) -> PaperExtractPayload:
    shown = await _acted(info, mutation, patient, run, own_extracts, given)
    return PaperExtractPayload(extract=extract_shown(info, shown[1]), user_errors=[])


async def _application(
    info: Info[Any, Any], mutation: str, patient: int, run: Run, given: Any = None
) -> PaperApplicationPayload:
    account, shown = await _acted(info, mutation, patient, run, applications_on, given)
    return PaperApplicationPayload(application=application_shown(info, account, shown), user_errors=[])


async def _acted(
    info: Info[Any, Any], mutation: str, patient: int, run: Run, found: Callable[..., Any], given: Any
) -> tuple[int, Any]:
    """Runs the use case, once however often the client repeats it, and finds what it made as the actor sees it."""
    context, actor = info.context, await info.context.actor()
    once = given.client_mutation_id if given is not None else None
    asked = strawberry.asdict(given) if given is not None else None
    async with context.pool.acquire() as connection, connection.transaction():
        right = await right_on(connection, rules_of(info), actor, patient, MAY_HAVE_PAPER, context.at)
        row = await earlier_outcome(connection, context.code_key, actor.account_id, mutation, once, asked, context.at)
        if row is None:
            row = await run(connection, right)
            await keep_outcome(connection, actor.account_id, mutation, once, row)
        seen = await found(connection, right, row)
        if not seen:
            raise Refused("NOT_FOUND")
        return actor.account_id, seen[0]


def _named(info: Info[Any, Any], public_id: strawberry.ID, type_: IdType) -> OpenedId:
    """What an id names; nobody's for any other text."""
    found = opened(info, public_id)
    return found if found is not None and found.type == type_ else OpenedId(type_, 0, 0)


def _organization(info: Info[Any, Any], public_id: strawberry.ID) -> int:
    found = opened(info, public_id)
    if found is None or found.type != IdType.ORGANIZATION:
        raise Refused("NOT_FOUND", ["input", "organizationId"])
    return found.entry
