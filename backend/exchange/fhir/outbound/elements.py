"""An entry of each kind as a resource of FHIR R4: the elements that other systems understand.

The inbound mappings (backend/exchange/fhir/mapping) are the other half; what FHIR has no element for stands in our own
extension beside (own_fields.py). Each function gives the resource without id, subject and extension.
"""

from collections.abc import Callable, Mapping

from backend.exchange.fhir.outbound.basics import (
    allergy,
    among,
    coded,
    condition,
    medication,
    observation,
    period,
    quantity,
    titled,
)
from backend.exchange.fhir.outbound.content import Fields, concept
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Kind

_CLASS = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_SERVICE_SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074"
_CONDITIONS = {"HOME": "HH", "REMOTE": "VR", "INPATIENT": "IMP"}
_REPORT_STATUS = {
    "REGISTERED": "registered",
    "PARTIAL": "partial",
    "PRELIMINARY": "preliminary",
    "FINAL": "final",
    "AMENDED": "amended",
    "CORRECTED": "corrected",
    "CANCELLED": "cancelled",
}
_ORDER_STATUS = {
    "ACTIVE": "active",
    "COMPLETED": "completed",
    "ON_HOLD": "on-hold",
    "CANCELLED": "cancelled",
    "EXPIRED": "stopped",
    "DRAFT": "draft",
}
_NOT_DONE = {"EXEMPT": "MEDPREC", "REFUSED": "PATOBJ"}
_PROCEDURE_STATUS = frozenset({"in-progress", "on-hold", "stopped", "completed", "unknown"})
_PLAN_STATUS = frozenset({"draft", "active", "on-hold", "revoked", "completed", "unknown"})


def _encounter(class_: str) -> Callable[[Fields], JSON]:
    def make(fields: Fields) -> JSON:
        code = _CONDITIONS.get(str(fields.get("careConditions")), class_) if class_ == "AMB" else class_
        spans = [("startedAt", "endedAt"), ("admittedAt", "dischargedAt"), ("receivedAt", "finishedAt")]
        span = next((found for start, end in spans if (found := period(fields, start, end))), None)
        said = fields.get("complaints") or fields.get("reason") or fields.get("history")
        return {
            "resourceType": "Encounter",
            "status": "finished",
            "class": {"system": _CLASS, "code": code},
            "type": [titled(fields)],
            "serviceType": concept(None, fields.get("specialty")),
            "period": span if span and span.get("start") else {"start": fields["date"]},
            "reasonCode": [{"text": said}] if said else None,
        }

    return make


def _report(category: str) -> Callable[[Fields], JSON]:
    def make(fields: Fields) -> JSON:
        return {
            "resourceType": "DiagnosticReport",
            "status": _REPORT_STATUS.get(str(fields.get("status")), "final" if category == "RAD" else "unknown"),
            "category": [coded(_SERVICE_SECTION, category)],
            "code": concept(fields.get("code"), fields.get("title")) or titled(fields),
            "effectiveDateTime": fields.get("collectedAt") or fields.get("performedAt") or fields["date"],
            "issued": fields.get("issuedAt"),
            "conclusion": fields.get("conclusion"),
        }

    return make


def _covid(fields: Fields) -> JSON:
    made = observation(fields, "laboratory", fields.get("sampledAt") or fields["date"], titled(fields))
    return made if "valueQuantity" in made else {**made, "valueString": fields.get("result")}


def _vaccination(fields: Fields) -> JSON:
    status = fields["status"]
    reason = (
        coded("http://terminology.hl7.org/CodeSystem/v3-ActReason", _NOT_DONE[status]) if status in _NOT_DONE else None
    )
    return {
        "resourceType": "Immunization",
        "status": "completed" if status == "DONE" else "not-done",
        "statusReason": {**reason, "text": fields["exemptionReason"]}
        if reason and fields.get("exemptionReason")
        else reason,
        "vaccineCode": concept(fields.get("vaccine"), fields.get("vaccineName")) or titled(fields),
        "occurrenceDateTime": fields["date"],
        "manufacturer": {"display": fields["manufacturer"]} if fields.get("manufacturer") else None,
        "lotNumber": fields.get("series"),
        "expirationDate": fields.get("expiresOn"),
        "site": concept(None, fields.get("site")),
        "route": concept(None, fields.get("route")),
        "doseQuantity": quantity(fields.get("doseMl"), "mL"),
        "protocolApplied": [{"doseNumberString": fields["doseLabel"]}] if fields.get("doseLabel") else None,
    }


def _prescription(fields: Fields) -> JSON:
    name = fields.get("tradeName") or fields.get("inn")
    told = " · ".join(str(fields[key]) for key in ("dose", "frequency", "route", "duration") if fields.get(key))
    until = {"end": fields["validUntil"]} if fields.get("validUntil") else None
    return {
        "resourceType": "MedicationRequest",
        "status": _ORDER_STATUS.get(str(fields.get("status")), "unknown"),
        "intent": "order",
        "medicationCodeableConcept": concept(fields.get("medicine"), name) or titled(fields),
        "authoredOn": fields["date"],
        "dosageInstruction": [{"text": told}] if told else None,
        "dispenseRequest": {"validityPeriod": until} if until else None,
    }


