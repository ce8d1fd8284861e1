"""Fields of the viewer beside records: what answers each, by name. The schema declares them and runs nothing.

In `backend/schema/viewer.py` such a field is `beside(f)`, where `f(info, …)` says `await info.context.beside("name", info, …)`;
in `backend/resolvers/<area>.py` the function of that name stands under `@answers`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from strawberry.types import Info

from backend.errors import MedcardError
from backend.services.actor import Actor

Answer = TypeVar("Answer", bound=Callable[..., Awaitable[Any]])
ANSWERS: dict[str, Callable[..., Awaitable[Any]]] = {}


def answers(run: Answer) -> Answer:
    """What answers the viewer's field of the function's name: `(info, **arguments)`."""
    ANSWERS[run.__name__] = run
    return run


async def signed_in(info: Info[Any, Any]) -> Actor:
    """Who asks. Raises MedcardError UNAUTHENTICATED: a session may end while the rest of its answer is made."""
    actor: Actor | None = await info.context.session()
    if actor is None:
        raise MedcardError("UNAUTHENTICATED")
    return actor
