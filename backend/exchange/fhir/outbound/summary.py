"""A record as International Patient Summary: a document Bundle whose Composition lists what another doctor needs first.

Sections and codes by the HL7 IPS guide: allergies, problems and medicines always, with a reason where there are none.
"""

import datetime as dt

from backend.exchange.fhir.outbound.basics import LOINC
from backend.exchange.fhir.outbound.bundle import add_patient, bundled
from backend.exchange.fhir.outbound.content import Content, Written, id_of, reference
from backend.exchange.fhir.outbound.entries import add_entries, add_facts
from backend.exchange.fhir.outbound.packing import Packed
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Kind

_EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
# LOINC code and title of each section, with the facts or kinds that it lists; the first three are required.
_REQUIRED = (
    ("48765-2", "Allergies and intolerances", "allergies"),
    ("11450-4", "Problem list", "conditions"),
    ("10160-0", "Medication summary", "medications"),
)
_MORE = (
    ("11369-6", "Immunizations", (Kind.VACCINATIONS,)),
    ("30954-2", "Results", (Kind.LAB_REPORTS, Kind.INSTRUMENTAL_STUDIES)),
    ("47519-4", "Procedures", (Kind.PROCEDURE,)),
    ("8716-3", "Vital signs", (Kind.VITAL_SIGN,)),
    ("18776-5", "Plan of care", (Kind.CARE_PLAN,)),
)


def summary_of(content: Content, patient_key: str, at: dt.datetime) -> Packed:
    """The Bundle; arguments as of `bundle_of`."""
    into = Written(id_of("patient", patient_key))
    add_patient(into, content)
    service = into.add({"resourceType": "Organization", "id": id_of("service"), "name": "Medcard"})
    entries, facts = add_entries(into, content), add_facts(into, content)
    sections = [_section(code, title, facts.get(name, []), required=True) for code, title, name in _REQUIRED]
    sections += [
        _section(code, title, listed, required=False)
        for code, title, kinds in _MORE
        if (listed := [named for kind in kinds for named in entries.get(kind, [])])
    ]
    composition = {
        "resourceType": "Composition",
        "id": id_of("composition", patient_key, at.isoformat()),
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": reference(into.patient_id),
        "date": at.isoformat(),
        "author": [service],
        "title": "International Patient Summary",
        "custodian": service,
        "section": sections,
    }
    return bundled(into, "document", at, composition)


def _section(code: str, title: str, listed: list[JSON], *, required: bool) -> JSON:
    reason = {"coding": [{"system": _EMPTY, "code": "unavailable"}]} if required and not listed else None
    return {
        "title": title,
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "text": {"status": "empty" if not listed else "generated", "div": _narrative(title, len(listed))},
        "entry": listed,
        "emptyReason": reason,
    }


def _narrative(title: str, count: int) -> str:
    """The one text that FHIR wants of a section; what is in it stands in the resources."""
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{title}: {count}</div>'
