"""The code that a patient, or who represents them, shows at the desk."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.policy.sealing import IdType
from backend.policy.standing import PORTAL
from backend.resolvers.beside import signed_in
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened, patient_of, rules_of
from backend.schema.user_errors import UserError
from backend.schema.visit_codes import MakeVisitCodeInput, MakeVisitCodePayload, VisitClinic
from backend.services.doctors.clinics import visit_clinics
from backend.services.doctors.visit_codes import make_visit_code
from backend.services.record_keeping.right import right_on
from backend.services.refusal import Refused


def _no_code(errors: list[UserError]) -> MakeVisitCodePayload:
    return MakeVisitCodePayload(code=None, expires_at=None, user_errors=errors)


@strawberry.type
class VisitCodeQueries:
    @strawberry.field(
        description="Clinics for which a code can be made: the patient's own first, then those whose name contains the text."
    )
    async def visit_clinics(
        self, info: Info[Any, Any], patient_id: strawberry.ID, name_contains: str = ""
    ) -> list[VisitClinic] | None:
        context, actor = info.context, await signed_in(info)
        try:
            async with context.pool.acquire() as connection, connection.transaction():
                right = await right_on(
                    connection, rules_of(info), actor, patient_of(info, patient_id), PORTAL, context.at
                )
                found = await visit_clinics(connection, right, name_contains)
        except Refused as refused:
            raise MedcardError(refused.code) from None
        return [
            VisitClinic(
                id=strawberry.ID(context.ids.seal(IdType.ORGANIZATION, 0, one.id)), name=one.name, attached=one.attached
            )
            for one in found
        ]


@strawberry.type
class VisitCodeMutations:
    @strawberry.mutation(
        description="Makes the code that the patient shows at the desk: a doctor who is given it may open one encounter. For "
        "the patient and those who represent them, with card entry."
    )
    @refusable(_no_code)
    async def make_visit_code(self, info: Info[Any, Any], input: MakeVisitCodeInput) -> MakeVisitCodePayload:
        context, actor = info.context, await info.context.actor()
        organization = None
        if input.organization_id is not None:
            named = opened(info, input.organization_id)
            if named is None or named.type != IdType.ORGANIZATION:
                raise Refused("NOT_FOUND", ["input", "organizationId"])
            organization = named.entry
        async with context.pool.acquire() as connection, connection.transaction():
            right = await right_on(
                connection, rules_of(info), actor, patient_of(info, input.patient_id), PORTAL, context.at
            )
            made = await make_visit_code(connection, context.code_key, right, organization)
        return MakeVisitCodePayload(code=made.text, expires_at=made.expires_at, user_errors=[])
