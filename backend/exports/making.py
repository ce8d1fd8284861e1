"""Makes an export that waits (PAP-04): reads under the requester's standing of this moment, writes, seals, keeps.

The session that asked is what reads: once it has ended, or its card is closed, or the standing is over, nothing is read and
the export is refused. Cancelled while it is made, it leaves nothing behind.
"""

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
import structlog

from backend.exchange.fhir.outbound.bundle import bundle_of
from backend.exchange.fhir.outbound.packing import Packed
from backend.exchange.fhir.outbound.summary import summary_of
from backend.exchange.pdf.render import render
from backend.exports.documents import Made, document_data
from backend.exports.kinds import OPERATION, kinds_read
from backend.exports.paper import Paper
from backend.models.record_export import ExportForm, ExportState
from backend.models.vocabulary import Kind
from backend.reads.reader import Asking, Reader
from backend.reads.whole_record import NotReadable, Progress, WholeRecord, WholeRecordReader
from backend.services.exports import issuing
from backend.services.exports.requesting import contacts_place
from backend.services.vault import Vault

_log = structlog.get_logger()
# Setting a document takes 0.6 MB an entry: a longer one would take the worker's memory, again at each attempt.
MOST_ON_PAPER = 2_500
FHIR = frozenset({ExportForm.RECORD_FHIR, ExportForm.SUMMARY_FHIR})


@dataclass(frozen=True, slots=True)
class ExportMaker:
    """What exports are made with. `origin` is where this service is found, for the address that checks a document."""

    pool: asyncpg.Pool
    vault: Vault
    reader: Reader
    origin: str

    async def make(self, export_id: int, at: dt.datetime) -> None:
        """Makes the export, unless it is made, cancelled or forgotten; a second time changes nothing."""
        row = await self.pool.fetchrow(_BEGIN, export_id, at)
        if row is None:
            return
        try:
            record = await self._read(row, at)
            if record is None:
                return
            await self._keep(row, record, at)
        except _Cancelled:
            return
        except NotReadable:
            await self._end(export_id, ExportState.REFUSED, at)
        except _TooLong:
            await self._end(export_id, ExportState.FAILED, at)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            # The database is away: the job is tried again and finds the export as it was.
            raise
        except Exception as fault:
            _log.error("an export could not be made", fault=type(fault).__name__)
            await self._end(export_id, ExportState.FAILED, at)

    async def _read(self, row: asyncpg.Record, at: dt.datetime) -> WholeRecord | None:
        """The record as the requester sees it; None where it was cancelled meanwhile. Raises NotReadable."""
        record = WholeRecord()
        asking = Asking(None, at, row["request_id"], row["language"], OPERATION, False, session=row["token_hash"])
        reading = WholeRecordReader(self.reader, OPERATION).read(
            row["patient_key"], kinds_read(ExportForm(row["form"]), _kinds(row)), asking, record
        )
        async for progress in reading:
            if ExportForm(row["form"]) not in FHIR and progress.total > MOST_ON_PAPER:
                raise _TooLong
            if not await self._tell(row["id"], progress):
                return None
        return record

    async def _tell(self, export_id: int, progress: Progress) -> bool:
        """Says how far it is; False where it is not wanted any more."""
        return bool(
            await self.pool.fetchval(
                "UPDATE record_export SET done = $2, total = $3 WHERE id = $1 AND state = 'RUNNING' RETURNING true",
                export_id,
                progress.done,
                progress.total,
            )
        )

    async def _keep(self, row: asyncpg.Record, record: WholeRecord, at: dt.datetime) -> None:
        form, code = ExportForm(row["form"]), issuing.new_code()
        made = await self._written(row, record, code, at)
        marks = await asyncio.to_thread(lambda: b"".join(sorted(record.marks())))
        id_ = row["id"]
        async with self.pool.acquire() as connection, connection.transaction():
            document = None
            if form not in FHIR:
                document = await issuing.issue(
                    connection, code, form, row["patient_id"], row["account_id"], _holder(record), at
                )
            kept = await connection.fetchval(
                "UPDATE record_export SET state = 'READY', sealed = $2, marks = $3, size = $4, document_id = $5, "
                "finished_at = $6, contacts = NULL WHERE id = $1 AND state = 'RUNNING' RETURNING true",
                id_,
                await asyncio.to_thread(self.vault.seal, content_place(id_), made.content),
                self.vault.seal(marks_place(id_), marks),
                made.size,
                document,
                at,
            )
            if not kept:
                raise _Cancelled

    async def _written(self, row: asyncpg.Record, record: WholeRecord, code: str, at: dt.datetime) -> Packed:
        """The file: FHIR in gzip, a PDF, which is packed already, as it is."""
        form = ExportForm(row["form"])
        if form in FHIR:
            make = bundle_of if form == ExportForm.RECORD_FHIR else summary_of
            return await asyncio.to_thread(make, record, row["patient_key"], at)
        contacts: Any = []
        if row["contacts"] is not None:
            contacts = orjson.loads(self.vault.open(contacts_place(row["id"]), row["contacts"]))
        made = Made(
            at,
            row["who"],
            row["language"],
            _kinds(row),
            code,
            f"{self.origin}/verify/{code}",
            issuing.valid_until(form, at),
            [(name, phone) for name, phone in contacts],
        )
        paper = Paper(self.reader.model, row["language"])
        # Beside the event loop, which says every two seconds that the worker lives.
        content = await render("document", await asyncio.to_thread(document_data, form, paper, record, made))
        return Packed(content, len(content))

    async def _end(self, export_id: int, state: ExportState, at: dt.datetime) -> None:
        await self.pool.execute(
            "UPDATE record_export SET state = $2, finished_at = $3, contacts = NULL WHERE id = $1 AND state = 'RUNNING'",
            export_id,
            state,
            at,
        )


class _TooLong(Exception):
    """More than a document on paper can be made of: sections of it, or FHIR, are for such a record."""


class _Cancelled(Exception):
    """It was cancelled while it was written: nothing of it is kept."""


_BEGIN = """
UPDATE record_export x SET state = 'RUNNING' FROM session s, person p, account a
WHERE x.id = $1 AND x.state IN ('WAITING', 'RUNNING') AND x.expires_at > $2 AND s.id = x.session_id
  AND p.id = x.patient_id AND a.id = x.account_id
RETURNING x.id, x.account_id, x.patient_id, x.form, x.sections, x.language, x.request_id, x.contacts, s.token_hash,
  p.patient_key, coalesce((SELECT concat_ws(' ', w.family_name, w.given_name, w.patronymic) FROM person w
    WHERE w.id = a.person_id), (SELECT r.full_name FROM practitioner r WHERE r.id = a.practitioner_id), a.login) AS who
"""


def content_place(export_id: int) -> str:
    """Where an export's file is sealed for."""
    return f"export:{export_id}"


def marks_place(export_id: int) -> str:
    """Where the digests of what it held are sealed for."""
    return f"export-marks:{export_id}"


def _kinds(row: asyncpg.Record) -> list[Kind] | None:
    return None if row["sections"] is None else [Kind(number) for number in row["sections"]]


def _holder(record: WholeRecord) -> issuing.Holder:
    patient = record.patient
    born = patient.get("birthDate")
    return issuing.Holder(
        patient["familyName"],
        patient["givenName"],
        patient.get("patronymic"),
        dt.date.fromisoformat(born) if born else None,
    )
