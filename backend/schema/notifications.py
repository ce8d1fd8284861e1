"""What the signed-in person is told, in the app."""

import datetime as dt
from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.notification import NotificationKind
from backend.schema.connections import Notice, PageInfo
from backend.schema.user_errors import UserError

strawberry.enum(NotificationKind, description="What a notification is about.")


@strawberry.type(description="Something told to the signed-in person. It names no medical content.")
class Notification:
    id: strawberry.ID
    kind: NotificationKind
    title: str = strawberry.field(description="In the asked language, like the text.")
    text: str
    created_at: dt.datetime
    read_at: dt.datetime | None
    about_day: dt.date | None = strawberry.field(description="The day that it is about, such as that of an end.")
    request_id: strawberry.ID | None = strawberry.field(description="The viewer's own access request.")
    request_number: str | None
    family_claim_id: strawberry.ID | None = strawberry.field(description="A child or ward under My family.")
    complaint_id: strawberry.ID | None = strawberry.field(description="The viewer's complaint to an insurer.")
    patient_id: strawberry.ID | None = strawberry.field(
        description="Whose record it is about; null without a standing on that record."
    )
    display_name: str | None = strawberry.field(description="That person's name, under the same condition.")


@strawberry.type(description="One place in the list.")
class NotificationEdge:
    cursor: str
    node: Notification


@strawberry.type(description="A page of notifications, newest first.")
class NotificationConnection:
    edges: list[NotificationEdge]
    nodes: list[Notification]
    page_info: PageInfo
    total_count: int
    unread_count: int
    notices: list[Notice]


async def notifications(
    info: Info[Any, Any], first: int | None = None, after: str | None = None
) -> NotificationConnection:
    found: NotificationConnection = await info.context.beside("notifications", info, first=first, after=after)
    return found


@strawberry.input(description="Either ids, up to 100, or all.")
class MarkNotificationsReadInput:
    ids: list[strawberry.ID] | None = None
    all: bool | None = None


@strawberry.type
class MarkNotificationsReadPayload:
    unread_count: int | None
    user_errors: list[UserError]
