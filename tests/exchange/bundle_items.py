"""What a bundle says, section by section, read straight from its JSON: nothing here knows the import's mappings."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

JSON = dict[str, Any]
Items = dict[str, Counter[tuple[Any, ...]]]
_MOSCOW = ZoneInfo("Europe/Moscow")
_IMAGING = {"RAD", "LP29684-5"}


def _day(value: str | None) -> str | None:
    """The Moscow day of a FHIR date."""
    if value is None:
        return None
    if len(value) <= 10:
        return f"{value}-01-01"[:10]
    return dt.datetime.fromisoformat(value).astimezone(_MOSCOW).date().isoformat()


def _text(concept: JSON | None) -> str | None:
    if not concept:
        return None
    codings = concept.get("coding", [concept] if "code" in concept else [])
    displays = [coding["display"] for coding in codings if coding.get("display")]
    codes = [coding["code"] for coding in codings if coding.get("code")]
    found = concept.get("text") or next(iter(displays), None) or next(iter(codes), None)
    return found.strip() if found else None


def _code(concept: JSON, preferred: str) -> str | None:
    codings = concept.get("coding", [])
    best = next((c for c in codings if preferred in c.get("system", "")), codings[0] if codings else {})
    return best.get("code")


def _categories(resource: JSON) -> set[str]:
    categories = resource.get("category", [])
    categories = categories if isinstance(categories, list) else [categories]
    return {coding.get("code") for one in categories for coding in one.get("coding", [])}


class Bundle:
    """A bundle's resources by type, and what each reference names."""

    def __init__(self, document: JSON) -> None:
        self.entries = document["entry"]
        self.document_date = next(
            (r["date"] for r in self._all() if r["resourceType"] == "Composition"), document.get("timestamp")
        )

    def _all(self) -> Iterator[JSON]:
        return (entry["resource"] for entry in self.entries)

    def of(self, type_: str) -> list[JSON]:
        return [resource for resource in self._all() if resource["resourceType"] == type_]

    def named(self, reference: str | None) -> JSON | None:
        for entry in self.entries:
            resource = entry["resource"]
            local = f"{resource['resourceType']}/{resource.get('id')}"
            if reference is not None and reference in (entry.get("fullUrl"), local):
                return resource  # type: ignore[no-any-return]
        return None

    def about(self, person: JSON, type_: str) -> list[JSON]:
        """The person's resources of a type."""
        found = []
        for resource in self.of(type_):
            whom = resource.get("subject") or resource.get("patient") or {}
            if self.named(whom.get("reference")) is person:
                found.append(resource)
        return found


def items(bundle: Bundle, person: JSON) -> Items:
    """Everything that the person's record should show, as multisets of what tells one entry from another."""
    return {section: Counter(read(bundle, person)) for section, read in _SECTIONS.items()}


def _vaccinations(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "Immunization"):
        if one["status"] == "completed" and one.get("occurrenceDateTime"):
            yield _day(one["occurrenceDateTime"]), _text(one["vaccineCode"])


