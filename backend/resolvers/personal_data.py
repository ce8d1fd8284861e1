"""One's own data and cases: thin, one use case each."""

from typing import Any, cast

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.errors import sentence
from backend.policy.sealing import IdType
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.refusals import refusable, user_error
from backend.schema.personal_data import (
    DataProcessing,
    OwnCase,
    OwnCaseInput,
    OwnCasePayload,
    PersonalData,
    RequestPersonalDataInput,
)
from backend.schema.user_errors import UserError
from backend.services.accounts import cases as kept
from backend.services.accounts.personal_data import export
from backend.services.actor import Actor
from backend.services.refusal import Refused


@answers
async def personal_data(info: Info[Any, Any]) -> PersonalData:
    context = info.context
    actor = await signed_in(info)
    content, refusal = None, None
    try:
        content = await export(context.pool, actor, context.at)
    except Refused as refused:
        refusal = user_error(info, refused)
    language = context.caller.language
    terms = sentence("DATA_TERMS", language).replace("{days}", str(context.settings.photo_days))
    return PersonalData(
        processing=DataProcessing(
            purposes=sentence("DATA_PURPOSES", language),
            grounds=sentence("DATA_GROUNDS", language),
            recipients=sentence("DATA_RECIPIENTS", language),
            terms=terms,
        ),
        content=cast("JSON | None", content),
        refusal=refusal,
    )


@answers
async def cases(info: Info[Any, Any]) -> list[OwnCase]:
    actor = await signed_in(info)
    return [_shown(info, actor, case) for case in await kept.cases_of(info.context.pool, actor.account_id)]


def _no_case(errors: list[UserError]) -> OwnCasePayload:
    return OwnCasePayload(case=None, user_errors=errors)


@strawberry.type
class PersonalDataMutations:
    @strawberry.mutation(
        description="Asks the operator in writing what it keeps and why (152-ФЗ, article 14); answered within ten working days."
    )
    @refusable(_no_case)
    async def request_personal_data(
        self, info: Info[Any, Any], input: RequestPersonalDataInput | None = None
    ) -> OwnCasePayload:
        context = info.context
        actor = await context.actor()
        repeated = input.client_mutation_id if input else None
        case = await kept.request_personal_data(context.pool, context.code_key, actor, repeated, context.at)
        return OwnCasePayload(case=_shown(info, actor, case), user_errors=[])

    @strawberry.mutation(description="Takes a request for personal data back.")
    @refusable(_no_case)
    async def withdraw_personal_data_request(self, info: Info[Any, Any], input: OwnCaseInput) -> OwnCasePayload:
        context = info.context
        actor = await context.actor()
        case = await kept.withdraw(context.pool, actor, _row(info, actor, input.id))
        return OwnCasePayload(case=_shown(info, actor, case), user_errors=[])

    @strawberry.mutation(description="Says that a recovery of the account is not the viewer's; the registrar sees it.")
    @refusable(_no_case)
    async def object_to_recovery(self, info: Info[Any, Any], input: OwnCaseInput) -> OwnCasePayload:
        context = info.context
        actor = await context.actor()
        case = await kept.object_to(context.pool, actor, _row(info, actor, input.id), context.at)
        return OwnCasePayload(case=_shown(info, actor, case), user_errors=[])


def _row(info: Info[Any, Any], actor: Actor, public_id: strawberry.ID) -> int:
    """The row of an own case. Raises Refused NOT_FOUND for anything else."""
    opened = info.context.ids.open(str(public_id))
    if opened is None or opened.type != IdType.SERVICE_CASE or opened.patient != actor.account_id:
        raise Refused("NOT_FOUND", ["input", "id"])
    return int(opened.entry)


def _shown(info: Info[Any, Any], actor: Actor, case: kept.OwnCase) -> OwnCase:
    return OwnCase(
        id=strawberry.ID(info.context.ids.seal(IdType.SERVICE_CASE, actor.account_id, case.id)),
        kind=case.kind,
        state=case.state,
        opened_at=case.opened_at,
        due_at=case.due_at,
        decided_at=case.decided_at,
        answer=case.answer,
        objected=case.objected,
    )
