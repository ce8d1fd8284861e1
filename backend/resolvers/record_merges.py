"""Registrars' merges of two records of one person, and their undoing."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.merge_people import evidence, person
from backend.resolvers.officer_desk import acting, acting_on, officer, opened, searching
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema import record_merges as shown
from backend.schema.officer_people import PersonKeyInput
from backend.schema.user_errors import UserError
from backend.services.officer_acts import note_act
from backend.services.officers import merging, unmerging
from backend.services.officers.finding import PersonKey
from backend.services.officers.merge_views import (
    RecordMergeView,
    evidence_of,
    list_merges,
    merge_of,
    merge_people,
)
from backend.services.repeats import earlier_outcome, keep_outcome


def _none(errors: list[UserError]) -> shown.RecordMergePayload:
    return shown.RecordMergePayload(record_merge=None, user_errors=errors)


def _nobody(errors: list[UserError]) -> shown.FindRecordDuplicatesPayload:
    return shown.FindRecordDuplicatesPayload(person=None, candidates=None, user_errors=errors)


@strawberry.type
class RecordMergeQueries:
    @strawberry.field(description="Merges of two records of one person, newest first. For registrars.")
    async def record_merges(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: FourEyesState | None = None,
    ) -> shown.RecordMergePage | None:
        actor = await officer(info, Role.REGISTRAR)
        size, listed = page_size(first), OwnList(info, f"recordMerges:{state}", actor.account_id, IdType.RECORD_MERGE)
        place = listed.after(after)
        async with info.context.pool.acquire() as connection, connection.transaction():
            found = await list_merges(connection, actor.account_id, actor.person_id, state, place, size)
            await note_act(connection, actor, "record_merge.list", "record_merge", info.context.at)
        page = listed.page(found, size)
        return shown.RecordMergePage(
            nodes=[_merge(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )


@strawberry.type
class RecordMergeMutations:
    @strawberry.mutation(
        description="Who may be the same person as the one named: whoever shares an identifier in force, and whom another "
        "document names. The look is noted. For registrars."
    )
    @refusable(_nobody)
    async def find_record_duplicates(
        self, info: Info[Any, Any], input: shown.FindRecordDuplicatesInput
    ) -> shown.FindRecordDuplicatesPayload:
        context, actor = info.context, await acting(info, Role.REGISTRAR)
        given = _search(input)
        async with searching(info, actor, input.reason) as connection:
            survivor, found = await merging.search(connection, actor, given, context.at)
            people = await merge_people(connection, [survivor, *(one.who.person_id for one in found)])
            return shown.FindRecordDuplicatesPayload(
                person=person(people[survivor]),
                candidates=[
                    shown.DuplicateCandidate(
                        id=strawberry.ID(one.who.patient_key),
                        person=person(people[one.who.person_id]),
                        evidence=evidence(evidence_of(one)),
                    )
                    for one in found
                ],
                user_errors=[],
            )

    @strawberry.mutation(
        description="Proposes that one person has two records; another registrar confirms it by confirmRecordMerge."
    )
    @refusable(_none)
    async def propose_record_merge(
        self, info: Info[Any, Any], input: shown.ProposeRecordMergeInput
    ) -> shown.RecordMergePayload:
        context, actor, once = info.context, await acting(info, Role.REGISTRAR), input.client_mutation_id
        duplicate = opened(info, IdType.PATIENT, input.duplicate_id, "duplicateId").patient
        merge = merging.ProposedMerge(_search(input), duplicate, input.kind)
        async with searching(info, actor, input.reason) as connection:
            mutation, given = "proposeRecordMerge", strawberry.asdict(input)
            row = await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, once, given, context.at
            )
            if row is None:
                row = await merging.propose(connection, actor, merge, context.at)
                await keep_outcome(connection, actor.account_id, mutation, once, row)
            return await _payload(info, connection, actor.account_id, row)

    @strawberry.mutation(description="Merges two records, at once, as another registrar has proposed.")
    @refusable(_none)
    async def confirm_record_merge(
        self, info: Info[Any, Any], input: shown.RecordMergeInput
    ) -> shown.RecordMergePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.RECORD_MERGE, input.id) as (connection, actor, row):
            await merging.confirm(connection, info.context.ids, actor, row, info.context.at)
            return await _payload(info, connection, actor.account_id, row)

    @strawberry.mutation(description="Puts a proposal aside: of a merge, or of its undoing.")
    @refusable(_none)
    async def refuse_record_merge(
        self, info: Info[Any, Any], input: shown.RecordMergeWithReasonInput
    ) -> shown.RecordMergePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.RECORD_MERGE, input.id) as (connection, actor, row):
            await merging.refuse(connection, actor, row, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, row)

    @strawberry.mutation(
        description="Proposes that a merge is undone; another registrar confirms it by confirmRecordMergeUndo."
    )
    @refusable(_none)
    async def undo_record_merge(
        self, info: Info[Any, Any], input: shown.RecordMergeWithReasonInput
    ) -> shown.RecordMergePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.RECORD_MERGE, input.id) as (connection, actor, row):
            await unmerging.propose_undo(connection, actor, row, input.reason, info.context.at)
            return await _payload(info, connection, actor.account_id, row)

    @strawberry.mutation(description="Makes two records of one again, at once, as another registrar has proposed.")
    @refusable(_none)
    async def confirm_record_merge_undo(
        self, info: Info[Any, Any], input: shown.RecordMergeInput
    ) -> shown.RecordMergePayload:
        async with acting_on(info, Role.REGISTRAR, IdType.RECORD_MERGE, input.id) as (connection, actor, row):
            await unmerging.confirm_undo(connection, info.context.ids, actor, row, info.context.at)
            return await _payload(info, connection, actor.account_id, row)


async def _payload(info: Info[Any, Any], connection: Any, account_id: int, row: int) -> shown.RecordMergePayload:
    return shown.RecordMergePayload(
        record_merge=_merge(info, await merge_of(connection, account_id, row)), user_errors=[]
    )


def _merge(info: Info[Any, Any], view: RecordMergeView) -> shown.RecordMerge:
    return shown.RecordMerge(
        id=strawberry.ID(info.context.ids.seal(IdType.RECORD_MERGE, view.survivor.id, view.id)),
        state=view.state,
        reason=view.reason,
        text=view.text,
        survivor=person(view.survivor),
        duplicate=person(view.duplicate),
        evidence=evidence(view.evidence) if view.evidence else None,
        proposed_by=view.proposed_by,
        proposed_at=view.proposed_at,
        confirmed_by=view.confirmed_by,
        confirmed_at=view.confirmed_at,
        end_text=view.end_text,
        end_proposed_by=view.end_proposed_by,
        end_proposed_at=view.end_proposed_at,
        ended_at=view.ended_at,
        mine=view.mine,
    )


def _search(given: shown.FindRecordDuplicatesInput | shown.ProposeRecordMergeInput) -> merging.Search:
    return merging.Search(_key(given.person), _key(given.other) if given.other else None, given.reason)


def _key(given: PersonKeyInput) -> PersonKey:
    return PersonKey(given.kind, given.number, given.birth_date)
