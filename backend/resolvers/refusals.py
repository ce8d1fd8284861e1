"""From a refusal of a use case to the `userErrors` of a payload."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, TypeVar, cast

import strawberry
from strawberry.types import Info

from backend.errors import sentence_at
from backend.schema.user_errors import UserError, UserErrorCode
from backend.services.record_keeping.entries import Superseded
from backend.services.refusal import Explained, Refused, SeveralRefused

Run = TypeVar("Run", bound=Callable[..., Coroutine[Any, Any, Any]])


def user_error(info: Info[Any, Any], refused: Refused) -> UserError:
    """The refusal in the asked language."""
    language = info.context.caller.language
    words = refused.words[1 if language == "en" else 0] if isinstance(refused, Explained) else None
    return UserError(
        field=refused.field,
        code=UserErrorCode(refused.code),
        message=words or sentence_at(refused.code, refused.field, language),
        current_id=strawberry.ID(refused.current_id) if isinstance(refused, Superseded) else None,
    )


def refusable(refused_payload: Callable[[list[UserError]], Any]) -> Callable[[Run], Run]:
    """A mutation that answers a `Refused` with the payload made of its user errors and nothing else."""

    def wrap(run: Run) -> Run:
        @wraps(run)
        async def answered(mutations: Any, info: Info[Any, Any], **given: Any) -> Any:
            try:
                return await run(mutations, info=info, **given)
            except Refused as refused:
                each = refused.refusals if isinstance(refused, SeveralRefused) else [refused]
                return refused_payload([user_error(info, one) for one in each])

        return cast("Run", answered)

    return wrap
