"""Sensitive classes and confidentiality of imported resources: what all their codes, words and security labels say.

Codes and words are looked up in `backend/policy/sensitivity.py`. A security label that its table does not know counts as V.
"""

import base64
from collections.abc import Iterable

from backend.exchange.fhir.codes import walk
from backend.exchange.fhir.resource import JSON
from backend.models.vocabulary import Confidentiality
from backend.policy.sensitivity import ICD10, NOTHING, Sensitivity, of_code, of_text

_READ_BY_PEOPLE = ("display", "text", "title", "description", "conclusion", "valueString", "name", "patientInstruction")
_NOT_READ = ("meta", "text", "subject", "patient", "extension", "resourceType")


def of_security(labels: Iterable[JSON]) -> Sensitivity:
    """What security labels say; an unknown one counts as V."""
    found = NOTHING
    for label in labels:
        system = label.get("system")
        meaning = of_code(system if isinstance(system, str) else None, str(label.get("code", "")))
        found |= Sensitivity(0, Confidentiality.V) if meaning is None else meaning
    return found


def of_resource(data: JSON, without: tuple[str, ...] = ()) -> Sensitivity:
    """What all codes, words and security labels in a resource say; top-level elements in `without` are left out."""
    labels, confidentiality = 0, 0
    meta = data.get("meta")
    if isinstance(meta, dict) and isinstance(meta.get("security"), list):
        said = of_security(label for label in meta["security"] if isinstance(label, dict))
        labels, confidentiality = said.labels, said.confidentiality
    # Top-level texts are read too: the resource itself, without what is left out, is the first object walked.
    for item in walk({name: value for name, value in data.items() if name not in _NOT_READ and name not in without}):
        code = item.get("code")
        if isinstance(code, str):
            system = item.get("system")
            if isinstance(system, str) or ICD10.match(code):
                meaning = of_code(system, code)
                if meaning is not None:
                    labels |= meaning.labels
        for name in _READ_BY_PEOPLE:
            text = item.get(name)
            if isinstance(text, str):
                said = of_text(text)
                labels, confidentiality = labels | said.labels, max(confidentiality, said.confidentiality)
        if isinstance(item.get("data"), str) and str(item.get("contentType")).startswith("text/"):
            said = of_text(_decoded(item["data"]))
            labels, confidentiality = labels | said.labels, max(confidentiality, said.confidentiality)
    return Sensitivity(labels, confidentiality)


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data).decode("utf-8", "replace")
    except ValueError:
        return ""
