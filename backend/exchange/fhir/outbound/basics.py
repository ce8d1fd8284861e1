"""Elements that several kinds share: codes, quantities, spans, observations, and the facts of a summary."""

from backend.exchange.fhir.outbound.content import Fields, concept, is_code
from backend.exchange.fhir.resource import JSON

_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_CONDITION = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
_CLINICAL_STATUS = frozenset({"active", "inactive", "resolved"})
_CONDITION_STATUS = frozenset({"active", "recurrence", "relapse", "inactive", "remission", "resolved"})
_TAKEN_STATUS = frozenset({"active", "completed", "intended", "stopped", "on-hold", "unknown", "not-taken"})


def coded(system: str, code: str) -> JSON:
    return {"coding": [{"system": system, "code": code}]}


def quantity(value: object, unit: str | None) -> JSON | None:
    """A value with its UCUM unit."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    code = {"system": _UCUM, "code": unit} if is_code(unit) else {}
    return {"value": value, **({"unit": unit} if unit else {}), **code}


def value_of(fields: Fields) -> JSON:
    """The `value[x]` of an Observation."""
    number = quantity(fields.get("value"), fields.get("unit"))
    if number is not None:
        return {"valueQuantity": number}
    return {"valueString": fields["valueText"]} if fields.get("valueText") else {}


def among(value: object, known: frozenset[str], otherwise: str) -> str:
    """A code of FHIR's, or the one that says that it is none."""
    return str(value) if value in known else otherwise


def period(fields: Fields, start: str, end: str) -> JSON | None:
    made = {name: fields[key] for name, key in (("start", start), ("end", end)) if fields.get(key)}
    if len(made) == 2 and str(made["end"]) < str(made["start"]):
        made.pop("end")
    return made or None


def allergy(fields: Fields, at: str) -> JSON:
    severity = {"MILD": "mild", "MODERATE": "moderate", "SEVERE": "severe"}.get(str(fields.get("severity")))
    return {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": coded(_CLINICAL, among(fields.get("status"), _CLINICAL_STATUS, "active")),
        "code": concept(fields.get("code"), fields.get("substance")) or {"text": "—"},
        "recordedDate": at,
        "reaction": [
            {"manifestation": [{"text": fields.get("reaction") or "—"}], **({"severity": severity} if severity else {})}
        ]
        if fields.get("reaction") or severity
        else None,
    }


def condition(fields: Fields, at: str) -> JSON:
    return {
        "resourceType": "Condition",
        "clinicalStatus": coded(_CONDITION, str(fields["status"]))
        if fields.get("status") in _CONDITION_STATUS
        else None,
        "code": concept(fields.get("code"), fields.get("wording")) or {"text": "—"},
        "onsetDateTime": fields.get("onsetOn"),
        "abatementDateTime": fields.get("abatedOn"),
        "recordedDate": at,
    }


def medication(fields: Fields, at: str) -> JSON:
    return {
        "resourceType": "MedicationStatement",
        "status": among(fields.get("status"), _TAKEN_STATUS, "unknown"),
        "medicationCodeableConcept": concept(fields.get("code"), fields.get("name")) or {"text": "—"},
        "effectivePeriod": period(fields, "periodFrom", "periodUntil"),
        "dateAsserted": at,
        "dosage": [{"text": fields["dose"]}] if fields.get("dose") else None,
    }


def titled(fields: Fields) -> JSON:
    return {"text": fields.get("title") or "—"}


def observation(fields: Fields, category: str, at: str, code: JSON) -> JSON:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [coded(_CATEGORY, category)],
        "code": code,
        "effectiveDateTime": at,
        **value_of(fields),
    }
