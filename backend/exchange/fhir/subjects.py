"""Whom each resource is about. A resource lands in that person's record, or nowhere."""

from typing import Any

from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resolving import Index, references_of
from backend.exchange.fhir.resource import JSON, Key, Resource

# The element that names the person, by type; a type that is not here is about nobody (Organization, Provenance, …).
SUBJECT_ELEMENTS: dict[str, tuple[str, ...]] = {
    "Account": ("subject",),
    "AdverseEvent": ("subject",),
    "AllergyIntolerance": ("patient",),
    "Appointment": (),
    "Basic": ("subject",),
    "BodyStructure": ("patient",),
    "CarePlan": ("subject",),
    "CareTeam": ("subject",),
    "ChargeItem": ("subject",),
    "Claim": ("patient",),
    "ClaimResponse": ("patient",),
    "ClinicalImpression": ("subject",),
    "Communication": ("subject",),
    "CommunicationRequest": ("subject",),
    "Composition": ("subject",),
    "Condition": ("subject",),
    "Consent": ("patient",),
    "Coverage": ("beneficiary",),
    "DetectedIssue": ("patient",),
    "Device": ("patient",),
    "DeviceRequest": ("subject",),
    "DeviceUseStatement": ("subject",),
    "DiagnosticReport": ("subject",),
    "DocumentManifest": ("subject",),
    "DocumentReference": ("subject",),
    "Encounter": ("subject",),
    "EpisodeOfCare": ("patient",),
    "ExplanationOfBenefit": ("patient",),
    "FamilyMemberHistory": ("patient",),
    "Flag": ("subject",),
    "Goal": ("subject",),
    "ImagingStudy": ("subject",),
    "Immunization": ("patient",),
    "ImmunizationEvaluation": ("patient",),
    "ImmunizationRecommendation": ("patient",),
    "Invoice": ("subject",),
    "List": ("subject",),
    "Media": ("subject",),
    "MedicationAdministration": ("subject",),
    "MedicationDispense": ("subject",),
    "MedicationRequest": ("subject",),
    "MedicationStatement": ("subject",),
    "MolecularSequence": ("patient",),
    "NutritionOrder": ("patient",),
    "Observation": ("subject",),
    "Procedure": ("subject",),
    "QuestionnaireResponse": ("subject",),
    "RelatedPerson": ("patient",),
    "RequestGroup": ("subject",),
    "RiskAssessment": ("subject",),
    "ServiceRequest": ("subject",),
    "Specimen": ("subject",),
    "SupplyRequest": (),
    "VisionPrescription": ("patient",),
}
# These say who did, said, links or is told something; they carry nothing from one record into another.
_PERSON_ROLES = ("Patient", "RelatedPerson")


def assign(resources: list[Resource], index: Index) -> None:
    """Sets `patient` on every resource that is about a person. Raises Refused."""
    for resource in resources:
        if resource.type == "Patient":
            resource.patient = resource.key
        elif resource.type in SUBJECT_ELEMENTS:
            resource.patient = _subject(resource, index)


def agree(resources: list[Resource], index: Index, known: dict[Key, int | None]) -> None:
    """Checks that no resource leans on another person's. `known` has the person of each key of an earlier import.

    Raises Refused: subject, patient and the encounter's subject must agree, and so must all that is referred to.
    """
    by_key = {resource.key: resource for resource in resources}
    for resource in resources:
        if resource.type in SUBJECT_ELEMENTS:
            _contained_agree(resource, index)
            _references_agree(resource, index, by_key, known)


def _subject(resource: Resource, index: Index) -> Key | None:
    for element in SUBJECT_ELEMENTS[resource.type]:
        reference = resource.data.get(element)
        if not isinstance(reference, dict):
            continue
        text = reference.get("reference")
        if text is None:
            if reference.get("identifier") or reference.get("display"):
                raise Refused(
                    resource.place, element, "names its person without a reference; people are never matched so"
                )
            continue
        key = index.resolve(resource, reference)
        if key is None:
            if not _may_be_a_patient(text, reference):
                return None
            raise Refused(resource.place, element, "the person is neither in the file nor in the database")
        if key[0] == "#":
            raise Refused(resource.place, element, "the person is a contained resource, which has no identity")
        if key[0] == "Patient":
            return key
        if key[0] not in _NO_PERSON:
            raise Refused(resource.place, element, "names something else than a person")
    return None


# What R4 allows as a subject besides a patient.
_NO_PERSON = (
    "Group",
    "Device",
    "Location",
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "HealthcareService",
    "Medication",
    "Procedure",
    "Substance",
    "NutritionProduct",
    "BiologicallyDerivedProduct",
    "RelatedPerson",
)


def _may_be_a_patient(text: Any, reference: JSON) -> bool:
    """A subject that surely is a group, device or place is not a person."""
    named = reference.get("type")
    return not any(str(text).startswith(f"{type_}/") or named == type_ for type_ in _NO_PERSON)


def _contained_agree(resource: Resource, index: Index) -> None:
    for contained in resource.data.get("contained", []):
        for element in SUBJECT_ELEMENTS.get(contained.get("resourceType", ""), ()):
            inner = contained.get(element)
            if isinstance(inner, dict) and isinstance(inner.get("reference"), str):
                whom = index.resolve(resource, inner)
                if whom is None or whom != resource.patient:
                    raise Refused(
                        resource.place, f"contained.{element}", "a contained resource is about another person"
                    )


def _references_agree(
    resource: Resource, index: Index, by_key: dict[Key, Resource], known: dict[Key, int | None]
) -> None:
    if resource.type == "List":
        return
    inner = [
        (f"contained[{place}].{path}", reference)
        for place, contained in enumerate(resource.data.get("contained", []))
        for path, reference in references_of(contained)
    ]
    for path, reference in [*resource.references, *inner]:
        key = index.resolve(resource, reference)
        if key is None or key[0] in ("#", *_PERSON_ROLES):
            continue
        other = by_key.get(key)
        whose = other.person_id if other is not None else known.get(key)
        # One without a subject of its own would borrow another's; it has no place and is kept aside instead.
        if whose is not None and resource.person_id is not None and whose != resource.person_id:
            raise Refused(resource.place, path, "refers to a resource about another person")
