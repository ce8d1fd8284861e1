"""`accessPreview`: which fields the viewer would get on a record, and why not; nothing is run or logged as read."""

from typing import Any

import strawberry
from strawberry.scalars import JSON
from strawberry.types import Info

from backend.errors import MedcardError
from backend.policy.standing import Standing, names
from backend.schema.directives import StandingName
from backend.schema.preview import AccessPreview, FieldPreview


async def access_preview(
    info: Info[Any, Any],
    document: str,
    patient_id: strawberry.ID,
    variables: JSON | None = None,
    operation_name: str | None = None,
) -> AccessPreview | None:
    context = info.context
    standings = await context.standings_on(str(patient_id))
    if not standings:
        raise MedcardError("FORBIDDEN")
    held = Standing(standings)
    selected = context.preview(document, variables, operation_name)
    return AccessPreview(
        standings=[StandingName[name] for name in names(held)],
        fields=[
            FieldPreview(
                path=list(path),
                field=field,
                readable=bool(held & audience),
                reason=None if held & audience else reason,
                visible_to=[StandingName[name] for name in names(audience)],
            )
            for path, field, audience, reason in selected
        ],
    )
