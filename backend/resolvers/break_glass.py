"""The security officer's queue of emergency accesses."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.policy.sealing import IdType
from backend.resolvers.officer_desk import acting_on, officer
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.resolvers.written_entries import rules_of
from backend.schema.break_glass import (
    BreakGlassAccess,
    BreakGlassPage,
    ReviewBreakGlassInput,
    ReviewBreakGlassPayload,
)
from backend.schema.user_errors import UserError
from backend.services.doctors import reviewing
from backend.services.officer_acts import note_act


def _not_reviewed(errors: list[UserError]) -> ReviewBreakGlassPayload:
    return ReviewBreakGlassPayload(access=None, user_errors=errors)


@strawberry.type
class BreakGlassQueries:
    @strawberry.field(
        description="Emergency accesses: those that wait for their review, by their term; or those reviewed. For security officers."
    )
    async def break_glass_accesses(
        self, info: Info[Any, Any], first: int | None = None, after: str | None = None, reviewed: bool = False
    ) -> BreakGlassPage | None:
        context, actor = info.context, await officer(info, Role.AUDITOR)
        size = page_size(first)
        listed = OwnList(info, f"breakGlassAccesses:{reviewed}", actor.account_id, IdType.BREAK_GLASS)
        place = listed.after(after)
        async with context.pool.acquire() as connection, connection.transaction():
            found = await reviewing.list_accesses(connection, actor.account_id, reviewed, place, size, context.at)
            late = await reviewing.overdue_count(connection, context.at)
            await note_act(connection, actor, "break_glass.list", "break_glass_access", context.at)
        page = listed.page(found, size)
        return BreakGlassPage(
            nodes=[_shown(info, one) for one in page.rows],
            end_cursor=page.end_cursor,
            has_next_page=page.has_next_page,
            overdue_count=late,
        )


@strawberry.type
class BreakGlassMutations:
    @strawberry.mutation(
        description="Reviews an emergency access, once; of one that was not justified those are told who were told of it. "
        "For security officers."
    )
    @refusable(_not_reviewed)
    async def review_break_glass(self, info: Info[Any, Any], input: ReviewBreakGlassInput) -> ReviewBreakGlassPayload:
        async with acting_on(info, Role.AUDITOR, IdType.BREAK_GLASS, input.id) as (connection, actor, access):
            await reviewing.review(
                connection, rules_of(info), actor, access, input.verdict, input.text, info.context.at
            )
            seen = await reviewing.access_of(connection, actor.account_id, access, info.context.at)
        return ReviewBreakGlassPayload(access=_shown(info, seen), user_errors=[])


def _shown(info: Info[Any, Any], view: reviewing.BreakGlassView) -> BreakGlassAccess:
    return BreakGlassAccess(
        id=strawberry.ID(info.context.ids.seal(IdType.BREAK_GLASS, 0, view.id)),
        doctor=view.doctor,
        position=view.position,
        organization=view.organization,
        reason=view.reason,
        started_at=view.started_at,
        until=view.until,
        due_at=view.due_at,
        overdue=view.overdue,
        own=view.own,
        verdict=view.verdict,
        review=view.review,
        reviewed_by=view.reviewed_by,
        reviewed_at=view.reviewed_at,
    )
