"""Downloads of documents over HTTP: the original, or a rendition of what the viewer may read.

The address carries no authority (policy.md, What a client sees); see backend/reads/documents.py.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.errors import graphql_error
from backend.http import GraphQLEndpoint
from backend.reads.documents import OPERATION, DocumentReader, Original, Readable
from backend.reads.reader import Asking

_STATUS = {"UNAUTHENTICATED": 401, "STEP_UP_REQUIRED": 401, "FORBIDDEN": 403}


class DocumentDownload:
    """The ASGI endpoint at `/files/<document id>`."""

    def __init__(self, endpoint: GraphQLEndpoint, documents: DocumentReader, clock: Callable[[], dt.datetime]) -> None:
        self._endpoint, self._documents, self._clock = endpoint, documents, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        asking = Asking(caller.token, self._clock(), caller.request_id, caller.language, OPERATION)
        found = await self._documents.read(scope["path_params"]["document"], asking)
        response: Response
        if isinstance(found, Original):
            response = Response(found.content, media_type=found.content_type)
        elif isinstance(found, Readable):
            response = Response(_rendition(found.fields), media_type="text/plain; charset=utf-8")
        else:
            body = {"errors": [graphql_error(found.code, caller.language)]}
            response = JSONResponse(body, _STATUS.get(found.code, 403))
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["Content-Disposition"] = "attachment"
        await response(scope, receive, send)


def _rendition(value: Any, indent: int = 0) -> str:
    """Plain text, a line a value; what is empty or hidden is left out."""
    lines = []
    for name, inner in value.items() if isinstance(value, dict) else ():
        if inner is None or inner == [] or inner == {}:
            continue
        if isinstance(inner, dict):
            lines.append(f"{'  ' * indent}{name}:\n{_rendition(inner, indent + 1)}")
        elif isinstance(inner, list) and isinstance(inner[0], dict):
            items = "\n".join(_rendition(each, indent + 1) for each in inner)
            lines.append(f"{'  ' * indent}{name}:\n{items}")
        else:
            text = ", ".join(map(str, inner)) if isinstance(inner, list) else str(inner)
            lines.append(f"{'  ' * indent}{name}: {text}")
    return "\n".join(lines)
