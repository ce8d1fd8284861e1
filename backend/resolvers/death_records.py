"""Registrars' corrections of deaths that were recorded by mistake."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.officer_desk import acting, acting_on, officer, searching
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.death_records import (
    DeathCorrectionInput,
    DeathCorrectionPayload,
    DeathCorrectionWithReasonInput,
    DeathRecord,
    DeathRecordPage,
    ProposeDeathCorrectionInput,
)
from backend.schema.officer_people import OfficerPerson
from backend.schema.user_errors import UserError
from backend.services.officer_acts import note_act
from backend.services.officers.death_corrections import confirm_correction, propose_correction, refuse_correction
from backend.services.officers.death_views import DeathRecordView, death_record_of, list_corrections
from backend.services.officers.finding import PersonKey
from backend.services.repeats import earlier_outcome, keep_outcome


def _none(errors: list[UserError]) -> DeathCorrectionPayload:
    return DeathCorrectionPayload(death_record=None, user_errors=errors)


@strawberry.type
class DeathRecordQueries:
    @strawberry.field(
        description="Recorded deaths whose correction waits for another officer, newest first. For registrars."
    )
    async def death_corrections(
        self, info: Info[Any, Any], first: int | None = None, after: str | None = None
    ) -> DeathRecordPage | None:
        actor = await officer(info, Role.REGISTRAR)
        size, listed = page_size(first), OwnList(info, "deathCorrections", actor.account_id, IdType.DEATH_RECORD)
        place = listed.after(after)
        async with info.context.pool.acquire() as connection, connection.transaction():
            found = await list_corrections(connection, actor.account_id, place, size)
            await note_act(connection, actor, "death_record.list", "death_record", info.context.at)
        page = listed.page(found, size)
        return DeathRecordPage(
            nodes=[_shown(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )


@strawberry.type
class DeathRecordMutations:
    @strawberry.mutation(
        description="Proposes that a recorded death was a mistake; another registrar confirms it by confirmDeathCorrection."
    )
    @refusable(_none)
    async def propose_death_correction(
        self, info: Info[Any, Any], input: ProposeDeathCorrectionInput
    ) -> DeathCorrectionPayload:
        context, actor, once = info.context, await acting(info, Role.REGISTRAR), input.client_mutation_id
        key = PersonKey(input.person.kind, input.person.number, input.person.birth_date)
        async with searching(info, actor, input.reason) as connection:
            mutation, given = "proposeDeathCorrection", strawberry.asdict(input)
            record = await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, once, given, context.at
            )
            if record is None:
                record = await propose_correction(connection, actor, key, input.reason, context.at)
                await keep_outcome(connection, actor.account_id, mutation, once, record)
            return await _payload(info, connection, actor.account_id, record)

    @strawberry.mutation(description="Takes a recorded death back, at once, as another registrar has proposed.")
    @refusable(_none)
    async def confirm_death_correction(
        self, info: Info[Any, Any], input: DeathCorrectionInput
    ) -> DeathCorrectionPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.DEATH_RECORD, input.id) as (connection, actor, record):
            await confirm_correction(connection, actor, record, info.context.at)
            return await _payload(info, connection, actor.account_id, record)

    @strawberry.mutation(description="Puts a proposal to take a death back aside.")
    @refusable(_none)
    async def refuse_death_correction(
        self, info: Info[Any, Any], input: DeathCorrectionWithReasonInput
    ) -> DeathCorrectionPayload:
        async with acting_on(info, Role.REGISTRAR, IdType.DEATH_RECORD, input.id) as (connection, actor, record):
            await refuse_correction(connection, actor, record, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, record)


async def _payload(info: Info[Any, Any], connection: Any, account_id: int, record: int) -> DeathCorrectionPayload:
    view = await death_record_of(connection, account_id, record)
    return DeathCorrectionPayload(death_record=_shown(info, view), user_errors=[])


def _shown(info: Info[Any, Any], view: DeathRecordView) -> DeathRecord:
    return DeathRecord(
        id=strawberry.ID(info.context.ids.seal(IdType.DEATH_RECORD, view.person_id, view.id)),
        person=OfficerPerson(display_name=view.person.display_name, birth_date=view.person.birth_date),
        state=view.state,
        died_on=view.died_on,
        act_number=view.act_number,
        end_proposed_by=view.end_proposed_by,
        end_proposed_at=view.end_proposed_at,
        ended_at=view.ended_at,
        mine=view.mine,
    )
