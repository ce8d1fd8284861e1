"""Writing child data (CHD-01…07): inputs and payloads."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.sections.child_data import ChildDataKind, Severity
from backend.schema.sections.child_data import ChildDataEntry
from backend.schema.user_errors import UserError


@strawberry.input(
    description="What a representative says of a child. ALLERGY takes substance, reaction, severity, occurredOn; INJURY name, "
    "severity, occurredOn; OPERATION and OTHER name, occurredOn; MEDICATION substance, dose, periodFrom, periodUntil. The first "
    "of them has to be there; a note goes with every kind. Days are neither before birth nor, but for periodUntil, to come."
)
class ChildDataInput:
    kind: ChildDataKind
    substance: str | None = strawberry.field(
        default=None, description="What to, or which medicine. At most 200 characters."
    )
    name: str | None = strawberry.field(default=None, description="What it is. At most 200 characters.")
    reaction: str | None = strawberry.field(default=None, description="At most 500 characters.")
    severity: Severity | None = None
    occurred_on: dt.date | None = None
    dose: str | None = strawberry.field(default=None, description="At most 200 characters.")
    period_from: dt.date | None = None
    period_until: dt.date | None = None
    note: str | None = strawberry.field(default=None, description="At most 2000 characters.")


@strawberry.input
class AddChildDataInput:
    patient_id: strawberry.ID
    entry: ChildDataInput
    client_mutation_id: str | None = None


@strawberry.input(description="The whole entry as it is to be; what is left out is empty.")
class ChangeChildDataInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    entry: ChildDataInput
    client_mutation_id: str | None = None


@strawberry.input
class RemoveChildDataInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    client_mutation_id: str | None = None


@strawberry.input
class VerifyChildDataInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    text: str = strawberry.field(description="At most 1000 characters; everyone who sees the entry sees it.")
    client_mutation_id: str | None = None


@strawberry.type
class WrittenChildData:
    """What every payload with an entry has."""

    user_errors: list[UserError] = strawberry.field(
        description="CONFLICT with `currentId` where somebody has changed the entry meanwhile: nothing is lost, both can be shown."
    )
    entries: strawberry.Private[dict[str, Any]]

    @strawberry.field(description="The entry as it stands now.")
    def entry(self, info: Info[Any, Any]) -> ChildDataEntry | None:
        """The compiled read's value for this response key."""
        return cast("ChildDataEntry | None", self.entries.get(str(info.path.key)))


@strawberry.type
class AddChildDataPayload(WrittenChildData):
    pass


@strawberry.type
class ChangeChildDataPayload(WrittenChildData):
    pass


@strawberry.type
class RemoveChildDataPayload:
    removed_id: strawberry.ID | None
    user_errors: list[UserError]


@strawberry.type
class VerifyChildDataPayload(WrittenChildData):
    pass
