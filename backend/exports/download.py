"""Downloads of exports over HTTP: `/exports/<export id>`; the address carries no authority.

Session, card entry, standing and policy are decided anew: the record is read again under them, and the file is given only
where all that it holds is still what its reader sees. So a standing that ended, a row that was hidden, a field that was
closed since make it be refused, and made anew. The reading stands in the access log.
"""

import asyncio
import datetime as dt
from collections.abc import Callable

import asyncpg
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from backend.context import Caller, actor_behind
from backend.errors import MedcardError, graphql_error
from backend.exchange.fhir.outbound.packing import unpacked
from backend.exports.kinds import kinds_read
from backend.exports.making import FHIR, content_place, marks_place
from backend.http import GraphQLEndpoint
from backend.models.record_export import ExportForm
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from backend.reads.reader import Asking, Reader
from backend.reads.whole_record import MARK_BYTES, NotReadable, WholeRecord, WholeRecordReader
from backend.services.vault import Vault

OPERATION = "DownloadExport"
_STATUS = {"UNAUTHENTICATED": 401, "STEP_UP_REQUIRED": 401, "FORBIDDEN": 403, "CONFLICT": 409}
# A telephone opens a file by the ending of its name; the name itself tells nothing.
_TYPES = {True: ("application/fhir+json", "json"), False: ("application/pdf", "pdf")}
_READY = """
SELECT x.id, x.form, x.sections, x.language, x.sealed, x.size, x.marks, p.patient_key
FROM record_export x JOIN person p ON p.id = x.patient_id
WHERE x.id = $1 AND x.account_id = $2 AND x.state = 'READY' AND x.expires_at > $3
"""


class ExportDownload:
    """The ASGI endpoint."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        pool: asyncpg.Pool,
        reader: Reader,
        vault: Vault,
        ids: IdSealer,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._endpoint, self._pool, self._vault, self._ids, self._clock = endpoint, pool, vault, ids, clock
        self._records = WholeRecordReader(reader, OPERATION)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = self._endpoint.caller_of(scope)
        response: Response
        try:
            response = await self._answer(scope["path_params"]["export"], caller)
        except MedcardError as refused:
            error = graphql_error(refused.code, caller.language, detail=refused.detail)
            response = JSONResponse({"errors": [error]}, _STATUS[refused.code])
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-Id"] = str(caller.request_id)
        await response(scope, receive, send)

    async def _answer(self, public_id: str, caller: Caller) -> Response:
        """The file. Raises MedcardError."""
        at = self._clock()
        actor = await actor_behind(self._pool, caller.token, caller, at)
        if actor is None:
            raise MedcardError("UNAUTHENTICATED")
        opened = self._ids.open(public_id)
        if opened is None or (opened.type, opened.patient) != (IdType.EXPORT, actor.account_id):
            raise MedcardError("FORBIDDEN", detail="EXPORT_NOT_READY")
        row = await self._pool.fetchrow(_READY, opened.entry, actor.account_id, at)
        if row is None:
            raise MedcardError("FORBIDDEN", detail="EXPORT_NOT_READY")
        await self._still_seen(row, caller, at)
        content = await asyncio.to_thread(self._vault.open, content_place(row["id"]), row["sealed"])
        fhir = ExportForm(row["form"]) in FHIR
        media_type, ending = _TYPES[fhir]
        headers = {
            "Content-Disposition": f'attachment; filename="medcard.{ending}"',
            "Content-Length": str(row["size"]),
        }
        if fhir:
            return StreamingResponse(unpacked(content), media_type=media_type, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    async def _still_seen(self, row: asyncpg.Record, caller: Caller, at: dt.datetime) -> None:
        """Raises MedcardError unless the reader sees, at this moment, all that the file holds."""
        asking = Asking(caller.token, at, caller.request_id, row["language"], OPERATION, not caller.background)
        kinds = None if row["sections"] is None else [Kind(number) for number in row["sections"]]
        record, seen = WholeRecord(), set[bytes]()
        try:
            async for _ in self._records.read(
                row["patient_key"], kinds_read(ExportForm(row["form"]), kinds), asking, record
            ):
                # Page by page: of a long record nothing but the marks is kept.
                seen |= await asyncio.to_thread(record.marks)
                record.forget_entries()
        except NotReadable as refused:
            raise MedcardError(refused.code) from None
        marks = self._vault.open(marks_place(row["id"]), row["marks"])
        held = {marks[place : place + MARK_BYTES] for place in range(0, len(marks), MARK_BYTES)}
        if not held <= seen:
            raise MedcardError("CONFLICT", detail="EXPORT_CHANGED")
