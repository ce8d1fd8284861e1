"""What a representative says of a child, checked field by field (CHD-01…05, CHD-07)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.models.sections.child_data import ChildDataKind, Severity
from backend.services.officers.words import optional_text
from backend.services.refusal import Refused, SeveralRefused

_TITLES = {
    ChildDataKind.ALLERGY: "Аллергия",
    ChildDataKind.INJURY: "Травма",
    ChildDataKind.OPERATION: "Операция",
    ChildDataKind.MEDICATION: "Принимает",
    ChildDataKind.OTHER: "Другое",
}
# The fields that a kind takes; the first one names the thing and has to be there. `note` goes with every kind.
FIELDS: Mapping[ChildDataKind, tuple[str, ...]] = {
    ChildDataKind.ALLERGY: ("substance", "reaction", "severity", "occurred_on"),
    ChildDataKind.INJURY: ("name", "severity", "occurred_on"),
    ChildDataKind.OPERATION: ("name", "occurred_on"),
    ChildDataKind.MEDICATION: ("substance", "dose", "period_from", "period_until"),
    ChildDataKind.OTHER: ("name", "occurred_on"),
}
_LONGEST = {"substance": 200, "name": 200, "dose": 200, "reaction": 500, "note": 2000}
_DAYS = ("occurred_on", "period_from", "period_until")


@dataclass(frozen=True, slots=True)
class ChildValues:
    """An entry as it was typed."""

    kind: ChildDataKind
    substance: str | None
    name: str | None
    reaction: str | None
    severity: Severity | None
    occurred_on: dt.date | None
    dose: str | None
    period_from: dt.date | None
    period_until: dt.date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ChildRow:
    """An entry as it is stored: its title, and the columns of its row but for who entered it."""

    title: str
    columns: Mapping[str, Any]


def checked(values: ChildValues, birth_date: dt.date | None, today: dt.date) -> ChildRow:
    """The entry as it is stored.

    Raises SeveralRefused, each field that has to change: REQUIRED, NOT_OF_KIND, WRONG_FORMAT, IN_FUTURE, BEFORE_BIRTH,
    PERIOD_ENDS_BEFORE. A course may end in the future.
    """
    wrong: list[Refused] = []
    taken = FIELDS[values.kind]
    columns: dict[str, Any] = {"kind": values.kind.value}
    for column in ("substance", "name", "reaction", "dose", "note"):
        try:
            columns[column] = optional_text(getattr(values, column), _at(column), _LONGEST[column])
        except Refused as refused:
            columns[column] = None
            wrong.append(refused)
    columns["severity"] = values.severity.value if values.severity else None
    columns |= {column: getattr(values, column) for column in _DAYS}
    refused_already = {tuple(one.field or ()) for one in wrong}
    for column, value in columns.items():
        if column not in ("kind", "note", *taken) and value is not None:
            wrong.append(Refused("NOT_OF_KIND", _at(column)))
    if columns[taken[0]] is None and tuple(_at(taken[0])) not in refused_already:
        wrong.append(Refused("REQUIRED", _at(taken[0])))
    for column in _DAYS:
        day = columns[column]
        if day is not None and column != "period_until" and day > today:
            wrong.append(Refused("IN_FUTURE", _at(column)))
        elif day is not None and birth_date is not None and day < birth_date:
            wrong.append(Refused("BEFORE_BIRTH", _at(column)))
    begins, ends = values.period_from, values.period_until
    if begins is not None and ends is not None and ends < begins:
        wrong.append(Refused("PERIOD_ENDS_BEFORE", _at("period_until")))
    if wrong:
        raise SeveralRefused(wrong)
    return ChildRow(f"{_TITLES[values.kind]}: {columns[taken[0]]}", columns)


def _at(column: str) -> list[str]:
    """The place of a column in the input."""
    head, *rest = column.split("_")
    return ["input", "entry", head + "".join(word.capitalize() for word in rest)]
