"""The documents on paper that people take away: copy of a record, vaccination certificate, emergency card."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.exchange.pdf.render import Frame
from backend.exports.paper import Item, Paper
from backend.models.moscow import MOSCOW
from backend.models.record_export import ExportForm
from backend.models.vocabulary import Kind
from backend.policy.section_titles import SECTION_TITLES
from backend.reads.whole_record import WholeRecord


@dataclass(frozen=True, slots=True)
class Made:
    """What a document says besides the record: when it is made, by whom, its code and the address that checks it."""

    at: dt.datetime
    who: str
    language: str
    sections: Sequence[Kind] | None
    code: str
    address: str
    valid_until: dt.date | None
    contacts: Sequence[tuple[str, str]] = ()


def document_data(form: ExportForm, paper: Paper, record: WholeRecord, made: Made) -> dict[str, Any]:
    """The data of the template `document`."""
    return _DATA[form](paper, record, made)


def _frame(paper: Paper, title: str, record: WholeRecord, made: Made) -> dict[str, Any]:
    patient = record.patient
    born = f", {dt.date.fromisoformat(patient['birthDate']):%d.%m.%Y}" if patient.get("birthDate") else ""
    clinic = (patient.get("attachedClinic") or {}).get("name")
    organization = " · ".join(filter(None, (paper.say("SERVICE"), clinic)))
    whose = f"{patient['displayName']}{born}"
    return Frame(paper.say(title), whose, made.at, organization, made.language, made.code, made.address).data()


def _moment(made: Made) -> str:
    return f"{made.at.astimezone(MOSCOW):%d.%m.%Y %H:%M}"


def _record(paper: Paper, record: WholeRecord, made: Made) -> dict[str, Any]:
    lead = [paper.say("LEAD_RECORD", at=_moment(made), who=made.who)]
    if made.sections is not None:
        place = 1 if made.language == "en" else 0
        names = ", ".join(SECTION_TITLES[kind][place] for kind in made.sections)
        lead.append(paper.say("LEAD_SECTIONS", sections=names))
    sections = paper.sections(record)
    if hidden := paper.hidden(record):
        sections.append({"title": paper.say("HIDDEN"), "notes": hidden, "parts": []})
    return {**_frame(paper, "RECORD", record, made), "lead": lead, "sections": sections}


def _certificate(paper: Paper, record: WholeRecord, made: Made) -> dict[str, Any]:
    assert made.valid_until is not None
    lead = [paper.say("LEAD_CERTIFICATE", at=_moment(made), until=f"{made.valid_until:%d.%m.%Y}")]
    # The oldest first, as in a paper certificate; what was not given is no vaccination.
    given = [one for one in reversed(record.entries[Kind.VACCINATIONS]) if one["status"] == "DONE"]
    sections = [paper.entries(Kind.VACCINATIONS, given, [])]
    return {**_frame(paper, "CERTIFICATE", record, made), "lead": lead, "sections": sections}


def _emergency(paper: Paper, record: WholeRecord, made: Made) -> dict[str, Any]:
    allergies = paper.facts(record, "allergies")
    if not record.facts["allergies"]:
        allergies["notes"] = [paper.say("NO_ALLERGIES")]
    blood = record.patient.get("bloodGroup") or paper.say("BLOOD_UNKNOWN")
    known = [(one["name"], one["phone"]) for one in record.patient.get("emergencyContacts") or []]
    calls: list[Item] = [{"label": name, "value": phone} for name, phone in [*known, *made.contacts]]
    contacts = {
        "title": paper.say("CONTACTS"),
        "notes": [] if calls else [paper.say("NO_CONTACTS")],
        "parts": [{"title": None, "items": calls}],
    }
    sections = [
        allergies,
        {"title": paper.say("BLOOD"), "parts": [{"title": None, "items": [{"label": "", "value": blood}]}]},
        paper.facts(record, "medications"),
        paper.facts(record, "conditions"),
        contacts,
    ]
    lead = [paper.say("LEAD_EMERGENCY", at=_moment(made))]
    return {**_frame(paper, "EMERGENCY", record, made), "lead": lead, "sections": sections}


_DATA = {
    ExportForm.RECORD_PDF: _record,
    ExportForm.VACCINATION_CERTIFICATE: _certificate,
    ExportForm.EMERGENCY_CARD: _emergency,
}
