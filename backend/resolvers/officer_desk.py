"""What every officer's query and mutation begins with: the role, the stated reason, sealed ids."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType, OpenedId
from backend.reads.inputs import BadInput
from backend.services.actor import Actor
from backend.services.officers.finding import need_reason
from backend.services.refusal import Refused


async def officer(info: Info[Any, Any], *roles: Role) -> Actor:
    """Who asks a query of officers. Raises MedcardError UNAUTHENTICATED, FORBIDDEN: for everything the same."""
    actor: Actor | None = await info.context.session()
    if actor is None:
        raise MedcardError("UNAUTHENTICATED")
    if actor.roles.isdisjoint(roles):
        raise MedcardError("FORBIDDEN")
    return actor


async def acting(info: Info[Any, Any], *roles: Role) -> Actor:
    """Who carries out a mutation of officers. Raises Refused UNAUTHENTICATED, FORBIDDEN."""
    actor: Actor = await info.context.actor()
    actor.need(*roles)
    return actor


def stated(reason: str) -> str:
    """The reason of a look. Raises BadInput REASON_REQUIRED."""
    try:
        return need_reason(reason, [])
    except Refused as refused:
        raise BadInput(refused.code) from None


def opened(info: Info[Any, Any], type_: IdType, public_id: strawberry.ID, field: str = "id") -> OpenedId:
    """What a sealed id names. Raises Refused NOT_FOUND for any other, as for what is gone."""
    found: OpenedId | None = info.context.ids.open(str(public_id))
    if found is None or found.type != type_:
        raise Refused("NOT_FOUND", ["input", field])
    return found
