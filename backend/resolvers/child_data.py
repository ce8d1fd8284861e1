"""Child data: thin, one use case each; entries come back through the compiled read."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.sections.child_data import ChildDataKind, Severity
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import call_of, entries_of, opened, patient_of
from backend.schema.child_data import (
    AddChildDataInput,
    AddChildDataPayload,
    ChangeChildDataInput,
    ChangeChildDataPayload,
    ChildDataInput,
    RemoveChildDataInput,
    RemoveChildDataPayload,
    VerifyChildDataInput,
    VerifyChildDataPayload,
)
from backend.schema.user_errors import UserError
from backend.services.record_keeping.child_data import CHILD_DATA, verify_entry
from backend.services.record_keeping.child_values import ChildValues
from backend.services.record_keeping.family_entries import add_entry, change_entry, remove_entry


def _not_added(errors: list[UserError]) -> AddChildDataPayload:
    return AddChildDataPayload(user_errors=errors, entries={})


def _not_changed(errors: list[UserError]) -> ChangeChildDataPayload:
    return ChangeChildDataPayload(user_errors=errors, entries={})


def _not_removed(errors: list[UserError]) -> RemoveChildDataPayload:
    return RemoveChildDataPayload(removed_id=None, user_errors=errors)


def _not_noted(errors: list[UserError]) -> VerifyChildDataPayload:
    return VerifyChildDataPayload(user_errors=errors, entries={})


@strawberry.type
class ChildDataMutations:
    @strawberry.mutation(description="Adds what a representative says of a child (CHD-01).")
    @refusable(_not_added)
    async def add_child_data(self, info: Info[Any, Any], input: AddChildDataInput) -> AddChildDataPayload:
        call = await call_of(info, input.client_mutation_id)
        written = await add_entry(call, CHILD_DATA, patient_of(info, input.patient_id), _values(input.entry))
        return AddChildDataPayload(user_errors=[], entries=await entries_of(info, "AddChildDataPayload", written))

    @strawberry.mutation(description="Changes child data by a new version; the earlier one stays, with its notes.")
    @refusable(_not_changed)
    async def change_child_data(self, info: Info[Any, Any], input: ChangeChildDataInput) -> ChangeChildDataPayload:
        call = await call_of(info, input.client_mutation_id)
        written = await change_entry(call, CHILD_DATA, opened(info, input.id), _values(input.entry))
        entries = await entries_of(info, "ChangeChildDataPayload", written)
        return ChangeChildDataPayload(user_errors=[], entries=entries)

    @strawberry.mutation(description="Takes child data out of the record.")
    @refusable(_not_removed)
    async def remove_child_data(self, info: Info[Any, Any], input: RemoveChildDataInput) -> RemoveChildDataPayload:
        await remove_entry(await call_of(info, input.client_mutation_id), CHILD_DATA, opened(info, input.id))
        return RemoveChildDataPayload(removed_id=input.id, user_errors=[])

    @strawberry.mutation(
        description="Adds a treating doctor's note to what a representative said, in an own open encounter; nothing else of it "
        "is a doctor's to change (CHD-06)."
    )
    @refusable(_not_noted)
    async def verify_child_data(self, info: Info[Any, Any], input: VerifyChildDataInput) -> VerifyChildDataPayload:
        await verify_entry(await call_of(info, input.client_mutation_id), opened(info, input.id), input.text)
        return VerifyChildDataPayload(
            user_errors=[], entries=await entries_of(info, "VerifyChildDataPayload", str(input.id))
        )


def _values(entry: ChildDataInput) -> ChildValues:
    return ChildValues(
        ChildDataKind(entry.kind.value),
        entry.substance,
        entry.name,
        entry.reaction,
        Severity(entry.severity.value) if entry.severity else None,
        entry.occurred_on,
        entry.dose,
        entry.period_from,
        entry.period_until,
        entry.note,
    )
