"""What people write into a record: words about a diary's figures, doctors' notes to child data. By hand from sections.md."""

import calendar
import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from backend.policy.diary_alerts import ALERTS as TOLD
from tests.reads.reference.reader import Reading
from tests.reads.reference.rows import Row
from tests.reads.reference.things import Thing, organization_of

MOSCOW = ZoneInfo("Europe/Moscow")


def notes(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    """Of every version that the viewer may see, the oldest note first."""
    assert thing.entry is not None
    found = []
    for number, version in enumerate(reading.versions(thing.entry, thing.held), start=1):
        for row in reading.rows.where("child_data_note", patient_id=version["patient_id"], entry_id=version["id"]):
            author = reading.rows.one("practitioner", id=row["practitioner_id"])
            told = {
                "text": row["text"],
                "author": Thing("Practitioner", author) if author else None,
                "organization": organization_of(reading, row["organization_id"]),
                "writtenAt": row["created_at"],
                "version": number,
                "ofCurrent": version["status"] == 0,
            }
            found.append((row["created_at"], row["id"], told))
    return [told for _, _, told in sorted(found, key=lambda one: one[:2])]


Old = Callable[[int], bool]
Said = Callable[[Row, Old], bool]


def _is(measure: str, said: Said) -> Said:
    return lambda row, old: row["measure"] == measure and said(row, old)


def _pulse(said: Callable[[float, Old], bool]) -> Said:
    """A pulse by itself, or counted with blood pressure."""

    def holds(row: Row, old: Old) -> bool:
        figure = row["value"] if row["measure"] == "PULSE" else row["pulse"]
        return row["measure"] in ("PULSE", "BLOOD_PRESSURE") and figure is not None and said(figure, old)

    return holds


def _fast(row: Row, old: Old) -> bool:
    least = next((least for months, least in ((144, 25), (60, 30), (12, 40), (2, 50), (0, 60)) if old(months)), None)
    return least is not None and row["value"] >= least


ALERTS: dict[str, Said] = {
    "PRESSURE_LOW": _is("BLOOD_PRESSURE", lambda row, _: row["value"] < 90 or row["value_second"] < 50),
    "PRESSURE_HIGH": _is("BLOOD_PRESSURE", lambda row, _: row["value"] >= 180 or row["value_second"] >= 110),
    "PULSE_LOW": _pulse(lambda figure, _: figure < 40),
    "PULSE_HIGH": _pulse(lambda figure, old: figure > 130 and old(18 * 12)),
    "GLUCOSE_LOW": _is("GLUCOSE", lambda row, _: row["value"] < 3.9),
    "GLUCOSE_HIGH": _is("GLUCOSE", lambda row, _: row["value"] > 13.9),
    "TEMPERATURE_LOW": _is("TEMPERATURE", lambda row, _: row["value"] < 35),
    "TEMPERATURE_HIGH": _is("TEMPERATURE", lambda row, _: row["value"] >= 39),
    "OXYGEN_LOW": _is("OXYGEN_SATURATION", lambda row, _: row["value"] < 92),
    "RESPIRATION_LOW": _is("RESPIRATION", lambda row, old: row["value"] <= 8 and old(144)),
    "RESPIRATION_HIGH": _is("RESPIRATION", _fast),
    "ANGINA_AT_REST": _is("ANGINA", lambda row, _: row["value"] > 0 and row["context"] == "AT_REST"),
    "WELLBEING_BAD": _is("WELLBEING", lambda row, _: row["value"] <= 1),
}
WORDS = {alert.code: alert.words for alert in TOLD}


def alerts(reading: Reading, thing: Thing, _: Any) -> list[dict[str, Any]]:
    """What holds of the entry's figures, for the patient's age on its day in Moscow."""
    person = reading.rows.one("person", id=thing.patient)
    assert person is not None
    birth, day = person["birth_date"], thing.row["measured_at"].astimezone(MOSCOW).date()
    old = partial(_old, birth, day)
    place = 1 if reading.language == "en" else 0
    return [{"code": code, "message": WORDS[code][place]} for code, holds in ALERTS.items() if holds(thing.row, old)]


def _old(birth: dt.date | None, day: dt.date, months: int) -> bool:
    """Whether so many months have gone by since birth; a month that is too short is over on its last day."""
    if birth is None:
        return False
    years, month = divmod(birth.month - 1 + months, 12)
    year = birth.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(birth.day, last)) <= day
