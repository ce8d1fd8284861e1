"""A client of subscriptions over a real WebSocket, and a real server for it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import uvicorn
import websockets
from websockets.asyncio.client import ClientConnection, connect

from backend.commands.serve import server_config
from tests.client import Site
from tests.process import free_port

PATIENCE = 60
ADDED = "subscription { notificationAdded { kind text patientId displayName requestNumber readAt } }"
CHANGED = "subscription($id: ID!) { accessRequestChanged(id: $id) { id number state timeline { at } } }"


@contextlib.asynccontextmanager
async def serving(site: Site) -> AsyncIterator[str]:
    """The site's own application behind a port; gives its address without a scheme."""
    port = free_port()
    config = server_config(site.settings, site.http._transport.app)  # type: ignore[attr-defined]
    config.port, config.lifespan, config.loop = port, "off", "none"
    server = uvicorn.Server(config)
    running = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.02)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


@dataclass(slots=True)
class Line:
    """One connection; messages as the protocol has them."""

    socket: ClientConnection

    async def say(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        """The next message. Raises ConnectionClosed."""
        async with asyncio.timeout(PATIENCE):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        return message

    async def init(self, token: str | None = None) -> None:
        """Says who it is, and waits until that is acknowledged."""
        payload = {"payload": {"authorization": f"Bearer {token}"}} if token is not None else {}
        await self.say(type="connection_init", **payload)
        assert await self.hear() == {"type": "connection_ack"}

    async def subscribe(self, query: str, id: str = "1", **variables: Any) -> None:
        """Begins a subscription; it has begun when this returns."""
        await self.say(type="subscribe", id=id, payload={"query": query, "variables": variables})
        await self.quiet()

    async def quiet(self) -> None:
        """Nothing has come up to now."""
        await self.say(type="ping")
        assert await self.hear() == {"type": "pong"}

    async def next(self, id: str = "1") -> Any:
        """The data of the next answer."""
        message = await self.hear()
        assert (message["type"], message["id"]) == ("next", id), message
        assert "errors" not in message["payload"], message
        return message["payload"]["data"]

    async def refusal(self, id: str = "1") -> dict[str, Any]:
        """Why the subscription ended."""
        message = await self.hear()
        assert (message["type"], message["id"]) == ("error", id), message
        found: dict[str, Any] = message["payload"][0]
        return found

    async def end(self) -> tuple[int, str]:
        """Code and word of the connection's end; before it at most that subscriptions ended for want of a session."""
        try:
            while True:
                message = await self.hear()
                assert message["type"] == "error", message
                assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED", message
        except websockets.ConnectionClosed as closed:
            assert closed.rcvd is not None, "closed without a word"
            return closed.rcvd.code, closed.rcvd.reason


@contextlib.asynccontextmanager
async def line(
    address: str, *, headers: dict[str, str] | None = None, protocol: str | None = "graphql-transport-ws"
) -> AsyncIterator[Line]:
    """A connection that has not said who it is."""
    async with connect(
        f"ws://{address}/graphql",
        subprotocols=[protocol] if protocol else None,  # type: ignore[list-item]
        additional_headers=headers or {},
        max_size=None,
        ping_interval=None,
    ) as socket:
        yield Line(socket)


@contextlib.asynccontextmanager
async def signed_in(address: str, token: str) -> AsyncIterator[Line]:
    """A connection of somebody with a session."""
    async with line(address) as opened:
        await opened.init(token)
        yield opened
