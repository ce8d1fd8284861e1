"""Laboratory reports that are entered here: each result against its band, a mixed report split by class (policy.md, 8)."""

import datetime as dt
import re
from collections import defaultdict
from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.sections.lab_report import Interpretation, LabReportStatus
from backend.models.vocabulary import Kind
from backend.services.doctor_entries.authors import Author, correct_entry, labels_of, store_entry, tell_readers
from backend.services.doctor_entries.checking import SHORT, Problems, given
from backend.services.record_keeping.entries import Content, Written
from backend.services.record_keeping.right import Connection

KIND = Kind.LAB_REPORTS
MOST = 100
_NOT_FOUND = re.compile(r"\b(не (обнаружен|выявлен|найден)|отрицательн|отсутству|negative|not detected)", re.IGNORECASE)
_FOUND = re.compile(r"(\b(обнаружен|выявлен|найден)|положительн|\bpositive|\bdetected)", re.IGNORECASE)


def interpretation(
    value: float | None, low: float | None, high: float | None, text: str | None
) -> Interpretation | None:
    """What a result is worth: a number against its band, else what its words say; None where neither tells."""
    if value is not None:
        if low is not None and value < low:
            return Interpretation.LOW
        if high is not None and value > high:
            return Interpretation.HIGH
        return Interpretation.NORMAL if low is not None or high is not None else None
    if text and _NOT_FOUND.search(text):
        return Interpretation.NEGATIVE
    return Interpretation.POSITIVE if text and _FOUND.search(text) else None


async def sign_lab_report(connection: Connection, author: Author, values: dict[str, Any]) -> list[Written]:
    """Stores the report, one entry for each class of its results; the least guarded first. Raises SeveralRefused."""
    row, results, title, on = _checked(author, values, moscow_day(author.right.at))
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for result in results:
        groups[_labels(result)].append(result)
    # What the report says as a whole may speak of any of its results, so it goes with the most guarded part.
    most = max(groups, key=int.bit_count)
    union = labels_of([], [row["conclusion"]])
    for labels in groups:
        union |= labels
    written = []
    for labels, members in sorted(groups.items()):
        whole = labels == most
        detail = row if whole else {**row, "conclusion": None}
        said = union if whole and row["conclusion"] else labels
        written.append(await store_entry(connection, author, _content(title, detail, members, said, on)))
    # One row in the record's log, into however many parts the report was split: its reader counts no hidden ones.
    await tell_readers(connection, author.right, "signLabReport", KIND, [one.id for one in written])
    return written


async def correct_lab_report(
    connection: Connection, author: Author, earlier: asyncpg.Record, values: dict[str, Any], reason: str
) -> Written:
    """Stores the next version of an own report, with every class that it now has. Raises SeveralRefused."""
    row, results, title, on = _checked(author, values, earlier["event_date"])
    labels = labels_of([], [row["conclusion"]])
    for result in results:
        labels |= _labels(result)
    row["status"] = LabReportStatus.CORRECTED.value
    content = _content(title, row, results, labels, on)
    return await correct_entry(connection, author, "correctLabReport", earlier, content, reason)


def _labels(result: dict[str, Any]) -> int:
    return labels_of([], [result[said] for said in ("name", "value_text", "method", "reference_text")])


def _content(title: str, row: dict[str, Any], results: list[dict[str, Any]], labels: int, on: dt.date) -> Content:
    return Content(
        KIND,
        on,
        title,
        row,
        [("lab_result", result) for result in results],
        labels=labels | labels_of([], [title, row["profile"], row["specimen_type"], row["order_number"]]),
    )


def _checked(
    author: Author, values: dict[str, Any], unsaid: dt.date
) -> tuple[dict[str, Any], list[dict[str, Any]], str, dt.date]:
    problems, at = Problems("content"), author.right.at
    title = problems.text(values.get("title"), "title", longest=SHORT, required=True) or ""
    collected = values.get("collected_on")
    day = problems.day(collected, author.born, moscow_day(at), "collectedOn") or unsaid
    row = {
        "profile": problems.text(values.get("profile"), "profile", longest=SHORT),
        "specimen_type": problems.text(values.get("specimen"), "specimen", longest=SHORT),
        "order_number": problems.text(values.get("order_number"), "orderNumber", longest=SHORT),
        "conclusion": problems.text(values.get("conclusion"), "conclusion"),
        "issued_at": at,
        "status": LabReportStatus.FINAL.value,
        "performer": author.name,
    }
    stated = given(values, "results")
    if not stated:
        problems.add("REQUIRED", "results")
    if len(stated) > MOST:
        problems.add("WRONG_LENGTH", "results")
    results = [_result(problems, one, place) for place, one in enumerate(stated[:MOST])]
    problems.refuse()
    return row, results, title, day


def _result(problems: Problems, one: dict[str, Any], place: int) -> dict[str, Any]:
    at = ("results", place)
    value = problems.number(one.get("value"), -1e9, 1e9, *at, "value", required=False)
    text = problems.text(one.get("value_text"), *at, "valueText", longest=SHORT)
    if value is None and text is None:
        problems.add("REQUIRED", *at, "value")
    low = problems.number(one.get("reference_low"), -1e9, 1e9, *at, "referenceLow", required=False)
    high = problems.number(one.get("reference_high"), -1e9, 1e9, *at, "referenceHigh", required=False)
    if low is not None and high is not None and high < low:
        problems.add("VALUE_OUT_OF_RANGE", *at, "referenceHigh")
    found = interpretation(value, low, high, text)
    return {
        "name": problems.text(one.get("name"), *at, "name", longest=SHORT, required=True),
        "code": problems.text(one.get("code"), *at, "code", longest=SHORT),
        "code_system": "urn:oid:1.2.643.5.1.13.13.11.1080" if one.get("code") else None,
        "value": value,
        "value_text": text,
        "unit": problems.text(one.get("unit"), *at, "unit", longest=SHORT),
        "reference_low": low,
        "reference_high": high,
        "reference_text": problems.text(one.get("reference_text"), *at, "referenceText", longest=SHORT),
        "method": problems.text(one.get("method"), *at, "method", longest=SHORT),
        "interpretation": found.value if found is not None else None,
    }
