"""Sections of a record as a FHIR document that people can read: each section's narrative says in words what its entries hold.

A program that knows no more of FHIR than documents shows all of it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from backend.exchange.fhir.outbound.basics import LOINC
from backend.exchange.fhir.outbound.bundle import add_patient, bundled
from backend.exchange.fhir.outbound.content import Content, Written, id_of, reference
from backend.exchange.fhir.outbound.entries import add_entries, add_facts
from backend.exchange.fhir.outbound.packing import Packed
from backend.models.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Chapter:
    """`words` are title, notes and parts, as a paper has them; `of` the kind of entries, or name of facts, that it tells."""

    words: Mapping[str, Any]
    of: Kind | str | None = None


def document_of(content: Content, patient_key: str, at: dt.datetime, title: str, chapters: Sequence[Chapter]) -> Packed:
    """The Bundle; `patient_key` as of `bundle_of`."""
    into = Written(id_of("patient", patient_key))
    add_patient(into, content)
    service = into.add({"resourceType": "Organization", "id": id_of("service"), "name": "Medcard"})
    entries, facts = add_entries(into, content), add_facts(into, content)
    composition = {
        "resourceType": "Composition",
        "id": id_of("composition", patient_key, at.isoformat()),
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "11503-0", "display": "Medical records"}]},
        "subject": reference(into.patient_id),
        "date": at.isoformat(),
        "author": [service],
        "title": title,
        "custodian": service,
        "section": [
            {
                "title": chapter.words["title"],
                "text": {"status": "generated", "div": narrative(chapter.words)},
                "entry": facts.get(chapter.of)
                if isinstance(chapter.of, str)
                else entries.get(chapter.of)
                if chapter.of
                else None,
            }
            for chapter in chapters
        ],
    }
    return bundled(into, "document", at, composition)


def narrative(words: Mapping[str, Any]) -> str:
    """Notes and parts in the few elements that a reader has to know: div, p, h3, dl, dt, dd."""
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(_blocks(words))}</div>'


def _blocks(words: Mapping[str, Any]) -> Iterator[str]:
    for note in words["notes"]:
        yield f"<p>{_said(note)}</p>"
    for part in words["parts"]:
        if part["title"]:
            yield f"<h3>{_said(part['title'])}</h3>"
        if part["items"]:
            yield _items(part["items"])


def _items(items: Sequence[Mapping[str, Any]]) -> str:
    told = "".join(f"<dt>{_said(item['label'])}</dt><dd>{_value(item)}</dd>" for item in items)
    return f"<dl>{told}</dl>"


def _value(item: Mapping[str, Any]) -> str:
    return _items(item["items"]) if item.get("items") else _said(item.get("value", ""))


def _said(text: object) -> str:
    """Text as XML may hold it."""
    plain = "".join(letter for letter in str(text) if letter >= " " or letter in "\t\n")
    return escape(plain, quote=False)
