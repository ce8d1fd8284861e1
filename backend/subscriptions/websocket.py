"""Subscriptions over WebSocket, as the protocol graphql-transport-ws has them (Strawberry's own handler keeps its states).

A connection is known by `{"authorization": "Bearer …"}` in its first message or, from the page itself, by the page's
cookie. It ends with its session or account (4401); a foreign page's is refused (4403). Close codes are the protocol's.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import orjson
import structlog
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry import UNSET
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation

from backend.context import Caller, actor_behind
from backend.documents import BadDocument
from backend.errors import graphql_error
from backend.execution import document_errors
from backend.http import GraphQLEndpoint, HttpRefused
from backend.models.account import token_hash
from backend.subscriptions.connections import UNAUTHORIZED, Live
from backend.subscriptions.desk import SubscriptionDesk
from backend.subscriptions.streams import Step

PROTOCOL = "graphql-transport-ws"
INIT_TIMEOUT = timedelta(seconds=10)
PER_CONNECTION = 20
IDLE = 60.0
LONGEST_MESSAGE = 100_000
LONGEST_ID = 100
# So many messages in so many seconds are enough for anybody.
MANY, SECONDS = 100, 10.0
TOO_MANY = 4429
FORBIDDEN = (4403, "Forbidden")
_LONGEST_REASON = 120
_log = structlog.get_logger()


class Socket(AsyncWebSocketAdapter):
    """One accepted WebSocket: whole, well-formed messages in, none after its end out."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._closed = False
        self._times: deque[float] = deque(maxlen=MANY)

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        while not self._closed:
            message = await self._socket.receive()
            if message["type"] != "websocket.receive":
                self._closed = True
                return
            text = message.get("text")
            if text is None:
                raise NonTextMessageReceived
            if len(text) > LONGEST_MESSAGE:
                await self.close(1009, "Message too big")
            elif self._flooded():
                await self.close(TOO_MANY, "Too many messages")
            elif not self._closed:
                yield _message(text)

    async def send_json(self, message: Mapping[str, object]) -> None:
        if not self._closed:
            await self._socket.send_text(orjson.dumps(message, default=str).decode())

    async def close(self, code: int, reason: str) -> None:
        if not self._closed:
            self._closed = True
            await self._socket.close(code, reason.encode()[:_LONGEST_REASON].decode(errors="ignore"))

    def _flooded(self) -> bool:
        now = asyncio.get_running_loop().time()
        full = len(self._times) == MANY and now - self._times[0] < SECONDS
        self._times.append(now)
        return full


