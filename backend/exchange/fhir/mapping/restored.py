"""Entries that an export of ours wrote: read back whole from our own extension, whatever the resource's type (PAP-04).

What came so is taken as any other file's word: sensitive classes are worked out anew of all its codes and words, sensitive
rows arrive unreleased, authors are people of another installation, nothing gives a standing. What the file says again for
other systems is kept aside.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from backend.exchange.fhir.draft import Columns, Draft, Entry, Named
from backend.exchange.fhir.labels import of_security
from backend.exchange.fhir.mapping.parties import OF_DOCTOR, OF_PLACE
from backend.exchange.fhir.own_columns import NotOurs, OwnFields, columns_of, day, moment, objects, text
from backend.exchange.fhir.own_fields import ENTRY, SAID_AGAIN, named, read, texts
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, Key, Resource
from backend.models.sections.child_data import ChildDataKind
from backend.models.sections.tables import TABLES
from backend.models.vocabulary import Kind, Label, Modality
from backend.policy.sensitivity import NOTHING, Sensitivity, of_code, of_text

# Lists inside entries, each with the table of its rows; notes to child data have columns of their own.
_PARTS: Mapping[Kind, tuple[str, str]] = {
    Kind.EXAMINATION_PROTOCOLS: ("diagnoses", "diagnosis"),
    Kind.DISCHARGE_SUMMARIES: ("diagnoses", "diagnosis"),
    Kind.AMBULANCE_CALLS: ("diagnoses", "diagnosis"),
    Kind.LAB_REPORTS: ("results", "lab_result"),
    Kind.PRESCRIPTIONS: ("dispenses", "dispense"),
    Kind.PREGNANCY_CARE: ("visits", "pregnancy_visit"),
    Kind.CHILD_DATA: ("notes", "child_data_note"),
}
_HEADER = frozenset({"entryKind", "date", "title"})
_OF_FACT = frozenset({"source", "recordedOn"})
# What families write of themselves has no sensitive class here either.
_FAMILY = (Kind.HEALTH_DIARY, Kind.CHILD_DATA)
# Facts «со слов родителей» whose own entry the file does not hold.
_SAID_BY_FAMILY = {Kind.ALLERGY: ChildDataKind.ALLERGY, Kind.MEDICATION: ChildDataKind.MEDICATION}

_NOTED_BY = (
    ("author", "practitioner_id", "Practitioner", OF_DOCTOR),
    ("organization", "organization_id", "Organization", OF_PLACE),
)


def map_restored(draft: Draft) -> None:
    """Takes the resources of our own exports before any other mapping looks at them. Raises Refused."""
    made: dict[Key, Entry] = {}
    # The newest stands first in an export, and of one day the entry that was stored last: so it is here too.
    for resource in reversed(draft.resources):
        if read(resource.data, SAID_AGAIN) is not None:
            draft.keep_aside(resource, "an entry of the same file says it too")
        elif (own := read(resource.data, ENTRY)) is not None:
            try:
                made[resource.key] = _entry(draft, resource, own)
            except NotOurs as wrong:
                path = ".".join(filter(None, ("extension", wrong.path)))
                raise Refused(resource.place, path, wrong.reason) from None
    for key, entry in made.items():
        resource = draft.index.by_key[key]
        whole = named(resource.data, ENTRY).get("partOf")
        if whole is not None:
            above = made.get(draft.index.resolve(resource, whole) or key)
            if above is None or above is entry or above.person_id != entry.person_id:
                raise Refused(resource.place, "extension.partOf", "names no entry of the same record")
            entry.part_of, entry.start_key = above, above.start_key
    draft.entries += made.values()
    draft.restored |= made.keys()


def _entry(draft: Draft, resource: Resource, own: OwnFields) -> Entry:
    kind = _kind(own)
    if resource.person_id is None:
        raise NotOurs("", "is about nobody")
    detail, parts = _detail(draft, kind, own)
    if own.get("source") == ["REPRESENTATIVE"] and kind in _SAID_BY_FAMILY:
        detail, kind = _said_by_family(kind, detail), Kind.CHILD_DATA
    references = named(resource.data, ENTRY)
    entry = Entry(
        kind,
        TABLES[kind],
        resource.person_id,
        day(own, "date"),
        text(own, "title") or (detail.get("substance") if "source" in own else None),
        detail,
        resource.key,
        [resource.key],
        _sensitivity(draft, resource, kind, own, detail),
        start_key=int(Modality[detail["modality"]]) if kind == Kind.INSTRUMENTAL_STUDIES else 0,
        author=_party(draft, resource, references, "author", "Practitioner"),
        organization=_party(draft, resource, references, "organization", "Organization"),
        parts=parts,
    )
    if kind not in _FAMILY and entry.organization is not None:
        entry.together = (entry.person_id, entry.date, entry.organization)
    return entry


def _kind(own: OwnFields) -> Kind:
    name = text(own, "entryKind")
    # A doctor's own notes are for their author alone.
    if name is None or name not in Kind.__members__ or name == Kind.PRIVATE_NOTE.name:
        raise NotOurs("entryKind", "is no kind of entry that an export holds")
    return Kind[name]


def _detail(draft: Draft, kind: Kind, own: OwnFields) -> tuple[Columns, list[tuple[str, Columns]]]:
    """The row of the section's table, and rows of parts in their order."""
    name, table = _PARTS.get(kind, ("", ""))
    known = _HEADER | {name} | (_OF_FACT if "source" in own else frozenset())
    detail, parts = columns_of(TABLES[kind], own, known), []
    for place, one in enumerate(objects(own, name)):
        with _inside(f"{name}[{place}]"):
            if kind != Kind.CHILD_DATA:
                parts.append((table, columns_of(table, one)))
            elif one.get("ofCurrent") == [True]:
                parts.append((table, _note(draft, one)))
    return detail, parts


