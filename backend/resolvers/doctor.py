"""A doctor's day, and how a doctor comes to a record."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers import doctor_views as views
from backend.resolvers.officer_desk import acting, officer, opened
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import patient_of, rules_of
from backend.schema.doctor import (
    CloseEncounterInput,
    DoctorAdmission,
    DoctorAppointment,
    DoctorEncounter,
    DoctorEncounterPayload,
    DoctorWorkplace,
    EmergencyAccess,
    FindPatientInput,
    FindPatientPayload,
    FoundPatient,
    GiveReasonInput,
    OpenEncounterInput,
    OpenInEmergencyInput,
    OpenInEmergencyPayload,
)
from backend.schema.user_errors import UserError
from backend.services import doctor_day as days
from backend.services.doctors import emergency, opening, own_encounters, searching
from backend.services.doctors.workplaces import workplaces
from backend.services.officers.finding import PersonKey
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome
from backend.services.throttling import Tried, attempt_succeeded, count_attempt


def _no_patient(errors: list[UserError]) -> FindPatientPayload:
    return FindPatientPayload(patient=None, user_errors=errors)


def _no_encounter(errors: list[UserError]) -> DoctorEncounterPayload:
    return DoctorEncounterPayload(encounter=None, user_errors=errors)


def _no_access(errors: list[UserError]) -> OpenInEmergencyPayload:
    return OpenInEmergencyPayload(access=None, user_errors=errors)


@strawberry.type
class DoctorQueries:
    @strawberry.field(
        description="The doctor's own encounters, open and closed, by which a record is open to them now; newest first."
    )
    async def doctor_day(self, info: Info[Any, Any]) -> list[DoctorEncounter] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        regions = context.settings.accepted_policy_regions
        async with context.pool.acquire() as connection:
            found = await days.doctor_day(connection, actor.account_id, regions, context.at)
        return [views.encounter(info, one) for one in found]

    @strawberry.field(description="The doctor's booked times of today, in order.")
    async def doctor_appointments(self, info: Info[Any, Any]) -> list[DoctorAppointment] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        async with context.pool.acquire() as connection:
            found = await days.doctor_appointments(connection, actor.account_id, context.at)
        return [views.appointment(info, one) for one in found]

    @strawberry.field(description="Patients admitted to the doctor's care whose encounter is still to be opened.")
    async def doctor_admissions(self, info: Info[Any, Any]) -> list[DoctorAdmission] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        async with context.pool.acquire() as connection:
            found = await days.doctor_admissions(connection, actor.account_id, context.at)
        return [views.admission(info, one) for one in found]

    @strawberry.field(description="Where the doctor works now.")
    async def doctor_workplaces(self, info: Info[Any, Any]) -> list[DoctorWorkplace] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        async with context.pool.acquire() as connection:
            found = await workplaces(connection, actor.account_id, context.at)
        return [views.workplace(info, one) for one in found]


@strawberry.type
class DoctorMutations:
    @strawberry.mutation(
        description="Finds one person by a whole identifier and the birth date. Each search is kept, and stands in the log of "
        "the record that it found. For doctors."
    )
    @refusable(_no_patient)
    async def find_patient(self, info: Info[Any, Any], input: FindPatientInput) -> FindPatientPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        named = PersonKey(input.kind, input.number, input.birth_date)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await searching.find_patient(connection, context.code_key, actor, named, context.at)
        if found is None:
            raise Refused("PERSON_NOT_FOUND", ["input"])
        return FindPatientPayload(
            patient=FoundPatient(
                patient_id=strawberry.ID(found.patient_key),
                display_name=found.name,
                birth_date=found.birth_date,
                attached_clinic=found.attached_clinic,
            ),
            user_errors=[],
        )

    @strawberry.mutation(
        description="Opens an encounter at an own organization: from an appointment, an admission or the patient's code. "
        "An outpatient one closes itself after 24 hours. For doctors."
    )
    @refusable(_no_encounter)
    async def open_encounter(self, info: Info[Any, Any], input: OpenEncounterInput) -> DoctorEncounterPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        ground = _ground(info, input)
        attempt = None
        if ground.code is not None:
            # A code names a patient by itself, so tries are counted before it is compared.
            attempt = await count_attempt(
                context.pool,
                context.code_key,
                f"\0visit-code:{actor.account_id}",
                actor.address,
                context.at,
                Tried.VISIT_CODE,
            )
        mutation, given = "openEncounter", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            made = await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            )
            if made is None:
                made = await opening.open_encounter(
                    connection, rules_of(info), context.code_key, actor, ground, context.at
                )
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, made)
            if attempt is not None:
                await attempt_succeeded(connection, attempt)
            return await _payload(info, connection, actor.account_id, made)

    @strawberry.mutation(
        description="Closes an own encounter: the record stays open to the doctor for 72 hours, to read. For doctors."
    )
    @refusable(_no_encounter)
    async def close_encounter(self, info: Info[Any, Any], input: CloseEncounterInput) -> DoctorEncounterPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        named = opened(info, IdType.ENCOUNTER, input.encounter_id, "encounterId")
        async with context.pool.acquire() as connection, connection.transaction():
            await own_encounters.close_encounter(connection, actor, named.patient, named.entry, context.at)
            return await _payload(info, connection, actor.account_id, named.entry)

    @strawberry.mutation(
        description="States why the doctor looks at restricted entries: within this encounter they are shown from now on, "
        "very restricted ones where the specialty matches. For doctors."
    )
    @refusable(_no_encounter)
    async def give_reason(self, info: Info[Any, Any], input: GiveReasonInput) -> DoctorEncounterPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        named = opened(info, IdType.ENCOUNTER, input.encounter_id, "encounterId")
        mutation, given = "giveReason", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            if not await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            ):
                await own_encounters.give_reason(
                    connection, actor, named.patient, named.entry, input.reason, context.at
                )
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, named.entry)
            return await _payload(info, connection, actor.account_id, named.entry)

    @strawberry.mutation(
        description="Break-glass: opens a record for four hours, read only. The patient (of a child, those who represent it) "
        "and the security officers are told. For doctors."
    )
    @refusable(_no_access)
    async def open_in_emergency(self, info: Info[Any, Any], input: OpenInEmergencyInput) -> OpenInEmergencyPayload:
        context, actor = info.context, await acting(info, Role.DOCTOR)
        organization = _organization(info, input.organization_id)
        mutation, given = "openInEmergency", strawberry.asdict(input)
        patient = patient_of(info, input.patient_id)
        async with context.pool.acquire() as connection, connection.transaction():
            if not await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            ):
                access = await emergency.open_in_emergency(
                    connection, rules_of(info), actor, patient, organization, input.reason, context.at
                )
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, access)
            until = await emergency.open_until(connection, actor.account_id, patient, context.at)
        shown = EmergencyAccess(patient_id=input.patient_id, until=until) if until is not None else None
        return OpenInEmergencyPayload(access=shown, user_errors=[])


async def _payload(info: Info[Any, Any], connection: Any, account_id: int, encounter: int) -> DoctorEncounterPayload:
    context = info.context
    regions = context.settings.accepted_policy_regions
    found = await days.doctor_day(connection, account_id, regions, context.at, encounter)
    return DoctorEncounterPayload(encounter=views.encounter(info, found[0]) if found else None, user_errors=[])


def _ground(info: Info[Any, Any], input: OpenEncounterInput) -> opening.Ground:
    """What the input opens from. Raises Refused REQUIRED for nothing or several, NOT_FOUND for another's id."""
    if sum(given is not None for given in (input.appointment_id, input.admission_id, input.code)) != 1:
        raise Refused("REQUIRED", ["input"])
    appointment = admission = None
    if input.appointment_id is not None:
        appointment = opened(info, IdType.APPOINTMENT, input.appointment_id, "appointmentId").entry
    if input.admission_id is not None:
        admission = opened(info, IdType.ADMISSION, input.admission_id, "admissionId").entry
    return opening.Ground(appointment, admission, input.code, _organization(info, input.organization_id))


def _organization(info: Info[Any, Any], public_id: strawberry.ID | None) -> int | None:
    return None if public_id is None else opened(info, IdType.ORGANIZATION, public_id, "organizationId").entry
