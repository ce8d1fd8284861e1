"""Registrars admit patients to a doctor's care."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.resolvers.officer_desk import acting, searching
from backend.resolvers.refusals import refusable
from backend.schema.admissions import AdmitPatientInput, AdmitPatientPayload
from backend.schema.user_errors import UserError
from backend.services.doctors.admitting import admit_patient
from backend.services.officers.finding import PersonKey


def _not_admitted(errors: list[UserError]) -> AdmitPatientPayload:
    return AdmitPatientPayload(admitted=None, user_errors=errors)


@strawberry.type
class AdmissionMutations:
    @strawberry.mutation(description="Enters an admission to a doctor's care, who opens the encounter. For registrars.")
    @refusable(_not_admitted)
    async def admit_patient(self, info: Info[Any, Any], input: AdmitPatientInput) -> AdmitPatientPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        named = PersonKey(input.patient.kind, input.patient.number, input.patient.birth_date)
        async with searching(info, actor, input.reason) as connection:
            await admit_patient(connection, actor, named, input.doctor, input.ward, input.reason, context.at)
        return AdmitPatientPayload(admitted=True, user_errors=[])
