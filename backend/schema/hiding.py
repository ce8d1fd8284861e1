"""Hiding an entry from representatives, showing it again, and lifting that (policy.md, `TEEN_HIDE`): inputs and payload."""

from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.schema.entry import RecordEntry
from backend.schema.user_errors import UserError


@strawberry.input
class HideEntryInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")


@strawberry.input
class ShowEntryInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")


@strawberry.input
class LiftHidingInput:
    id: strawberry.ID = strawberry.field(description="The version that was read.")
    reason: str = strawberry.field(
        description="What threatens the patient's life: 20 to 500 characters, for the patient and doctors to read."
    )
    client_mutation_id: str | None = None


@strawberry.type(description="The entry as it stands now; its id stays, for hiding writes no version.")
class EntryHidingPayload:
    id: strawberry.ID | None
    user_errors: list[UserError]
    shown: strawberry.Private[dict[str, Any]]

    @strawberry.field
    def entry(self, info: Info[Any, Any]) -> RecordEntry | None:
        return cast("RecordEntry | None", self.shown.get(str(info._raw_info.path.key)))
