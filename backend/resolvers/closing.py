"""The mutation that closes the viewer's account."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.resolvers.refusals import refusable
from backend.schema.closing import CloseAccountPayload
from backend.schema.user_errors import UserError
from backend.services.accounts import closing


def _not_closed(errors: list[UserError]) -> CloseAccountPayload:
    return CloseAccountPayload(closed=False, user_errors=errors)


@strawberry.type
class ClosingMutations:
    @strawberry.mutation(
        description="Closes the viewer's account: accesses, requests and sessions end at once, the login is free. The "
        "medical record is no part of it and stays whole (PAP-03)."
    )
    @refusable(_not_closed)
    async def close_account(self, info: Info[Any, Any]) -> CloseAccountPayload:
        context = info.context
        await closing.close(context.pool, await context.actor(), context.at)
        if context.caller.same_origin:
            context.set_token = ""
        return CloseAccountPayload(closed=True, user_errors=[])
