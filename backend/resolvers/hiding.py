"""A teenager hides entries from representatives; a doctor lifts that for a threat to life (policy.md, `TEEN_HIDE`)."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import call_of, entries_of, opened
from backend.schema.hiding import EntryHidingPayload, HideEntryInput, LiftHidingInput, ShowEntryInput
from backend.schema.user_errors import UserError
from backend.services.hiding.hiding import hide_entry, show_entry
from backend.services.hiding.lifting import lift_hiding


def _unchanged(errors: list[UserError]) -> EntryHidingPayload:
    return EntryHidingPayload(id=None, user_errors=errors, shown={})


@strawberry.type
class HidingMutations:
    @strawberry.mutation(
        description="A teenager hides an own ordinary entry from representatives, with what belongs to it: notices, services of the "
        "visit, files. Doctors go on seeing it."
    )
    @refusable(_unchanged)
    async def hide_entry(self, info: Info[Any, Any], input: HideEntryInput) -> EntryHidingPayload:
        await hide_entry(await call_of(info, None), opened(info, input.id))
        return await _payload(info, input.id)

    @strawberry.mutation(description="The teenager shows representatives an entry again that they hid.")
    @refusable(_unchanged)
    async def show_entry(self, info: Info[Any, Any], input: ShowEntryInput) -> EntryHidingPayload:
        await show_entry(await call_of(info, None), opened(info, input.id))
        return await _payload(info, input.id)

    @strawberry.mutation(
        description="A doctor with an own open encounter shows representatives what a teenager hid, for a threat to life, with the "
        "reason; the teenager is told, and cannot hide the entry again."
    )
    @refusable(_unchanged)
    async def lift_hiding(self, info: Info[Any, Any], input: LiftHidingInput) -> EntryHidingPayload:
        await lift_hiding(await call_of(info, input.client_mutation_id), opened(info, input.id), input.reason)
        return await _payload(info, input.id)


async def _payload(info: Info[Any, Any], public_id: strawberry.ID) -> EntryHidingPayload:
    shown = await entries_of(info, "EntryHidingPayload", str(public_id))
    return EntryHidingPayload(id=public_id, user_errors=[], shown=shown)
