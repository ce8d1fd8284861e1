"""Small FHIR resources, written for these tests."""

from typing import Any

JSON = dict[str, Any]
LOINC = "http://loinc.org"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
SNILS_SYSTEM = "urn:oid:1.2.643.100.3"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def concept(code: str, text: str, system: str = LOINC) -> JSON:
    return {"coding": [{"system": system, "code": code}], "text": text}


def ref(reference: str) -> JSON:
    return {"reference": reference}


def patient(id_: str = "p", **more: Any) -> JSON:
    return {
        "resourceType": "Patient",
        "id": id_,
        "name": [{"family": "Иванов", "given": ["Пётр", "Ильич"]}],
        "birthDate": "1990-05-05",
        **more,
    }


def observation(id_: str = "o", subject: str | None = "Patient/p", **more: Any) -> JSON:
    """A laboratory value."""
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "category": [concept("laboratory", "Лаборатория", CATEGORY)],
        "code": concept("718-7", "Гемоглобин"),
        **({"subject": ref(subject)} if subject else {}),
        "effectiveDateTime": "2024-03-01T09:00:00+03:00",
        "valueQuantity": {"value": 130, "unit": "г/л", "code": "g/L"},
        **more,
    }


def vital(id_: str = "v", subject: str = "Patient/p", **more: Any) -> JSON:
    return observation(id_, subject, **{"category": [concept("vital-signs", "Показатели", CATEGORY)], **more})


def report(id_: str = "r", results: tuple[str, ...] = (), subject: str = "Patient/p", **more: Any) -> JSON:
    return {
        "resourceType": "DiagnosticReport",
        "id": id_,
        "status": "final",
        "category": [concept("LAB", "Лаборатория", "http://terminology.hl7.org/CodeSystem/v2-0074")],
        "code": concept("58410-2", "Общий анализ крови"),
        "subject": ref(subject),
        "effectiveDateTime": "2024-03-01T09:00:00+03:00",
        "result": [ref(one) for one in results],
        **more,
    }


def condition(id_: str = "c", subject: str = "Patient/p", code: str = "J06.9", **more: Any) -> JSON:
    return {
        "resourceType": "Condition",
        "id": id_,
        "verificationStatus": concept("confirmed", "подтверждён", "http://terminology.hl7.org/x"),
        "code": concept(code, "Диагноз", ICD10),
        "subject": ref(subject),
        "recordedDate": "2024-03-02",
        **more,
    }


def encounter(id_: str = "e", subject: str = "Patient/p", class_: str = "AMB", **more: Any) -> JSON:
    return {
        "resourceType": "Encounter",
        "id": id_,
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": class_},
        "type": [{"text": "Осмотр"}],
        "subject": ref(subject),
        "period": {"start": "2024-03-01T09:00:00+03:00", "end": "2024-03-01T09:30:00+03:00"},
        **more,
    }


def immunization(id_: str = "i", subject: str = "Patient/p", **more: Any) -> JSON:
    return {
        "resourceType": "Immunization",
        "id": id_,
        "status": "completed",
        "vaccineCode": concept("08", "Вакцина от гепатита B", "http://hl7.org/fhir/sid/cvx"),
        "patient": ref(subject),
        "occurrenceDateTime": "2023-11-11",
        **more,
    }


def prescription(id_: str = "m", subject: str = "Patient/p", text: str = "Амоксициллин", **more: Any) -> JSON:
    medicine = {} if "medicationReference" in more else {"medicationCodeableConcept": {"text": text}}
    return {
        "resourceType": "MedicationRequest",
        "id": id_,
        "status": "active",
        "intent": "order",
        **medicine,
        "subject": ref(subject),
        "authoredOn": "2024-03-01",
        **more,
    }


def claim(id_: str = "cl", subject: str = "Patient/p", **more: Any) -> JSON:
    return {
        "resourceType": "Claim",
        "id": id_,
        "status": "active",
        "type": {"text": "institutional"},
        "use": "claim",
        "patient": ref(subject),
        "billablePeriod": {"start": "2024-03-01", "end": "2024-03-01"},
        "created": "2024-03-01",
        "provider": {"display": "Поликлиника"},
        "priority": {"text": "normal"},
        "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "Страховая"}}],
        "item": [{"sequence": 1, "productOrService": {"text": "Приём врача"}}],
        "total": {"value": 100.5, "currency": "RUB"},
        **more,
    }


def allergy(id_: str = "a", subject: str = "Patient/p", **more: Any) -> JSON:
    return {
        "resourceType": "AllergyIntolerance",
        "id": id_,
        "code": {"text": "Пенициллин"},
        "patient": ref(subject),
        "recordedDate": "2020-01-01",
        **more,
    }


def organization(id_: str = "org", name: str = "Поликлиника № 1", **more: Any) -> JSON:
    return {"resourceType": "Organization", "id": id_, "name": name, **more}


def practitioner(id_: str = "doc", family: str = "Сидорова", **more: Any) -> JSON:
    return {"resourceType": "Practitioner", "id": id_, "name": [{"family": family, "given": ["Мария"]}], **more}


def bundle(*resources: JSON, type_: str = "collection", **more: Any) -> JSON:
    """A Bundle of resources; one given as {"fullUrl": …, "resource": …} is an entry already."""
    entries = [one if "resource" in one else {"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": type_, "entry": entries, **more}


def entry(full_url: str, resource: JSON, **more: Any) -> JSON:
    return {"fullUrl": full_url, "resource": resource, **more}
