"""Protocols that doctors sign and correct (SEC-01): nothing signed is ever changed in place."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind
from backend.services.doctor_entries.authors import Author, correct_entry, labels_of, least, sign_entry
from backend.services.doctor_entries.checking import LONG, SHORT, Problems
from backend.services.doctor_entries.diagnoses import diagnoses
from backend.services.doctor_entries.parts import carry_parts, supersede_parts
from backend.services.doctor_entries.referrals import referral_rows
from backend.services.doctor_entries.vital_signs import vital_signs
from backend.services.record_keeping.entries import Content, Written, write_entry
from backend.services.record_keeping.right import Connection

KIND = Kind.EXAMINATION_PROTOCOLS
# Kinds of parts that a version of a protocol states whole.
STATED = (Kind.VITAL_SIGN, Kind.REFERRAL, Kind.PRIVATE_NOTE)
_LONG = (
    "complaints",
    "disease_history",
    "life_history",
    "allergies_note",
    "epidemiology",
    "objective_status",
    "conclusion",
    "recommendations",
)
# Guarded columns (policy.md, matrix): their words label nobody's whole protocol.
_GUARDED = ("social_history", "obstetric_history")
_CONDITIONS = {
    "AMB": "OUTPATIENT",
    "IMP": "INPATIENT",
    "HH": "HOME",
    "VR": "REMOTE",
    "EMER": "AMBULANCE",
    "FLD": "HOME",
}


@dataclass(frozen=True, slots=True)
class Protocol:
    """A checked protocol: its own row and its parts."""

    title: str
    detail: dict[str, Any]
    diagnoses: list[dict[str, Any]]
    vital_signs: list[dict[str, Any]]
    referrals: list[dict[str, Any]]
    notes: list[str]

    @property
    def labels(self) -> int:
        """Classes of all that the protocol says but for the doctor's private notes and guarded columns."""
        texts = [self.title, *(self.detail[name] for name in (*_LONG, "severity", "place"))]
        texts += [*self.detail["drugs"], *self.detail["services"]]
        texts += [text for row in self.diagnoses for text in (row["wording"], row["code_display"], row["character"])]
        texts += [text for row in self.referrals for text in (row["name"], row["reason"])]
        return labels_of([row["code"] for row in self.diagnoses], texts)


async def checked_protocol(connection: Connection, author: Author, values: dict[str, Any]) -> Protocol:
    """The protocol as it would be signed now. `values` are the input's. Raises SeveralRefused."""
    problems = Problems("content")
    on = moscow_day(author.right.at)
    title = problems.text(values.get("title"), "title", longest=SHORT, required=True)
    detail: dict[str, Any] = {name: problems.text(values.get(name), _camel(name)) for name in (*_LONG, *_GUARDED)}
    detail["severity"] = problems.text(values.get("severity"), "severity", longest=SHORT)
    detail["place"] = problems.text(values.get("place"), "place", longest=SHORT)
    for name in ("visit_kind", "care_form", "care_conditions"):
        detail[name] = values[name].value if values.get(name) else None
    detail["care_conditions"] = detail["care_conditions"] or _CONDITIONS.get(author.encounter.encounter_class)
    number = values.get("pregnancy_number")
    detail["pregnancy_number"] = problems.number(number, 1, 30, "pregnancyNumber", required=False)
    detail["drugs"] = problems.lines(values.get("drugs"), "drugs")
    detail["services"] = problems.lines(values.get("services"), "services")
    found = Protocol(
        title or "",
        detail,
        await diagnoses(connection, problems, values, on),
        vital_signs(problems, values),
        referral_rows(problems, values, on),
        problems.lines(values.get("private_notes"), "privateNotes", longest=LONG),
    )
    problems.refuse()
    return found


async def sign_protocol(
    connection: Connection, author: Author, protocol: Protocol, started_at: dt.datetime | None
) -> Written:
    """Stores a new protocol with its parts."""
    at = author.right.at
    detail = {**protocol.detail, "specialty": author.specialty, "started_at": started_at or at, "ended_at": at}
    written = await sign_entry(connection, author, "signProtocol", _content(author, protocol, detail))
    await _write_parts(connection, author, protocol, written)
    return written


async def correct_protocol(
    connection: Connection, author: Author, earlier: asyncpg.Record, protocol: Protocol, reason: str
) -> Written:
    """Stores the next version of an own protocol; the earlier one keeps its words, its parts and its time."""
    kept = await connection.fetchrow(
        "SELECT specialty, started_at, ended_at, payment_source, scores, guardian_name, guardian_relationship, "
        "guardian_document FROM examination_protocol WHERE patient_id = $1 AND entry_id = $2",
        earlier["patient_id"],
        earlier["id"],
    )
    assert kept is not None
    parts = await supersede_parts(connection, earlier)
    content = _content(author, protocol, {**protocol.detail, **dict(kept)})
    content = replace(content, event_date=earlier["event_date"])
    written = await correct_entry(connection, author, "correctProtocol", earlier, content, reason)
    stored = await _header(connection, author, written)
    mine = author.encounter.practitioner_id
    await carry_parts(connection, author.sealer, author.right, parts, written, stored["labels"], STATED, mine)
    await _write_parts(connection, author, protocol, written)
    return written


def _content(author: Author, protocol: Protocol, detail: dict[str, Any]) -> Content:
    main = protocol.diagnoses[0]["wording"]
    return Content(
        KIND,
        moscow_day(author.right.at),
        protocol.title,
        detail,
        [("diagnosis", row) for row in protocol.diagnoses],
        # The specialty is shown with the rest, so its words count too.
        labels=protocol.labels | labels_of([], [detail["specialty"]]),
        search=[main],
    )


async def _write_parts(connection: Connection, author: Author, protocol: Protocol, written: Written) -> None:
    """Vital signs, referrals and private notes: rows of their own, as secret as the protocol."""
    header = await _header(connection, author, written)
    measured = author.right.at
    rows: list[tuple[Kind, str, dict[str, Any]]] = []
    rows += [(Kind.VITAL_SIGN, row["name"], {**row, "measured_at": measured}) for row in protocol.vital_signs]
    rows += [(Kind.REFERRAL, row["name"], row) for row in protocol.referrals]
    rows += [(Kind.PRIVATE_NOTE, "Заметка врача", {"text": text}) for text in protocol.notes]
    for kind, title, detail in rows:
        content = Content(
            kind,
            header["event_date"],
            title,
            detail,
            labels=header["labels"],
            confidentiality=max(least(kind, header["labels"]), header["confidentiality"]),
            start_key=int(KIND),
            organization_id=header["organization_id"],
            author_id=header["author_id"],
            encounter_id=header["encounter_id"],
            parent_entry_id=written.id,
            only_practitioner_id=author.encounter.practitioner_id if kind == Kind.PRIVATE_NOTE else None,
            released_at=header["released_at"],
        )
        await write_entry(connection, author.sealer, author.right, content)


async def _header(connection: Connection, author: Author, written: Written) -> asyncpg.Record:
    row = await connection.fetchrow(
        "SELECT event_date, labels, confidentiality, organization_id, author_id, encounter_id, released_at FROM record_entry "
        "WHERE patient_id = $1 AND id = $2",
        author.right.patient_id,
        written.id,
    )
    assert row is not None
    return row


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
