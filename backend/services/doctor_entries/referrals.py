"""Referrals: of a protocol, or by themselves (PAP, policy.md ⁵)."""

import datetime as dt
from dataclasses import replace
from typing import Any

import asyncpg

from backend.models.moscow import moscow_day
from backend.models.vocabulary import Kind
from backend.services.doctor_entries.authors import Author, correct_entry, labels_of, sign_entry
from backend.services.doctor_entries.checking import LONG, MOST_LINES, SHORT, Problems, given
from backend.services.record_keeping.entries import Content, Written
from backend.services.record_keeping.right import Connection

KIND = Kind.REFERRAL


def referral_row(problems: Problems, one: dict[str, Any], on: dt.date, *at: str | int) -> dict[str, Any]:
    """The row of one referral."""
    return {
        "name": problems.text(one.get("name"), *at, "name", longest=SHORT, required=True),
        "status": "active",
        "priority": "urgent" if one.get("urgent") else "routine",
        "ordered_on": on,
        "reason": problems.text(one.get("reason"), *at, "reason", longest=LONG),
    }


def referral_rows(problems: Problems, values: dict[str, Any], on: dt.date) -> list[dict[str, Any]]:
    """Rows of a protocol's referrals."""
    stated = given(values, "referrals")
    if len(stated) > MOST_LINES:
        problems.add("WRONG_LENGTH", "referrals")
        return []
    return [referral_row(problems, one, on, "referrals", place) for place, one in enumerate(stated)]


async def sign_referral(connection: Connection, author: Author, values: dict[str, Any]) -> Written:
    """Stores a referral by itself. Raises SeveralRefused."""
    return await sign_entry(connection, author, "signReferral", _content(author, values))


async def correct_referral(
    connection: Connection, author: Author, earlier: asyncpg.Record, values: dict[str, Any], reason: str
) -> Written:
    """Stores the next version of an own referral. Raises SeveralRefused."""
    content = replace(_content(author, values), event_date=earlier["event_date"])
    return await correct_entry(connection, author, "correctReferral", earlier, content, reason)


def _content(author: Author, values: dict[str, Any]) -> Content:
    problems, on = Problems("content"), moscow_day(author.right.at)
    row = referral_row(problems, values, on)
    problems.refuse()
    return Content(KIND, on, row["name"], row, labels=labels_of([], [row["name"], row["reason"]]))