def _note(draft: Draft, own: OwnFields) -> Columns:
    """What a doctor noted to the version that the file holds (CHD-06)."""
    columns: Columns = {"text": text(own, "text") or "", "created_at": moment(own, "writtenAt")}
    for name, column, type_, known in _NOTED_BY:
        for one in objects(own, name):
            said = {known[field]: text(one, field) for field in known if field in one}
            if not said or next(iter(known)) not in one:
                raise NotOurs(name, "has no name")
            columns[column] = Named(draft.party_of(type_, said))
    return columns


@contextmanager
def _inside(path: str) -> Iterator[None]:
    """Paths inside an object start with its own."""
    try:
        yield
    except NotOurs as wrong:
        raise NotOurs(".".join(filter(None, (path, wrong.path))), wrong.reason) from None


def _said_by_family(kind: Kind, detail: Columns) -> Columns:
    taken = {
        "substance": detail.get("substance") or detail.get("name"),
        **{name: detail.get(name) for name in ("reaction", "severity", "dose", "period_from", "period_until")},
    }
    return {"kind": _SAID_BY_FAMILY[kind].value, **{name: value for name, value in taken.items() if value is not None}}


def _party(draft: Draft, resource: Resource, references: dict[str, JSON], name: str, type_: str) -> Key | None:
    if name not in references:
        return None
    party = draft.party(resource, references[name], type_)
    if party is None:
        raise NotOurs(name, "names nobody of the file")
    return party


def _sensitivity(draft: Draft, resource: Resource, kind: Kind, own: OwnFields, detail: Columns) -> Sensitivity:
    """What the words and codes of the resource and of its own fields say; those of families say nothing."""
    if kind in _FAMILY:
        return of_security(resource.bundle_security)
    found = draft.sensitivity(resource)
    if kind == Kind.PREGNANCY_CARE or detail.get("kind") == "REPRODUCTIVE":
        found |= Sensitivity(int(Label.REPRODUCTIVE))
    for said in texts(own):
        found |= of_text(said)
    return found | _said_by_codes(own)


def _said_by_codes(value: Any) -> Sensitivity:
    found = NOTHING
    if isinstance(value, dict):
        systems = value.get("system") or [None]
        for code in value.get("code", []):
            if isinstance(code, str) and (meaning := of_code(systems[0], code)) is not None:
                found |= Sensitivity(meaning.labels)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        found |= _said_by_codes(inner)
    return found
