"""Writing the health diary (SEC-07): its rules, inputs and payloads."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.sections.health_diary import DiaryContext, DiaryMeasure, DiaryOrigin
from backend.policy.diary import described
from backend.schema.sections.health_diary import HealthDiaryEntry
from backend.schema.user_errors import UserError


@strawberry.type(description="One figure of a diary's entry, and what is taken for it.")
class DiaryQuantity:
    field: str = strawberry.field(description="The figure's field in DiaryEntryInput.")
    name: str = strawberry.field(description="In the asked language.")
    unit: str = strawberry.field(description="In which it is stored (UCUM).")
    also_units: list[str] = strawberry.field(description="Other units that an input may name.")
    low: float = strawberry.field(description="The least that is taken, in `unit`.")
    high: float = strawberry.field(description="The most that is taken, in `unit`.")
    whole: bool
    required: bool
    loinc: str | None


@strawberry.type(description="One kind of a diary's entry, and what is taken for it.")
class DiaryMeasureRules:
    measure: DiaryMeasure
    name: str = strawberry.field(description="In the asked language.")
    quantities: list[DiaryQuantity] = strawberry.field(description="In the order of a form.")
    contexts: list[DiaryContext] = strawberry.field(description="What may be said beside; empty for nothing.")


@strawberry.input(
    description="An entry of the health diary. Limits catch slips of the keyboard, both ends are taken; a figure of another "
    f"measure is refused. {described()}"
)
class DiaryEntryInput:
    measure: DiaryMeasure
    value: float | None = strawberry.field(default=None, description="The main figure; systolic of blood pressure.")
    value_second: float | None = strawberry.field(default=None, description="Diastolic of blood pressure.")
    pulse: float | None = strawberry.field(default=None, description="Counted with blood pressure.")
    minutes: float | None = strawberry.field(default=None, description="How long an angina attack lasted.")
    intensity: float | None = strawberry.field(default=None, description="How strong an angina attack was.")
    unit: str | None = strawberry.field(
        default=None, description="Of `value` (UCUM), where it is not the measure's own: mg/dL of glucose is converted."
    )
    context: DiaryContext | None = None
    measured_at: dt.datetime | None = strawberry.field(
        default=None,
        description="Now where it is left out; in a change, as it was. Neither in the future nor before birth.",
    )
    origin: DiaryOrigin = DiaryOrigin.MANUAL
    note: str | None = strawberry.field(default=None, description="At most 1000 characters.")


@strawberry.input
class AddDiaryEntryInput:
    patient_id: strawberry.ID
    entry: DiaryEntryInput
    client_mutation_id: str | None = None


@strawberry.input(description="The whole entry as it is to be; what is left out is empty.")
class ChangeDiaryEntryInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    entry: DiaryEntryInput
    client_mutation_id: str | None = None


@strawberry.input
class RemoveDiaryEntryInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    client_mutation_id: str | None = None


@strawberry.type
class WrittenDiaryEntry:
    """What every payload with an entry has."""

    user_errors: list[UserError] = strawberry.field(
        description="CONFLICT with `currentId` where somebody has changed the entry meanwhile: nothing is lost, both can be shown."
    )
    entries: strawberry.Private[dict[str, Any]]

    @strawberry.field(description="The entry as it stands now.")
    def entry(self, info: Info[Any, Any]) -> HealthDiaryEntry | None:
        """The compiled read's value for this response key."""
        return cast("HealthDiaryEntry | None", self.entries.get(str(info.path.key)))


@strawberry.type
class AddDiaryEntryPayload(WrittenDiaryEntry):
    pass


@strawberry.type
class ChangeDiaryEntryPayload(WrittenDiaryEntry):
    pass


@strawberry.type
class RemoveDiaryEntryPayload:
    removed_id: strawberry.ID | None
    user_errors: list[UserError]
