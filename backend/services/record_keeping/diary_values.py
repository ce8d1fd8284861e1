"""What is typed into the health diary, checked figure by figure (SEC-07; backend/policy/diary.py has the limits)."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.models.moscow import moscow_day
from backend.models.sections.health_diary import DiaryContext, DiaryMeasure, DiaryOrigin
from backend.policy.diary import FIGURES, MEASURES, Quantity, out_of_range
from backend.services.officers.words import optional_text
from backend.services.refusal import Explained, Refused, SeveralRefused

_SKEW = dt.timedelta(minutes=5)
# Nobody lives who was born before; a moment of the first or the last year that there is has no day in another zone.
_EARLIEST = 1900
_LONGEST_NOTE = 1000
_PLACES = 3


@dataclass(frozen=True, slots=True)
class DiaryValues:
    """An entry as it was typed; `figures` by column. `unit` (UCUM) is of the main figure, None for the measure's own."""

    measure: DiaryMeasure
    figures: Mapping[str, float | None]
    unit: str | None
    context: DiaryContext | None
    measured_at: dt.datetime | None
    origin: DiaryOrigin
    note: str | None


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """An entry as it is stored: the day in Moscow, its title, the columns of its row."""

    day: dt.date
    title: str
    columns: Mapping[str, Any]


def checked(values: DiaryValues, birth_date: dt.date | None, measured_at: dt.datetime, at: dt.datetime) -> DiaryRow:
    """The entry as it is stored; `measured_at` where none was typed is the caller's.

    Raises SeveralRefused, each field that has to change: REQUIRED, OUT_OF_RANGE, NOT_WHOLE, WRONG_UNIT, NOT_OF_KIND,
    DIASTOLIC_NOT_BELOW, IN_FUTURE (5 minutes are a clock's), BEFORE_BIRTH, WRONG_FORMAT.
    """
    rules, wrong = MEASURES[values.measure], list[Refused]()
    known = {quantity.column: quantity for quantity in rules.quantities}
    figures: dict[str, float | None] = {}
    for column in FIGURES:
        quantity, typed = known.get(column), values.figures.get(column)
        if quantity is None:
            figures[column] = None
            if typed is not None:
                wrong.append(Refused("NOT_OF_KIND", _at(column)))
            continue
        try:
            figures[column] = _figure(quantity, typed, values.unit if column == "value" else None)
        except Refused as refused:
            figures[column] = None
            wrong.append(refused)
    upper, lower = figures["value"], figures["value_second"]
    if upper is not None and lower is not None and lower >= upper:
        wrong.append(Refused("DIASTOLIC_NOT_BELOW", _at("value_second")))
    if values.context is not None and values.context not in rules.contexts:
        wrong.append(Refused("NOT_OF_KIND", _at("context")))
    day = moscow_day(at)
    if measured_at.tzinfo is None:
        # A time without an offset is of no place in the world.
        wrong.append(Refused("WRONG_FORMAT", _at("measured_at")))
    elif measured_at > at + _SKEW:
        wrong.append(Refused("IN_FUTURE", _at("measured_at")))
    elif measured_at.year < _EARLIEST or (day := moscow_day(measured_at)) < (birth_date or dt.date.min):
        wrong.append(Refused("BEFORE_BIRTH", _at("measured_at")))
    note = None
    try:
        note = optional_text(values.note, _at("note"), _LONGEST_NOTE)
    except Refused as refused:
        wrong.append(refused)
    if wrong:
        raise SeveralRefused(wrong)
    columns = {
        "measure": values.measure.value,
        **figures,
        "unit": rules.unit,
        "measured_at": measured_at,
        "origin": values.origin.value,
        "context": values.context.value if values.context else None,
        "note": note,
    }
    return DiaryRow(day, rules.name[0], columns)


def _figure(quantity: Quantity, typed: float | None, unit: str | None) -> float | None:
    """The figure in the quantity's own unit. Raises Refused."""
    field = _at(quantity.column)
    if unit is not None and unit != quantity.unit and unit not in quantity.also:
        raise Refused("WRONG_UNIT", _at("unit"))
    if typed is None:
        if quantity.required:
            raise Refused("REQUIRED", field)
        return None
    factor = quantity.also.get(unit, 1.0) if unit is not None else 1.0
    figure = round(typed * factor, _PLACES) if math.isfinite(typed) else typed
    if not quantity.low <= figure <= quantity.high:
        raise Explained("OUT_OF_RANGE", field, *out_of_range(quantity))
    if quantity.whole and figure != int(figure):
        raise Refused("NOT_WHOLE", field)
    return figure


def _at(column: str) -> list[str]:
    """The place of a column in the input."""
    head, *rest = column.split("_")
    return ["input", "entry", head + "".join(word.capitalize() for word in rest)]
