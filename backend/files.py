"""Downloads of documents over HTTP: the original, or a rendition of what the viewer may read.

The address carries no authority (policy.md, What a client sees); see backend/reads/documents.py.
"""

import datetime as dt
from collections.abc import Callable

from starlette.datastructures import QueryParams
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.errors import graphql_error
from backend.http import GraphQLEndpoint
from backend.models.access_log import DOWNLOAD_OPERATION
from backend.reads.documents import DocumentReader, Original, Readable
from backend.reads.reader import Asking
from backend.rendition import Rendition

# A telephone opens a file by the ending of its name; the name itself tells nothing.
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/xml": ".xml",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/plain; charset=utf-8": ".txt",
    "text/xml": ".xml",
}
_STATUS = {"UNAUTHENTICATED": 401, "STEP_UP_REQUIRED": 401, "FORBIDDEN": 403}


class DocumentDownload:
    """The ASGI endpoint at `/files/<document id>`."""

    def __init__(self, endpoint: GraphQLEndpoint, documents: DocumentReader, clock: Callable[[], dt.datetime]) -> None:
        self._endpoint, self._documents, self._clock = endpoint, documents, clock
        self._copies = {language: Rendition(documents.model, language) for language in ("ru", "en")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        # A link of the page says the page's language; a browser would send its own.
        asked = QueryParams(scope["query_string"]).get("language", "")
        language = asked if asked in self._copies else caller.language
        asking = Asking(caller.token, self._clock(), caller.request_id, language, DOWNLOAD_OPERATION)
        found = await self._documents.read(scope["path_params"]["document"], asking)
        response: Response
        if isinstance(found, Original):
            response = Response(found.content, media_type=found.content_type)
        elif isinstance(found, Readable):
            response = Response(self._copies[language].text(found), media_type="text/plain; charset=utf-8")
        else:
            body = {"errors": [graphql_error(found.code, language)]}
            response = JSONResponse(body, _STATUS.get(found.code, 403))
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        name = f"medcard{_ENDINGS.get(response.media_type or '', '')}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        await response(scope, receive, send)
