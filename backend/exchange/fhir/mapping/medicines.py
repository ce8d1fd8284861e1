"""MedicationRequest: a prescription; MedicationStatement and proposals: a medicine that the patient takes."""

from typing import Any

from backend.exchange.fhir.codes import clean, codes_of, main_code, quantity_text, text_of
from backend.exchange.fhir.dates import day, end_after, first, period
from backend.exchange.fhir.draft import Columns, Draft, Entry
from backend.exchange.fhir.resource import JSON, Resource
from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind
from backend.policy.sensitivity import Sensitivity

_STATUS = {
    "active": "ACTIVE",
    "completed": "COMPLETED",
    "on-hold": "ON_HOLD",
    "cancelled": "CANCELLED",
    "stopped": "CANCELLED",
    "draft": "DRAFT",
    "unknown": "UNKNOWN",
}
_NOT_ORDERS = ("proposal", "plan", "option")


def map_medicines(draft: Draft) -> None:
    for resource in draft.of("MedicationRequest", "MedicationStatement"):
        data = resource.data
        if data.get("status") == "entered-in-error" or data.get("doNotPerform") is True:
            draft.keep_aside(resource, "entered in error, or an order not to give")
            continue
        medicine = draft.resolve(resource, data.get("medicationReference"), "Medication")
        concept = data.get("medicationCodeableConcept") or (medicine.data.get("code") if medicine is not None else None)
        name = text_of(concept) or clean((data.get("medicationReference") or {}).get("display"))
        ordered = resource.type == "MedicationRequest" and data.get("intent") not in _NOT_ORDERS
        encounter = draft.encounter_of(resource, "encounter", "context")
        start, end = _period(data)
        if start is None and encounter is not None:
            start = moscow_day(draft.visits[encounter].opened_at).isoformat()
        # What nobody dated is true on the day on which it is stated.
        date = day(first(start, (data.get("meta") or {}).get("lastUpdated"), resource.stated_on))
        if name is None or date is None or resource.person_id is None:
            draft.keep_aside(resource, "the medicine has no name, no date or no person")
            continue
        members = [resource.key]
        meaning: Sensitivity = draft.sensitivity(resource)
        if medicine is not None:
            meaning |= draft.sensitivity(medicine)
            if "#" not in medicine.id:
                members.append(medicine.key)
        kind, table = (Kind.PRESCRIPTIONS, "prescription") if ordered else (Kind.MEDICATION, "medication_item")
        detail = _prescription(data, concept, name, medicine) if ordered else _taken(data, concept, name, start, end)
        draft.entries.append(
            Entry(
                kind,
                table,
                resource.person_id,
                date,
                name,
                detail,
                resource.key,
                members,
                meaning,
                encounter=encounter,
                author=draft.party(resource, data.get("requester") or data.get("informationSource"), "Practitioner"),
                organization=draft.party(
                    resource, data.get("requester") or data.get("informationSource"), "Organization"
                ),
            )
        )


def _period(data: JSON) -> tuple[str | None, str | None]:
    start, end = period(data.get("effectivePeriod"))
    valid = period((data.get("dispenseRequest") or {}).get("validityPeriod"))
    return (
        first(
            data.get("authoredOn"),
            data.get("effectiveDateTime"),
            start,
            end,
            data.get("dateAsserted"),
            valid[0],
        ),
        end,
    )


def _prescription(data: JSON, concept: object, name: str, medicine: Resource | None) -> Columns:
    dosage = (data.get("dosageInstruction") or [{}])[0]
    supply = data.get("dispenseRequest") or {}
    code = main_code(concept, "1.2.643", "whocc", "rxnorm")
    return {
        "number": clean((data.get("identifier") or [{}])[0].get("value")),
        "inn": name,
        "trade_name": None,
        "medicine_code_system": code.system,
        "medicine_code": code.code,
        "medicine_code_display": code.display,
        "form": text_of(medicine.data.get("form")) if medicine is not None else None,
        "dose": dose(dosage),
        "route": text_of(dosage.get("route")),
        "frequency": frequency(dosage),
        "duration": quantity_text(supply.get("expectedSupplyDuration")),
        "quantity": quantity_text(supply.get("quantity")),
        "urgent": data["priority"] in ("urgent", "asap", "stat") if data.get("priority") else None,
        "valid_until": day(period(supply.get("validityPeriod"))[1]),
        "status": _STATUS.get(str(data.get("status")), "UNKNOWN"),
    }


def _taken(data: JSON, concept: object, name: str, start: str | None, end: str | None) -> Columns:
    dosage = (data.get("dosage") or data.get("dosageInstruction") or [{}])[0]
    code = main_code(concept, "1.2.643", "whocc", "rxnorm")
    begun, ended = day(start), day(end)
    return {
        "code_system": code.system,
        "code": code.code,
        "code_display": code.display,
        "name": name,
        "dose": "; ".join(filter(None, (dose(dosage), frequency(dosage)))) or None,
        "status": clean(data.get("status")),
        "period_from": begun,
        "period_until": end_after(begun, ended),
        "reason": text_of(data.get("reasonCode")),
    }


def dose(dosage: Any) -> str | None:
    """The dose in words."""
    for item in dosage.get("doseAndRate", []):
        if (text := quantity_text(item.get("doseQuantity"))) is not None:
            return text
    return clean(dosage.get("text"))


def frequency(dosage: Any) -> str | None:
    """How often: the producer's words, else `2 / 1 d`."""
    timing = dosage.get("timing") or {}
    if (text := text_of(timing.get("code"))) is not None:
        return text
    repeat = timing.get("repeat") or {}
    if repeat.get("frequency") and repeat.get("period"):
        return f"{repeat['frequency']} / {repeat['period']:g} {repeat.get('periodUnit', '')}".strip()
    return "; ".join(sorted(codes_of(dosage.get("asNeededCodeableConcept")))) or None
