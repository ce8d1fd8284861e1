"""Entries as resources: FHIR's elements, who did it, and the whole entry in our own extension."""

from collections.abc import Mapping
from typing import Any

from backend.exchange.fhir.outbound.basics import allergy, condition, medication, observation
from backend.exchange.fhir.outbound.content import Content, Fields, Written, concept, id_of, reference
from backend.exchange.fhir.outbound.elements import ELEMENTS
from backend.exchange.fhir.outbound.said_again import said_by_entries
from backend.exchange.fhir.own_fields import ENTRY, SAID_AGAIN, written
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Kind

# Types whose subject stands in another element than `subject`.
_PATIENT = frozenset({"AllergyIntolerance", "Immunization", "EpisodeOfCare"})
# Entries inside others: a resource each, that says whose part it is.
INSIDE: Mapping[str, Kind] = {
    "vitalSigns": Kind.VITAL_SIGN,
    "procedures": Kind.PROCEDURE,
    "carePlans": Kind.CARE_PLAN,
    "referrals": Kind.REFERRAL,
}
FACTS: Mapping[str, tuple[Kind, Any]] = {
    "allergies": (Kind.ALLERGY, allergy),
    "conditions": (Kind.CONDITION, condition),
    "medications": (Kind.MEDICATION, medication),
}


def add_entries(into: Written, content: Content) -> dict[Kind, list[JSON]]:
    """Adds every entry once, each kind in the order of its list; gives references by kind."""
    made: dict[Kind, list[JSON]] = {}
    above = {
        one["id"]: entry["id"]
        for entries in content.entries.values()
        for entry in entries
        for name in INSIDE
        for one in _inside(entry, name)
    }
    listed = {entry["id"] for entries in content.entries.values() for entry in entries}
    for kind, entries in sorted(content.entries.items()):
        for entry in entries:
            whole = above.get(entry["id"])
            part_of = reference(id_of("entry", whole)) if whole is not None else None
            named = _entry(into, kind, entry, part_of)
            made.setdefault(kind, []).append(named)
            for name, inner in INSIDE.items():
                # The oldest first inside an entry, the newest first in every list.
                for one in reversed(_inside(entry, name)):
                    if one["id"] not in listed:
                        made.setdefault(inner, []).append(_entry(into, inner, one, named))
    return made


def add_facts(into: Written, content: Content) -> dict[str, list[JSON]]:
    """Adds the assembled facts. Those that an entry of the same file says too are marked so."""
    made: dict[str, list[JSON]] = {}
    for name, facts in content.facts.items():
        kind, elements = FACTS[name]
        said = said_by_entries(name, content)
        for place, fact in enumerate(facts):
            again = said.take(fact)
            fields = {**fact, "date": fact["recordedOn"]}
            id_ = id_of("fact", into.patient_id, name, *(f"{key}={value}" for key, value in fact.items()), place)
            resource = {"id": id_, **elements(fact, fact["recordedOn"])}
            made.setdefault(name, []).append(_finished(into, kind, resource, fields, None, again=again))
    return made


def _entry(into: Written, kind: Kind, entry: Fields, part_of: JSON | None) -> JSON:
    resource = {"id": id_of("entry", entry["id"]), **ELEMENTS[kind](entry)}
    results = [_result(into, entry, place, one) for place, one in enumerate(entry.get("results") or [])]
    if results:
        resource["result"] = results
    named = _finished(into, kind, resource, entry, part_of)
    for place, diagnosis in enumerate(entry.get("diagnoses") or []):
        said = {"id": id_of("diagnosis", entry["id"], place), **condition(diagnosis, entry["date"])}
        said["encounter"] = named if resource["resourceType"] == "Encounter" else None
        into.add({**said, "subject": into.subject, "extension": [written(SAID_AGAIN, {"by": "diagnoses"})]})
    return named


def _inside(entry: Fields, name: str) -> list[Fields]:
    """Entries inside another; a check-up's referrals are words."""
    return [one for one in entry.get(name) or [] if isinstance(one, Mapping)]


def _result(into: Written, report: Fields, place: int, fields: Fields) -> JSON:
    code = concept(fields.get("code"), fields.get("name")) or {"text": "—"}
    made = observation(fields, "laboratory", report.get("collectedAt") or report["date"], code)
    low, high = fields.get("referenceLow"), fields.get("referenceHigh")
    bounds = {
        **({"low": {"value": low}} if low is not None else {}),
        **({"high": {"value": high}} if high is not None else {}),
        **({"text": fields["referenceText"]} if fields.get("referenceText") else {}),
    }
    return into.add(
        {
            **made,
            "id": id_of("result", report["id"], place),
            "subject": into.subject,
            "referenceRange": [bounds] if bounds else None,
            "extension": [written(SAID_AGAIN, {"by": "results"})],
        }
    )


def _finished(
    into: Written, kind: Kind, resource: JSON, fields: Fields, part_of: JSON | None, *, again: bool = False
) -> JSON:
    """Adds the resource with its subject, who did it, and all of its own fields."""
    author, organization = into.practitioner(fields.get("author")), into.organization(fields.get("organization"))
    left_out = {"id", "author", "organization", *(name for name in INSIDE if _inside(fields, name))}
    own = written(ENTRY, {"entryKind": kind.name, **{n: v for n, v in fields.items() if n not in left_out}})
    for name, named in (("author", author), ("organization", organization), ("partOf", part_of)):
        if named is not None:
            own["extension"].append({"url": name, "valueReference": {"reference": named["reference"]}})
    if again:
        own["url"] = SAID_AGAIN
    whose = {"patient" if resource["resourceType"] in _PATIENT else "subject": into.subject}
    return into.add(
        {**resource, **whose, **_performers(resource["resourceType"], author, organization), "extension": [own]}
    )


def _performers(type_: str, author: JSON | None, organization: JSON | None) -> JSON:
    """Who did it, in the elements of each type."""
    both = [named for named in (author, organization) if named is not None]
    first = both[0] if both else None
    match type_:
        case "Encounter":
            return {"participant": [{"individual": author}] if author else None, "serviceProvider": organization}
        case "DiagnosticReport" | "Observation":
            return {"performer": both}
        case "Immunization" | "ChargeItem":
            return {"performer": [{"actor": named} for named in both]}
        case "Procedure":
            return {"performer": [{"actor": named} for named in both]}
        case "DocumentReference":
            return {"author": both, "custodian": organization}
        case "MedicationRequest" | "ServiceRequest":
            return {"requester": first}
        case "CarePlan":
            return {"author": first}
        case "AllergyIntolerance" | "Condition":
            return {"recorder": author}
        case "EpisodeOfCare":
            return {"careManager": author, "managingOrganization": organization}
    return {}
