"""What every officer's query and mutation begins with: the role, the stated reason, sealed ids."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.models.vocabulary import Role
from backend.policy.sealing import IdType, OpenedId
from backend.reads.inputs import BadInput
from backend.resolvers.beside import signed_in
from backend.services.actor import Actor
from backend.services.officer_acts import note_act
from backend.services.officers.finding import FOUND_AND_REFUSED, NOT_FOUND, need_reason, need_tries
from backend.services.refusal import Refused

# Refusals by which an officer learns whether somebody is there; the reason has been looked at before each.
_NOTED = {"PERSON_NOT_FOUND": NOT_FOUND, **dict.fromkeys(("OWN_CASE", "WRONG_DATE", "WRONG_STATE"), FOUND_AND_REFUSED)}


async def officer(info: Info[Any, Any], *roles: Role) -> Actor:
    """Who asks a query of officers. Raises MedcardError UNAUTHENTICATED, FORBIDDEN: for everything the same."""
    actor = await signed_in(info)
    if actor.roles.isdisjoint(roles):
        raise MedcardError("FORBIDDEN")
    return actor


def not_here(refused: Refused, *told: str) -> MedcardError:
    """What a desk's query answers for what is missing, foreign or not for this officer to see: alike, but for what is `told`."""
    return MedcardError("FORBIDDEN", refused.code if refused.code in told else None, "NOT_AT_DESK")


async def acting(info: Info[Any, Any], *roles: Role) -> Actor:
    """Who carries out a mutation of officers. Raises Refused UNAUTHENTICATED, FORBIDDEN."""
    actor: Actor = await info.context.actor()
    actor.need(*roles)
    return actor


@asynccontextmanager
async def searching(info: Info[Any, Any], actor: Actor, reason: str) -> AsyncIterator[Any]:
    """A connection in a transaction for an act that names people; a search that finds nobody, and one that finds somebody
    about whom the act is refused, are noted though all else is taken back. Raises Refused RATE_LIMITED after too many."""
    context = info.context
    try:
        async with context.pool.acquire() as connection, connection.transaction():
            await need_tries(connection, actor, context.at)
            yield connection
    except Refused as refused:
        act = _NOTED.get(refused.code)
        if act is not None:
            await note_act(context.pool, actor, act, "person", context.at, reason=" ".join(reason.split()))
        raise


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


@asynccontextmanager
async def acting_on(
    info: Info[Any, Any], role: Role, type_: IdType, public_id: strawberry.ID
) -> AsyncIterator[tuple[Any, Actor, int]]:
    """One transaction for a step of what the id names: its connection, who takes the step, the row.

    Raises Refused UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, before anything else.
    """
    actor = await acting(info, role)
    row = opened(info, type_, public_id).entry
    async with info.context.pool.acquire() as connection, connection.transaction():
        yield connection, actor, row
