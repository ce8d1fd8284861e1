"""МКБ-10 as the federal dictionary 1.2.643.5.1.13.13.11.1005 gives it: a table with `;`, UTF-8, one heading line.

ID is the line's own number, MKB_CODE its code, MKB_NAME its title, ID_PARENT the number of the line above it. ACTUAL is 0
for what has left the dictionary. ADDL_CODE is 2 for a manifestation (*), which is no main diagnosis.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("ID", "MKB_CODE", "MKB_NAME", "ID_PARENT", "ADDL_CODE", "ACTUAL")
_CODE = re.compile(r"[A-Z]\d\d(\.\d{1,2})?")
_GROUP = re.compile(r"[IVXL]+|[A-Z]\d\d-[A-Z]\d\d")
_MANIFESTATION = "2"
_LONGEST_TITLE = 1000


class BadDictionary(Exception):
    """The file is not the dictionary that it should be: which line, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class DiagnosisLine:
    """One line, as `diagnosis_code` keeps it."""

    code: str
    title: str
    parent_code: str | None
    may_be_diagnosis: bool
    may_be_main: bool
    in_force: bool
    place: int


def read_icd10(path: Path) -> list[DiagnosisLine]:
    """All lines of the file, in its order. Raises BadDictionary, whole or not at all."""
    rows = list(_rows(path))
    numbers = {row["ID"]: row["MKB_CODE"] for row in rows}
    if len(numbers) != len(rows):
        raise BadDictionary("two lines have the same ID")
    if len(set(numbers.values())) != len(rows):
        raise BadDictionary("two lines have the same MKB_CODE")
    divided = {row["ID_PARENT"] for row in rows if row["ACTUAL"] == "1"}
    lines = []
    for place, row in enumerate(rows):
        above = numbers.get(row["ID_PARENT"])
        if row["ID_PARENT"] and above is None:
            raise BadDictionary(f"line {place + 2}: no line has the ID {row['ID_PARENT']} of ID_PARENT")
        in_force = row["ACTUAL"] == "1"
        # A category that is divided further is no diagnosis: its parts are.
        may_be = in_force and bool(_CODE.fullmatch(row["MKB_CODE"])) and row["ID"] not in divided
        main = may_be and row["ADDL_CODE"] != _MANIFESTATION
        lines.append(DiagnosisLine(row["MKB_CODE"], row["MKB_NAME"], above, may_be, main, in_force, place))
    return lines


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter=";")
            missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
            if missing:
                raise BadDictionary(f"columns are missing: {', '.join(missing)}")
            for place, row in enumerate(table, start=2):
                code, title = row["MKB_CODE"], row["MKB_NAME"]
                if not code or not (_CODE.fullmatch(code) or _GROUP.fullmatch(code)):
                    raise BadDictionary(f"line {place}: MKB_CODE is no code of МКБ-10")
                if not title or not title.strip() or len(title) > _LONGEST_TITLE:
                    raise BadDictionary(f"line {place}: MKB_NAME is empty or longer than {_LONGEST_TITLE} characters")
                if row["ACTUAL"] not in ("0", "1"):
                    raise BadDictionary(f"line {place}: ACTUAL is neither 0 nor 1")
                yield {name: (row[name] or "").strip() for name in COLUMNS}
    except UnicodeDecodeError:
        raise BadDictionary("the file is not in UTF-8") from None
    except csv.Error as wrong:
        raise BadDictionary(f"the file is no table: {wrong}") from None
