"""Subscriptions over server-sent events, as the distinct connections mode of graphql-sse has them.

A POST of a subscription that accepts `text/event-stream` is answered by events `next`, each an answer, and by `complete`.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Any

import orjson
from starlette.types import Receive, Send

from backend.context import actor_behind
from backend.errors import graphql_error
from backend.execution import Asked
from backend.models.account import token_hash
from backend.services.actor import Actor
from backend.subscriptions.connections import GOING_AWAY, Live
from backend.subscriptions.desk import SubscriptionDesk
from backend.subscriptions.streams import Step

EVENT_STREAM = "text/event-stream"
# A comment so often keeps proxies from taking the silence for an end.
PING = 15.0
_COMPLETE = b"event: complete\ndata:\n\n"


class StreamRefused(Exception):
    """Nothing was begun: the HTTP status, the code of the answer and the name of its sentence."""

    def __init__(self, status: int, code: str, detail: str | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail


class EventStreams:
    """Answers subscriptions by events."""

    def __init__(self, desk: SubscriptionDesk) -> None:
        self._desk = desk

    async def answer(self, asked: Asked, receive: Receive, send: Send) -> None:
        """The whole answer, until the subscription, its session or the client ends. Raises StreamRefused before it begins."""
        desk, caller = self._desk, asked.caller
        if not await desk.listening():
            raise StreamRefused(503, "UNAVAILABLE")
        actor = await actor_behind(desk.pool, caller.token, caller, desk.clock())
        if actor is None or caller.token is None:
            raise StreamRefused(401, "UNAUTHENTICATED")
        if not desk.connections.arrive(caller.address):
            raise StreamRefused(429, "RATE_LIMITED", "TOO_MANY_SUBSCRIPTIONS")
        ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def end(code: int, _: str) -> None:
            if not ended.done():
                ended.set_result(code)

        async def look() -> None:
            """A stream serves one subscription, so it is never idle."""

        live = Live(actor.account_id, token_hash(caller.token), end, look)
        try:
            if not desk.connections.open(live):
                raise StreamRefused(429, "RATE_LIMITED", "TOO_MANY_SUBSCRIPTIONS")
            await _send(self._chunks(asked, actor, ended), asked, receive, send)
        finally:
            desk.connections.close(live)
            desk.connections.leave(caller.address)

    async def _chunks(self, asked: Asked, actor: Actor, ended: "asyncio.Future[Any]") -> AsyncGenerator[bytes, None]:
        """Events and, now and then, comments; at the end of the session why, then `complete`."""
        with self._desk.changes.watch(actor.account_id) as watch:
            async with contextlib.aclosing(self._desk.streams.run(asked, watch)) as steps:
                # A step is waited for by a task of its own: what cuts the waiting short must not break the stream off.
                coming: asyncio.Future[Any] = asyncio.ensure_future(anext(steps))
                try:
                    while True:
                        await asyncio.wait([coming, ended], timeout=PING, return_when=asyncio.FIRST_COMPLETED)
                        if ended.done():
                            if ended.result() != GOING_AWAY[0]:
                                yield _next({"errors": [graphql_error("UNAUTHENTICATED", asked.caller.language)]})
                            break
                        if not coming.done():
                            yield b": \n\n"
                            continue
                        try:
                            step: Step = coming.result()
                        except StopAsyncIteration:
                            break
                        yield _next(step.body)
                        if step.last:
                            break
                        coming = asyncio.ensure_future(anext(steps))
                finally:
                    coming.cancel()
                    with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
                        await coming
        yield _COMPLETE


def _next(body: object) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(body, default=str) + b"\n\n"


async def _send(chunks: AsyncGenerator[bytes, None], asked: Asked, receive: Receive, send: Send) -> None:
    """Sends until the chunks end or the client goes."""
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", f"{EVENT_STREAM}; charset=utf-8".encode()),
                (b"cache-control", b"no-store, no-transform"),
                (b"x-accel-buffering", b"no"),
                (b"x-content-type-options", b"nosniff"),
                (b"x-request-id", str(asked.caller.request_id).encode()),
            ],
        }
    )
    gone = asyncio.ensure_future(_gone(receive))
    sending = asyncio.ensure_future(_send_all(chunks, send))
    try:
        await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (gone, sending):
            task.cancel()
        await asyncio.wait({gone, sending})
        await chunks.aclose()
    if not sending.cancelled() and (fault := sending.exception()) is not None:
        raise fault


async def _send_all(chunks: AsyncGenerator[bytes, None], send: Send) -> None:
    # The first comment lets the client know at once that it is heard.
    await send({"type": "http.response.body", "body": b": \n\n", "more_body": True})
    async for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
