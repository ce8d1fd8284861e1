"""The viewer's requests and accesses, and the service page."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import sentence
from backend.models.access_request import AccessRequestState
from backend.models.vocabulary import AccountLevel, GrantGround
from backend.policy.sealing import IdType
from backend.resolvers.access_request_views import access_request
from backend.resolvers.beside import answers, signed_in
from backend.resolvers.pages import OwnList, page_size
from backend.schema.access_grants import (
    AccessGrant,
    AccessService,
    ConsentText,
    PhotoRules,
)
from backend.schema.access_requests import AccessRequest, AccessRequestConnection, AccessRequestEdge
from backend.schema.connections import PageInfo
from backend.services.access_requests import held_grants, viewing
from backend.services.access_requests.consent import CONSENT_TEXT, CONSENT_VERSION
from backend.services.photo_pictures import LEAST_SIDE, MOST_BYTES, MOST_PIXELS
from backend.services.working_days import TERM_DAYS

_CATALOGUE = (
    ("Каталог услуг", "Service catalogue"),
    ("Здоровье", "Health"),
    ("Доступ к электронной медкарте", "Access to the electronic medical record"),
)
_COST = ("Бесплатно", "Free of charge")
_TERM = (
    "До 5 рабочих дней; с подтверждённой учётной записью — сразу",
    "Up to 5 working days; at once with a confirmed account",
)


@answers
async def access_request_of(info: Info[Any, Any], id: str) -> AccessRequest | None:
    """One of the viewer's requests."""
    context, actor = info.context, await signed_in(info)
    opened = context.ids.open(str(id))
    if opened is None or (opened.type, opened.patient) != (IdType.ACCESS_REQUEST, actor.account_id):
        return None
    async with context.pool.acquire() as connection:
        view = await viewing.request_view(connection, actor, opened.entry, context.at)
    return access_request(info, actor, view) if view is not None else None


@answers
async def access_requests(
    info: Info[Any, Any], first: int | None, after: str | None, state: AccessRequestState | None
) -> AccessRequestConnection:
    """A page of the viewer's requests."""
    context, actor = info.context, await signed_in(info)
    size = page_size(first)
    listed = OwnList(info, f"accessRequests:{state}", actor.account_id, IdType.ACCESS_REQUEST)
    before = listed.after(after)
    async with context.pool.acquire() as connection:
        views, more = await viewing.request_page(connection, actor, size, before, state, context.at)
        total = await viewing.request_count(connection, actor, state)
    nodes = [access_request(info, actor, view) for view in views]
    edges = [
        AccessRequestEdge(cursor=listed.cursor(view.row["id"]), node=node)
        for view, node in zip(views, nodes, strict=True)
    ]
    return AccessRequestConnection(
        edges=edges,
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=more,
            has_previous_page=before is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        total_count=total,
    )


@answers
async def access_grants(info: Info[Any, Any]) -> list[AccessGrant]:
    """The viewer's open accesses."""
    context, actor = info.context, await signed_in(info)
    async with context.pool.acquire() as connection:
        rows = await held_grants.grants_held(connection, actor, context.settings.accepted_policy_regions, context.at)
    return [
        AccessGrant(
            id=strawberry.ID(context.ids.seal(IdType.ACCESS_GRANT, actor.account_id, row["id"])),
            patient_id=strawberry.ID(row["patient_key"]),
            display_name=row["display_name"],
            own=row["own"],
            ground=GrantGround(row["ground"]),
            granted_at=row["granted_at"],
            until=row["until"],
            policy_ends_on=row["policy_ends_on"],
            closed_because=None if row["readable"] else row["closed_because"],
            message=None
            if row["readable"] or row["closed_because"] is None
            else sentence(row["closed_because"], context.caller.language),
        )
        for row in rows
    ]


@strawberry.type
class AccessRequestQueries:
    @strawberry.field(description="The service page of access to records, for everybody (ACC-14, REQ-03).")
    async def access_service(self, info: Info[Any, Any]) -> AccessService:
        context = info.context
        place = 1 if context.caller.language == "en" else 0
        actor = await context.session()
        own = None
        if actor is not None and actor.person_id is not None:
            async with context.pool.acquire() as connection:
                grants = await held_grants.grants_held(
                    connection, actor, context.settings.accepted_policy_regions, context.at
                )
            own = next((row["patient_key"] for row in grants if row["own"] and row["readable"]), None)
        return AccessService(
            catalogue=[step[place] for step in _CATALOGUE],
            cost=0,
            cost_text=_COST[place],
            term_working_days=TERM_DAYS,
            term_text=_TERM[place],
            levels=[AccountLevel.STANDARD, AccountLevel.FULL],
            at_once=[AccountLevel.FULL],
            accepted_policy_regions=context.settings.accepted_policy_regions,
            consent=ConsentText(version=CONSENT_VERSION, text=CONSENT_TEXT[place]),
            photo=PhotoRules(
                content_types=["image/jpeg", "image/png", "image/webp"],
                most_bytes=MOST_BYTES,
                least_side=LEAST_SIDE,
                most_pixels=MOST_PIXELS,
            ),
            own_record_id=strawberry.ID(own) if own else None,
        )
