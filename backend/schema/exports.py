"""Exports of a record: asked for, made in the background, downloaded while the reader may still see what they hold."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.record_export import ExportForm, ExportState
from backend.schema.entry import Section
from backend.schema.user_errors import UserError

strawberry.enum(
    ExportForm,
    name="ExportForm",
    description="RECORD_PDF and RECORD_FHIR (a collection Bundle of FHIR R4) hold the whole record or sections of it; "
    "SUMMARY_FHIR is an International Patient Summary.",
)
strawberry.enum(
    ExportState,
    name="ExportState",
    description="REFUSED: the record was not open any more when it was to be read; FAILED: the fault is ours.",
)


@strawberry.type(description="An export of a record. It holds what its requester saw, and is forgotten after a day.")
class RecordExport:
    id: strawberry.ID
    form: ExportForm
    sections: list[Section] | None = strawberry.field(description="Null: the whole record.")  # type: ignore[valid-type]
    state: ExportState
    done: int = strawberry.field(description="Entries read so far.")
    total: int | None = strawberry.field(description="Entries to read; null until they are counted.")
    size: int | None = strawberry.field(description="Bytes of the file.")
    requested_at: dt.datetime
    finished_at: dt.datetime | None
    expires_at: dt.datetime
    path: str | None = strawberry.field(
        description="Where to download; carries no authority of its own. Null until it is ready."
    )


async def record_exports(info: Info[Any, Any], patient_id: strawberry.ID) -> list[RecordExport]:
    """The viewer's field of that name."""
    return cast("list[RecordExport]", await info.context.beside("record_exports", info, patient_id=patient_id))


@strawberry.input(description="Somebody to call, as an emergency card shows them.")
class EmergencyContactInput:
    name: str
    phone: str


@strawberry.input
class RequestExportInput:
    patient_id: strawberry.ID
    form: ExportForm
    sections: list[Section] | None = strawberry.field(  # type: ignore[valid-type]
        default=None, description="Of RECORD_PDF and RECORD_FHIR; null means the whole record."
    )
    contacts: list[EmergencyContactInput] | None = strawberry.field(
        default=None, description="Of EMERGENCY_CARD, at most three; they stand on the card and nowhere else."
    )
    client_mutation_id: str | None = None


@strawberry.type
class RequestExportPayload:
    record_export: RecordExport | None
    user_errors: list[UserError]


@strawberry.input
class CancelExportInput:
    id: strawberry.ID


@strawberry.type
class CancelExportPayload:
    user_errors: list[UserError]
