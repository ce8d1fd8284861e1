"""What of a record does not travel into another installation with an export, each with its reason (docs/fhir.md shows it).

Everything else that an export carries reads there as it read here (PAP-04).
"""

from collections.abc import Mapping

# Fields of our API that an export may hold and an import leaves: by name, or by `Type.name` where only one type's.
NOT_TAKEN: Mapping[str, str] = {
    "id": "every installation gives ids of its own",
    "section": "follows from what the entry is",
    "document": "files of originals are in no export",
    "versions": "an export holds what counts now; earlier versions, and what doctors said of them, stay where they were written",
    "hiding": "a teenager hides entries from people of this installation; what is hidden from whom is chosen there anew",
    "privateNotes": "a doctor's own notes are for their author alone, who has no account there",
    "alerts": "worked out anew from the figures",
    "enteredAt": "says when this installation was told; another was told when it imported",
    "ChildDataNote.version": "counts versions of this installation; notes to earlier versions stay with them",
    "policyNumber": "an export holds its last digits alone",
    "Organization.oid": "names a clinic in a register; an import makes nobody of the register",
    "Organization.ogrn": "names a clinic in a register; an import makes nobody of the register",
    "Patient.displayName": "follows from the names",
    "Patient.identifiers": "an export holds their last digits alone, and an import never checks one",
    "Patient.policies": "an export holds their last digits alone; a policy opens access, so each installation asks the register",
    "Patient.namedRepresentatives": "assembled anew from the documents that name them",
}
# What no export holds.
NEVER_EXPORTED: Mapping[str, str] = {
    "standings": "imported data never give a standing (policy.md, Conditions): no grant, representation, encounter or account travels",
    "labels": "an export shows no sensitive class; they are worked out anew from codes, words, day and place, and rows arrive unreleased",
    "releases": "a doctor there releases sensitive rows anew",
    "hiding and sharing": "what a teenager hid or shared is a choice about people of this installation",
    "complaints": "lie between the patient, an insurer and a clinic of this installation",
    "notifications": "speak of what happened here",
    "access log": "says who read the record here",
    "drafts": "are not signed, so they are no part of the record",
}


_ANY_TYPE = frozenset(name for name in NOT_TAKEN if "." not in name)


def is_not_taken(type_name: str, name: str) -> bool:
    """Whether an import leaves the field of that type."""
    return name in _ANY_TYPE or f"{type_name}.{name}" in NOT_TAKEN
