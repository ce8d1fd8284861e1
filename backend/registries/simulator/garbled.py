"""How an answer goes wrong on its way."""

import asyncio
import contextlib
import json
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.registries.simulator.scripts import Behaviour

_HUGE = 8_000_000
_OTHER = {"family_name": "Другой", "organization": "1000000000000"}


def other_subject(answer: Any) -> Any:
    """The same answer about somebody of another name, or another clinic."""
    if isinstance(answer, list):
        return [other_subject(one) for one in answer]
    if isinstance(answer, dict):
        return {name: _OTHER.get(name) or other_subject(value) for name, value in answer.items()}
    return answer


def garbled(behaviour: str | None, body: dict[str, Any], status: int) -> Response:
    """The response that a fault leaves of a true answer."""
    match behaviour:
        case Behaviour.DROP_CONNECTION:
            return Dropped(body, status)
        case Behaviour.HUGE:
            return JSONResponse({**body, "padding": "x" * _HUGE}, status)
        case Behaviour.WRONG_SHAPE:
            return JSONResponse({"result": 1, "data": [body]}, status)
        case Behaviour.OTHER_SUBJECT:
            return JSONResponse(other_subject(body), status)
        case _:
            return JSONResponse(body, status)


class Dropped(Response):
    """Half of an answer, and then nothing: the server closes the connection."""

    def __init__(self, body: dict[str, Any], status: int) -> None:
        self._whole = json.dumps(body).encode()
        super().__init__(self._whole, status, media_type="application/json")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        # A server refuses to end a body that is shorter than promised, and closes instead.
        with contextlib.suppress(RuntimeError):
            await send({"type": "http.response.body", "body": self._whole[: len(self._whole) // 2]})


async def delay(seconds: float) -> None:
    if seconds:
        await asyncio.sleep(seconds)
