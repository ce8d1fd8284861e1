"""GraphQL over HTTP: what is taken, from whom, and how it is answered.

Queries by text come as POST; GET is for trusted documents that touch no record. Nothing is cached, nothing but JSON is
taken, and a cookie counts only for requests of the page's own origin.
"""

import asyncio
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import orjson
from graphql import OperationType
from starlette.types import Receive, Scope, Send

from backend.context import Caller
from backend.cookies import Cookies, cookie_value
from backend.devices import device_name
from backend.documents import BadDocument, Document, Documents
from backend.errors import graphql_error
from backend.execution import Asked, Executor, document_errors
from backend.limits import shape
from backend.negotiation import JSON, accepted, is_json, joined, takes
from backend.services.sessions import Device
from backend.settings import Settings
from backend.subscriptions.event_stream import EVENT_STREAM, EventStreams, StreamRefused

_TOUCH_NO_RECORD = frozenset(("__typename", "__schema", "__type"))
_ALLOW_POST = ((b"allow", b"POST"),)
# What is left of a body that was not read to its end must not be taken for the next request.
_CLOSE = ((b"connection", b"close"),)


class HttpRefused(Exception):
    """An answer without execution. `detail` names its sentence."""

    def __init__(
        self,
        status: int,
        detail: str,
        code: str = "BAD_USER_INPUT",
        headers: Iterable[tuple[bytes, bytes]] = (),
    ) -> None:
        super().__init__(status)
        self.status, self.detail, self.code, self.headers = status, detail, code, tuple(headers)

    def error(self, language: str) -> dict[str, Any]:
        """The entry of `errors`. `outdated` lets a page tell that it is older than the service, and load itself anew."""
        old: dict[str, Any] = {"outdated": True} if self.detail == "UNKNOWN_DOCUMENT" else {}
        return graphql_error(self.code, language, detail=self.detail, **old)