class Connection(BaseGraphQLTransportWSHandler[Any, Any]):
    """One connection of one account, and its subscriptions."""

    def __init__(
        self, desk: SubscriptionDesk, endpoint: GraphQLEndpoint, socket: Socket, caller: Caller, foreign: bool
    ) -> None:
        super().__init__(cast("Any", self), socket, None, None, cast("Any", None), INIT_TIMEOUT)
        self._desk, self._endpoint, self._caller, self._foreign = desk, endpoint, caller, foreign
        self._live: Live | None = None
        self._busy = asyncio.get_running_loop().time()

    async def handle_connection_init(self, message: Any) -> None:
        payload = message.get("payload")
        if isinstance(payload, dict) and payload.get("authorization") is not None:
            self._caller = replace(self._caller, token=_bearer(payload["authorization"]), same_origin=False)
        await super().handle_connection_init(message)

    async def on_ws_connect(self, _: object) -> Any:
        """Lets in whose session is in force; everybody else's connection ends here, and nothing is acknowledged."""
        desk, caller = self._desk, self._caller
        if self._foreign and caller.token is None:
            await self.websocket.close(*FORBIDDEN)
        elif not await desk.listening():
            await self.websocket.close(1013, "Try again later")
        elif (actor := await actor_behind(desk.pool, caller.token, caller, desk.clock())) is None or not caller.token:
            await self.websocket.close(*UNAUTHORIZED)
        else:
            live = Live(actor.account_id, token_hash(caller.token), self.websocket.close, self._look)
            if desk.connections.open(live):
                self._live = live
            else:
                await self.websocket.close(TOO_MANY, "Too many connections")
        return UNSET

    async def handle_subscribe(self, message: Any) -> None:
        id_, language = message["id"], self._caller.language
        self._busy = asyncio.get_running_loop().time()
        if self.connection_acknowledged and id_ not in self.operations and len(self.operations) >= PER_CONNECTION:
            refused = graphql_error("RATE_LIMITED", language, detail="TOO_MANY_SUBSCRIPTIONS")
            await self.send_message({"id": id_, "type": "error", "payload": cast("Any", [refused])})
            return
        # What the operation asks for is read when it runs, by the same rules as over HTTP.
        payload = {"query": "", "variables": message["payload"]}
        await super().handle_subscribe({"id": id_, "type": "subscribe", "payload": cast("Any", payload)})

    async def run_operation(self, operation: Operation[Any, Any]) -> None:
        try:
            async with aclosing(self._steps(cast("Any", operation.variables))) as steps:
                async for step in steps:
                    kind, payload = ("error", step.body["errors"]) if step.last else ("next", step.body)
                    await operation.send_operation_message(
                        cast("Any", {"id": operation.id, "type": kind, "payload": payload})
                    )
            await operation.send_operation_message({"id": operation.id, "type": "complete"})
        finally:
            self._busy = asyncio.get_running_loop().time()

    async def _steps(self, request: dict[str, Any]) -> AsyncGenerator[Step, None]:
        assert self._live is not None
        language = self._caller.language
        with self._desk.changes.watch(self._live.account_id) as watch:
            try:
                asked = self._endpoint.asked(request, self._caller)
            except HttpRefused as refused:
                yield Step({"errors": [refused.error(language)]}, True)
                return
            except BadDocument as bad:
                yield Step(orjson.loads(document_errors(bad, self._caller)), True)
                return
            async with aclosing(self._desk.streams.run(asked, watch)) as steps:
                async for step in steps:
                    yield step

    async def _look(self) -> None:
        """Ends a connection that serves nothing."""
        if not self.operations and asyncio.get_running_loop().time() - self._busy > IDLE:
            await self.websocket.close(1000, "Idle")

    async def handle_task_exception(self, error: Exception) -> None:
        _log.error("fault", fault=type(error).__name__, request_id=str(self._caller.request_id))

    async def shutdown(self) -> None:
        if self._live is not None:
            self._desk.connections.close(self._live)
        await super().shutdown()


class SubscriptionSockets:
    """The ASGI endpoint of WebSockets at `/graphql`."""

    def __init__(self, desk: SubscriptionDesk, endpoint: GraphQLEndpoint) -> None:
        self._desk, self._endpoint = desk, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        caller = replace(self._endpoint.caller_of(scope), background=True)
        if PROTOCOL not in scope.get("subprotocols", ()):
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        if not self._desk.connections.arrive(caller.address):
            await socket.close(TOO_MANY, "Too many connections")
            return
        try:
            foreign = socket.headers.get("origin") is not None and not caller.same_origin
            await Connection(self._desk, self._endpoint, Socket(socket), caller, foreign).handle()
        except Exception as fault:
            # The last net for sockets: neither message nor values reach the log.
            _log.error("fault", fault=type(fault).__name__, request_id=str(caller.request_id))
            with suppress(Exception):
                await socket.close(1011)
        finally:
            self._desk.connections.leave(caller.address)


def _message(text: str) -> dict[str, Any]:
    """A message whose parts have the kinds that the protocol gives them. Raises NonJsonMessageReceived."""
    try:
        message = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise NonJsonMessageReceived from None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise NonJsonMessageReceived
    if "id" in message and not (isinstance(message["id"], str) and 1 <= len(message["id"]) <= LONGEST_ID):
        raise NonJsonMessageReceived
    if message["type"] == "subscribe" and not isinstance(message.get("payload"), dict):
        raise NonJsonMessageReceived
    return message


def _bearer(authorization: object) -> str | None:
    """The token of `Bearer …`; None for anything else."""
    if not isinstance(authorization, str) or authorization[:7].lower() != "bearer ":
        return None
    return authorization[7:].strip() or None
