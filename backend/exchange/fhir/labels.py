"""Sensitive classes and confidentiality of imported resources, by the table `labels.csv`.

A row of the table: system; code; labels joined by '|'; confidentiality (N, R, V or empty); comment. A code is exact,
a beginning (`F10*`), a range of ICD-10 categories (`B20..B24`), or `*` for a whole system. A system `word:LANGUAGE`
holds a regular expression searched in what people read: displays, titles, texts. Words only ever add labels, since a
missing or foreign code must not leak. A security label that the table does not know counts as V.
"""

import base64
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.exchange.fhir.codes import walk
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Confidentiality, Label

_SYSTEMS = {
    "http://loinc.org": "loinc",
    "urn:oid:2.16.840.1.113883.6.1": "loinc",
    "http://snomed.info/sct": "sct",
    "urn:oid:2.16.840.1.113883.6.96": "sct",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
    "urn:oid:2.16.840.1.113883.6.88": "rxnorm",
    "http://www.whocc.no/atc": "atc",
    "urn:oid:2.16.840.1.113883.6.73": "atc",
    "http://hl7.org/fhir/sid/cvx": "cvx",
    "urn:oid:2.16.840.1.113883.12.292": "cvx",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode": "actcode",
    "urn:oid:2.16.840.1.113883.5.4": "actcode",
    "http://hl7.org/fhir/v3/ActCode": "actcode",
    "http://terminology.hl7.org/CodeSystem/v3-Confidentiality": "confidentiality",
    "http://hl7.org/fhir/v3/Confidentiality": "confidentiality",
    "urn:oid:2.16.840.1.113883.5.25": "confidentiality",
    "http://terminology.hl7.org/CodeSystem/v3-ObservationValue": "observationvalue",
    "http://terminology.hl7.org/CodeSystem/v3-ActReason": "actreason",
}
_ICD10 = re.compile(r"^[A-Z]\d{2}(?:\.?[0-9A-Z]{0,4})?$")
_READ_BY_PEOPLE = ("display", "text", "title", "description", "conclusion", "valueString", "name", "patientInstruction")
_MAX_SCANNED = 400_000


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Label bits and confidentiality; `a | b` is the union and the stricter of both."""

    labels: int = 0
    confidentiality: int = 0

    def __or__(self, other: "Sensitivity") -> "Sensitivity":
        return Sensitivity(self.labels | other.labels, max(self.confidentiality, other.confidentiality))


NOTHING = Sensitivity()


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[tuple[str, str], Sensitivity]
    prefixes: dict[str, list[tuple[str, Sensitivity]]]
    ranges: dict[str, list[tuple[str, str, Sensitivity]]]
    whole: dict[str, Sensitivity]
    words: list[tuple[re.Pattern[str], int]]


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {}, [])
    words: dict[int, list[str]] = {}
    with (Path(__file__).parent / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            labels = 0
            for name in filter(None, row["labels"].split("|")):
                labels |= Label[name]
            meaning = Sensitivity(labels, Confidentiality[row["confidentiality"] or "N"])
            system, code = row["system"], row["code"]
            if system.startswith("word:"):
                words.setdefault(labels, []).append(code)
            elif code == "*":
                table.whole[system] = meaning
            elif code.endswith("*"):
                table.prefixes.setdefault(system, []).append((code[:-1], meaning))
            elif ".." in code:
                low, high = code.split("..")
                table.ranges.setdefault(system, []).append((low, high, meaning))
            else:
                table.exact[(system, code)] = meaning
    table.words.extend((re.compile("|".join(patterns)), labels) for labels, patterns in words.items())
    return table


def short_system(system: str | None, code: str) -> str:
    """The table's name of a code system; codes that look like ICD-10 in an unknown system are read as ICD-10."""
    if system in _SYSTEMS:
        return _SYSTEMS[system]
    text = (system or "").lower()
    if "icd-10" in text or "icd10" in text or text.endswith("1.2.643.5.1.13.13.11.1005"):
        return "icd10"
    if (not system or text.startswith("urn:oid:")) and _ICD10.match(code):
        return "icd10"
    return system or ""


@cache
def of_code(system: str | None, code: str) -> Sensitivity | None:
    """What the table says of one code; None when it does not know it."""
    table, short = _table(), short_system(system, code)
    code = code.upper() if short == "icd10" else code
    if short == "icd10" and len(code) > 3 and code[3] != ".":
        code = f"{code[:3]}.{code[3:]}"
    found = table.exact.get((short, code), table.whole.get(short))
    for prefix, meaning in table.prefixes.get(short, ()):
        if code.startswith(prefix):
            found = (found or NOTHING) | meaning
    for low, high, meaning in table.ranges.get(short, ()):
        if low <= code[:3] <= high:
            found = (found or NOTHING) | meaning
    if found is None and short == "icd10":
        found = table.exact.get((short, code[:3]))
    return found


def of_security(labels: Iterable[JSON]) -> Sensitivity:
    """What security labels say; an unknown one counts as V."""
    found = NOTHING
    for label in labels:
        meaning = of_code(label.get("system"), str(label.get("code", "")))
        found |= Sensitivity(0, Confidentiality.V) if meaning is None else meaning
    return found


def of_text(text: str) -> int:
    """Label bits of the words in a text."""
    lowered = text[:_MAX_SCANNED].lower()
    labels = 0
    for pattern, bits in _table().words:
        if labels & bits != bits and pattern.search(lowered):
            labels |= bits
    return labels


def of_resource(data: JSON, without: tuple[str, ...] = ()) -> Sensitivity:
    """What all codes, words and security labels in a resource say; top-level elements in `without` are left out."""
    found = NOTHING
    read: list[str] = []
    meta = data.get("meta")
    if isinstance(meta, dict) and isinstance(meta.get("security"), list):
        found |= of_security(label for label in meta["security"] if isinstance(label, dict))
    left_out = ("meta", "text", "subject", "patient", "extension", "resourceType", *without)
    for item in walk([value for name, value in data.items() if name not in left_out]):
        code = item.get("code")
        if isinstance(code, str):
            system = item.get("system")
            meaning = of_code(system, code) if isinstance(system, str) or _ICD10.match(code) else None
            if meaning is not None:
                found |= Sensitivity(meaning.labels)
        for name in _READ_BY_PEOPLE:
            if isinstance(item.get(name), str):
                read.append(item[name])
        if item.get("contentType", "").startswith("text/") and isinstance(item.get("data"), str):
            read.append(_decoded(item["data"]))
    for name in _READ_BY_PEOPLE:
        if name not in without and isinstance(data.get(name), str):
            read.append(data[name])
    return found | Sensitivity(of_text("\n".join(read))) if read else found


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data[: _MAX_SCANNED * 2]).decode("utf-8", "replace")
    except ValueError:
        return ""
