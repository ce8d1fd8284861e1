"""The built page: immutable assets, compressed where the client takes it, and one document for every address."""

import mimetypes
from pathlib import Path

from starlette.types import Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    # The one policy gives the one address of the service worker, whatever it is asked for (frontend/src/shell).
    "require-trusted-types-for 'script'; trusted-types medcard-shell"
)
# GraphiQL's editor writes styles as it goes and draws with small images in its style sheet; scripts stay our own.
GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_ENCODINGS = ((b"br", ".br"), (b"gzip", ".gz"))


class WebPage:
    """Serves a folder of built files under `prefix`. Unknown addresses get the page, missing assets 404; nothing outside.

    What is there is listed once, so that no address is ever looked up on the disk. A folder that is built anew asks for a
    restart in any case: the page sends hashes of its documents, which are read at the start too (`load_trusted`).
    """

    def __init__(self, folder: Path, secure: bool, prefix: str = "", policy: str = CONTENT_SECURITY_POLICY) -> None:
        self._prefix = prefix
        self._files = (
            {
                f"{prefix}/{path.relative_to(folder).as_posix()}": path
                for path in folder.rglob("*")
                if path.is_file() and path.suffix not in (".br", ".gz") and path.name != "trusted-documents.json"
            }
            if folder.is_dir()
            else {}
        )
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"vary", b"Accept-Encoding"),
        ]
        if secure:
            self._headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD"):
            await self._send(send, 405, b"", [(b"allow", b"GET, HEAD")])
            return
        lasting = path.startswith(f"{self._prefix}/assets/")
        found = self._files.get(path)
        entrance = path.rstrip("/") == self._prefix
        if found is None and not lasting and (entrance or b"text/html" in headers.get(b"accept", b"")):
            found = self._files.get(f"{self._prefix}/index.html")
        if found is None:
            await self._send(send, 404, b"", [])
            return
        sent = [
            (b"content-type", _media_type(found).encode()),
            (b"cache-control", b"public, max-age=31536000, immutable" if lasting else b"no-cache"),
        ]
        accepted = headers.get(b"accept-encoding", b"")
        for name, suffix in _ENCODINGS:
            packed = found.with_name(found.name + suffix)
            if name in accepted and packed.exists():
                found = packed
                sent.append((b"content-encoding", name))
                break
        body = found.read_bytes()
        await self._send(
            send, 200, b"" if scope["method"] == "HEAD" else body, [*sent, (b"content-length", str(len(body)).encode())]
        )

    async def _send(self, send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [*self._headers, *headers]})
        await send({"type": "http.response.body", "body": body})


def _media_type(path: Path) -> str:
    if path.suffix == ".woff2":
        return "font/woff2"
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("javascript") else kind
