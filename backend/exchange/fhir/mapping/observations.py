"""Observation: what it is (laboratory, vital sign, covid test, something said in a visit) and its value."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

from backend.exchange.fhir.codes import (
    Code,
    clean,
    codes_of,
    codings,
    main_code,
    notes,
    quantity,
    quantity_text,
    text_of,
)
from backend.exchange.fhir.dates import day, first, moment, period
from backend.exchange.fhir.draft import Columns, Draft, Entry
from backend.exchange.fhir.resource import JSON, Resource
from backend.models.vocabulary import Kind
from backend.policy.sensitivity import NOTHING


@cache
def _table(name: str) -> dict[str, str]:
    """Codes and their meanings by `observations.csv`."""
    with (Path(__file__).parents[1] / "observations.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["meaning"] for row in csv.DictReader(file, delimiter=";") if row["table"] == name}


_SYSTOLIC, _DIASTOLIC = {"8480-6"}, {"8462-4"}
_NEVER_SHOWN = {"entered-in-error": "entered in error", "cancelled": "the observation was cancelled"}


def when(data: JSON) -> str | None:
    """The clinically relevant time of an Observation or DiagnosticReport."""
    start, end = period(data.get("effectivePeriod"))
    return first(data.get("effectiveDateTime"), data.get("effectiveInstant"), start, end, data.get("issued"))


def is_laboratory(data: JSON) -> bool:
    return bool({"laboratory", "LAB"} & codes_of(data.get("category")))


def is_vital(data: JSON) -> bool:
    loinc = {coding.get("code") for coding in codings(data.get("code")) if "loinc" in str(coding.get("system"))}
    return bool(
        "vital-signs" in codes_of(data.get("category")) or (loinc & _table("vital").keys() and not is_laboratory(data))
    )


def covid_kind(data: JSON) -> str | None:
    return _first_meaning("covid", data.get("code"))


def unusable(draft: Draft, resource: Resource) -> bool:
    """Keeps aside what is never shown; True when it did."""
    reason = _NEVER_SHOWN.get(str(resource.data.get("status")))
    if reason is None and (resource.person_id is None or when(resource.data) is None):
        reason = "the observation has no person" if resource.person_id is None else "the observation has no date"
    if reason is not None:
        draft.keep_aside(resource, reason)
    return reason is not None


def value_text(data: JSON) -> str | None:
    """The value in words, for all that is no plain number."""
    for name in ("valueString", "valueDateTime", "valueTime"):
        if (text := clean(data.get(name))) is not None:
            return text
    if "valueCodeableConcept" in data:
        return text_of(data["valueCodeableConcept"])
    for name in ("valueBoolean", "valueInteger"):
        if name in data:
            return str(data[name]).lower()
    if isinstance(data.get("valueQuantity"), dict) and data["valueQuantity"].get("comparator"):
        return quantity_text(data["valueQuantity"])
    if isinstance(data.get("valueRange"), dict):
        low, high = (quantity_text(data["valueRange"].get(side)) for side in ("low", "high"))
        return f"{low or ''}–{high or ''}"
    if isinstance(data.get("valueRatio"), dict):
        top, bottom = (quantity_text(data["valueRatio"].get(side)) for side in ("numerator", "denominator"))
        return f"{top or ''}/{bottom or ''}"
    return text_of(data.get("dataAbsentReason"))


def interpretation(data: JSON) -> str | None:
    return _first_meaning("interpretation", data.get("interpretation"))


def _first_meaning(name: str, *concepts: object) -> str | None:
    """The meaning of the first code that the table knows."""
    meanings = _table(name)
    codes = sorted(code for concept in concepts for code in codes_of(concept))
    return next((meanings[code] for code in codes if code in meanings), None)


def number(data: JSON) -> tuple[float | None, str | None]:
    """The plain number and its unit; one with a comparator is no plain number."""
    value, unit = quantity(data.get("valueQuantity"))
    return (None if (data.get("valueQuantity") or {}).get("comparator") else value), unit


def lab_results(data: JSON, method: str | None) -> list[Columns]:
    """Rows of `lab_result`: the value and one for each component; none for a mere heading."""
    rows = []
    for item in [data, *data.get("component", [])]:
        value, unit = number(item)
        words = value_text(item)
        if item is data and value is None and words is None and (data.get("component") or data.get("hasMember")):
            continue
        code = main_code(item.get("code"), "loinc", "1.2.643.5.1.13.13.11.1080")
        rows.append(
            {
                "code_system": code.system,
                "code": code.code,
                "code_display": code.display,
                "name": text_of(item.get("code")),
                "value": value,
                "value_text": words,
                "unit": unit,
                **_reference_band(item),
                "interpretation": interpretation(item),
                "method": method,
            }
        )
    return rows


def _reference_band(item: JSON) -> Columns:
    for band in item.get("referenceRange", []):
        if codes_of(band.get("type")) - {"normal", "N"}:
            continue
        low, high = quantity(band.get("low"))[0], quantity(band.get("high"))[0]
        if low is not None and high is not None and low > high:
            low = high = None
        return {"reference_low": low, "reference_high": high, "reference_text": clean(band.get("text"))}
    return {"reference_low": None, "reference_high": None, "reference_text": None}


def map_vital(draft: Draft, resource: Resource) -> None:
    data = resource.data
    at = when(data)
    encounter = draft.encounter_of(resource)
    parent = draft.visit_entries.get(encounter) if encounter is not None else None
    value, unit = number(data)
    second: float | None = None
    for component in data.get("component", []):
        codes, (measured, measured_unit) = codes_of(component.get("code")), number(component)
        if codes & _SYSTOLIC:
            value, unit = measured, measured_unit
        elif codes & _DIASTOLIC:
            second, unit = measured, unit or measured_unit
    words = value_text(data)
    if value is None and second is None and words is None:
        draft.keep_aside(resource, "the vital sign has no value")
        return
    code: Code = main_code(data.get("code"), "loinc")
    taken = day(at)
    assert taken is not None and resource.person_id is not None
    draft.entries.append(
        Entry(
            Kind.VITAL_SIGN,
            "vital_sign",
            resource.person_id,
            taken,
            text_of(data.get("code")),
            {
                "code_system": code.system,
                "code": code.code,
                "code_display": code.display,
                "name": text_of(data.get("code")),
                "value": value,
                "value_second": second,
                "value_text": words,
                "unit": unit,
                "measured_at": moment(at),
                "interpretation": interpretation(data),
            },
            resource.key,
            [resource.key],
            draft.sensitivity(resource),
            encounter=encounter,
            part_of=parent,
            start_key=int(parent.kind) if parent is not None else 0,
            author=draft.first_party(resource, data.get("performer", []), "Practitioner"),
            organization=draft.first_party(resource, data.get("performer", []), "Organization"),
        )
    )


def map_covid(draft: Draft, resource: Resource, kind: str, report: Resource | None) -> None:
    """A test of its own; `report` holds nothing but such tests."""
    data, at = resource.data, when(resource.data)
    taken = day(at)
    assert taken is not None and resource.person_id is not None
    value, unit = number(data)
    specimen = draft.resolve(resource, data.get("specimen"), "Specimen")
    laboratory = draft.first_party(resource, data.get("performer", []), "Organization")
    said = _first_meaning("result", data.get("valueCodeableConcept"), data.get("interpretation"))
    draft.entries.append(
        Entry(
            Kind.COVID_TESTS,
            "covid_test",
            resource.person_id,
            taken,
            text_of(data.get("code")),
            {
                "test_kind": kind,
                "sampled_at": moment(at),
                "resulted_at": moment(
                    data.get("issued") or (report.data.get("issued") if report is not None else None)
                ),
                "result": said or _in_words(value_text(data)),
                "value": value,
                "unit": unit,
                "specimen": text_of(specimen.data.get("type")) if specimen is not None else None,
            },
            resource.key,
            [resource.key, *([report.key] if report is not None else [])],
            draft.sensitivity(resource) | (draft.sensitivity(report) if report is not None else NOTHING),
            encounter=draft.encounter_of(resource) or (draft.encounter_of(report) if report is not None else None),
            organization=laboratory,
            author=draft.first_party(resource, data.get("performer", []), "Practitioner"),
        )
    )


def _in_words(text: str | None) -> str | None:
    lowered = (text or "").lower()
    for beginning, result in (
        ("not detected", "NEGATIVE"),
        ("negativ", "NEGATIVE"),
        ("отриц", "NEGATIVE"),
        ("не обнаруж", "NEGATIVE"),
        ("detected", "POSITIVE"),
        ("positiv", "POSITIVE"),
        ("полож", "POSITIVE"),
        ("обнаруж", "POSITIVE"),
        ("indeterm", "INDETERMINATE"),
    ):
        if lowered.startswith(beginning):
            return result
    return None


_LINES_IN = {
    Kind.EXAMINATION_PROTOCOLS: "scores",
    Kind.DISCHARGE_SUMMARIES: "studies",
    Kind.AMBULANCE_CALLS: "condition",
}


def said_in_visit(draft: Draft, resource: Resource) -> bool:
    """Social history, surveys and findings become lines of the visit's entry. False where there is none."""
    encounter = draft.encounter_of(resource)
    entry = draft.visit_entries.get(encounter) if encounter is not None else None
    name, value = text_of(resource.data.get("code")), _said(resource.data)
    if entry is None or name is None or value is None:
        return False
    line, column = f"{name}: {value}", _LINES_IN[entry.kind]
    if entry.kind == Kind.EXAMINATION_PROTOCOLS and "social-history" in codes_of(resource.data.get("category")):
        column = "social_history"
    if column == "scores":
        entry.detail[column] = [*(entry.detail.get(column) or []), line]
    else:
        entry.detail[column] = "\n".join(filter(None, (entry.detail.get(column), line)))
    entry.members.append(resource.key)
    entry.sensitivity |= draft.sensitivity(resource)
    return True


def _said(data: JSON) -> str | None:
    components: list[Any] = data.get("component", [])
    own = quantity_text(data.get("valueQuantity")) or value_text(data)
    each = [
        f"{text_of(item.get('code'))}: {quantity_text(item.get('valueQuantity')) or value_text(item)}"
        for item in components
    ]
    return "; ".join(filter(None, (own, *each, notes(data)))) or None
