"""The file of a share link: what its creator sees of the chosen sections at this moment, encrypted for who has the link."""

import asyncio
import datetime as dt
from collections.abc import Mapping
from typing import Any

from joserfc import jwe
from joserfc.jwk import OctKey

from backend.exchange.fhir.outbound.packing import unpacked
from backend.exchange.fhir.outbound.readable import Chapter, document_of
from backend.exports.paper import Paper
from backend.models.share_link import LINK_OPERATION
from backend.reads.reader import Asking, Reader
from backend.reads.whole_record import NotReadable, WholeRecord, WholeRecordReader
from backend.services.share_links.opening import NoLink, Opened

FHIR = "application/fhir+json"
# Whose record it is; addresses, contacts and numbers are in no section that anybody chose.
_OF_PATIENT = ("displayName", "familyName", "givenName", "patronymic", "birthDate", "sex")
# What names these is enough to read.
_NAMES = {"organization": ("name",), "author": ("fullName", "specialty")}


class SharedFiles:
    """Makes them."""

    def __init__(self, reader: Reader) -> None:
        self._records = WholeRecordReader(reader, LINK_OPERATION)
        self._papers = {language: Paper(reader.model, language) for language in ("ru", "en")}

    async def made(self, opened: Opened, at: dt.datetime) -> str:
        """The file as a compact JWE (SMART Health Links: dir, A256GCM). Raises NoLink where it may not be read any more."""
        record = WholeRecord()
        asking = Asking(
            None, at, opened.request_id, opened.language, LINK_OPERATION, extends_card=False, link=opened.link_id
        )
        try:
            async for _ in self._records.read(opened.patient_key, opened.kinds, asking, record):
                pass
        except NotReadable:
            raise NoLink from None
        record.patient = {name: record.patient.get(name) for name in _OF_PATIENT}
        return await asyncio.to_thread(self._written, record, opened, at)

    def _written(self, record: WholeRecord, opened: Opened, at: dt.datetime) -> str:
        document = document_of(
            record, opened.patient_key, at, self._papers[opened.language].say("SERVICE"), self._chapters(record, opened)
        )
        # Not compressed: readers refuse what grows too much, and a share link is one read of a few sections.
        header = {"alg": "dir", "enc": "A256GCM", "cty": FHIR}
        content = b"".join(unpacked(document.content))
        return jwe.encrypt_compact(header, content, OctKey.import_key(opened.key))

    def _chapters(self, record: WholeRecord, opened: Opened) -> list[Chapter]:
        paper = self._papers[opened.language]
        # What is closed of the person is in no section that anybody chose.
        found = [Chapter({**paper.patient(record), "notes": []})]
        told = _told(record)
        found += [Chapter(paper.facts(told, name), name) for name in told.facts]
        found += [
            Chapter(paper.entries(kind, entries, record.notices.get(kind, [])), kind)
            for kind, entries in told.entries.items()
        ]
        if hidden := paper.hidden(record):
            found.append(Chapter({"title": paper.say("HIDDEN"), "notes": hidden, "parts": []}))
        return found


def _told(record: WholeRecord) -> WholeRecord:
    """The record as people read it: who and where by name; the file's resources hold the rest of both."""
    facts = {name: [_briefly(fact) for fact in facts] for name, facts in record.facts.items()}
    entries = {kind: [_briefly(entry) for entry in entries] for kind, entries in record.entries.items()}
    return WholeRecord(record.patient, facts, entries, record.notices, record.hidden)


def _briefly(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: _named(name, value) for name, value in fields.items()}


def _named(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_named(name, each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = _NAMES.get(name)
    return _briefly(value) if kept is None else {one: value[one] for one in kept if one in value}
