"""Entries in the wrong person's record: a clinic asks, registrars decide, security officers learn of what was read."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.misplaced_entries import MisplacedState
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers import misplaced_views as views
from backend.resolvers.officer_desk import acting, acting_on, officer, opened
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import opened as anything
from backend.resolvers.written_entries import rules_of
from backend.schema import misplaced_entries as shown
from backend.services.doctor_entries.misplacing import ask_to_move, named_entries
from backend.services.doctors.searching import find_patient
from backend.services.officer_acts import note_act
from backend.services.officers import misplaced, misplaced_reading, misplaced_returning
from backend.services.officers.finding import PersonKey
from backend.services.officers.misplaced_views import list_asked, list_misplaced
from backend.services.refusal import Refused
from backend.services.repeats import earlier_outcome, keep_outcome, made_before

_TYPE = IdType.MISPLACED_ENTRIES


@strawberry.type
class MisplacedQueries:
    @strawberry.field(
        description="The doctor's own requests to move entries out of the wrong person's record. For doctors."
    )
    async def reported_misplaced_entries(
        self, info: Info[Any, Any], first: int | None = None, after: str | None = None
    ) -> shown.ReportedMisplacedPage | None:
        actor = await officer(info, Role.DOCTOR)
        size, listed = page_size(first), OwnList(info, "reportedMisplacedEntries", actor.account_id, _TYPE)
        place = listed.after(after)
        async with info.context.pool.acquire() as connection:
            page = listed.page(await list_asked(connection, actor.account_id, place, size), size)
        return shown.ReportedMisplacedPage(
            nodes=[views.asked(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(
        description="Clinics' requests to move entries out of the wrong person's record, newest first. For registrars."
    )
    async def misplaced_entries(
        self,
        info: Info[Any, Any],
        first: int | None = None,
        after: str | None = None,
        state: MisplacedState | None = None,
    ) -> shown.MisplacedEntriesPage | None:
        context, actor = info.context, await officer(info, Role.REGISTRAR)
        size, listed = page_size(first), OwnList(info, f"misplacedEntries:{state}", actor.account_id, _TYPE)
        place = listed.after(after)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await list_misplaced(connection, actor.account_id, actor.person_id, state, place, size)
            await note_act(connection, actor, "misplaced_entries.list", "misplaced_entries", context.at)
        page = listed.page(found, size)
        return shown.MisplacedEntriesPage(
            nodes=[views.request(info, view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )

    @strawberry.field(
        description="Incidents: entries that may have been read in the wrong person's record. For security officers."
    )
    async def misplaced_readings(
        self, info: Info[Any, Any], first: int | None = None, after: str | None = None
    ) -> shown.MisplacedReadingPage | None:
        context, actor = info.context, await officer(info, Role.AUDITOR)
        size, listed = page_size(first), OwnList(info, "misplacedReadings", actor.account_id, _TYPE)
        place = listed.after(after)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await misplaced_reading.list_readings(connection, place, size)
            await note_act(connection, actor, "misplaced_reading.list", "misplaced_reading", context.at)
        page = listed.page(found, size)
        return shown.MisplacedReadingPage(
            nodes=[views.reading(view) for view in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
        )


@strawberry.type
class MisplacedMutations:
    @strawberry.mutation(
        description="Asks that entries that the clinic wrote into the wrong person's record are moved to the right person's, "
        "named by a whole identifier and the birth date: a search as findPatient is, kept and logged. For doctors."
    )
    @refusable(views.not_asked)
    async def report_misplaced_entries(
        self, info: Info[Any, Any], input: shown.ReportMisplacedEntriesInput
    ) -> shown.ReportMisplacedEntriesPayload:
        context, actor, rules = info.context, await acting(info, Role.DOCTOR), rules_of(info)
        person = PersonKey(input.person.kind, input.person.number, input.person.birth_date)
        entries = [anything(info, one) for one in input.entries]
        mutation, once, given = "reportMisplacedEntries", input.client_mutation_id, strawberry.asdict(input)
        async with context.pool.acquire() as connection:
            row = await made_before(connection, context.code_key, actor.account_id, mutation, once, given)
            if row is not None:
                # By now the entries may have gone where no doctor may name them; nobody is looked for a second time.
                return await views.asked_payload(info, connection, row)
        # The search is kept whatever comes of it; nobody is looked for on behalf of entries that are not the clinic's.
        async with context.pool.acquire() as connection, connection.transaction():
            await named_entries(connection, rules, actor, entries, context.at)
            found = await find_patient(connection, context.code_key, actor, person, context.at, ("input", "person"))
        if found is None:
            raise Refused("PERSON_NOT_FOUND", ["input", "person"])
        right = opened(info, IdType.PATIENT, strawberry.ID(found.patient_key)).patient
        async with context.pool.acquire() as connection, connection.transaction():
            named = await named_entries(connection, rules, actor, entries, context.at)
            row = await earlier_outcome(
                connection, context.code_key, actor.account_id, mutation, once, given, context.at
            )
            if row is None:
                row = await ask_to_move(connection, actor, named, right, input.reason, input.text, context.at)
                await keep_outcome(connection, actor.account_id, mutation, once, row)
            return await views.asked_payload(info, connection, row)

    @strawberry.mutation(
        description="Accepts a clinic's request; another registrar moves the entries by confirmMisplacedEntries."
    )
    @refusable(views.nothing)
    async def accept_misplaced_entries(
        self, info: Info[Any, Any], input: shown.MisplacedEntriesInput
    ) -> shown.MisplacedEntriesPayload:
        async with acting_on(info, Role.REGISTRAR, _TYPE, input.id) as (connection, actor, row):
            await misplaced.accept(connection, actor, row, info.context.at)
            return await views.payload(info, connection, actor, row)

    @strawberry.mutation(description="Moves the entries, at once, as another registrar has accepted.")
    @refusable(views.nothing)
    async def confirm_misplaced_entries(
        self, info: Info[Any, Any], input: shown.MisplacedEntriesInput
    ) -> shown.MisplacedEntriesPayload:
        async with acting_on(info, Role.REGISTRAR, _TYPE, input.id) as (connection, actor, row):
            await misplaced.confirm(connection, info.context.ids, rules_of(info), actor, row, info.context.at)
            return await views.payload(info, connection, actor, row)

    @strawberry.mutation(
        description="Refuses a clinic's request, which sees why; or puts the proposal to take the entries back aside."
    )
    @refusable(views.nothing)
    async def refuse_misplaced_entries(
        self, info: Info[Any, Any], input: shown.MisplacedEntriesWithReasonInput
    ) -> shown.MisplacedEntriesPayload:
        async with acting_on(info, Role.REGISTRAR, _TYPE, input.id) as (connection, actor, row):
            await misplaced.refuse(connection, actor, row, input.reason, info.context.at)
            return await views.payload(info, connection, actor, row)

    @strawberry.mutation(
        description="Proposes that moved entries are taken back; another registrar does so by confirmMisplacedEntriesReturn."
    )
    @refusable(views.nothing)
    async def return_misplaced_entries(
        self, info: Info[Any, Any], input: shown.MisplacedEntriesWithReasonInput
    ) -> shown.MisplacedEntriesPayload:
        async with acting_on(info, Role.REGISTRAR, _TYPE, input.id) as (connection, actor, row):
            await misplaced_returning.propose_return(connection, actor, row, input.reason, info.context.at)
            return await views.payload(info, connection, actor, row)

    @strawberry.mutation(description="Takes moved entries back, at once, as another registrar has proposed.")
    @refusable(views.nothing)
    async def confirm_misplaced_entries_return(
        self, info: Info[Any, Any], input: shown.MisplacedEntriesInput
    ) -> shown.MisplacedEntriesPayload:
        async with acting_on(info, Role.REGISTRAR, _TYPE, input.id) as (connection, actor, row):
            await misplaced_returning.confirm_return(
                connection, info.context.ids, rules_of(info), actor, row, info.context.at
            )
            return await views.payload(info, connection, actor, row)
