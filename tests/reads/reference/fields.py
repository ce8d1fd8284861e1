"""One field of one object, from plain rows."""

from typing import Any

from graphql import GraphQLResolveInfo

from tests.reads.reference import facts, people, record, written
from tests.reads.reference.columns import CODINGS, ENTRY_TYPES, LISTS, PART_ENTRIES, PARTS, snake
from tests.reads.reference.hiding import hiding
from tests.reads.reference.lists import connection_field, kind_list, timeline
from tests.reads.reference.log import access_log
from tests.reads.reference.policy import EVERYONE, GUARDED, KINDS, NAMES, originals
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row
from tests.reads.reference.selection import node_type
from tests.reads.reference.standings import DOCTOR_STANDINGS
from tests.reads.reference.things import (
    Connection,
    Thing,
    display_name,
    named_of,
    open_record,
    organization_of,
    part_of,
    refuse_with,
    version_of,
)


def type_of(value: Any, *_: Any) -> str:
    return str(value.type)


def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    reading, parent, name = info.context, info.parent_type.name, info.field_name
    if parent == "Query":
        return ROOTS[name](reading, arguments)
    if isinstance(source, Connection):
        return connection_field(source, name, reading)
    if isinstance(source, dict):
        return source[name]
    return _field(reading, source, parent, name, arguments)


def _viewer(reading: Reading, _: Any) -> Thing | None:
    return Thing("Viewer", reading.account) if reading.account is not None else None


def _record(reading: Reading, arguments: dict[str, Any]) -> Thing:
    person = reading.rows.one("person", patient_key=arguments["patientId"])
    patient = person["id"] if person else None
    return open_record(reading, patient) or refuse_with(reading.refuse(patient, tell=True))


def _node(reading: Reading, arguments: dict[str, Any]) -> Thing:
    public_id, found = arguments["id"], None
    named = node_type(reading, public_id)
    if named == "MedicalRecord":
        person = reading.rows.one("person", record_key=public_id)
        found = open_record(reading, person["id"] if person else None)
    elif named == "Patient":
        person = reading.rows.one("person", patient_key=public_id)
        record = open_record(reading, person["id"] if person else None)
        found = Thing("Patient", record.row, record.held, record.patient) if record else None
    elif named is not None:
        entry = reading.rows.one("record_entry", public_id=public_id)
        assert entry is not None
        found = version_of(reading, entry, reading.in_force(entry["patient_id"]))
    return found or refuse_with(reading.refuse(None, tell=False))


ROOTS = {"viewer": _viewer, "record": _record, "node": _node}


def _field(reading: Reading, thing: Thing, parent: str, name: str, arguments: dict[str, Any]) -> Any:
    path = f"{parent}.{name}"
    allowed, _ = GUARDED.get(path, (EVERYONE, ""))
    giving = [held for held in thing.held if held.standing in allowed]
    if allowed != EVERYONE and not giving:
        return None
    if path in SPECIAL:
        return SPECIAL[path](reading, thing, arguments)
    if parent == "MedicalRecord" and name in LISTS:
        return kind_list(reading, thing, parent, name, LISTS[name], arguments)
    if path in PARTS:
        table, type_name = PARTS[path]
        assert thing.entry is not None
        parts = reading.rows.where(table, patient_id=thing.patient, entry_id=thing.entry["id"])
        parts.sort(key=lambda part: (part["position"], part["id"]))
        return [Thing(type_name, part, thing.held, thing.patient) for part in parts]
    if path in PART_ENTRIES:
        return _part_entries(reading, thing, PART_ENTRIES[path], allowed)
    if parent in ENTRY_TYPES and name in ENTRY:
        return ENTRY[name](reading, thing)
    if name == "organization" and "organization_id" in thing.row:
        return organization_of(reading, thing.row["organization_id"])
    if name == "author" and "author_id" in thing.row:
        row = reading.rows.one("practitioner", id=thing.row["author_id"])
        return Thing("Practitioner", row) if row else None
    if name in CODINGS and f"{CODINGS[name]}code_display" in thing.row:
        prefix = CODINGS[name]
        system, code, display = (thing.row[f"{prefix}{column}"] for column in ("code_system", "code", "code_display"))
        return {"system": system, "code": code, "display": display} if code is not None or display is not None else None
    if name == "guardian":
        return named_of(thing.row) if thing.row["guardian_name"] is not None else None
    return thing.row[snake(name)]


def _part_entries(reading: Reading, thing: Thing, kind: str, allowed: frozenset[str]) -> list[Thing]:
    """Visible rows that belong to the entry; below a guarded field, rows that one of its readers may see."""
    assert thing.entry is not None
    held = [each for each in reading.in_force(thing.patient) if each.standing in allowed]
    rows = reading.rows.where(
        "record_entry", patient_id=thing.patient, parent_entry_id=thing.entry["id"], kind=KINDS[kind]
    )
    found = [
        entry
        for entry in rows
        if entry["status"] == thing.entry["status"]
        and (
            entry["status"] == 0
            or not any(
                row["set_id"] == entry["set_id"] and row["version"] > entry["version"] and reading.seen(row, held)
                for row in rows
            )
        )
    ]
    found.sort(key=lambda entry: (entry["event_date"], entry["id"]))
    return [each for entry in found if (each := part_of(reading, entry, held))]


