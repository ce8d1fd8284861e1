"""The diary's limits as a property: what is inside is stored, what is outside is refused, and the database agrees (SEC-07)."""

import datetime as dt
import math
from collections.abc import AsyncIterator, Callable

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from backend.models.sections.health_diary import DiaryMeasure, DiaryOrigin
from backend.models.vocabulary import Kind
from backend.policy.diary import FIGURES, MEASURES
from backend.policy.diary_alerts import ALERTS
from backend.policy.standing import Standing
from backend.services.record_keeping.diary_values import DiaryValues, checked
from backend.services.refusal import SeveralRefused
from tests.record_keeping.writing import Place

AT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
# Written by hand from sections.md: unit, hard limits.
LIMITS: dict[str, tuple[str, float, float]] = {
    "BLOOD_PRESSURE": ("mm[Hg]", 40, 300),
    "PULSE": ("/min", 20, 300),
    "GLUCOSE": ("mmol/L", 0.5, 50),
    "WEIGHT": ("kg", 0.3, 400),
    "HEIGHT": ("cm", 20, 250),
    "TEMPERATURE": ("Cel", 30, 45),
    "OXYGEN_SATURATION": ("%", 50, 100),
    "RESPIRATION": ("/min", 4, 100),
    "ANGINA": ("1", 0, 50),
    "WELLBEING": ("{score}", 1, 5),
}
WHOLE = {"ANGINA", "WELLBEING"}
figures = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-10, 500) | st.integers(-10, 500).map(float)


def _values(measure: str, unit: str | None = None, **typed: float | None) -> DiaryValues:
    return DiaryValues(
        DiaryMeasure(measure), {**dict.fromkeys(FIGURES), **typed}, unit, None, None, DiaryOrigin.MANUAL, None
    )


def _refused(values: DiaryValues) -> list[str]:
    try:
        checked(values, None, AT, AT)
    except SeveralRefused as refused:
        return [f"{one.code} {(one.field or ['-'])[-1]}" for one in refused.refusals]
    return []


def test_the_table_is_that_of_the_design() -> None:
    assert {
        measure.value: (rules.unit, rules.quantities[0].low, rules.quantities[0].high)
        for measure, rules in MEASURES.items()
    } == LIMITS


@given(st.sampled_from(sorted(set(LIMITS) - {"BLOOD_PRESSURE"})), figures)
def test_a_figure_is_taken_within_its_limits_and_nowhere_else(measure: str, typed: float) -> None:
    _, low, high = LIMITS[measure]
    inside = math.isfinite(typed) and low <= round(typed, 3) <= high
    fraction = inside and measure in WHOLE and round(typed, 3) != int(round(typed, 3))
    expected = ["NOT_WHOLE value"] if fraction else [] if inside else ["OUT_OF_RANGE value"]
    assert _refused(_values(measure, value=typed)) == expected
    if not expected:
        stored = checked(_values(measure, value=typed), None, AT, AT).columns["value"]
        assert abs(stored - typed) <= 0.0005 and low <= stored <= high


@given(figures, figures, st.none() | figures)
def test_pressure_has_two_figures_the_lower_below_the_upper(upper: float, lower: float, pulse: float | None) -> None:
    refused = _refused(_values("BLOOD_PRESSURE", value=upper, value_second=lower, pulse=pulse))
    wrong = [
        f"OUT_OF_RANGE {field}"
        for field, typed, low, high in (
            ("value", upper, 40, 300),
            ("valueSecond", lower, 20, 200),
            ("pulse", pulse, 20, 300),
        )
        if typed is not None and not (math.isfinite(typed) and low <= round(typed, 3) <= high)
    ]
    if not any(one.split()[1] in ("value", "valueSecond") for one in wrong) and round(lower, 3) >= round(upper, 3):
        wrong.append("DIASTOLIC_NOT_BELOW valueSecond")
    assert refused == wrong


@given(st.floats(0.5, 50))
def test_milligrams_come_to_the_same_as_millimoles(millimoles: float) -> None:
    stored = checked(_values("GLUCOSE", "mg/dL", value=round(millimoles, 2) * 18.016), None, AT, AT).columns
    assert stored["unit"] == "mmol/L" and stored["value"] == pytest.approx(round(millimoles, 2), abs=0.001)


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)))
def test_time_runs_from_birth_to_five_minutes_from_now(measured_at: dt.datetime) -> None:
    birth = dt.date(2000, 2, 29)
    future = measured_at > AT + dt.timedelta(minutes=5)
    early = (measured_at + dt.timedelta(hours=4)).date() < birth
    try:
        row = checked(_values("PULSE", value=70), birth, measured_at, AT)
        assert not future and row.day >= birth
    except SeveralRefused as refused:
        assert [one.code for one in refused.refusals] in (["IN_FUTURE"] if future else [], ["BEFORE_BIRTH"])
        assert future or early or row_before(measured_at, birth)


def row_before(measured_at: dt.datetime, birth: dt.date) -> bool:
    """By the clock of Moscow, whatever its distance from Greenwich was that year."""
    from backend.models.moscow import moscow_day

    return moscow_day(measured_at) < birth


def test_an_alert_never_speaks_of_what_cannot_be_entered() -> None:
    for alert in ALERTS:
        for bound in alert.bounds:
            quantity = next(one for one in MEASURES[bound.measure].quantities if one.column == bound.column)
            assert quantity.low <= bound.bound <= quantity.high
        assert "не диагноз" in alert.words[0] and "not a diagnosis" in alert.words[1]


@pytest_asyncio.fixture(scope="module")
async def store(world: Place) -> AsyncIterator[Callable[[str, float, float | None], object]]:
    """Writes a figure straight into the database, past every check of ours, and takes it back."""
    site, made = world
    patient = made.patients[Standing.SELF_ADULT]
    entry = await made.entry(patient, Kind.HEALTH_DIARY)

    async def write(measure: str, value: float, second: float | None) -> bool:
        async with site.database.transaction():
            transaction = site.database.transaction()
            await transaction.start()
            try:
                await site.database.execute(
                    "UPDATE health_diary_entry SET measure = $3, value = $4, value_second = $5 WHERE patient_id = $1 AND entry_id = $2",
                    patient,
                    entry,
                    measure,
                    value,
                    second,
                )
                return True
            except asyncpg.CheckViolationError:
                return False
            finally:
                await transaction.rollback()

    yield write


@pytest.mark.parametrize("measure", sorted(LIMITS))
async def test_the_database_holds_the_same_limits(
    store: Callable[[str, float, float | None], object], measure: str
) -> None:
    _, low, high = LIMITS[measure]
    second = 39.0 if measure == "BLOOD_PRESSURE" else None
    for value, taken in ((low, True), (high, True), (low - 0.01, False), (high + 0.01, False)):
        assert await store(measure, value, second) == taken, value  # type: ignore[misc]
