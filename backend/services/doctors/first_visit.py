"""The first visit: a doctor of the clinic of attachment opens the record and fills in its form (PAP-06, PAP-07)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import asyncpg

from backend.models.identifiers import IdentifierError, phone
from backend.models.moscow import moscow_day
from backend.models.record_opening import BloodGroup
from backend.models.sections.child_data import Severity
from backend.models.sections.examination_protocol import VisitKind
from backend.models.vocabulary import Kind
from backend.policy.rows import least_confidentiality
from backend.policy.sealing import IdSealer
from backend.policy.writing import writers
from backend.services.actor import Actor
from backend.services.doctor_entries.authors import labels_of
from backend.services.doctors.own_encounters import held_encounter
from backend.services.notices.new_entries import new_entries
from backend.services.record_keeping.act_log import log_act
from backend.services.record_keeping.entries import Columns, Content, write_entry
from backend.services.record_keeping.right import Connection, RecordRules, Right, right_on
from backend.services.refusal import Refused, SeveralRefused
from backend.services.typed_identifiers import code_of

MOST_LINES, LONGEST_LINE, LONGEST_TEXT, MOST_CONTACTS = 30, 300, 4000, 3
_KINDS = (Kind.EXAMINATION_PROTOCOLS, Kind.CONDITION, Kind.ALLERGY, Kind.PROCEDURE)
TITLE = "Анкета при открытии карты"


@dataclass(frozen=True, slots=True)
class KnownAllergy:
    """An allergy as the patient tells it."""

    substance: str
    reaction: str | None
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class PastOperation:
    """An operation; of its date often only the year is known."""

    name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class CallInEmergency:
    """Whom to call; `phone` as it was typed."""

    name: str
    relationship: str | None
    phone: str


@dataclass(frozen=True, slots=True)
class FirstVisitForm:
    """What the doctor asks at the first visit; nothing of it is compulsory."""

    blood_group: BloodGroup | None
    chronic_conditions: Sequence[str]
    allergies: Sequence[KnownAllergy]
    operations: Sequence[PastOperation]
    heredity: str | None
    emergency_contacts: Sequence[CallInEmergency]


async def open_medical_record(
    connection: Connection,
    sealer: IdSealer,
    rules: RecordRules,
    actor: Actor,
    patient_id: int,
    encounter_id: int,
    form: FirstVisitForm,
    at: dt.datetime,
) -> None:
    """Opens the record in an own open encounter: the form becomes entries, the blood group and the contacts the patient's.

    Raises Refused: what `right_on` raises, NOT_FOUND, ENCOUNTER_CLOSED, NOT_ATTACHED_HERE for another organization and for
    a record that was opened, and for each wrong field REQUIRED, WRONG_LENGTH, WRONG_DATE, WRONG_FORMAT.
    """
    right = await right_on(connection, rules, actor, patient_id, writers(Kind.EXAMINATION_PROTOCOLS), at)
    encounter = await held_encounter(connection, actor, patient_id, encounter_id, at)
    if encounter["shut_at"] is not None and encounter["shut_at"] <= at:
        raise Refused("ENCOUNTER_CLOSED")
    # Of two doctors who open one record at once the later finds it open.
    clinic = await connection.fetchrow(
        "SELECT attached_clinic_id, birth_date FROM person WHERE id = $1 FOR NO KEY UPDATE", patient_id
    )
    if (
        clinic is None
        or clinic["attached_clinic_id"] != encounter["organization_id"]
        or await connection.fetchval("SELECT EXISTS (SELECT FROM record_opening WHERE patient_id = $1)", patient_id)
    ):
        raise Refused("NOT_ATTACHED_HERE")
    contacts = _checked(form, clinic["birth_date"], moscow_day(at))
    await connection.execute(
        "INSERT INTO record_opening (patient_id, organization_id, practitioner_id, encounter_id, opened_at) "
        "VALUES ($1, $2, $3, $4, $5)",
        patient_id,
        encounter["organization_id"],
        encounter["practitioner_id"],
        encounter_id,
        at,
    )
    if form.blood_group is not None:
        await connection.execute("UPDATE person SET blood_group = $2 WHERE id = $1", patient_id, form.blood_group.value)
    for place, (one, number) in enumerate(zip(form.emergency_contacts, contacts, strict=True)):
        await connection.execute(
            "INSERT INTO emergency_contact (patient_id, position, name, relationship, phone) VALUES ($1, $2, $3, $4, $5)",
            patient_id,
            place,
            one.name.strip(),
            (one.relationship or "").strip() or None,
            number,
        )
    form_entry, *facts = _contents(form, encounter, at)
    written = [(await write_entry(connection, sealer, right, form_entry)).id]
    for fact in facts:
        # A fact belongs to its form: what is held of both is shown by one release, and taken out by one withdrawal.
        part = replace(fact, parent_entry_id=written[0])
        written.append((await write_entry(connection, sealer, right, part)).id)
    await _finish(connection, rules, right, written)


async def _finish(connection: Connection, rules: RecordRules, right: Right, written: Sequence[int]) -> None:
    await log_act(connection, right, "openMedicalRecord", _KINDS)
    told = [(right.patient_id, entry) for entry in written]
    await new_entries(connection, rules.policy, rules.regions, told, right.at, written_by=right.actor.account_id)


def _contents(form: FirstVisitForm, encounter: asyncpg.Record, at: dt.datetime) -> list[Content]:
    """The form, with the classes of all that it says, and each fact with those of its own words (policy.md, principle 8)."""
    found = []
    for kind, title, detail in _entries(form):
        texts = [title, *(said for said in detail.values() if isinstance(said, str))]
        found.append((kind, title, detail, int(encounter["labels"]) | labels_of([], texts)))
    union = reduce(or_, (labels for *_, labels in found))
    return [
        Content(
            kind,
            moscow_day(at),
            title,
            detail,
            labels=labels if place else union,
            confidentiality=least_confidentiality(kind, labels if place else union),
            organization_id=encounter["organization_id"],
            author_id=encounter["practitioner_id"],
            encounter_id=encounter["id"],
        )
        for place, (kind, title, detail, labels) in enumerate(found)
    ]


def _entries(form: FirstVisitForm) -> list[tuple[Kind, str, Columns]]:
    """What the form becomes: the form itself as the first protocol, and a row for each fact."""
    found: list[tuple[Kind, str, Columns]] = [
        (
            Kind.EXAMINATION_PROTOCOLS,
            TITLE,
            {"visit_kind": VisitKind.PRIMARY.value, "life_history": (form.heredity or "").strip() or None},
        )
    ]
    for wording in form.chronic_conditions:
        found.append((Kind.CONDITION, wording.strip(), {"wording": wording.strip(), "clinical_status": "active"}))
    for allergy in form.allergies:
        detail = {
            "substance": allergy.substance.strip(),
            "reaction": (allergy.reaction or "").strip() or None,
            "severity": allergy.severity.value if allergy.severity else None,
            "clinical_status": "active",
        }
        found.append((Kind.ALLERGY, allergy.substance.strip(), detail))
    for operation in form.operations:
        since = dt.datetime(operation.year, 1, 1, 12, tzinfo=dt.UTC) if operation.year else None
        named = {"name": operation.name.strip(), "status": "completed", "performed_from": since}
        found.append((Kind.PROCEDURE, operation.name.strip(), named))
    return found


def _checked(form: FirstVisitForm, born: dt.date | None, today: dt.date) -> list[str]:
    """The contacts' phones in E.164. Raises SeveralRefused with everything that has to change."""
    wrong: list[Refused] = []

    def text(value: str | None, *field: str, most: int = LONGEST_LINE, needed: bool = True) -> None:
        stated = (value or "").strip()
        if needed and not stated:
            wrong.append(Refused("REQUIRED", ["input", *field]))
        elif len(stated) > most:
            wrong.append(Refused("WRONG_LENGTH", ["input", *field]))

    for name, lines, most in (
        ("chronicConditions", form.chronic_conditions, MOST_LINES),
        ("allergies", form.allergies, MOST_LINES),
        ("operations", form.operations, MOST_LINES),
        ("emergencyContacts", form.emergency_contacts, MOST_CONTACTS),
    ):
        if len(lines) > most:
            wrong.append(Refused("WRONG_LENGTH", ["input", name]))
    for place, wording in enumerate(form.chronic_conditions):
        text(wording, "chronicConditions", str(place))
    for place, allergy in enumerate(form.allergies):
        text(allergy.substance, "allergies", str(place), "substance")
        text(allergy.reaction, "allergies", str(place), "reaction", needed=False)
    for place, operation in enumerate(form.operations):
        text(operation.name, "operations", str(place), "name")
        if operation.year is not None and not (born.year if born else 1900) <= operation.year <= today.year:
            wrong.append(Refused("WRONG_DATE", ["input", "operations", str(place), "year"]))
    text(form.heredity, "heredity", most=LONGEST_TEXT, needed=False)
    phones = []
    for place, contact in enumerate(form.emergency_contacts):
        text(contact.name, "emergencyContacts", str(place), "name")
        text(contact.relationship, "emergencyContacts", str(place), "relationship", needed=False)
        try:
            phones.append(phone(contact.phone))
        except IdentifierError as fault:
            wrong.append(Refused(code_of(fault), ["input", "emergencyContacts", str(place), "phone"]))
    if wrong:
        raise SeveralRefused(wrong)
    return phones
