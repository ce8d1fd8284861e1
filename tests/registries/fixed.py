"""A registry that answers as a test has it, byte for byte, and counts how often it is asked."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import httpx

from backend.registries.client import Pace
from backend.registries.registries import Registries
from backend.registries.subjects import Personal
from tests.registries.conftest import ADDRESS, QUICK, registries_at

Reply = tuple[int, bytes, dict[str, str]]


class Fixed:
    """Gives the replies in turn, the last one for ever; an exception is raised instead."""

    def __init__(self, replies: Iterable[Reply | Exception]) -> None:
        self._replies = list(replies)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        reply = self._replies[min(len(self.requests), len(self._replies) - 1)]
        self.requests.append(request)
        if isinstance(reply, Exception):
            raise reply
        status, body, headers = reply
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

    def registries(self, pace: Pace = QUICK) -> Registries:
        made = registries_at(ADDRESS, pace)
        made.use(httpx.MockTransport(self))
        return made


def told(question: Personal, **fields: Any) -> dict[str, Any]:
    """A right answer to a question, as its JSON."""
    return {"subject": question.model_dump(mode="json"), "answered_at": "2025-11-25T12:00:00+03:00", **fields}


def reply(body: Any, status: int = 200, **headers: str) -> Reply:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return status, content, {name.replace("_", "-"): value for name, value in headers.items()}


Change = Callable[[dict[str, Any]], Any]
