"""Demo mode answers under loopback names alone: another name that leads here is somebody's page reading the outbox."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class LoopbackHosts:
    """ASGI middleware: 421 for foreign names, and a page opened by another loopback name moves to the public one."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app, self._origin = app, origin
        self._own = urlsplit(origin).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if host == self._own:
            await self._app(scope, receive, send)
        elif urlsplit(f"//{host}").hostname not in _LOOPBACK:
            await _answer(send, 421, [])
        elif scope["method"] == "GET" and b"text/html" in headers.get(b"accept", b""):
            # Cookies and origin belong to one name; a page under another could not sign in.
            await _answer(send, 307, [(b"location", f"{self._origin}{scope['path']}".encode())])
        else:
            await self._app(scope, receive, send)


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    headers = [*headers, (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
