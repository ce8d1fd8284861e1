"""What a file will become: entries, encounters, parties and outcomes, worked out before anything is written."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from backend.exchange.fhir import labels
from backend.exchange.fhir.codes import clean
from backend.exchange.fhir.resolving import Index
from backend.exchange.fhir.resource import JSON, Key, Resource, canonical
from backend.exchange.fhir.subjects import SUBJECT_ELEMENTS
from backend.models.vocabulary import Kind
from backend.policy.rows import least_confidentiality
from backend.policy.sensitivity import NOTHING, Sensitivity, of_text

Columns = dict[str, Any]
# Elements whose resource says what this one is about: its sensitive classes are this one's too (policy.md 8).
_ABOUT = frozenset(
    {
        "addresses",
        "condition",
        "diagnosisReference",
        "evidence",
        "medicationReference",
        "procedureReference",
        "reasonReference",
        "reference",
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """A column of a part that is to hold the id of a party."""

    party: Key


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

    `part_of` is the entry that this one is a part of. A report split by label has one `head`, the part that the report
    itself went to. `together` are whose, when and where: what an export of ours wrote of one visit, which it does not name.
    """

    kind: Kind
    table: str
    person_id: int
    date: dt.date
    title: str | None
    detail: Columns
    primary: Key
    members: list[Key]
    sensitivity: Sensitivity = NOTHING
    start_key: int = 0
    encounter: Key | None = None
    author: Key | None = None
    organization: Key | None = None
    part_of: "Entry | None" = None
    parts: list[tuple[str, Columns]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    head: bool = True
    together: tuple[int, dt.date, Key] | None = None
    id: int = 0
    set_id: int = 0
    version: int = 1

    def __post_init__(self) -> None:
        self.start_key = self.start_key or int(self.kind)

    @property
    def confidentiality(self) -> int:
        """At least R where the matrix asks a doctor for a stated reason."""
        return max(self.sensitivity.confidentiality, least_confidentiality(self.kind, self.sensitivity.labels))


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
    sensitivity: Sensitivity = NOTHING
    part_of: Key | None = None


@dataclass(slots=True)
class Party:
    """An organization or practitioner; `payload` is kept when it is only named in a reference."""

    key: Key
    columns: Columns
    payload: JSON | None = None


class Draft:
    """Collects what the mappings make of a file."""

    def __init__(self, resources: list[Resource], index: Index) -> None:
        self.resources = resources
        self.index = index
        self.entries: list[Entry] = []
        self.visits: dict[Key, Visit] = {}
        self.visit_entries: dict[Key, Entry] = {}
        self.parties: dict[Key, Party] = {}
        self.roles: dict[Key, Key] = {}
        self.aside: dict[Key, str] = {}
        self.restored: set[Key] = set()
        self.policies: dict[Key, Columns] = {}
        self._sensitivity: dict[Key, Sensitivity] = {}
        self._by_type: dict[str, list[Resource]] = {}
        for resource in resources:
            self._by_type.setdefault(resource.type, []).append(resource)

    def of(self, *types: str) -> list[Resource]:
        """Resources of the types that nothing has taken yet."""
        taken = self.aside.keys() | self.restored
        return [r for type_ in types for r in self._by_type.get(type_, ()) if r.key not in taken]

    def keep_aside(self, resource: Resource, reason: str) -> None:
        self.aside.setdefault(resource.key, reason)

    def resolve(self, resource: Resource, reference: object, *types: str) -> Resource | None:
        """The resource that a reference names, if it is of one of the types and about no other person."""
        if not isinstance(reference, dict):
            return None
        key = self.index.resolve(resource, reference)
        if key is None:
            return None
        found = contained(resource, key[1]) if key[0] == "#" else self.index.by_key.get(key)
        if found is None or (types and found.type not in types):
            return None
        # One without a subject of its own would borrow its referrer's: it stays out of the record.
        return found if found.type not in SUBJECT_ELEMENTS or found.person_id == resource.person_id else None

    def sensitivity(self, resource: Resource) -> Sensitivity:
        """What the resource itself says, what its Bundle says of all, and what the resources it is about say."""
        found = self._sensitivity.get(resource.key)
        if found is None:
            found = self.own_sensitivity(resource)
            for path, reference in resource.references:
                if path.split(".")[-1].split("[")[0] in _ABOUT:
                    other = self.resolve(resource, reference, "Condition", "Procedure", "Observation", "Medication")
                    if other is not None:
                        found |= self.own_sensitivity(other)
            self._sensitivity[resource.key] = found
        return found

    def own_sensitivity(self, resource: Resource, without: tuple[str, ...] = ()) -> Sensitivity:
        """What the resource says by its own codes, words and labels, and what its Bundle says of all."""
        return labels.of_security(resource.bundle_security) | labels.of_resource(resource.data, without)

    def encounter_of(self, resource: Resource, *elements: str) -> Key | None:
        """The encounter that a resource hangs on."""
        for element in elements or ("encounter",):
            value = resource.data.get(element)
            for reference in value if isinstance(value, list) else [value]:
                if (key := self.visit_named(resource, reference)) is not None:
                    return key
        return None

    def visit_named(self, resource: Resource, reference: object) -> Key | None:
        """The encounter that a reference names, if it took place and is the same person's."""
        if not isinstance(reference, dict):
            return None
        key = self.index.resolve(resource, reference)
        visit = self.visits.get(key) if key is not None else None
        return key if visit is not None and visit.person_id == resource.person_id else None

    def party(self, resource: Resource, reference: object, type_: str) -> Key | None:
        """A practitioner or organization named by a reference, or known by its display only."""
        if not isinstance(reference, dict):
            return None
        key = self.index.resolve(resource, reference)
        if key is not None and key[0] == "PractitionerRole":
            role = self.index.by_key.get(key)
            named = role.data.get(type_.lower()) if role is not None else None
            if role is None or not isinstance(named, dict):
                return None
            key = self.index.resolve(role, named)
            # A role that names another role names nobody.
            return self.party(role, named, type_) if key is None or key[0] != "PractitionerRole" else None
        if key is not None and key[0] == type_ and key in self.parties:
            return key
        if key is not None and key[0] not in ("#", type_):
            return None
        display = clean(reference.get("display"))
        text = str(reference.get("reference") or "")
        if display is None or (reference.get("type") or _type_named(text) or type_) != type_:
            return None
        digest = hashlib.sha256(f"{text}\n{display}".encode()).hexdigest()[:32]
        key = (type_, f"named:{digest}")  # no FHIR id has a colon
        columns = {"full_name": display} if type_ == "Practitioner" else {"name": display}
        self.parties.setdefault(key, Party(key, columns, {"reference": text, "display": display}))
        return key

    def party_of(self, type_: str, columns: Columns) -> Key:
        """A practitioner or organization that a part of an entry describes in words of its own."""
        key = (type_, f"named:{hashlib.sha256(canonical(columns)).hexdigest()[:32]}")
        self.parties.setdefault(key, Party(key, columns, dict(columns)))
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
        for entry in self.entries:
            entry.sensitivity |= self._said_by_names(entry)
        for key, entry in self.visit_entries.items():
            self.visits[key].sensitivity |= entry.sensitivity
        for visit in list(self.visits.values()):
            self._inherit(visit)
        for entry in self.entries:
            if entry.encounter in self.visits:
                entry.sensitivity |= self.visits[entry.encounter].sensitivity
        self._spread_over_days()
        for entry in self.entries:
            if entry.part_of is not None:
                entry.sensitivity |= entry.part_of.sensitivity

    def _spread_over_days(self) -> None:
        """An export does not say which visit an entry hung on: all of one day at one place goes with the most guarded."""
        together = [entry for entry in self.entries if entry.together is not None]
        days: dict[object, int] = {}
        for entry in together:
            days[entry.together] = days.get(entry.together, 0) | entry.sensitivity.labels
        for entry in together:
            entry.sensitivity |= Sensitivity(days[entry.together])

    def _said_by_names(self, entry: Entry) -> Sensitivity:
        """The header shows who made the entry: a dispensary's name or a doctor's specialty tells its class."""
        found = NOTHING
        for key in (entry.author, entry.organization):
            party = self.parties.get(key) if key is not None else None
            for name in ("name", "specialty", "position") if party is not None else ():
                text = party.columns.get(name) if party is not None else None
                if text:
                    found |= Sensitivity(of_text(text).labels)
        return found

    def _inherit(self, visit: Visit) -> None:
        """A part of a stay has the labels of the stay; a circle of parts ends where it began."""
        seen = {visit.key}
        above = visit.part_of
        while above is not None and above not in seen and above in self.visits:
            seen.add(above)
            visit.sensitivity |= self.visits[above].sensitivity
            above = self.visits[above].part_of


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
            return Resource(
                inner.get("resourceType", ""),
                f"{resource.id}#{id_}",
                inner,
                resource.place,
                person_id=resource.person_id,
                bundle_security=resource.bundle_security,
            )
    return None