def _author(reading: Reading, thing: Thing) -> Thing | None:
    assert thing.entry is not None
    row = reading.rows.one("practitioner", id=thing.entry["author_id"])
    return Thing("Practitioner", row) if row else None


def _document(reading: Reading, thing: Thing) -> dict[str, Any] | None:
    """The newest document of the entry."""
    assert thing.entry is not None
    documents = reading.rows.where("document", patient_id=thing.patient, entry_id=thing.entry["id"])
    if not documents:
        return None
    newest = max(documents, key=lambda document: document["id"])
    return {
        "id": newest["public_id"],
        "title": newest["title"],
        "contentType": newest["content_type"],
        "createdOn": newest["created_on"],
        "original": any(held.standing in originals(thing.type) for held in thing.held),
        "path": f"/files/{newest['public_id']}",
    }


def _versions(reading: Reading, thing: Thing) -> list[dict[str, Any]]:
    assert thing.entry is not None
    return [
        {
            "id": row["public_id"],
            "version": number,
            "recordedAt": row["created_at"],
            "current": row["status"] == 0,
            **_said(reading, thing, row),
        }
        for number, row in enumerate(reading.versions(thing.entry, thing.held), start=1)
    ]


def _said(reading: Reading, thing: Thing, row: Row) -> dict[str, Any]:
    """What doctors said of a version, for doctors."""
    if not any(held.standing in DOCTOR_STANDINGS for held in thing.held):
        return dict.fromkeys(("reason", "releasedAt", "releasedBy", "releaseNote"))
    changes = reading.rows.where("entry_change", patient_id=row["patient_id"], entry_id=row["id"], withdrawn=False)
    releases = reading.rows.where("entry_release", patient_id=row["patient_id"], entry_id=row["id"])
    change = max(changes, key=lambda each: each["id"], default=None)
    release = max(releases, key=lambda each: each["id"], default=None)
    by = reading.rows.one("practitioner", id=release["practitioner_id"]) if release else None
    return {
        "reason": change["reason"] if change else None,
        "releasedAt": release["at"] if release else None,
        "releasedBy": by["full_name"] if by else None,
        "releaseNote": release["note"] if release else None,
    }


ENTRY: dict[str, Any] = {
    "id": lambda _, thing: thing.entry["public_id"],
    "section": lambda _, thing: NAMES[thing.entry["kind"]],
    "date": lambda _, thing: thing.entry["event_date"],
    "title": lambda _, thing: thing.entry["title"],
    "organization": lambda reading, thing: organization_of(reading, thing.entry["organization_id"]),
    "author": _author,
    "document": _document,
    "versions": _versions,
    "hiding": hiding,
}


SPECIAL: dict[str, Any] = {
    "Viewer.person": people.person,
    "Viewer.account": people.account,
    "Viewer.records": record.records,
    "Viewer.family": people.family,
    "Viewer.renderedServices": people.own_services,
    "RecordAccess.record": record.record_of,
    "MedicalRecord.id": lambda _, thing, __: thing.row["record_key"],
    "MedicalRecord.patient": lambda _, thing, __: Thing("Patient", thing.row, thing.held, thing.patient),
    "MedicalRecord.access": record.access,
    "MedicalRecord.availableSections": record.available_sections,
    "MedicalRecord.timeline": timeline,
    "MedicalRecord.allergies": record.facts_of("Allergy", lambda rows, of, _: facts.allergies(rows, of)),
    "MedicalRecord.conditions": record.facts_of("Condition", facts.conditions),
    "MedicalRecord.medications": record.facts_of("Medication", lambda rows, of, _: facts.medications(rows, of)),
    "MedicalRecord.labTrend": record.lab_trend,
    "MedicalRecord.labTrendOf": record.lab_trend_of,
    "MedicalRecord.labAnalytes": record.lab_analytes,
    "LabAnalyte.result": lambda _, thing, __: thing.row["place_in_report"],
    "MedicalRecord.vaccinationPlan": record.plan,
    "MedicalRecord.accessLog": access_log,
    "Patient.id": lambda _, thing, __: thing.row["patient_key"],
    "Patient.displayName": lambda _, thing, __: display_name(thing.row),
    "Patient.attachedClinic": lambda reading, thing, _: organization_of(reading, thing.row["attached_clinic_id"]),
    "Patient.identifiers": people.identifiers,
    "Patient.policies": people.policies,
    "Patient.emergencyContacts": people.emergency_contacts,
    "Patient.namedRepresentatives": people.named_representatives,
    "LabReport.specimen": lambda _, thing, __: (
        {
            "type": thing.row["specimen_type"],
            "code": thing.row["specimen_code"],
            "collectedAt": thing.row["collected_at"],
        }
        if thing.row["specimen_type"] is not None or thing.row["specimen_code"] is not None
        else None
    ),
    "RenderedService.policyNumber": lambda _, thing, __: (
        f"•••• {thing.row['policy_number'][-4:]}" if thing.row["policy_number"] is not None else None
    ),
    "HealthDiaryEntry.alerts": written.alerts,
    "ChildDataEntry.notes": written.notes,
    "ChildDataEntry.enteredAt": lambda _, thing, __: thing.entry["created_at"],
    "VaccinationPlanItem.dueOn": lambda _, thing, __: thing.row["due_on"],
}
