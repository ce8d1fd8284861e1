"""What a file will become: entries, encounters, parties and outcomes, worked out before anything is written."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from backend.exchange.fhir import labels
from backend.exchange.fhir.codes import clean
from backend.exchange.fhir.labels import Sensitivity
from backend.exchange.fhir.resolving import Index
from backend.exchange.fhir.resource import JSON, Key, Resource
from backend.models.vocabulary import Confidentiality, Kind, Label

Columns = dict[str, Any]


@dataclass(slots=True)
class Attachment:
    """An original inside the file: checked bytes."""

    title: str | None
    content_type: str
    content: bytes
    created_on: dt.date | None

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.content).digest()


@dataclass(slots=True, eq=False)
class Entry:
    """One record entry to be. `primary` is the resource that gives it its identity, `members` all that it is made of.

    `part_of` is an entry of the same file, `part_of_encounter` one that may be in the database.
    """

    kind: Kind
    table: str
    person_id: int
    date: dt.date
    title: str | None
    detail: Columns
    primary: Key
    members: list[Key]
    sensitivity: Sensitivity = labels.NOTHING
    start_key: int = 0
    encounter: Key | None = None
    author: Key | None = None
    organization: Key | None = None
    part_of: "Entry | None" = None
    parts: list[tuple[str, Columns]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    id: int = 0
    set_id: int = 0
    version: int = 1

    def __post_init__(self) -> None:
        self.start_key = self.start_key or int(self.kind)

    @property
    def confidentiality(self) -> int:
        """At least R where the matrix asks a doctor for a stated reason."""
        bits = self.sensitivity.labels
        never = self.kind in (Kind.COVID_TESTS, Kind.VACCINATIONS, Kind.AMBULANCE_CALLS, Kind.ALLERGY)
        secret = Label.PSYCHIATRY | Label.NARCOLOGY | Label.HIV
        laboratory = Label.REPRODUCTIVE | Label.STI | Label.TOXICOLOGY | Label.GENETICS
        restricted = (
            (not never and bool(bits & secret))
            or (self.kind == Kind.LAB_REPORTS and bool(bits & laboratory))
            or (self.kind == Kind.PRESCRIPTIONS and bool(bits & (laboratory | Label.HIV | Label.PSYCHOTROPIC)))
        )
        return max(self.sensitivity.confidentiality, Confidentiality.R if restricted else Confidentiality.N)


@dataclass(slots=True)
class Visit:
    """An encounter to be. Imported ones are history and give no standing: they carry their source and no ground."""

    key: Key
    person_id: int
    encounter_class: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    author: Key | None
    organization: Key | None
    sensitivity: Sensitivity = labels.NOTHING


@dataclass(slots=True)
class Party:
    """An organization or practitioner; `payload` is kept when it is only named in a reference."""

    key: Key
    columns: Columns
    payload: JSON | None = None


class Draft:
    """Collects what the mappings make of a file."""

    def __init__(self, resources: list[Resource], index: Index, known: set[Key], all_over: Sensitivity) -> None:
        self.resources = resources
        self.index = index
        self.known = known
        self.all_over = all_over
        self.entries: list[Entry] = []
        self.visits: dict[Key, Visit] = {}
        self.visit_entries: dict[Key, Entry] = {}
        self.parties: dict[Key, Party] = {}
        self.aside: dict[Key, str] = {}
        self.policies: dict[Key, Columns] = {}
        self._sensitivity: dict[Key, Sensitivity] = {}

    def of(self, *types: str) -> list[Resource]:
        """Resources of the types that nothing has placed yet."""
        return [r for r in self.resources if r.type in types and r.key not in self.aside]

    def keep_aside(self, resource: Resource, reason: str) -> None:
        self.aside.setdefault(resource.key, reason)

    def resolve(self, resource: Resource, reference: object, *types: str) -> Resource | None:
        """The resource of the file that a reference names, if it is of one of the types."""
        if not isinstance(reference, dict):
            return None
        key = self.index.resolve(resource, reference)
        if key is None:
            return None
        found = contained(resource, key[1]) if key[0] == "#" else self.index.by_key.get(key)
        return found if found is not None and (not types or found.type in types) else None

    def sensitivity(self, resource: Resource) -> Sensitivity:
        """What the resource itself says, with what the whole Bundle says."""
        found = self._sensitivity.get(resource.key)
        if found is None:
            found = self.all_over | labels.of_resource(resource.data)
            self._sensitivity[resource.key] = found
        return found

    def encounter_of(self, resource: Resource, *elements: str) -> Key | None:
        """The encounter that a resource hangs on, in the file or in the database."""
        for element in elements or ("encounter",):
            value = resource.data.get(element)
            for reference in value if isinstance(value, list) else [value]:
                if isinstance(reference, dict):
                    key = self.index.resolve(resource, reference)
                    if key is not None and key[0] == "Encounter" and (key in self.visits or key in self.known):
                        return key
        return None

    def party(self, resource: Resource, reference: object, type_: str) -> Key | None:
        """A practitioner or organization named by a reference, or known by its display only."""
        if not isinstance(reference, dict):
            return None
        key = self.index.resolve(resource, reference)
        if key is not None and key[0] == "PractitionerRole":
            role = self.index.by_key.get(key)
            if role is None:
                return None
            return self.party(role, role.data.get(type_.lower()), type_)
        if key is not None and key[0] == type_:
            return key
        if key is not None and key[0] != "#":
            return None
        display = clean(reference.get("display"))
        text = str(reference.get("reference") or "")
        if display is None or (reference.get("type") or _type_named(text) or type_) != type_:
            return None
        digest = hashlib.sha256(f"{text}\n{display}".encode()).hexdigest()[:32]
        key = (type_, f"named-{digest}")
        columns = {"full_name": display} if type_ == "Practitioner" else {"name": display}
        self.parties.setdefault(key, Party(key, columns, {"reference": text, "display": display}))
        return key

    def first_party(self, resource: Resource, references: object, type_: str) -> Key | None:
        for reference in references if isinstance(references, list) else [references]:
            if isinstance(reference, dict):
                inner = reference.get("actor") or reference.get("individual") or reference.get("provider") or reference
                if (key := self.party(resource, inner, type_)) is not None:
                    return key
        return None

    def spread_labels(self) -> None:
        """Labels go from an encounter to all that hangs on it, and from an entry to its parts (policy.md 8)."""
        for key, entry in self.visit_entries.items():
            self.visits[key].sensitivity |= entry.sensitivity
        for entry in self.entries:
            if entry.encounter in self.visits:
                entry.sensitivity |= self.visits[entry.encounter].sensitivity
        for entry in self.entries:
            if entry.part_of is not None:
                entry.sensitivity |= entry.part_of.sensitivity


def _type_named(reference: str) -> str | None:
    head = reference.split("?")[0].rstrip("/").split("/")
    for part in reversed(head):
        if part[:1].isupper() and part.isalpha():
            return part
    return None


def contained(resource: Resource, id_: str) -> Resource | None:
    """A contained resource as one of its own, without an identity."""
    for inner in resource.data.get("contained", []):
        if inner.get("id") == id_:
            return Resource(inner.get("resourceType", ""), f"{resource.id}#{id_}", inner, resource.place)
    return None
