"""Who else reads the viewer's record and what of it, what a teenager shares, and what birthdays ahead change."""

from collections.abc import Iterator
from typing import Any

import asyncpg
import strawberry
from strawberry.types import Info

from backend.models.moscow import moscow_day
from backend.models.vocabulary import Label, RepresentationKind
from backend.policy.ladder import ahead
from backend.policy.rows import SENSITIVE_CLASSES
from backend.policy.sealing import IdType
from backend.policy.standing import TEEN_REPRESENTATIVES, Standing
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.hidden_from import hidden_from
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import call_of, opened
from backend.schema.access_grants import (
    AccessAhead,
    AccessPlan,
    AccessToMe,
    SensitiveClass,
    ShareWithRepresentativeInput,
    ShareWithRepresentativePayload,
)
from backend.schema.directives import StandingName
from backend.schema.user_errors import UserError
from backend.services.access_requests.held_grants import grants_held_by_birth, grants_on_own_record
from backend.services.teen_sharing import share


def _not_shared(errors: list[UserError]) -> ShareWithRepresentativePayload:
    return ShareWithRepresentativePayload(access_to_me=None, user_errors=errors)


@strawberry.type
class SharingMutations:
    @strawberry.mutation(
        description="A teenager says what one representative is shown of what is the teenager's alone: sensitive classes, the diary."
    )
    @refusable(_not_shared)
    async def share_with_representative(
        self, info: Info[Any, Any], input: ShareWithRepresentativeInput
    ) -> ShareWithRepresentativePayload:
        call = await call_of(info, None)
        chosen: list[Any] = list(input.classes)
        classes = Label(sum({int(Label[one.name]) for one in chosen}))
        link = await share(call, opened(info, input.id), classes, input.diary)
        rows = await _links(info, call.actor)
        return ShareWithRepresentativePayload(
            access_to_me=next((_access_to_me(info, row) for row in rows if row["representation_id"] == link), None),
            user_errors=[],
        )


@answers
async def access_to_me(info: Info[Any, Any]) -> list[AccessToMe]:
    """Who else reads the viewer's own record."""
    return [_access_to_me(info, row) for row in await _links(info, await signed_in(info))]


@answers
async def access_plans(info: Info[Any, Any]) -> list[AccessPlan]:
    """The viewer's accesses that a birthday changes, then those of others to the viewer's record."""
    actor = await signed_in(info)
    async with info.context.pool.acquire() as connection:
        mine = await grants_held_by_birth(
            connection, actor, info.context.settings.accepted_policy_regions, info.context.at
        )
    rows = [(True, row) for row in mine] + [(False, row) for row in await _links(info, actor)]
    plans = [
        AccessPlan(
            display_name=row["display_name"],
            mine=mine,
            standing=StandingName[str(Standing(row["standing"]).name)],
            ahead=list(_ahead(info, row)),
        )
        for mine, row in rows
    ]
    return [plan for plan in plans if plan.ahead]


def _ahead(info: Info[Any, Any], row: asyncpg.Record) -> Iterator[AccessAhead]:
    """What is hidden after each step, as far as the policy alone says: nothing is shared yet."""
    if row["birth_date"] is None:
        return
    for step in ahead(Standing(row["standing"]), row["birth_date"], moscow_day(info.context.at)):
        hidden = hidden_from(info.context.reader, step.becomes) if step.becomes is not None else None
        yield AccessAhead(
            on=step.on,
            age=step.age,
            standing=StandingName[str(step.becomes.name)] if step.becomes is not None else None,
            hidden_sections=hidden.sections if hidden else [],
            hidden_classes=hidden.classes if hidden else [],
            hidden_fields=hidden.fields if hidden else [],
        )


async def _links(info: Info[Any, Any], actor: Any) -> list[asyncpg.Record]:
    context = info.context
    async with context.pool.acquire() as connection:
        return await grants_on_own_record(connection, actor, context.settings.accepted_policy_regions, context.at)


def _access_to_me(info: Info[Any, Any], row: asyncpg.Record) -> AccessToMe:
    reader, standing = info.context.reader, Standing(row["standing"])
    hidden = hidden_from(reader, standing, row["shared"], row["diary"])
    own = standing & TEEN_REPRESENTATIVES and reader.policy.hidden(standing) & SENSITIVE_CLASSES
    return AccessToMe(
        id=strawberry.ID(info.context.ids.seal(IdType.SHARING, row["patient_id"], row["representation_id"])),
        display_name=row["display_name"],
        kind=RepresentationKind(row["kind"]),
        granted_at=row["granted_at"],
        until=row["until"],
        standing=StandingName[str(standing.name)],
        hidden_sections=hidden.sections,
        hidden_classes=hidden.classes,
        hidden_fields=hidden.fields,
        hides_what_i_hid=hidden.hidden_by_patient,
        shareable_classes=_classes(SENSITIVE_CLASSES) if own else [],
        shared_classes=_classes(Label(row["shared"]) & SENSITIVE_CLASSES),
        diary_shared=bool(row["diary"] and standing & TEEN_REPRESENTATIVES),
    )


def _classes(labels: Label) -> list[Any]:
    return [SensitiveClass[str(label.name)] for label in Label if label & labels]