def _paper(fields: Fields) -> JSON:
    told = fields.get("conclusion") or fields.get("title") or "—"
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": titled(fields),
        "description": told,
        "content": [{"attachment": {"title": fields.get("title") or "—"}}],
    }


def _procedure(fields: Fields) -> JSON:
    return {
        "resourceType": "Procedure",
        "status": among(fields.get("status"), _PROCEDURE_STATUS, "unknown"),
        "code": concept(fields.get("code"), fields.get("name")) or titled(fields),
        "performedPeriod": period(fields, "performedFrom", "performedUntil"),
        "bodySite": [{"text": fields["bodySite"]}] if fields.get("bodySite") else None,
        "outcome": concept(None, fields.get("outcome")),
        "reasonCode": [{"text": fields["reason"]}] if fields.get("reason") else None,
    }


def _care_plan(fields: Fields) -> JSON:
    return {
        "resourceType": "CarePlan",
        "status": among(fields.get("status"), _PLAN_STATUS, "unknown"),
        "intent": among(fields.get("intent"), frozenset({"proposal", "plan", "order", "option"}), "plan"),
        "title": fields.get("title"),
        "description": fields.get("description"),
        "category": [{"text": fields["category"]}] if fields.get("category") else None,
        "period": period(fields, "periodFrom", "periodUntil"),
        "activity": [
            {"detail": {"status": "unknown", "description": text}} for text in fields.get("activities") or [] if text
        ],
    }


def _referral(fields: Fields) -> JSON:
    return {
        "resourceType": "ServiceRequest",
        "status": among(fields.get("status"), _PLAN_STATUS, "unknown"),
        "intent": "order",
        "priority": fields["priority"] if fields.get("priority") in ("routine", "urgent", "asap", "stat") else None,
        "code": concept(fields.get("code"), fields.get("name")) or titled(fields),
        "authoredOn": fields.get("orderedOn") or fields["date"],
        "reasonCode": [{"text": fields["reason"]}] if fields.get("reason") else None,
    }


def _child_data(fields: Fields) -> JSON:
    kind, said = fields["kind"], fields.get("substance") or fields.get("note") or fields.get("title") or "—"
    if kind == "ALLERGY":
        return allergy(fields, fields["date"])
    if kind == "MEDICATION":
        return medication({**fields, "name": said}, fields["date"])
    if kind == "OPERATION":
        return {"resourceType": "Procedure", "status": "completed", "code": {"text": said}}
    if kind == "INJURY":
        return condition({"wording": said, "onsetOn": fields.get("occurredOn")}, fields["date"])
    return observation({"valueText": said}, "social-history", fields["date"], titled(fields))


def _vital(fields: Fields) -> JSON:
    code = concept(fields.get("code"), fields.get("name")) or titled(fields)
    return observation(fields, "vital-signs", fields.get("measuredAt") or fields["date"], code)


def _service(fields: Fields) -> JSON:
    return {
        "resourceType": "ChargeItem",
        "status": {"PAID": "billed", "ACCEPTED": "billed"}.get(str(fields.get("status")), "unknown"),
        "code": concept({"code": fields.get("serviceCode")}, fields.get("serviceName")) or titled(fields),
        "occurrenceDateTime": fields["date"],
    }


def _pregnancy(fields: Fields) -> JSON:
    return {
        "resourceType": "EpisodeOfCare",
        "status": "finished" if fields.get("outcome") else "active",
        "type": [titled(fields)],
        "period": {"start": fields.get("registeredOn") or fields["date"]},
    }


ELEMENTS: Mapping[Kind, Callable[[Fields], JSON]] = {
    Kind.EXAMINATION_PROTOCOLS: _encounter("AMB"),
    Kind.LAB_REPORTS: _report("LAB"),
    Kind.COVID_TESTS: _covid,
    Kind.VACCINATIONS: _vaccination,
    Kind.INSTRUMENTAL_STUDIES: _report("RAD"),
    Kind.DISCHARGE_SUMMARIES: _encounter("IMP"),
    Kind.HEALTH_DIARY: lambda fields: observation(fields, "vital-signs", fields["measuredAt"], titled(fields)),
    Kind.CHILD_DATA: _child_data,
    Kind.AMBULANCE_CALLS: _encounter("EMER"),
    Kind.SICK_LEAVES: _paper,
    Kind.PRESCRIPTIONS: _prescription,
    Kind.CERTIFICATES: _paper,
    Kind.CHECK_UPS: _encounter("AMB"),
    Kind.PREGNANCY_CARE: _pregnancy,
    Kind.RENDERED_SERVICES: _service,
    Kind.VITAL_SIGN: _vital,
    Kind.PROCEDURE: _procedure,
    Kind.CARE_PLAN: _care_plan,
    Kind.REFERRAL: _referral,
}
