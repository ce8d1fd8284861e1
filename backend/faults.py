"""The last net: a fault that nothing else caught answers as JSON and leaves neither message nor values in the log."""

import uuid

import orjson
import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.errors import graphql_error

_log = structlog.get_logger()


class Faults:
    """ASGI middleware. The log gets the kind of fault and the request id, the client the id and a sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as fault:
            request = str(uuid.uuid4())
            _log.error("fault", fault=type(fault).__name__, request_id=request)
            if started:
                return
            body = orjson.dumps({"errors": [graphql_error("INTERNAL", "ru", requestId=request)]})
            headers = [
                (b"content-type", b"application/json; charset=utf-8"),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"no-store"),
            ]
            await send({"type": "http.response.start", "status": 500, "headers": headers})
            await send({"type": "http.response.body", "body": body})
