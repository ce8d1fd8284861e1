"""Facts that entries of the same file say already: assembled from them anew wherever the file is read in.

As `backend/reads/assembled.py` assembles them. A fact that no entry of the file says is an entry of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from backend.exchange.fhir.outbound.content import Content, Fields
from backend.models.vocabulary import Kind


class SaidAgain:
    """The facts of one list that entries say, each as often as it is said."""

    def __init__(self, facts: Iterator[Fields]) -> None:
        self._left = Counter(map(_whole, facts))

    def take(self, fact: Fields) -> bool:
        """Whether an entry says the fact; the same fact once more is another entry's."""
        key = _whole(fact)
        self._left[key] -= 1
        return self._left[key] >= 0


def said_by_entries(name: str, content: Content) -> SaidAgain:
    """What the entries of the file say for one of the lists `allergies`, `conditions` and `medications`."""
    return SaidAgain(_SAID[name](content))


def _whole(fact: Fields) -> bytes:
    """The fact without what is empty."""
    said = {name: value for name, value in fact.items() if value is not None}
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _fact(entry: Fields, source: str, **said: Any) -> Fields:
    return {"source": source, "recordedOn": entry["date"], "organization": entry.get("organization"), **said}


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _of_child(content: Content, kind: str) -> Iterator[Fields]:
    return (entry for entry in content.entries.get(Kind.CHILD_DATA, ()) if entry["kind"] == kind)


def _allergies(content: Content) -> Iterator[Fields]:
    for entry in _of_child(content, "ALLERGY"):
        said = {name: entry.get(name) for name in ("substance", "reaction", "severity")}
        yield _fact(entry, "REPRESENTATIVE", **said)


def _conditions(content: Content) -> Iterator[Fields]:
    """Main diagnoses: of one condition that of the newest entry, as it stands once in the list."""
    newest: dict[str, list[Fields]] = {}
    for entries in content.entries.values():
        for entry in entries:
            for diagnosis in entry.get("diagnoses") or []:
                if diagnosis.get("kind") == "MAIN":
                    code = diagnosis.get("code") or {}
                    wording = _first(diagnosis.get("wording"), code.get("display"))
                    fact = _fact(entry, "CLINIC", code=code or None, wording=wording)
                    one = _first(code.get("code"), wording)
                    if one is None:
                        yield fact
                    else:
                        newest.setdefault(one, []).append(fact)
    for facts in newest.values():
        last = max(fact["recordedOn"] for fact in facts)
        yield from (fact for fact in facts if fact["recordedOn"] == last)


def _medications(content: Content) -> Iterator[Fields]:
    for entry in content.entries.get(Kind.PRESCRIPTIONS, ()):
        medicine = entry.get("medicine")
        name = _first(entry.get("tradeName"), entry.get("inn"), (medicine or {}).get("display"))
        said = {"code": medicine, "name": name, "dose": entry.get("dose"), "status": entry.get("status")}
        yield _fact(entry, "CLINIC", **said, periodFrom=entry["date"], periodUntil=entry.get("validUntil"))
    for entry in _of_child(content, "MEDICATION"):
        said = {name: entry.get(name) for name in ("dose", "periodFrom", "periodUntil")}
        yield _fact(entry, "REPRESENTATIVE", name=entry.get("substance"), **said)


_SAID: Mapping[str, Any] = {"allergies": _allergies, "conditions": _conditions, "medications": _medications}