class GraphQLEndpoint:
    """The ASGI endpoint at `/graphql`."""

    def __init__(self, settings: Settings, documents: Documents, executor: Executor, events: EventStreams) -> None:
        self._settings, self._documents, self._executor, self._events = settings, documents, executor, events
        self.cookies = Cookies(settings.secure_cookies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = joined(scope["headers"])
        accept = headers.get(b"accept", b"").decode("latin-1")
        media, events = accepted(accept), takes(accept, EVENT_STREAM)
        caller = self._caller(scope, headers)
        try:
            if media is None and not events:
                raise HttpRefused(406, "NOT_ACCEPTABLE")
            request = await self._request(scope, headers, receive)
            asked = self.asked(request, caller)
            caller = asked.caller
            if scope["method"] == "GET":
                _only_harmless(asked.document, asked.operation_name)
            if asked.subscribes:
                if not events:
                    raise HttpRefused(406, "ONLY_STREAM")
                await self._events.answer(asked, receive, send)
                return
            if media is None:
                raise HttpRefused(406, "NOT_ACCEPTABLE")
            response = await self._executor.run(asked)
        except StreamRefused as refused:
            body = orjson.dumps({"errors": [graphql_error(refused.code, caller.language, detail=refused.detail)]})
            await _send(send, refused.status, body, media or JSON, caller)
            return
        except HttpRefused as refused:
            body = orjson.dumps({"errors": [refused.error(caller.language)]})
            await _send(send, refused.status, body, media or JSON, caller, refused.headers)
            return
        except BadDocument as bad:
            status = 200 if media == JSON else 400
            await _send(send, status, document_errors(bad, caller), media or JSON, caller)
            return
        status = 200 if media == JSON else response.status
        cookies = [] if response.set_token is None else [(b"set-cookie", self.cookies.session(response.set_token))]
        if response.opened and (caller.same_origin or _no_page(headers)):
            cookies.append((b"set-cookie", self.cookies.known(caller.device.known)))
        if response.set_pending is not None:
            cookies.append((b"set-cookie", self.cookies.pending(response.set_pending)))
        if response.set_leaving is not None:
            cookies.append((b"set-cookie", self.cookies.leaving(response.set_leaving)))
        await _send(send, status, response.body, media, caller, cookies)

    def caller_of(self, scope: Scope) -> Caller:
        """The facts of a request to another path, under the same rules of token and origin."""
        return self._caller(scope, joined(scope["headers"]))

    def _caller(self, scope: Scope, headers: dict[bytes, bytes]) -> Caller:
        same_origin = self._same_origin(headers)
        authorization = headers.get(b"authorization", b"").decode("latin-1")
        token: str | None = None
        if authorization[:7].lower() == "bearer ":
            token = authorization[7:].strip() or None
            same_origin = False
        elif same_origin:
            # Another site's request carries no authority, whatever cookie the browser sends along.
            token = cookie_value(headers, self.cookies.session_name)
        client = scope.get("client")
        language = headers.get(b"accept-language", b"ru").decode("latin-1").strip().lower()
        return Caller(
            token,
            same_origin,
            client[0] if client else "",
            "en" if language.startswith("en") else "ru",
            uuid.uuid4(),
            headers.get(b"medcard-activity") == b"background",
            None,
            self._device(headers, same_origin),
            pending=cookie_value(headers, self.cookies.pending_name) if same_origin else None,
        )

    def _device(self, headers: dict[bytes, bytes], same_origin: bool) -> Device:
        """Browser or program, known again by the cookie that it keeps once it is signed in."""
        name = device_name(headers.get(b"user-agent", b"").decode("latin-1"))
        known = cookie_value(headers, self.cookies.known_name) if same_origin or _no_page(headers) else None
        return Device(name, known) if known else Device(name)

    def _same_origin(self, headers: dict[bytes, bytes]) -> bool:
        origin = headers.get(b"origin")
        if origin is not None:
            return origin.decode("latin-1") == self._settings.origin
        return headers.get(b"sec-fetch-site") == b"same-origin"

    async def _request(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> dict[str, Any]:
        if scope["method"] == "GET":
            return _from_query(scope.get("query_string", b""))
        if scope["method"] != "POST":
            raise HttpRefused(405, "ONLY_POST", headers=[(b"allow", b"GET, POST")])
        if b"origin" in headers and not self._same_origin(headers) and b"authorization" not in headers:
            raise HttpRefused(403, "FOREIGN_ORIGIN", "FORBIDDEN")
        if not is_json(headers.get(b"content-type", b"").decode("latin-1")):
            raise HttpRefused(415, "ONLY_JSON")
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise HttpRefused(415, "ONLY_PLAIN")
        body = await self._body(headers, receive)
        try:
            request = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise HttpRefused(400, "NOT_JSON") from None
        if not isinstance(request, dict):
            raise HttpRefused(400, "ONE_REQUEST")
        return request

    async def _body(self, headers: dict[bytes, bytes], receive: Receive) -> bytes:
        most = self._settings.graphql_max_body_bytes
        declared = headers.get(b"content-length", b"")
        if declared.isdigit() and int(declared[:20]) > most:
            raise HttpRefused(413, "BODY_TOO_LARGE", headers=_CLOSE)
        try:
            async with asyncio.timeout(self._settings.graphql_timeout_seconds):
                return await read_body(receive, most)
        except TimeoutError:
            raise HttpRefused(408, "BODY_TOO_SLOW", headers=_CLOSE) from None

    def asked(self, request: dict[str, Any], caller: Caller) -> Asked:
        """The operation that a request's parameters ask for. Raises HttpRefused, BadDocument."""
        document, caller = self._document(request, caller)
        name, variables, extensions = (request.get(key) for key in ("operationName", "variables", "extensions"))
        if variables is not None and not isinstance(variables, dict):
            raise HttpRefused(400, "WRONG_PARAMETER")
        if extensions is not None and not isinstance(extensions, dict):
            raise HttpRefused(400, "WRONG_PARAMETER")
        return Asked(document, name or None, variables or {}, caller)

    def _document(self, request: dict[str, Any], caller: Caller) -> tuple[Document, Caller]:
        """The document by hash or text; a trusted one lets the log keep the operation's name."""
        text, wanted, name = request.get("query"), request.get("documentId"), request.get("operationName")
        if name is not None and not isinstance(name, str):
            raise HttpRefused(400, "WRONG_PARAMETER")
        trusted = None
        if wanted is not None:
            if not isinstance(wanted, str) or text is not None:
                raise HttpRefused(400, "WRONG_PARAMETER")
            if (trusted := self._documents.trusted.get(wanted)) is None:
                raise HttpRefused(400, "UNKNOWN_DOCUMENT")
            text = trusted
        if not isinstance(text, str) or not text.strip():
            raise HttpRefused(400, "NO_QUERY")
        document = self._documents.get(text)
        if trusted is None:
            return document, caller
        operation = document.operation(name or None)
        known = operation.name.value if operation is not None and operation.name else None
        return document, replace(caller, trusted_operation=known)


def _no_page(headers: dict[bytes, bytes]) -> bool:
    """Whether a program asks by itself, and no page of another site through somebody's browser."""
    return b"origin" not in headers and b"sec-fetch-site" not in headers


def _only_harmless(document: Document, name: str | None) -> None:
    """A GET changes nothing and reads no record: browsers send it across sites, and proxies keep its address."""
    operation = document.operation(name)
    if operation is None or operation.operation != OperationType.QUERY:
        raise HttpRefused(405, "ONLY_POST", headers=_ALLOW_POST)
    if not shape(operation, document.fragments).roots <= _TOUCH_NO_RECORD:
        raise HttpRefused(405, "ONLY_POST", headers=_ALLOW_POST)


def _from_query(query: bytes) -> dict[str, Any]:
    try:
        given = {name: values[-1] for name, values in parse_qs(query.decode("ascii"), max_num_fields=10).items()}
    except ValueError:
        raise HttpRefused(400, "WRONG_PARAMETER") from None
    if "documentId" not in given or "query" in given:
        raise HttpRefused(405, "ONLY_POST", headers=_ALLOW_POST)
    request: dict[str, Any] = {name: given[name] for name in ("documentId", "operationName") if name in given}
    for name in ("variables", "extensions"):
        if name in given:
            try:
                request[name] = orjson.loads(given[name])
            except orjson.JSONDecodeError:
                raise HttpRefused(400, "NOT_JSON") from None
    return request


async def read_body(receive: Receive, most: int) -> bytes:
    """A whole request body. Raises HttpRefused for one longer than `most` bytes and for one that breaks off."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HttpRefused(400, "NOT_JSON")
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            raise HttpRefused(413, "BODY_TOO_LARGE", headers=_CLOSE)
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def _send(
    send: Send, status: int, body: bytes, media: bytes, caller: Caller, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", media),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"no-store"),
                (b"vary", b"Accept, Accept-Language"),
                (b"x-content-type-options", b"nosniff"),
                (b"x-request-id", str(caller.request_id).encode()),
                *headers,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
