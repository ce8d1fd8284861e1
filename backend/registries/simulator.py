"""The simulator of outside systems: an SMS gateway that keeps what it was sent, in memory and no longer than needed."""

import datetime as dt
from collections import OrderedDict, deque
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Message:
    phone: str
    text: str
    at: dt.datetime


class SmsSimulator:
    """Speaks the gateway's HTTP. A repeated idempotency key is taken once."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque(maxlen=_KEPT)
        self._keys: OrderedDict[str, None] = OrderedDict()
        self.app = Starlette(routes=[Route("/sms/messages", self._receive, methods=["POST"])])

    def sent_to(self, phone: str) -> list[Message]:
        """Messages to a number, newest first."""
        return [message for message in reversed(self._messages) if message.phone == phone]

    async def _receive(self, request: Request) -> Response:
        try:
            body = await request.json()
            message = Message(str(body["phone"]), str(body["text"]), dt.datetime.now(dt.UTC))
        except (ValueError, KeyError, TypeError):
            return JSONResponse({"accepted": False, "why": "send {phone, text} as JSON"}, status_code=400)
        key = request.headers.get("idempotency-key", "")
        if key and key in self._keys:
            return JSONResponse({"accepted": True})
        self._keys[key] = None
        if len(self._keys) > _KEPT:
            self._keys.popitem(last=False)
        self._messages.append(message)
        return JSONResponse({"accepted": True}, status_code=202)
