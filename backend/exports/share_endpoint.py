"""SMART Health Links over HTTP (https://docs.smarthealthit.org/smart-health-links/spec): manifest and files, for any viewer.

`POST /share/<secret>` with `{recipient, passcode, embeddedLengthMax?}` gives the manifest; a file that is longer than the
viewer wants embedded lies at `GET /share/files/<secret>` for a minute, and is made anew there. No cookie and no session
counts, so any page may ask (CORS), and nothing is kept by anybody on the way.
"""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from backend.context import Caller
from backend.errors import sentence
from backend.exports.shared_file import FHIR, SharedFiles
from backend.http import GraphQLEndpoint, HttpRefused, read_body
from backend.negotiation import is_json
from backend.reads.reader import Reader
from backend.services.refusal import Refused
from backend.services.share_links.opening import (
    Asked,
    NoLink,
    WrongPasscode,
    open_file,
    open_link,
    stated_recipient,
)
from backend.services.share_links.secrets import file_address, new_file
from backend.services.vault import Vault
from backend.settings import Settings

_MOST_BYTES, _LONGEST_PASSCODE, _SECONDS = 4096, 64, 10
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class ShareEndpoint:
    """The ASGI endpoint at `/share/…`."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        pool: asyncpg.Pool,
        reader: Reader,
        settings: Settings,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._endpoint, self._pool, self._clock = endpoint, pool, clock
        self._files, self._vault = SharedFiles(reader), Vault(settings.key("vault"))
        self._key, self._origin = settings.key("code"), settings.origin
        self._regions = settings.accepted_policy_regions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        link, file = (scope["path_params"].get(name) for name in ("link", "file"))
        allowed = "GET" if file is not None else "POST"
        if scope["method"] == "OPTIONS":
            response = Response(status_code=204)
            response.headers["Access-Control-Allow-Methods"] = allowed
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"
        elif scope["method"] != allowed:
            response = Response(status_code=405, headers={"Allow": f"{allowed}, OPTIONS"})
        else:
            response = await self._answer(link, file, caller, scope, receive)
        response.headers.update(_HEADERS)
        response.headers["X-Request-Id"] = str(caller.request_id)
        await response(scope, receive, send)

    async def _answer(
        self, link: str | None, file: str | None, caller: Caller, scope: Scope, receive: Receive
    ) -> Response:
        at, language = self._clock(), caller.language
        try:
            if file is not None:
                opened = await open_file(self._pool, self._vault, self._regions, file, at)
                return Response(await self._files.made(opened, at), media_type="application/jose")
            assert link is not None
            return await self._manifest(link, await _wanted(Headers(scope=scope), receive), caller, at)
        except _BadRequest as bad:
            return _json({"message": sentence("SHARE_REQUEST", language)}, bad.status)
        except WrongPasscode as wrong:
            words = sentence("SHARE_PASSCODE", language)
            return _json({"remainingAttempts": wrong.tries_left, "message": words}, 401)
        except NoLink:
            return _json({"message": sentence("SHARE_LINK_GONE", language)}, 404)
        except Refused as refused:
            response = _json({"message": sentence(refused.code, language)}, 429)
            response.headers["Retry-After"] = "900"
            return response

    async def _manifest(self, link: str, wanted: "_Wanted", caller: Caller, at: dt.datetime) -> Response:
        """Raises NoLink, WrongPasscode, Refused."""
        file = new_file()
        asked = Asked(wanted.recipient, wanted.passcode, caller.address, caller.request_id)
        opened = await open_link(self._pool, self._vault, self._key, self._regions, link, file, asked, at)
        held: dict[str, Any] = {"contentType": FHIR}
        # What is not embedded is read where it is fetched, and only there.
        content = await self._files.made(opened, at) if wanted.embeds else None
        if content is not None and wanted.fits(content):
            held["embedded"] = content
        else:
            held["location"] = file_address(self._origin, file)
        return _json({"files": [held]}, 200)


@dataclass(frozen=True, slots=True)
class _Wanted:
    recipient: str
    passcode: str | None
    longest: int | None

    @property
    def embeds(self) -> bool:
        """Whether any file could be embedded: the shortest is longer than this."""
        return self.longest is None or self.longest >= 2000

    def fits(self, content: str) -> bool:
        return self.longest is None or len(content) <= self.longest


class _BadRequest(Exception):
    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


async def _wanted(headers: Headers, receive: Receive) -> _Wanted:
    """What a manifest is asked for with. Raises _BadRequest."""
    if not is_json(headers.get("content-type", "")):
        raise _BadRequest(415)
    try:
        async with asyncio.timeout(_SECONDS):
            request = orjson.loads(await read_body(receive, _MOST_BYTES))
    except TimeoutError:
        raise _BadRequest(408) from None
    except HttpRefused as refused:
        raise _BadRequest(refused.status) from None
    except orjson.JSONDecodeError:
        raise _BadRequest(400) from None
    if not isinstance(request, dict) or (recipient := stated_recipient(request.get("recipient"))) is None:
        raise _BadRequest(400)
    passcode, longest = request.get("passcode"), request.get("embeddedLengthMax")
    if passcode is not None and (not isinstance(passcode, str) or len(passcode) > _LONGEST_PASSCODE):
        raise _BadRequest(400)
    if longest is not None and (not isinstance(longest, int) or isinstance(longest, bool) or longest < 0):
        raise _BadRequest(400)
    return _Wanted(recipient, passcode, longest)


def _json(content: Any, status: int) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
