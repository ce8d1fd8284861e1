"""The first visit at the clinic of attachment."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers import doctor_views as views
from backend.resolvers.officer_desk import acting, opened
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import rules_of
from backend.schema.first_visit import OpenMedicalRecordInput, OpenMedicalRecordPayload
from backend.schema.user_errors import UserError
from backend.services.doctor_day import doctor_day
from backend.services.doctors import first_visit
from backend.services.repeats import earlier_outcome, keep_outcome


def _not_opened(errors: list[UserError]) -> OpenMedicalRecordPayload:
    return OpenMedicalRecordPayload(encounter=None, user_errors=errors)


@strawberry.type
class FirstVisitMutations:
    @strawberry.mutation(
        description="Opens a record with the form of the first visit, once, in an own open encounter at the clinic of "
        "attachment. For doctors; nobody opens a record for themself."
    )
    @refusable(_not_opened)
    async def open_medical_record(
        self, info: Info[Any, Any], input: OpenMedicalRecordInput
    ) -> OpenMedicalRecordPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        named = opened(info, IdType.ENCOUNTER, input.encounter_id, "encounterId")
        mutation, given = "openMedicalRecord", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            if not await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            ):
                await first_visit.open_medical_record(
                    connection,
                    context.ids,
                    rules_of(info),
                    actor,
                    named.patient,
                    named.entry,
                    _form(input),
                    context.at,
                )
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, named.entry)
            regions = context.settings.accepted_policy_regions
            found = await doctor_day(connection, actor.account_id, regions, context.at, named.entry)
        return OpenMedicalRecordPayload(encounter=views.encounter(info, found[0]) if found else None, user_errors=[])


def _form(input: OpenMedicalRecordInput) -> first_visit.FirstVisitForm:
    return first_visit.FirstVisitForm(
        input.blood_group,
        input.chronic_conditions,
        [first_visit.KnownAllergy(one.substance, one.reaction, one.severity) for one in input.allergies],
        [first_visit.PastOperation(one.name, one.year) for one in input.operations],
        input.heredity,
        [first_visit.CallInEmergency(one.name, one.relationship, one.phone) for one in input.emergency_contacts],
    )
