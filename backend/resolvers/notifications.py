"""The viewer's notifications: read, and marked as read."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.policy.sealing import IdType
from backend.reads.inputs import MAX_PAGE, BadInput
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.pages import OwnList, page_size
from backend.resolvers.refusals import refusable
from backend.schema.connections import PageInfo
from backend.schema.notifications import (
    MarkNotificationsReadInput,
    MarkNotificationsReadPayload,
    Notification,
    NotificationConnection,
    NotificationEdge,
)
from backend.schema.user_errors import UserError
from backend.services.notices.reading import Notifications, Told
from backend.services.notices.wording import wording
from backend.services.refusal import Refused


def notifications_of(info: Info[Any, Any], account_id: int) -> Notifications:
    """What the account may read at the request's moment."""
    context = info.context
    regions = context.settings.accepted_policy_regions
    return Notifications(context.pool, context.reader.policy, regions, account_id, context.at)


def notification(info: Info[Any, Any], account_id: int, told: Told) -> Notification:
    """In the asked language, its ids sealed for this account."""
    context = info.context
    title, text = wording(told.kind, told.detail, told.about_day, context.caller.language)

    def sealed(type_: IdType, row: int | None) -> strawberry.ID | None:
        return strawberry.ID(context.ids.seal(type_, account_id, row)) if row is not None else None

    return Notification(
        id=strawberry.ID(context.ids.seal(IdType.NOTIFICATION, account_id, told.id)),
        kind=told.kind,
        title=title,
        text=text,
        created_at=told.at,
        read_at=told.read_at,
        about_day=told.about_day,
        request_id=sealed(IdType.ACCESS_REQUEST, told.request_id),
        request_number=told.request_number,
        family_claim_id=sealed(IdType.FAMILY_CLAIM, told.claim_id),
        complaint_id=strawberry.ID(context.ids.seal(IdType.COMPLAINT, *told.complaint)) if told.complaint else None,
        patient_id=strawberry.ID(told.patient_key) if told.patient_key is not None else None,
        display_name=told.patient_name,
    )


@answers
async def notifications(info: Info[Any, Any], first: int | None, after: str | None) -> NotificationConnection:
    actor = await signed_in(info)
    listed = OwnList(info, "notifications", actor.account_id, IdType.NOTIFICATION)
    page = await notifications_of(info, actor.account_id).page(page_size(first), listed.after(after))
    if page.lost:
        raise BadInput("CURSOR")
    nodes = [notification(info, actor.account_id, told) for told in page.rows]
    cursors = [listed.cursor(told.id) for told in page.rows]
    return NotificationConnection(
        edges=[NotificationEdge(cursor=cursor, node=node) for cursor, node in zip(cursors, nodes, strict=True)],
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=page.has_next,
            has_previous_page=after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        total_count=page.total,
        unread_count=page.unread,
        notices=[],
    )


def _not_marked(errors: list[UserError]) -> MarkNotificationsReadPayload:
    return MarkNotificationsReadPayload(unread_count=None, user_errors=errors)


@strawberry.type
class NotificationMutations:
    @strawberry.mutation(description="Marks notifications as read, these or all; marking again changes nothing.")
    @refusable(_not_marked)
    async def mark_notifications_read(
        self, info: Info[Any, Any], input: MarkNotificationsReadInput
    ) -> MarkNotificationsReadPayload:
        actor = await info.context.actor()
        if (input.ids is None) == (not input.all):
            raise Refused("REQUIRED", ["input", "ids"])
        mine = notifications_of(info, actor.account_id)
        ids = None if input.ids is None else _opened(info, actor.account_id, input.ids)
        if not await mine.mark_read(ids):
            raise Refused("NOT_FOUND", ["input", "ids"])
        return MarkNotificationsReadPayload(unread_count=(await mine.page(0)).unread, user_errors=[])


def _opened(info: Info[Any, Any], account_id: int, ids: list[strawberry.ID]) -> list[int]:
    """The rows that the ids name. Raises Refused: too many, or one that is not the account's, forged or foreign alike."""
    if len(ids) > MAX_PAGE:
        raise Refused("WRONG_FORMAT", ["input", "ids"])
    opened = [info.context.ids.open(str(id_)) for id_ in ids]
    if any(found is None or (found.type, found.patient) != (IdType.NOTIFICATION, account_id) for found in opened):
        raise Refused("NOT_FOUND", ["input", "ids"])
    return [found.entry for found in opened]
