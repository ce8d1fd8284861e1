"""Fields of the viewer beside records: what answers each, by name. The schema declares them and runs nothing.

In `backend/schema/viewer.py` such a field is `beside(f)`, where `f(info, …)` says `await info.context.beside("name", info, …)`;
in `backend/resolvers/<area>.py` the function of that name stands under `@answers`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

Answer = TypeVar("Answer", bound=Callable[..., Awaitable[Any]])
ANSWERS: dict[str, Callable[..., Awaitable[Any]]] = {}


def answers(run: Answer) -> Answer:
    """What answers the viewer's field of the function's name: `(info, **arguments)`."""
    ANSWERS[run.__name__] = run
    return run
