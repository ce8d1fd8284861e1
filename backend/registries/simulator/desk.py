"""What all simulated systems share: keys, scripts, faults and the way of answering."""

import hmac
import json
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backend.registries.simulator.garbled import delay, garbled
from backend.registries.simulator.ledger import Ledger, OtherQuestion, Work
from backend.registries.simulator.scripts import Behaviour, Scripts, Step
from backend.registries.subjects import Personal

Body = TypeVar("Body", bound=Personal)
Fields = dict[str, Any]
LARGEST_QUESTION = 65_536


class BadRequest(Exception):
    """What the asker did wrong, with the status of the answer."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Desk(ABC, Generic[Body]):
    """One simulated system behind `POST <path>`."""

    faults: ClassVar[frozenset[Behaviour]] = frozenset(Behaviour)

    def __init__(self, name: str, path: str, body: type[Body], answers: frozenset[str]) -> None:
        self.name, self.path, self.answers = name, path, answers
        self.ledger = Ledger()
        self._body = body

    @abstractmethod
    def answer(self, work: Work, body: Body, step: Step | None) -> Fields:
        """The whole answer to a request of this work; `step` is a scripted answer. Counts what it works."""

    @abstractmethod
    def contradiction(self, answer: Fields) -> Fields:
        """The answer, made to disagree with itself."""

    def silent(self, work: Work, body: Body) -> bool:
        """Whether convention has this request meet an outage."""
        return False

    async def receive(self, request: Request, scripts: Scripts, api_key: str | None) -> Response:
        try:
            _check_key(request, api_key)
            work, body = await self._taken(request)
        except BadRequest as bad:
            return JSONResponse({"error": str(bad)}, bad.status)
        step = scripts.next(self.name, answered=work.answer is not None)
        behaviour = step.behaviour if step else None
        if step is not None and behaviour == Behaviour.RATE_LIMIT:
            return JSONResponse({"error": "slow down"}, 429, {"Retry-After": str(int(step.seconds))})
        if behaviour == Behaviour.OUTAGE or (step is None and self.silent(work, body)):
            await delay(step.seconds if step else 0)
            return JSONResponse({"error": "out of service"}, 503)
        answer = self.answer(work, body, step if behaviour in self.answers else None)
        status = 202 if answer.get("status") == "PENDING" else 200
        if behaviour == Behaviour.CONTRADICTION:
            answer = self.contradiction(answer)
        await delay(step.seconds if step else 0)
        return garbled(behaviour, answer, status)

    async def _taken(self, request: Request) -> tuple[Work, Body]:
        """The work that the request belongs to. Raises BadRequest."""
        key = request.headers.get("idempotency-key", "")
        if not 1 <= len(key) <= 255:
            raise BadRequest(400, "send an Idempotency-Key of 1 to 255 characters")
        data = await read_json(request)
        try:
            body = self._body.model_validate_json(data)
        except ValidationError as wrong:
            fields = sorted({".".join(str(part) for part in found["loc"]) for found in wrong.errors()})
            raise BadRequest(400, f"wrong or missing: {', '.join(fields)}") from None
        try:
            return self.ledger.work(key, body.model_dump_json().encode()), body
        except OtherQuestion:
            raise BadRequest(422, "this Idempotency-Key was used for another question") from None


async def read_json(request: Request) -> bytes:
    """The body of a JSON request, unread. Raises BadRequest: a page elsewhere can send other kinds unasked."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(415, "send application/json")
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST_QUESTION:
            raise BadRequest(413, "too large")
    try:
        json.loads(read)
    except (ValueError, RecursionError):
        raise BadRequest(400, "send JSON") from None
    return bytes(read)


def _check_key(request: Request, api_key: str | None) -> None:
    given = request.headers.get("authorization", "")
    if api_key and not hmac.compare_digest(given.encode(), f"Bearer {api_key}".encode()):
        raise BadRequest(401, "send the API key: Authorization: Bearer <key>")
