"""Immunization: a vaccination, an exemption or a refusal."""

import csv
import re
from functools import cache
from pathlib import Path

from backend.exchange.fhir.codes import clean, codes_of, codings, main_code, quantity, text_of
from backend.exchange.fhir.dates import day, first
from backend.exchange.fhir.draft import Draft, Entry
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Kind
from backend.policy.sensitivity import short_system

_REFUSED = {"PATOBJ", "PHILISOP", "RELIG", "VACEFF", "VACSAF", "PATREF"}
_EXEMPT = {"MEDPREC", "IMMUNE", "MEDICAL", "CONTRA"}


@cache
def _vaccines() -> tuple[dict[tuple[str, str], list[str]], list[tuple[re.Pattern[str], list[str]]]]:
    exact: dict[tuple[str, str], list[str]] = {}
    words: list[tuple[re.Pattern[str], list[str]]] = []
    with (Path(__file__).parents[1] / "vaccines.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            infections = row["infections"].split("|")
            if row["system"] == "word":
                words.append((re.compile(row["code"], re.IGNORECASE), infections))
            else:
                exact[(row["system"], row["code"])] = infections
    return exact, words


def infections_of(data: JSON) -> list[str]:
    """Codes of the infections, by `vaccines.csv`: of the codes, else of the words."""
    exact, words = _vaccines()
    found: list[str] = []
    targets = [
        disease for protocol in data.get("protocolApplied", []) for disease in codings(protocol.get("targetDisease"))
    ]
    for coding in [*codings(data.get("vaccineCode")), *targets]:
        code = str(coding.get("code", ""))
        found += exact.get((short_system(coding.get("system"), code), code), [])
    if not found:
        texts = [
            text_of(data.get("vaccineCode")),
            *(coding.get("display") for coding in codings(data.get("vaccineCode"))),
        ]
        for pattern, infections in words:
            if any(text and pattern.search(text) for text in texts):
                found += infections
    return list(dict.fromkeys(found))


def map_vaccinations(draft: Draft) -> None:
    for resource in draft.of("Immunization"):
        data = resource.data
        if data.get("status") == "entered-in-error":
            draft.keep_aside(resource, "entered in error")
            continue
        date = day(first(data.get("occurrenceDateTime"), data.get("recorded")))
        if date is None or resource.person_id is None:
            draft.keep_aside(resource, "the vaccination has no date or no person")
            continue
        status, reason = _status(data), text_of(data.get("statusReason"))
        code = main_code(data.get("vaccineCode"), "1.2.643", "cvx", "snomed")
        dose, unit = quantity(data.get("doseQuantity"))
        protocol = (data.get("protocolApplied") or [{}])[0]
        label = clean(str(protocol.get("doseNumberString") or protocol.get("doseNumberPositiveInt") or ""))
        performers = data.get("performer", [])
        draft.entries.append(
            Entry(
                Kind.VACCINATIONS,
                "vaccination",
                resource.person_id,
                date,
                text_of(data.get("vaccineCode")),
                {
                    "status": status,
                    "infections": infections_of(data),
                    "vaccine_name": text_of(data.get("vaccineCode")),
                    "vaccine_code_system": code.system,
                    "vaccine_code": code.code,
                    "vaccine_code_display": code.display,
                    "dose_label": label,
                    "dose_ml": dose if str(unit).lower() == "ml" else None,
                    "route": text_of(data.get("route")),
                    "site": text_of(data.get("site")),
                    "series": clean(data.get("lotNumber")),
                    "expires_on": day(data.get("expirationDate")),
                    "manufacturer": clean((data.get("manufacturer") or {}).get("display")),
                    "reaction_general": "; ".join(
                        filter(None, (clean(r.get("detail", {}).get("display")) for r in data.get("reaction", [])))
                    )
                    or None,
                    "exemption_from": date if status == "EXEMPT" else None,
                    "exemption_reason": reason if status in ("EXEMPT", "REFUSED") else None,
                },
                resource.key,
                [resource.key],
                draft.sensitivity(resource),
                encounter=draft.encounter_of(resource),
                author=draft.first_party(resource, performers, "Practitioner"),
                organization=draft.first_party(resource, performers, "Organization"),
            )
        )


def _status(data: JSON) -> str:
    if data.get("status") == "completed":
        return "DONE"
    reasons = codes_of(data.get("statusReason"))
    return "REFUSED" if reasons & _REFUSED else "EXEMPT" if reasons & _EXEMPT else "NOT_DONE"
