"""Diagnoses of a protocol: codes of the dictionary in force, one of them the main one."""

import datetime as dt
from typing import Any

from backend.models.diagnosis_code import SYSTEM
from backend.models.sections.diagnosis import DiagnosisKind
from backend.services.diagnosis_codes import known_diagnoses
from backend.services.doctor_entries.checking import SHORT, Problems, given
from backend.services.record_keeping.right import Connection

MOST = 20


async def diagnoses(
    connection: Connection, problems: Problems, values: dict[str, Any], on: dt.date
) -> list[dict[str, Any]]:
    """Rows of `diagnosis`, the main one first; the wording is the dictionary's where the doctor gives none."""
    stated = given(values, "diagnoses")
    if not stated:
        problems.add("REQUIRED", "diagnoses")
    if len(stated) > MOST:
        problems.add("WRONG_LENGTH", "diagnoses")
        return []
    codes = [str(one["code"]).strip().upper() for one in stated]
    known = await known_diagnoses(connection, codes)
    rows = []
    for place, (one, code) in enumerate(zip(stated, codes, strict=True)):
        at, kind = ("diagnoses", place), DiagnosisKind(one["kind"])
        line = known.get(code)
        if line is None:
            problems.add("UNKNOWN_DIAGNOSIS", *at, "code")
        elif kind == DiagnosisKind.MAIN and not line["may_be_main"]:
            problems.add("NOT_A_MAIN_DIAGNOSIS", *at, "code")
        if code in codes[:place]:
            problems.add("TWICE", *at, "code")
        title = line["title"] if line is not None else None
        rows.append(
            {
                "code_system": SYSTEM,
                "code": code,
                "code_display": title,
                "wording": problems.text(one.get("wording"), *at, "wording", longest=SHORT) or title,
                "kind": kind.value,
                "certainty": one["certainty"].value if one.get("certainty") else None,
                "character": problems.text(one.get("character"), *at, "character", longest=SHORT),
                "first_ever": one.get("first_ever"),
                "diagnosed_on": on,
            }
        )
    mains = [row for row in rows if row["kind"] == DiagnosisKind.MAIN]
    if rows and len(mains) != 1:
        problems.add("ONE_MAIN_DIAGNOSIS", "diagnoses")
    return mains + [row for row in rows if row["kind"] != DiagnosisKind.MAIN]
