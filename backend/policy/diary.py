"""What the health diary takes (SEC-07; sections.md, «Diary»): the one table that checks, schema, page and demo read.

Limits catch slips of the keyboard and are no diagnosis; what is inside of them and still worth a word is in
`diary_alerts.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backend.models.sections.health_diary import DiaryContext, DiaryMeasure

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of an entry, by the name of its column. `low` and `high`, both included, are in `unit` (UCUM).

    `also` are units that a client has to name, each with the factor into `unit`. `loinc` is None where there is no code.
    """

    column: str
    name: Words
    unit: str
    low: float
    high: float
    loinc: str | None = None
    whole: bool = False
    required: bool = True
    also: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of entry: its Russian and English name, its figures in the order of the form, and what may be said beside."""

    name: Words
    quantities: tuple[Quantity, ...]
    contexts: tuple[DiaryContext, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the main figure."""
        return self.quantities[0].unit


_EFFORT = (DiaryContext.AT_REST, DiaryContext.ON_EFFORT)
_MEAL = (DiaryContext.FASTING, DiaryContext.AFTER_MEAL)


def _pulse(column: str, *, required: bool) -> Quantity:
    return Quantity(column, ("Пульс", "Pulse"), "/min", 20, 300, "8867-4", required=required)


MEASURES: Mapping[DiaryMeasure, Measure] = {
    DiaryMeasure.BLOOD_PRESSURE: Measure(
        ("Давление", "Blood pressure"),
        (
            Quantity("value", ("Верхнее", "Upper (systolic)"), "mm[Hg]", 40, 300, "8480-6"),
            Quantity("value_second", ("Нижнее", "Lower (diastolic)"), "mm[Hg]", 20, 200, "8462-4"),
            _pulse("pulse", required=False),
        ),
        _EFFORT,
    ),
    DiaryMeasure.PULSE: Measure(("Пульс", "Pulse"), (_pulse("value", required=True),), _EFFORT),
    DiaryMeasure.GLUCOSE: Measure(
        ("Глюкоза", "Glucose"),
        (Quantity("value", ("Глюкоза", "Glucose"), "mmol/L", 0.5, 50, "15074-8", also={"mg/dL": 1 / 18.016}),),
        _MEAL,
    ),
    DiaryMeasure.WEIGHT: Measure(
        ("Вес", "Weight"), (Quantity("value", ("Вес", "Weight"), "kg", 0.3, 400, "29463-7"),), (DiaryContext.FASTING,)
    ),
    DiaryMeasure.HEIGHT: Measure(("Рост", "Height"), (Quantity("value", ("Рост", "Height"), "cm", 20, 250, "8302-2"),)),
    DiaryMeasure.TEMPERATURE: Measure(
        ("Температура", "Temperature"),
        (Quantity("value", ("Температура", "Temperature"), "Cel", 30, 45, "8310-5"),),
    ),
    DiaryMeasure.OXYGEN_SATURATION: Measure(
        ("Сатурация", "Oxygen saturation"),
        (Quantity("value", ("Сатурация", "Oxygen saturation"), "%", 50, 100, "59408-5"),),
        _EFFORT,
    ),
    DiaryMeasure.RESPIRATION: Measure(
        ("Дыхание", "Breathing"),
        (Quantity("value", ("Вдохов в минуту", "Breaths a minute"), "/min", 4, 100, "9279-1"),),
        _EFFORT,
    ),
    DiaryMeasure.ANGINA: Measure(
        ("Приступы", "Angina attacks"),
        (
            Quantity("value", ("Сколько приступов за день", "Attacks that day"), "1", 0, 50, whole=True),
            Quantity("minutes", ("Сколько минут длился", "Minutes it lasted"), "min", 0, 1440, whole=True, required=False),
            Quantity("intensity", ("Сила боли, от 0 до 10", "Pain, 0 to 10"), "{score}", 0, 10, whole=True, required=False),
        ),
        _EFFORT,
    ),
    DiaryMeasure.WELLBEING: Measure(
        ("Самочувствие", "Wellbeing"),
        (Quantity("value", ("Самочувствие, от 1 до 5", "Wellbeing, 1 to 5"), "{score}", 1, 5, whole=True),),
    ),
}  # fmt: skip
UNITS: Mapping[str, Words] = {
    "mm[Hg]": ("мм рт. ст.", "mmHg"),
    "/min": ("в минуту", "a minute"),
    "mmol/L": ("ммоль/л", "mmol/L"),
    "kg": ("кг", "kg"),
    "cm": ("см", "cm"),
    "Cel": ("°C", "°C"),
    "%": ("%", "%"),
    "min": ("мин", "min"),
}
TOO_MANY_ATTACKS = (
    "Вместе с другими записями этого дня приступов получается слишком много. Проверьте, что введено.",
    "With the day's other entries there are too many attacks. Check what you typed.",
)
FIGURES = ("value", "value_second", "pulse", "minutes", "intensity")
assert set(MEASURES) == set(DiaryMeasure)


def out_of_range(quantity: Quantity) -> Words:
    """The range in words; nothing of what was typed."""
    low, high, unit = f"{quantity.low:g}", f"{quantity.high:g}", UNITS.get(quantity.unit, ("", ""))
    return (
        f"{quantity.name[0]}: можно от {low.replace('.', ',')} до {f'{high} {unit[0]}'.strip()}, проверьте число.",
        f"{quantity.name[1]}: from {low} to {f'{high} {unit[1]}'.strip()} is taken, check the figure.",
    )


def described() -> str:
    """The table in words, for the schema."""
    lines = []
    for measure, rules in MEASURES.items():
        figures = "; ".join(
            f"{each.column} {each.low:g}–{each.high:g} {each.unit}"
            + (f" (or {', '.join(each.also)})" if each.also else "")
            for each in rules.quantities
        )
        lines.append(f"{measure.value}: {figures}")
    return ". ".join(lines) + "."
