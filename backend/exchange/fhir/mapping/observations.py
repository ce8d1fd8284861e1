"""Observation: what it is (laboratory, vital sign, covid test, something said in a visit) and its value."""

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

VITAL_LOINC = {
    "85353-1",
    "9279-1",
    "8867-4",
    "2708-6",
    "59408-5",
    "8310-5",
    "8302-2",
    "9843-4",
    "8287-5",
    "29463-7",
    "39156-5",
    "85354-9",
    "55284-4",
    "8480-6",
    "8462-4",
    "8289-1",
    "59576-9",
    "77606-2",
    "3141-9",
    "8331-1",
    "72514-3",
}
_SYSTOLIC, _DIASTOLIC = {"8480-6"}, {"8462-4"}
COVID_KINDS = {
    **dict.fromkeys(
        (
            "94500-6",
            "94309-2",
            "94845-5",
            "94534-5",
            "94533-7",
            "94759-8",
            "94306-8",
            "94316-7",
            "94502-2",
            "94307-6",
            "94308-4",
            "94314-2",
            "94315-9",
            "95425-5",
            "95406-5",
            "95409-9",
            "96986-5",
        ),
        "PCR",
    ),
    **dict.fromkeys(("94558-4", "97097-0", "95209-3", "96119-3"), "ANTIGEN"),
    **dict.fromkeys(("94564-2", "94506-3", "95125-1"), "IGM"),
    **dict.fromkeys(("94563-4", "94505-5", "94507-1", "95542-7"), "IGG"),
    **dict.fromkeys(("94762-2", "94661-6", "95410-7", "96118-5"), "ANTIBODIES"),
}
_RESULT_CODES = {
    "260373001": "POSITIVE",
    "10828004": "POSITIVE",
    "840533007": "POSITIVE",
    "POS": "POSITIVE",
    "LA6576-8": "POSITIVE",
    "LA11882-0": "POSITIVE",
    "260415000": "NEGATIVE",
    "260385009": "NEGATIVE",
    "NEG": "NEGATIVE",
    "LA6577-6": "NEGATIVE",
    "LA11883-8": "NEGATIVE",
    "ND": "NEGATIVE",
    "419984006": "INDETERMINATE",
    "IND": "INDETERMINATE",
    "LA11884-6": "INDETERMINATE",
    "455371000124106": "INDETERMINATE",
}
_INTERPRETATION = {
    "N": "NORMAL",
    "L": "LOW",
    "H": "HIGH",
    "LL": "CRITICAL_LOW",
    "HH": "CRITICAL_HIGH",
    "LU": "CRITICAL_LOW",
    "HU": "CRITICAL_HIGH",
    "A": "ABNORMAL",
    "AA": "ABNORMAL",
    "POS": "POSITIVE",
    "NEG": "NEGATIVE",
    "IND": "INDETERMINATE",
    "ND": "NEGATIVE",
    "DET": "POSITIVE",
    "E": "INDETERMINATE",
    "<": "LOW",
    ">": "HIGH",
}
_NEVER_SHOWN = {"entered-in-error": "entered in error", "cancelled": "the observation was cancelled"}


def when(data: JSON) -> str | None:
    """The clinically relevant time of an Observation or DiagnosticReport."""
    start, end = period(data.get("effectivePeriod"))
    return first(data.get("effectiveDateTime"), data.get("effectiveInstant"), start, end, data.get("issued"))


def is_laboratory(data: JSON) -> bool:
    return bool({"laboratory", "LAB"} & codes_of(data.get("category")))


def is_vital(data: JSON) -> bool:
    loinc = {coding.get("code") for coding in codings(data.get("code")) if "loinc" in str(coding.get("system"))}
    return bool("vital-signs" in codes_of(data.get("category")) or (loinc & VITAL_LOINC and not is_laboratory(data)))


def covid_kind(data: JSON) -> str | None:
    return next((COVID_KINDS[code] for code in codes_of(data.get("code")) if code in COVID_KINDS), None)


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
    return next(
        (_INTERPRETATION[code] for code in sorted(codes_of(data.get("interpretation"))) if code in _INTERPRETATION),
        None,
    )


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


def map_covid(draft: Draft, resource: Resource, kind: str) -> None:
    data, at = resource.data, when(resource.data)
    taken = day(at)
    assert taken is not None and resource.person_id is not None
    codes = codes_of(data.get("valueCodeableConcept")) | codes_of(data.get("interpretation"))
    value, unit = number(data)
    specimen = draft.resolve(resource, data.get("specimen"), "Specimen")
    laboratory = draft.first_party(resource, data.get("performer", []), "Organization")
    result = next((_RESULT_CODES[code] for code in sorted(codes) if code in _RESULT_CODES), None) or _in_words(
        value_text(data)
    )
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
                "resulted_at": moment(data.get("issued")),
                "result": result,
                "value": value,
                "unit": unit,
                "specimen": text_of(specimen.data.get("type")) if specimen is not None else None,
            },
            resource.key,
            [resource.key],
            draft.sensitivity(resource),
            encounter=draft.encounter_of(resource),
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


def said_in_visit(draft: Draft, resource: Resource) -> bool:
    """Social history, surveys and findings become lines of the visit's protocol. False where there is none."""
    encounter = draft.encounter_of(resource)
    entry = draft.visit_entries.get(encounter) if encounter is not None else None
    name, value = text_of(resource.data.get("code")), _said(resource.data)
    if entry is None or entry.kind != Kind.EXAMINATION_PROTOCOLS or name is None or value is None:
        return False
    line = f"{name}: {value}"
    if "social-history" in codes_of(resource.data.get("category")):
        entry.detail["social_history"] = "\n".join(filter(None, (entry.detail.get("social_history"), line)))
    else:
        entry.detail["scores"] = [*(entry.detail.get("scores") or []), line]
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
