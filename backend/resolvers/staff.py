"""Administrators' staff accounts."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.officer_desk import acting, acting_on, officer, opened
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.staff import (
    EmployeeInput,
    ProposeStaffAppointmentInput,
    StaffAppointment,
    StaffAppointmentInput,
    StaffAppointmentPage,
    StaffAppointmentPayload,
    StaffAppointmentWithReasonInput,
    Workplace,
)
from backend.schema.user_errors import UserError
from backend.services.officer_acts import note_act
from backend.services.officers import staff, staff_ending, staff_starting
from backend.services.officers.staff_views import AppointmentView, appointment_of, list_appointments, workplaces
from backend.services.repeats import earlier_outcome, keep_outcome


def _none(errors: list[UserError]) -> StaffAppointmentPayload:
    return StaffAppointmentPayload(staff_appointment=None, user_errors=errors)


@strawberry.type
class StaffQueries:
    @strawberry.field(description="Appointments of staff, newest first. For administrators.")
    async def staff_appointments(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: FourEyesState | None = None,
        login: str | None = None,
    ) -> StaffAppointmentPage | None:
        actor = await officer(info, Role.ADMINISTRATOR)
        size, listed = (
            page_size(first),
            OwnList(info, f"staffAppointments:{state}:{login}", actor.account_id, IdType.STAFF_APPOINTMENT),
        )
        place = listed.after(after)
        async with info.context.pool.acquire() as connection, connection.transaction():
            found = await list_appointments(connection, actor.account_id, state, login, place, size)
            await note_act(connection, actor, "staff.list", "staff_appointment", info.context.at)
        page = listed.page(found, size)
        return StaffAppointmentPage(
            nodes=[_shown(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(
        description="Organizations whose name contains the text, the first twenty by name. For administrators."
    )
    async def workplaces(self, info: Info[Any, Any], name_contains: str) -> list[Workplace] | None:
        await officer(info, Role.ADMINISTRATOR)
        async with info.context.pool.acquire() as connection:
            found = await workplaces(connection, name_contains)
        return [_workplace(info, one.id, one.name) for one in found]


@strawberry.type
class StaffMutations:
    @strawberry.mutation(
        description="Proposes that somebody is hired, or moved: ends of work are entered by endStaffAppointment. "
        "Another administrator confirms it."
    )
    @refusable(_none)
    async def propose_staff_appointment(
        self, info: Info[Any, Any], input: ProposeStaffAppointmentInput
    ) -> StaffAppointmentPayload:
        context, actor = info.context, await acting(info, Role.ADMINISTRATOR)
        actor.need_fresh(context.at)
        proposed = staff.ProposedAppointment(
            input.login,
            _employee(input.employee) if input.employee else None,
            Role(input.role.value),
            opened(info, IdType.ORGANIZATION, input.organization, "organization").entry,
            input.position,
            input.specialty,
            input.specialty_code,
            input.starts_on,
        )
        mutation, given = "proposeStaffAppointment", strawberry.asdict(input)
        async with context.pool.acquire() as connection, connection.transaction():
            id_ = await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, input.client_mutation_id, given, context.at
            )
            if id_ is None:
                id_ = await staff.propose(connection, actor, proposed, context.at)
                await keep_outcome(connection, actor.account_id, mutation, input.client_mutation_id, id_)
            return await _payload(info, connection, actor.account_id, id_)

    @strawberry.mutation(
        description="Puts another administrator's proposal in force from its first day. A new employee gets a message and "
        "sets the password by the code of requestPasswordReset."
    )
    @refusable(_none)
    async def confirm_staff_appointment(
        self, info: Info[Any, Any], input: StaffAppointmentInput
    ) -> StaffAppointmentPayload:
        context, actor = info.context, await acting(info, Role.ADMINISTRATOR)
        actor.need_fresh(context.at)
        id_ = opened(info, IdType.STAFF_APPOINTMENT, input.id).entry
        async with context.pool.acquire() as connection, connection.transaction():
            await staff_starting.confirm(connection, context.ids, actor, id_, context.at)
            return await _payload(info, connection, actor.account_id, id_)

    @strawberry.mutation(description="Puts a proposal aside.")
    @refusable(_none)
    async def refuse_staff_appointment(
        self, info: Info[Any, Any], input: StaffAppointmentWithReasonInput
    ) -> StaffAppointmentPayload:
        async with acting_on(info, Role.ADMINISTRATOR, IdType.STAFF_APPOINTMENT, input.id) as (connection, actor, id_):
            await staff.refuse(connection, actor, id_, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, id_)

    @strawberry.mutation(description="Ends an appointment at once: the role, every session, a doctor's standing.")
    @refusable(_none)
    async def end_staff_appointment(
        self, info: Info[Any, Any], input: StaffAppointmentWithReasonInput
    ) -> StaffAppointmentPayload:
        context, actor = info.context, await acting(info, Role.ADMINISTRATOR)
        actor.need_fresh(context.at)
        id_ = opened(info, IdType.STAFF_APPOINTMENT, input.id).entry
        async with context.pool.acquire() as connection, connection.transaction():
            await staff_ending.end(connection, actor, id_, input.reason, context.at)
            return await _payload(info, connection, actor.account_id, id_)


def _employee(given: EmployeeInput) -> staff.Employee:
    return staff.Employee(
        given.family_name,
        given.given_name,
        given.patronymic,
        given.birth_date,
        given.snils,
        given.phone,
        given.email,
    )


async def _payload(info: Info[Any, Any], connection: Any, account_id: int, id_: int) -> StaffAppointmentPayload:
    view = await appointment_of(connection, account_id, id_)
    return StaffAppointmentPayload(staff_appointment=_shown(info, view), user_errors=[])


def _shown(info: Info[Any, Any], view: AppointmentView) -> StaffAppointment:
    return StaffAppointment(
        id=strawberry.ID(info.context.ids.seal(IdType.STAFF_APPOINTMENT, 0, view.id)),
        login=view.login,
        name=view.name,
        role=view.role,
        organization=_workplace(info, view.organization_id, view.organization),
        position=view.position,
        specialty=view.specialty,
        specialty_code=view.specialty_code,
        starts_on=view.starts_on,
        ends_on=view.ends_on,
        state=view.state,
        proposed_by=view.proposed_by,
        proposed_at=view.proposed_at,
        confirmed_by=view.confirmed_by,
        confirmed_at=view.confirmed_at,
        ended_at=view.ended_at,
        mine=view.mine,
    )


def _workplace(info: Info[Any, Any], id_: int, name: str) -> Workplace:
    return Workplace(id=strawberry.ID(info.context.ids.seal(IdType.ORGANIZATION, 0, id_)), name=name)
