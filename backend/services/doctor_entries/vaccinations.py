"""Vaccinations given and exemptions from them (SEC-04, SEC-10): both move the vaccination plan."""

import datetime as dt
from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.sections.vaccination import ExemptionKind, VaccinationStatus
from backend.models.vocabulary import Kind
from backend.policy.vaccination_schedule import INFECTIONS
from backend.services.doctor_entries.authors import Author, correct_entry, sign_entry
from backend.services.doctor_entries.checking import SHORT, Problems
from backend.services.record_keeping.entries import Content, Written
from backend.services.record_keeping.right import Connection

KIND = Kind.VACCINATIONS
_TEXTS = ("dose_label", "route", "site", "series", "manufacturer", "reaction_local", "reaction_general")


async def sign_vaccination(connection: Connection, author: Author, values: dict[str, Any]) -> Written:
    """Stores a vaccination that was given. Raises SeveralRefused."""
    return await sign_entry(connection, author, "signVaccination", _given(author, values, moscow_day(author.right.at)))


async def correct_vaccination(
    connection: Connection, author: Author, earlier: asyncpg.Record, values: dict[str, Any], reason: str
) -> Written:
    """Stores the next version of an own vaccination. Raises SeveralRefused."""
    content = _given(author, values, earlier["event_date"])
    return await correct_entry(connection, author, "correctVaccination", earlier, content, reason)


async def sign_exemption(connection: Connection, author: Author, values: dict[str, Any]) -> Written:
    """Stores an exemption. Raises SeveralRefused."""
    return await sign_entry(
        connection, author, "signVaccinationExemption", _exempted(author, values, moscow_day(author.right.at))
    )


async def correct_exemption(
    connection: Connection, author: Author, earlier: asyncpg.Record, values: dict[str, Any], reason: str
) -> Written:
    """Stores the next version of an own exemption. Raises SeveralRefused."""
    content = _exempted(author, values, earlier["event_date"])
    return await correct_entry(connection, author, "correctVaccinationExemption", earlier, content, reason)


def _given(author: Author, values: dict[str, Any], unsaid: dt.date) -> Content:
    problems, today = Problems("content"), moscow_day(author.right.at)
    on = problems.day(values.get("given_on") or unsaid, author.born, today, "givenOn") or unsaid
    name = problems.text(values.get("vaccine_name"), "vaccineName", longest=SHORT, required=True)
    detail = {
        "status": VaccinationStatus.DONE.value,
        "infections": _infections(problems, values),
        "vaccine_name": name,
        "dose_ml": problems.number(values.get("dose_ml"), 0.01, 10, "doseMl", required=False),
        "expires_on": problems.day(values.get("expires_on"), on, None, "expiresOn"),
        "performer": author.name,
        **{column: problems.text(values.get(column), _camel(column), longest=SHORT) for column in _TEXTS},
    }
    problems.refuse()
    return Content(KIND, on, name, detail)


def _exempted(author: Author, values: dict[str, Any], unsaid: dt.date) -> Content:
    problems, today = Problems("content"), moscow_day(author.right.at)
    kind = ExemptionKind(values["kind"])
    begins = problems.day(values.get("from_day") or unsaid, author.born, today, "fromDay") or unsaid
    lasts = kind == ExemptionKind.TEMPORARY
    until = problems.day(values.get("until_day") if lasts else None, begins, None, "untilDay", required=lasts)
    detail = {
        "status": VaccinationStatus.EXEMPT.value,
        "infections": _infections(problems, values),
        "exemption_kind": kind.value,
        "exemption_from": begins,
        "exemption_until": until,
        "exemption_reason": problems.text(values.get("reason"), "reason", longest=SHORT, required=True),
    }
    problems.refuse()
    return Content(KIND, begins, "Медотвод", detail)


def _infections(problems: Problems, values: dict[str, Any]) -> list[str]:
    found = list(dict.fromkeys(values.get("infections") or ()))
    if not found:
        problems.add("REQUIRED", "infections")
    elif not INFECTIONS.issuperset(found):
        problems.add("WRONG_FORMAT", "infections")
    return found


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
