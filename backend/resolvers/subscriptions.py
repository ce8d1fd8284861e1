"""Subscriptions: each answer is what a fresh query by this viewer gives at that moment, under the same policy.

A resolver here looks at who subscribes before every answer and, where it is about one record, every few seconds too: the
end of a session, of ownership or of a standing ends it.
"""

from collections.abc import AsyncGenerator
from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.policy.sealing import IdType
from backend.resolvers.access_request_views import access_request
from backend.resolvers.notifications import notification, notifications_of
from backend.schema.access_requests import AccessRequest
from backend.schema.notifications import Notification
from backend.services.access_requests.viewing import request_view

# Seconds after which a standing that ends by time alone is looked at again.
RECHECK = 3.0
# So many of the rows that it has looked at does a subscription remember, however long it lives.
MOST_REMEMBERED = 10_000


@strawberry.type
class Subscription:
    @strawberry.subscription(
        description="What the signed-in person is told from now on; of one record, only while there is a standing on it."
    )
    async def notification_added(
        self, info: Info[Any, Any], patient_id: strawberry.ID | None = None
    ) -> AsyncGenerator[Notification, None]:
        stream = info.context.stream
        actor = await stream.actor()
        newest, looked_at = await notifications_of(info, actor.account_id).newest(), set[int]()
        patient = _patient(info, patient_id)
        every = None if patient is None else RECHECK
        while True:
            if patient is not None and not await notifications_of(info, actor.account_id).concern(patient):
                raise MedcardError("FORBIDDEN")
            woken = await stream.next(every)
            await stream.actor()
            mine = notifications_of(info, actor.account_id)
            ids = woken.rows.get("notification", frozenset())
            while ids or woken.missed:
                if woken.missed:
                    ids = await mine.since(newest, looked_at)
                for told in await mine.of(sorted(ids)) if ids else ():
                    if patient_id is None or told.patient_key == patient_id:
                        yield notification(info, actor.account_id, told)
                looked_at |= ids
                if len(looked_at) > MOST_REMEMBERED:
                    # Rows get their numbers a little before they are kept; what is far behind has been kept by now.
                    recent = sorted(looked_at)[-MOST_REMEMBERED // 2 :]
                    newest, looked_at = recent[0] - 1, set(recent)
                if not (woken.missed and ids):
                    break

    @strawberry.subscription(
        description="One of the viewer's own access requests: as it is now, and after each change."
    )
    async def access_request_changed(
        self, info: Info[Any, Any], id: strawberry.ID
    ) -> AsyncGenerator[AccessRequest, None]:
        stream = info.context.stream
        actor = await stream.actor()
        opened = info.context.ids.open(str(id))
        if opened is None or (opened.type, opened.patient) != (IdType.ACCESS_REQUEST, actor.account_id):
            raise MedcardError("FORBIDDEN", "NOT_FOUND")
        while True:
            async with info.context.pool.acquire() as connection:
                view = await request_view(connection, actor, opened.entry, info.context.at)
            if view is None:
                raise MedcardError("FORBIDDEN", "NOT_FOUND")
            yield access_request(info, actor, view)
            while True:
                woken = await stream.next()
                if woken.missed or opened.entry in woken.rows.get("request", ()):
                    break
            actor = await stream.actor()


def _patient(info: Info[Any, Any], patient_id: strawberry.ID | None) -> int | None:
    """The record meant, 0 for a text that is no id of one."""
    if patient_id is None:
        return None
    opened = info.context.ids.open(str(patient_id))
    return opened.patient if opened is not None and opened.type == IdType.PATIENT else 0
