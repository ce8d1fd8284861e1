"""The photo with the passport over HTTP (ACC-11): POST its bytes, GET it, DELETE it, at `/access-requests/<id>/photo`.

The body is the picture itself, at most 10 MiB, whatever its Content-Type says: the content decides. The address carries
no authority; token, cookie and origin count as they do for GraphQL.
"""

import asyncio
import datetime as dt
from collections.abc import Callable

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
        response: Response
        try:
            response = await self._answer(scope, receive, caller)
        except Refused as refused:
            response = _refusal(refused, caller)
            if scope["method"] == "POST":
                # What is left of a body that was not read to its end must not be taken for the next request.
                response.headers["Connection"] = "close"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-Id"] = str(caller.request_id)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, caller: Caller) -> Response:
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
            return await self._upload(scope, receive, actor, opened.entry, at)
        if method == "DELETE":
            await remove_photo(self._pool, actor, opened.entry)
            return Response(status_code=204)
        shown = await show_photo(self._pool, self._vault, actor, opened.entry, at)
        return Response(
            shown.content,
            media_type=shown.content_type,
            headers={"Content-Disposition": 'inline; filename="photo.jpg"'},
        )

    async def _upload(self, scope: Scope, receive: Receive, actor: Actor, request_id: int, at: dt.datetime) -> Response:
        headers = joined(scope["headers"])
        await may_upload(self._pool, actor, request_id)
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise Refused("ONLY_PLAIN")
        declared = headers.get(b"content-length", b"")
        if declared.isdigit() and int(declared[:20]) > MOST_BYTES:
            raise Refused("PHOTO_TOO_LARGE")
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                upload = await _read(receive)
        except TimeoutError:
            raise Refused("BODY_TOO_SLOW") from None
        kept = await keep_photo(self._pool, self._vault, actor, request_id, upload, at)
        return JSONResponse({"photo": {"width": kept.width, "height": kept.height, "grey": kept.grey}}, 201)


async def _read(receive: Receive) -> bytes:
    """The body, as far as it may go; with or without a declared length."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused("PHOTO_BROKEN")
        content += message.get("body", b"")
        if len(content) > MOST_BYTES:
            raise Refused("PHOTO_TOO_LARGE")
        if not message.get("more_body"):
            return bytes(content)


def _refusal(refused: Refused, caller: Caller) -> Response:
    status, code = _ANSWERS.get(refused.code, (422, "BAD_USER_INPUT"))
    response = JSONResponse({"errors": [graphql_error(code, caller.language, reason=refused.code)]}, status)
    if status == 405:
        response.headers["Allow"] = _METHODS
    return response
