"""The photo with the passport over HTTP (ACC-11): POST its bytes, GET it, DELETE it, at `/access-requests/<id>/photo`.

The body is the picture itself, at most 10 MiB, whatever its Content-Type says: the content decides. The address carries
no authority; token, cookie and origin count as they do for GraphQL.
"""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable

import asyncpg
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.context import Caller, actor_behind
from backend.errors import graphql_error
from backend.http import GraphQLEndpoint
from backend.negotiation import joined
from backend.policy.sealing import IdSealer, IdType
from backend.services.actor import Actor
from backend.services.photo_pictures import MOST_BYTES
from backend.services.photos import keep_photo, may_upload, remove_photo, show_photo
from backend.services.refusal import Refused
from backend.services.vault import Vault

UPLOAD_SECONDS = 60.0
# A client reads no answer before it has sent its body: of a refused one so much is taken, and thrown away, for so long.
MOST_DISCARDED = 4 * MOST_BYTES
DISCARD_SECONDS = 20.0
_METHODS = "GET, HEAD, POST, DELETE"
# Status and GraphQL code by the code of a refusal; every other one is the upload's own fault.
_ANSWERS = {
    "UNAUTHENTICATED": (401, "UNAUTHENTICATED"),
    "NOT_FOUND": (404, "FORBIDDEN"),
    "WRONG_STATE": (409, "CONFLICT"),
    "PHOTO_TOO_LARGE": (413, "BAD_USER_INPUT"),
    "PHOTO_TYPE": (415, "BAD_USER_INPUT"),
    "ONLY_PLAIN": (415, "BAD_USER_INPUT"),
    "ONLY_PHOTO_METHODS": (405, "BAD_USER_INPUT"),
    "BODY_TOO_SLOW": (408, "BAD_USER_INPUT"),
}


class RequestPhotos:
    """The ASGI endpoint at `/access-requests/<request id>/photo`."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        pool: asyncpg.Pool,
        vault: Vault,
        ids: IdSealer,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._endpoint, self._pool, self._vault, self._ids, self._clock = endpoint, pool, vault, ids, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        body = _Body(receive, joined(scope["headers"]))
        response: Response
        try:
            response = await self._answer(scope, body, caller)
        except Refused as refused:
            if refused.code != "BODY_TOO_SLOW":
                await body.discard()
            response = _refusal(refused, caller)
            if not body.ended:
                # What is left of a body that was not read to its end must not be taken for the next request.
                response.headers["Connection"] = "close"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-Id"] = str(caller.request_id)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, body: "_Body", caller: Caller) -> Response:
        at = self._clock()
        method = scope["method"]
        if method not in _METHODS.split(", "):
            raise Refused("ONLY_PHOTO_METHODS")
        actor = await actor_behind(self._pool, caller.token, caller, at)
        if actor is None:
            raise Refused("UNAUTHENTICATED")
        opened = self._ids.open(scope["path_params"]["request"])
        if opened is None or opened.type != IdType.ACCESS_REQUEST:
            raise Refused("NOT_FOUND")
        if method == "POST":
            return await self._upload(body, actor, opened.entry, at)
        if method == "DELETE":
            await remove_photo(self._pool, actor, opened.entry)
            return Response(status_code=204)
        shown = await show_photo(self._pool, self._vault, actor, opened.entry, at)
        return Response(
            shown.content,
            media_type=shown.content_type,
            headers={"Content-Disposition": 'inline; filename="photo.jpg"'},
        )

    async def _upload(self, body: "_Body", actor: Actor, request_id: int, at: dt.datetime) -> Response:
        await may_upload(self._pool, actor, request_id)
        if not body.plain:
            raise Refused("ONLY_PLAIN")
        if body.declared is not None and body.declared > MOST_BYTES:
            raise Refused("PHOTO_TOO_LARGE")
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                upload = await body.read()
        except TimeoutError:
            raise Refused("BODY_TOO_SLOW") from None
        kept = await keep_photo(self._pool, self._vault, actor, request_id, upload, at)
        return JSONResponse({"photo": {"width": kept.width, "height": kept.height, "grey": kept.grey}}, 201)


class _Body:
    """A request's body, as far as it has been read; with or without a declared length."""

    def __init__(self, receive: Receive, headers: dict[bytes, bytes]) -> None:
        self._receive, self._headers = receive, headers
        length = headers.get(b"content-length", b"")
        self.declared = int(length[:20]) if length.isdigit() else None
        self.plain = headers.get(b"content-encoding", b"identity").lower() == b"identity"
        self.ended = self.declared == 0 or not {b"content-length", b"transfer-encoding"} & headers.keys()

    async def read(self) -> bytes:
        """All of it. Raises Refused PHOTO_TOO_LARGE, and PHOTO_BROKEN where the client goes away."""
        content = bytearray()
        async for part in self._parts():
            content += part
            if len(content) > MOST_BYTES:
                raise Refused("PHOTO_TOO_LARGE")
        return bytes(content)

    async def discard(self) -> None:
        """Takes what still comes, within bounds; nothing of a client that waits to be asked for it."""
        if b"expect" in self._headers or (self.declared is not None and self.declared > MOST_DISCARDED):
            return
        left = MOST_DISCARDED
        with contextlib.suppress(TimeoutError, Refused):
            async with asyncio.timeout(DISCARD_SECONDS):
                async for part in self._parts():
                    left -= len(part)
                    if left < 0:
                        return

    async def _parts(self) -> AsyncIterator[bytes]:
        while not self.ended:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise Refused("PHOTO_BROKEN")
            self.ended = not message.get("more_body")
            yield message.get("body", b"")


def _refusal(refused: Refused, caller: Caller) -> Response:
    status, code = _ANSWERS.get(refused.code, (422, "BAD_USER_INPUT"))
    response = JSONResponse({"errors": [graphql_error(code, caller.language, reason=refused.code)]}, status)
    if status == 405:
        response.headers["Allow"] = _METHODS
    return response