def _visits(*classes: str) -> Callable[[Bundle, JSON], Iterator[tuple[Any, ...]]]:
    def read(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
        for one in bundle.about(person, "Encounter"):
            if one["class"]["code"] in classes:
                kind = _text(next(iter(one.get("type", [])), None)) or _text(one.get("serviceType"))
                yield _day(one["period"].get("start") or one["period"]["end"]), kind or _text(one["class"])

    return read


def _imaging_reports(bundle: Bundle, person: JSON) -> list[JSON]:
    return [
        one
        for one in bundle.about(person, "DiagnosticReport")
        if _categories(one) & _IMAGING or one.get("imagingStudy")
    ]


def _studies(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    reported = []
    for one in _imaging_reports(bundle, person):
        studies = [bundle.named(ref["reference"]) for ref in one.get("imagingStudy", [])]
        reported += studies
        yield (_day(next((s["started"] for s in studies if s), one.get("effectiveDateTime"))),)
    for one in bundle.about(person, "ImagingStudy"):
        if not any(one is study for study in reported):
            yield (_day(one["started"]),)


def _laboratory(bundle: Bundle, person: JSON) -> list[JSON]:
    in_reports = [
        bundle.named(ref["reference"])
        for one in bundle.about(person, "DiagnosticReport")
        if "LAB" in _categories(one)
        for ref in one.get("result", [])
    ]
    return [
        one
        for one in bundle.about(person, "Observation")
        if "laboratory" in _categories(one) or any(one is result for result in in_reports)
    ]


def _value(item: JSON) -> tuple[float | None, str | None, str | None]:
    """The number, the words, the unit."""
    quantity = item.get("valueQuantity", {})
    unit = quantity.get("code") or quantity.get("unit")
    if quantity.get("comparator"):
        shown = quantity.get("unit") or quantity.get("code") or ""
        return None, f"{quantity['comparator']}{quantity['value']:g} {shown}".strip(), unit
    words = item.get("valueString") or _text(item.get("valueCodeableConcept")) or _text(item.get("dataAbsentReason"))
    number = quantity.get("value")
    return (None if number is None else float(number)), words.strip() if words else None, unit


def _lab_results(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in _laboratory(bundle, person):
        for item in [one, *one.get("component", [])]:
            value = _value(item)
            heading = item is one and (one.get("hasMember") or one.get("component"))
            if not heading or value[:2] != (None, None):
                yield _code(item["code"], "loinc"), *value


def _vital_signs(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "Observation"):
        if "vital-signs" in _categories(one):
            by_code = {_code(part["code"], "loinc"): _value(part) for part in one.get("component", [])}
            number, words, unit = _value(one)
            if "8480-6" in by_code:
                number, unit = by_code["8480-6"][0], by_code["8480-6"][2]
            yield _code(one["code"], "loinc"), number, by_code.get("8462-4", (None,))[0], words, unit


def _conditions(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "Condition"):
        if not {"entered-in-error", "refuted"} & _categories({"category": one.get("verificationStatus", {})}):
            yield (_code(one["code"], "icd-10") or _text(one["code"]),)


def _allergies(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "AllergyIntolerance"):
        yield (_text(one.get("code")),)


def _medicine(bundle: Bundle, order: JSON) -> str | None:
    reference = order.get("medicationReference", {})
    medicine = bundle.named(reference.get("reference")) or {}
    return _text(order.get("medicationCodeableConcept")) or _text(medicine.get("code")) or reference.get("display")


def _is_order(one: JSON) -> bool:
    return one["intent"] not in ("proposal", "plan", "option")


def _prescriptions(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "MedicationRequest"):
        if _is_order(one) and not one.get("doNotPerform"):
            visit = bundle.named(one.get("encounter", {}).get("reference")) or {"period": {}}
            period = visit["period"]
            visited = period.get("start") or period.get("end")
            date = one.get("authoredOn") or visited or one.get("meta", {}).get("lastUpdated") or bundle.document_date
            yield _day(date), _medicine(bundle, one)


def _medications(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in [*bundle.about(person, "MedicationRequest"), *bundle.about(person, "MedicationStatement")]:
        if not one.get("doNotPerform"):
            yield (_medicine(bundle, one),)


def _services(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "Claim"):
        yield _day(one["billablePeriod"]["start"]), float(one["total"]["value"])
    for one in bundle.about(person, "ExplanationOfBenefit"):
        assert bundle.named(one["claim"]["reference"]) is not None  # each belongs to a claim here


def _procedures(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "Procedure"):
        yield _day(one.get("performedDateTime") or one["performedPeriod"]["start"]), _text(one["code"])


def _care_plans(bundle: Bundle, person: JSON) -> Iterator[tuple[Any, ...]]:
    for one in bundle.about(person, "CarePlan"):
        yield one["status"], one["intent"]


_SECTIONS: dict[str, Callable[[Bundle, JSON], Iterator[tuple[Any, ...]]]] = {
    "vaccinations": _vaccinations,
    "examinationProtocols": _visits("AMB", "HH", "VR"),
    "dischargeSummaries": _visits("IMP"),
    "ambulanceCalls": _visits("EMER"),
    "instrumentalStudies": _studies,
    "labResults": _lab_results,
    "vitalSigns": _vital_signs,
    "conditions": _conditions,
    "allergies": _allergies,
    "prescriptions": _prescriptions,
    "medications": _medications,
    "renderedServices": _services,
    "procedures": _procedures,
    "carePlans": _care_plans,
}
