"""Trends by the place of a result, and analytes: as the reference reader has them, for every result of every report."""

from typing import Any

import pytest

from tests.reads.conftest import Compared

TREND = """query($id: ID!, $report: ID!, $result: Int!) { record(patientId: $id) {
  labTrendOf(reportId: $report, result: $result) {
    code name unit points { date measuredAt value valueText unit referenceLow referenceHigh referenceText interpretation reportId title
      organization { name } author { fullName } } } } }"""
ANALYTES = """query($id: ID!) { record(patientId: $id) { labAnalytes {
  code { system code display } name value valueText unit referenceLow referenceHigh referenceText interpretation date count
  reportId result title organization { name } } } }"""


def _results(compared: Compared) -> list[tuple[int, str, int]]:
    """Patient, report and place of each stored result."""
    reports = {(row["patient_id"], row["id"]): row["public_id"] for row in compared.rows["record_entry"]}
    places: dict[tuple[int, int], int] = {}
    found = []
    for row in compared.rows["lab_result"]:
        key = (row["patient_id"], row["entry_id"])
        places[key] = places.get(key, -1) + 1
        found.append((row["patient_id"], reports[key], places[key]))
    return found


@pytest.mark.parametrize("name", ["an adult", "a parent", "a doctor", "an emergency doctor"])
async def test_the_trend_of_a_result_is_that_of_its_analyte(compared: Compared, name: str) -> None:
    viewer = compared.viewer(name)
    reading = await compared.reading(viewer, (True, False), "ru")
    opened = {held.patient for held in reading.held}
    for patient in opened:
        await compared.check(viewer, ANALYTES, {"id": compared.key(patient)})
    near = [each for each in _results(compared) if each[0] in opened]
    assert near
    for patient, report, place in near[:40]:
        await compared.check(viewer, TREND, {"id": compared.key(patient), "report": report, "result": place})


@pytest.mark.parametrize("place", [-1, 10_000])
async def test_a_place_that_no_report_has_gives_no_points(compared: Compared, place: int) -> None:
    viewer = compared.viewer("a parent")
    opened = {held.patient for held in (await compared.reading(viewer, (True, False), "ru")).held}
    patient, report, _ = next(each for each in _results(compared) if each[0] in opened)
    await compared.check(viewer, TREND, {"id": compared.key(patient), "report": report, "result": place})


async def test_a_report_of_another_record_gives_no_points(compared: Compared) -> None:
    viewer = compared.viewer("a parent")
    opened = {held.patient for held in (await compared.reading(viewer, (True, False), "ru")).held}
    own: dict[str, Any] = {"id": compared.key(next(iter(opened)))}
    far = [each for each in _results(compared) if each[0] not in opened]
    assert far
    for _, report, place in far[:5]:
        await compared.check(viewer, TREND, {**own, "report": report, "result": place})
