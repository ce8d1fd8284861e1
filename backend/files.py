"""Downloads of documents: the original for who may read every field of its entry, a rendition for others.

The address carries no authority: session, card entry, row and column rules and the log apply at each download, since
both come after a compiled read of the entry (policy.md, What a client sees).
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import asyncpg
import orjson
from graphql import OperationDefinitionNode, parse
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from backend.errors import graphql_error
from backend.http import GraphQLEndpoint
from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.sealing import IdSealer, IdType
from backend.reads.reader import Asking, Question, Reader

_STATUS = {"UNAUTHENTICATED": 401, "STEP_UP_REQUIRED": 401, "FORBIDDEN": 403}


class DocumentDownload:
    """The ASGI endpoint at `/files/<document id>`."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        reader: Reader,
        pool: asyncpg.Pool,
        ids: IdSealer,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._endpoint, self._reader, self._pool, self._ids, self._clock = endpoint, reader, pool, ids, clock
        self._questions = {kind: _question(reader, kind) for kind in list(Kind)[: int(LAST_SECTION)]}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        opened = self._ids.open(scope["path_params"]["document"])
        found = None
        if opened is not None and opened.type == IdType.DOCUMENT:
            found = await self._pool.fetchrow(
                "SELECT d.title, d.content_type, d.content, e.public_id, e.kind FROM document d "
                "JOIN record_entry e ON e.patient_id = d.patient_id AND e.id = d.entry_id "
                "WHERE d.patient_id = $1 AND d.id = $2 AND e.kind <= $3",
                opened.patient,
                opened.entry,
                int(LAST_SECTION),
            )
        kind = Kind(found["kind"]) if found else Kind.LAB_REPORTS
        digest, operation = self._questions[kind]
        asking = Asking(caller.token, self._clock(), caller.request_id, caller.language, "DownloadDocument")
        question = Question(digest, operation, {}, {"id": found["public_id"] if found else ""})
        answer = await self._reader.read(question, asking)
        if answer.values["node"] is None or found is None:
            code = answer.refusals[0].code if answer.refusals else "FORBIDDEN"
            body = {"errors": [graphql_error(code, caller.language)]}
            response: Response = JSONResponse(body, _STATUS.get(code, 403))
        else:
            entry = orjson.loads(answer.values["node"])
            if entry.pop("document")["original"]:
                response = Response(found["content"], media_type=found["content_type"])
            else:
                response = Response(_rendition(entry), media_type="text/plain; charset=utf-8")
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["Content-Disposition"] = "attachment"
        await response(scope, receive, send)


def _question(reader: Reader, kind: Kind) -> tuple[str, OperationDefinitionNode]:
    """Every field of the entry's type, so that the rendition is all that its reader may read."""
    type_name = reader.model.type_of_kind[kind]
    fields = _every_field(reader, type_name, 3, ("id", "document"))
    text = f"query DownloadDocument($id: ID!) {{ node(id: $id) {{ ... on {type_name} {{ {fields} document {{ original }} }} }} }}"
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return hashlib.sha256(text.encode()).hexdigest(), operation


def _every_field(reader: Reader, type_name: str, depth: int, without: tuple[str, ...] = ("id",)) -> str:
    names = []
    for name, read in reader.model.fields[type_name].items():
        below = _object_below(reader, read.definition.type)
        if name in without:
            continue
        if below is None:
            names.append(name)
        elif depth > 1:
            names.append(f"{name} {{ {_every_field(reader, below, depth - 1)} }}")
    return " ".join(names) or "__typename"


def _object_below(reader: Reader, output: Any) -> str | None:
    while hasattr(output, "of_type"):
        output = output.of_type
    return output.name if reader.model.is_record_type(output.name) else None


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
