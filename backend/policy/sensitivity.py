"""Sensitive classes and confidentiality of codes and words, by the table `labels.csv`.

A row of the table: system; code; labels joined by '|'; confidentiality (N, R, V or empty); comment. A code is exact,
a beginning (`F10*`), a range of ICD-10 categories (`B20..B24`), or `*` for a whole system. A system `word:LANGUAGE`
holds a regular expression searched in what people read: displays, titles, texts. Words only ever add labels, since a
missing or foreign code must not leak. A text too long to be read through counts as V.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

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
ICD10 = re.compile(r"^[A-Z]\d{2}(?:\.?[0-9A-Z]{0,4})?$")
_MAX_SCANNED = 400_000
_SHORT = 400


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
    if (not system or text.startswith("urn:oid:")) and ICD10.match(code):
        return "icd10"
    return system or ""


@lru_cache(maxsize=65_536)
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


def of_text(text: str) -> Sensitivity:
    """What the words of a text say."""
    if len(text) <= _SHORT:
        return _of_short_text(text)
    labels = _words_in(text[:_MAX_SCANNED].lower())
    return Sensitivity(labels, Confidentiality.V if len(text) > _MAX_SCANNED else Confidentiality.N)


# Displays repeat: most texts of a file have been read before.
@lru_cache(maxsize=65_536)
def _of_short_text(text: str) -> Sensitivity:
    labels = _words_in(text.lower())
    return Sensitivity(labels) if labels else NOTHING


def _words_in(lowered: str) -> int:
    labels = 0
    for pattern, bits in _table().words:
        if labels & bits != bits and pattern.search(lowered):
            labels |= bits
    return labels
