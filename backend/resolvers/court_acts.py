"""Registrars' court acts, adoptions and civil acts."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.court_act import CourtActKind, FourEyesState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.officer_desk import acting, acting_on, officer, searching
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.court_acts import (
    AdoptionProposal,
    CourtAct,
    CourtActInput,
    CourtActPage,
    CourtActPayload,
    CourtActWithReasonInput,
    ProposeAdoptionInput,
    ProposeCourtActInput,
    RecordCivilActPayload,
    RecordDeathInput,
    RecordEmancipationInput,
)
from backend.schema.officer_people import OfficerPerson, PersonKeyInput
from backend.schema.user_errors import UserError
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers import court_acts
from backend.services.officers.adopting import adopt
from backend.services.officers.adoption import ProposedAdoption, propose_adoption
from backend.services.officers.court_act_views import CourtActView, Named, act_of, list_acts, person_named
from backend.services.officers.finding import PersonKey
from backend.services.officers.life_events import CivilAct, record_death, record_emancipation
from backend.services.repeats import earlier_outcome, keep_outcome


def _no_act(errors: list[UserError]) -> CourtActPayload:
    return CourtActPayload(court_act=None, user_errors=errors)


def _not_recorded(errors: list[UserError]) -> RecordCivilActPayload:
    return RecordCivilActPayload(person=None, user_errors=errors)


@strawberry.type
class CourtActQueries:
    @strawberry.field(description="Court acts about children, newest first. For registrars.")
    async def court_acts(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: FourEyesState | None = None,
    ) -> CourtActPage | None:
        actor = await officer(info, Role.REGISTRAR)
        size, listed = page_size(first), OwnList(info, f"courtActs:{state}", actor.account_id, IdType.COURT_ACT)
        place = listed.after(after)
        async with info.context.pool.acquire() as connection, connection.transaction():
            found = await list_acts(connection, actor.account_id, state, place, size)
            await note_act(connection, actor, "court_act.list", "court_act", info.context.at)
        page = listed.page(found, size)
        return CourtActPage(
            nodes=[_shown(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )


@strawberry.type
class CourtActMutations:
    @strawberry.mutation(
        description="Enters a court's restriction or termination of rights; another registrar confirms it."
    )
    @refusable(_no_act)
    async def propose_court_act(self, info: Info[Any, Any], input: ProposeCourtActInput) -> CourtActPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        act = court_acts.ProposedAct(
            CourtActKind(input.kind.value),
            _key(input.patient),
            _key(input.representative),
            input.number,
            input.court,
            input.decided_on,
            input.starts_on,
            input.ends_on,
            input.reason,
        )
        return await _proposed(
            info,
            actor,
            "proposeCourtAct",
            input,
            lambda connection: court_acts.propose(connection, actor, act, context.at),
        )

    @strawberry.mutation(description="Enters an adoption; another registrar confirms it, and it is never seen again.")
    @refusable(_no_act)
    async def propose_adoption(self, info: Info[Any, Any], input: ProposeAdoptionInput) -> CourtActPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        given = {
            name: getattr(input, name) for name in ProposedAdoption.__slots__ if name not in ("patient", "parents")
        }
        adoption = ProposedAdoption(
            patient=_key(input.patient), parents=tuple(_key(parent) for parent in input.parents), **given
        )
        return await _proposed(
            info,
            actor,
            "proposeAdoption",
            input,
            lambda connection: propose_adoption(connection, actor, adoption, context.at),
        )

    @strawberry.mutation(description="Puts another registrar's proposal in force, at once.")
    @refusable(_no_act)
    async def confirm_court_act(self, info: Info[Any, Any], input: CourtActInput) -> CourtActPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.COURT_ACT, input.id) as (connection, actor, act):
            await court_acts.confirm(connection, actor, act, info.context.at, adopt)
            return await _payload(info, connection, actor.account_id, act)

    @strawberry.mutation(description="Puts a proposal aside: of an act, or of the end of one.")
    @refusable(_no_act)
    async def refuse_court_act(self, info: Info[Any, Any], input: CourtActWithReasonInput) -> CourtActPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.COURT_ACT, input.id) as (connection, actor, act):
            await court_acts.refuse(connection, actor, act, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, act)

    @strawberry.mutation(
        description="Proposes that an act ends now; another registrar confirms it by confirmCourtActEnd."
    )
    @refusable(_no_act)
    async def end_court_act(self, info: Info[Any, Any], input: CourtActWithReasonInput) -> CourtActPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.COURT_ACT, input.id) as (connection, actor, act):
            await court_acts.propose_end(connection, actor, act, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, act)

    @strawberry.mutation(description="Ends an act whose end another registrar has proposed.")
    @refusable(_no_act)
    async def confirm_court_act_end(self, info: Info[Any, Any], input: CourtActInput) -> CourtActPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.COURT_ACT, input.id) as (connection, actor, act):
            await court_acts.confirm_end(connection, actor, act, info.context.at)
            return await _payload(info, connection, actor.account_id, act)

    @strawberry.mutation(description="Records a death: every access stops at once.")
    @refusable(_not_recorded)
    async def record_death(self, info: Info[Any, Any], input: RecordDeathInput) -> RecordCivilActPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        act = CivilAct(_key(input.person), input.died_on, input.act_number, input.reason)
        async with searching(info, actor, input.reason) as connection:
            person = await record_death(connection, actor, act, context.at)
            return RecordCivilActPayload(person=_person(await person_named(connection, person)), user_errors=[])

    @strawberry.mutation(description="Records an emancipation or a marriage: representatives' access ends on its day.")
    @refusable(_not_recorded)
    async def record_emancipation(self, info: Info[Any, Any], input: RecordEmancipationInput) -> RecordCivilActPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        act = CivilAct(_key(input.person), input.on, input.act_number, input.reason)
        async with searching(info, actor, input.reason) as connection:
            person = await record_emancipation(connection, actor, act, context.at)
            return RecordCivilActPayload(person=_person(await person_named(connection, person)), user_errors=[])


async def _proposed(
    info: Info[Any, Any],
    actor: Actor,
    mutation: str,
    input: ProposeCourtActInput | ProposeAdoptionInput,
    propose: Callable[[Any], Awaitable[int]],
) -> CourtActPayload:
    """A proposal made once, however often it is sent."""
    context, once = info.context, input.client_mutation_id
    async with searching(info, actor, input.reason) as connection:
        given = strawberry.asdict(input)
        act = await earlier_outcome(connection, context.code_key, actor.account_id, mutation, once, given, context.at)
        if act is None:
            act = await propose(connection)
            await keep_outcome(connection, actor.account_id, mutation, once, act)
        return await _payload(info, connection, actor.account_id, act)


async def _payload(info: Info[Any, Any], connection: Any, account_id: int, act: int) -> CourtActPayload:
    view = await act_of(connection, account_id, act)
    return CourtActPayload(court_act=_shown(info, view) if view else None, user_errors=[])


def _shown(info: Info[Any, Any], view: CourtActView) -> CourtAct:
    return CourtAct(
        id=strawberry.ID(info.context.ids.seal(IdType.COURT_ACT, view.patient_id, view.id)),
        kind=view.kind,
        state=view.state,
        number=view.number,
        court=view.court,
        decided_on=view.decided_on,
        starts_on=view.starts_on,
        ends_on=view.ends_on,
        patient=_person(view.patient),
        representative=_person(view.representative) if view.representative else None,
        adoption=AdoptionProposal(
            family_name=view.adoption.family_name,
            given_name=view.adoption.given_name,
            patronymic=view.adoption.patronymic,
            birth_certificate=view.adoption.birth_certificate,
            parents=[_person(parent) for parent in view.adoption.parents],
        )
        if view.adoption
        else None,
        proposed_by=view.proposed_by,
        proposed_at=view.proposed_at,
        confirmed_by=view.confirmed_by,
        confirmed_at=view.confirmed_at,
        end_proposed_by=view.end_proposed_by,
        end_proposed_at=view.end_proposed_at,
        ended_at=view.ended_at,
        mine=view.mine,
    )


def _person(named: Named) -> OfficerPerson:
    return OfficerPerson(display_name=named.display_name, birth_date=named.birth_date)


def _key(given: PersonKeyInput) -> PersonKey:
    return PersonKey(given.kind, given.number, given.birth_date)
