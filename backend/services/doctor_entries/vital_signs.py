"""Vital signs that a doctor measures: units, bounds against slips of the keyboard, and what is out of norm (sections.md)."""

from dataclasses import dataclass
from typing import Any

from backend.models.sections.clinical import VitalSignKind
from backend.models.sections.lab_report import Interpretation
from backend.services.doctor_entries.checking import Problems, given


@dataclass(frozen=True, slots=True)
class _Measure:
    """`low` and `high` bound what is accepted; `below` and `above`, where there are any, what is normal at any age."""

    name: str
    loinc: str
    unit: str
    low: float
    high: float
    below: float | None = None
    above: float | None = None


_MEASURES = {
    VitalSignKind.TEMPERATURE: _Measure("Температура тела", "8310-5", "Cel", 30, 45, 35, 37.4),
    VitalSignKind.PULSE: _Measure("Пульс", "8867-4", "/min", 20, 300),
    VitalSignKind.BLOOD_PRESSURE: _Measure("Артериальное давление", "85354-9", "mm[Hg]", 40, 300, 90, 139),
    VitalSignKind.RESPIRATION: _Measure("Частота дыхания", "9279-1", "/min", 4, 100),
    VitalSignKind.OXYGEN_SATURATION: _Measure("Сатурация", "59408-5", "%", 50, 100, 95),
    VitalSignKind.WEIGHT: _Measure("Масса тела", "29463-7", "kg", 0.3, 400),
    VitalSignKind.HEIGHT: _Measure("Рост", "8302-2", "cm", 20, 250),
}


def vital_signs(problems: Problems, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of `vital_sign`, each kind once."""
    rows, seen = [], set()
    for place, one in enumerate(given(values, "vital_signs")):
        kind = VitalSignKind(one["kind"])
        measure, at = _MEASURES[kind], ("vitalSigns", place)
        if kind in seen:
            problems.add("TWICE", *at, "kind")
        seen.add(kind)
        value = problems.number(one.get("value"), measure.low, measure.high, *at, "value")
        second = one.get("second_value")
        if kind == VitalSignKind.BLOOD_PRESSURE:
            second = problems.number(second, 20, 200, *at, "secondValue")
            if value is not None and second is not None and second >= value:
                problems.add("VALUE_OUT_OF_RANGE", *at, "secondValue")
        elif second is not None:
            problems.add("VALUE_OUT_OF_RANGE", *at, "secondValue")
        rows.append(
            {
                "code_system": "http://loinc.org",
                "code": measure.loinc,
                "code_display": measure.name,
                "name": measure.name,
                "value": value,
                "value_second": second,
                "unit": measure.unit,
                "interpretation": _interpretation(measure, value),
            }
        )
    return rows


def _interpretation(measure: _Measure, value: float | None) -> str | None:
    if value is None or (measure.below is None and measure.above is None):
        return None
    if measure.below is not None and value < measure.below:
        return Interpretation.LOW.value
    if measure.above is not None and value > measure.above:
        return Interpretation.HIGH.value
    return Interpretation.NORMAL.value
