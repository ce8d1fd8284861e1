"""The health diary: thin, one use case each; entries come back through the compiled read."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.sections.health_diary import DiaryContext, DiaryMeasure, DiaryOrigin
from backend.policy.diary import FIGURES, MEASURES
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import call_of, entries_of, opened, patient_of
from backend.schema.diary import (
    AddDiaryEntryInput,
    AddDiaryEntryPayload,
    ChangeDiaryEntryInput,
    ChangeDiaryEntryPayload,
    DiaryEntryInput,
    DiaryMeasureRules,
    DiaryQuantity,
    RemoveDiaryEntryInput,
    RemoveDiaryEntryPayload,
)
from backend.schema.user_errors import UserError
from backend.services.record_keeping.diary import DIARY
from backend.services.record_keeping.diary_values import DiaryValues
from backend.services.record_keeping.family_entries import add_entry, change_entry, remove_entry


def _not_added(errors: list[UserError]) -> AddDiaryEntryPayload:
    return AddDiaryEntryPayload(user_errors=errors, entries={})


def _not_changed(errors: list[UserError]) -> ChangeDiaryEntryPayload:
    return ChangeDiaryEntryPayload(user_errors=errors, entries={})


def _not_removed(errors: list[UserError]) -> RemoveDiaryEntryPayload:
    return RemoveDiaryEntryPayload(removed_id=None, user_errors=errors)


@strawberry.type
class DiaryQueries:
    @strawberry.field(description="What the health diary takes: measures, their figures, units and limits.")
    async def diary_measures(self, info: Info[Any, Any]) -> list[DiaryMeasureRules]:
        place = 1 if info.context.caller.language == "en" else 0
        return [
            DiaryMeasureRules(
                measure=measure,
                name=rules.name[place],
                contexts=list(rules.contexts),
                quantities=[
                    DiaryQuantity(
                        field=_camel(each.column),
                        name=each.name[place],
                        unit=each.unit,
                        also_units=list(each.also),
                        low=each.low,
                        high=each.high,
                        whole=each.whole,
                        required=each.required,
                        loinc=each.loinc,
                    )
                    for each in rules.quantities
                ],
            )
            for measure, rules in MEASURES.items()
        ]


@strawberry.type
class DiaryMutations:
    @strawberry.mutation(description="Adds an entry to the health diary (SEC-07).")
    @refusable(_not_added)
    async def add_diary_entry(self, info: Info[Any, Any], input: AddDiaryEntryInput) -> AddDiaryEntryPayload:
        call = await call_of(info, input.client_mutation_id)
        written = await add_entry(call, DIARY, patient_of(info, input.patient_id), _values(input.entry))
        return AddDiaryEntryPayload(user_errors=[], entries=await entries_of(info, "AddDiaryEntryPayload", written))

    @strawberry.mutation(description="Changes an entry of the health diary by a new version; the earlier one stays.")
    @refusable(_not_changed)
    async def change_diary_entry(self, info: Info[Any, Any], input: ChangeDiaryEntryInput) -> ChangeDiaryEntryPayload:
        call = await call_of(info, input.client_mutation_id)
        written = await change_entry(call, DIARY, opened(info, input.id), _values(input.entry))
        entries = await entries_of(info, "ChangeDiaryEntryPayload", written)
        return ChangeDiaryEntryPayload(user_errors=[], entries=entries)

    @strawberry.mutation(description="Takes an entry out of the health diary.")
    @refusable(_not_removed)
    async def remove_diary_entry(self, info: Info[Any, Any], input: RemoveDiaryEntryInput) -> RemoveDiaryEntryPayload:
        await remove_entry(await call_of(info, input.client_mutation_id), DIARY, opened(info, input.id))
        return RemoveDiaryEntryPayload(removed_id=input.id, user_errors=[])


def _values(entry: DiaryEntryInput) -> DiaryValues:
    return DiaryValues(
        DiaryMeasure(entry.measure.value),
        {column: getattr(entry, column) for column in FIGURES},
        entry.unit,
        DiaryContext(entry.context.value) if entry.context else None,
        entry.measured_at,
        DiaryOrigin(entry.origin.value),
        entry.note,
    )


def _camel(column: str) -> str:
    head, *rest = column.split("_")
    return head + "".join(word.capitalize() for word in rest)
