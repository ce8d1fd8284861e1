"""A record as it stands on paper: named values in words, section by section, and what is hidden said in words."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graphql import get_named_type

from backend.models.vocabulary import Kind
from backend.policy.section_titles import SECTION_TITLES
from backend.reads.model import ReadModel
from backend.reads.whole_record import WholeRecord
from backend.rendition import Rendition
from backend.sentences.exports import EXPORTS
from backend.sentences.hidden import HIDDEN, OTHER
from backend.sentences.infections import INFECTIONS

Item = dict[str, Any]
# Entries below others' are shown there; what is left of them has a part of its own.
CLINICAL_TITLES: Mapping[Kind, str] = {
    Kind.VITAL_SIGN: "vitalSigns",
    Kind.PROCEDURE: "procedures",
    Kind.CARE_PLAN: "carePlans",
    Kind.REFERRAL: "referrals",
}
_FACT_TYPES = {"allergies": "Allergy", "conditions": "Condition", "medications": "Medication"}
_NAMES = ("familyName", "givenName", "patronymic")


class Paper:
    """Writes records in one language."""

    def __init__(self, model: ReadModel, language: str) -> None:
        self._model, self._place = model, 1 if language == "en" else 0
        self._words = Rendition(model, language)

    def say(self, name: str, **given: object) -> str:
        """A sentence of this area."""
        return EXPORTS[name][self._place].format(**given)

    def label(self, type_name: str, name: str) -> str:
        """What a field is called."""
        return self._words.label(type_name, name)

    def word(self, type_name: str, name: str, value: Any) -> str:
        """A value of the field, one of a list, as people read it."""
        if name == "infections" and value in INFECTIONS:
            return INFECTIONS[value][self._place]
        return self._words.word(get_named_type(self._model.field(type_name, name).definition.type), value)

    def sections(self, record: WholeRecord) -> list[dict[str, Any]]:
        """The patient, the facts, then each section that was read: entries, or that there are none."""
        found = [self.patient(record)]
        found += [self.facts(record, name) for name in record.facts]
        shown = _below(record)
        for kind, entries in record.entries.items():
            left = [entry for entry in entries if entry["id"] not in shown or kind not in CLINICAL_TITLES]
            if kind in CLINICAL_TITLES and not left:
                continue
            found.append(self.entries(kind, left, record.notices.get(kind, [])))
        return found

    def patient(self, record: WholeRecord) -> dict[str, Any]:
        fields = {name: value for name, value in record.patient.items() if name not in _NAMES}
        items = list(self._items("Patient", fields))
        return self._section(self.say("PATIENT"), self._hidden(record, {"Patient"}), [(None, items)])

    def facts(self, record: WholeRecord, name: str) -> dict[str, Any]:
        parts = [(None, list(self._items(_FACT_TYPES[name], fact))) for fact in record.facts[name]]
        return self._section(self.label("MedicalRecord", name), [] if parts else [self.say("NONE")], parts)

    def entries(self, kind: Kind, entries: Collection[Mapping[str, Any]], notices: Collection[str]) -> dict[str, Any]:
        type_name = self._model.type_of_kind[kind]
        parts = []
        for entry in entries:
            fields = {name: value for name, value in entry.items() if name not in ("id", "title", "date")}
            day = self.word(type_name, "date", entry["date"])
            title = " · ".join(filter(None, (day, entry.get("title"))))
            parts.append((title, list(self._items(type_name, fields))))
        title = SECTION_TITLES[kind][self._place] if kind in SECTION_TITLES else self._clinical(kind)
        return self._section(title, [*([] if parts else [self.say("NONE")]), *notices], parts)

    def hidden(self, record: WholeRecord) -> list[str]:
        """What this reader is not shown of the sections that were read, each field with its reason."""
        types = {self._model.type_of_kind[kind] for kind in record.entries}
        return self._hidden(record, types)

    def _hidden(self, record: WholeRecord, types: Collection[str]) -> list[str]:
        told = (
            f"{self.label(*field.split('.'))}: {HIDDEN.get(reason, OTHER)[self._place]}"
            for field, reason in record.hidden
            if field.split(".")[0] in types
        )
        return list(dict.fromkeys(told))

    def _clinical(self, kind: Kind) -> str:
        return self.label("MedicalRecord", CLINICAL_TITLES[kind])

    @staticmethod
    def _section(title: str, notes: list[str], parts: Collection[tuple[str | None, list[Item]]]) -> dict[str, Any]:
        return {"title": title, "notes": notes, "parts": [{"title": name, "items": items} for name, items in parts]}

    def _items(self, type_name: str, fields: Mapping[str, Any]) -> Iterator[Item]:
        """An item a value; what is empty has none."""
        for name, value in fields.items():
            if value is None or value in ([], {}, "") or name == "id":
                continue
            label = self.label(type_name, name)
            below = get_named_type(self._model.field(type_name, name).definition.type).name
            if isinstance(value, dict):
                yield {"label": label, "items": list(self._items(below, value))}
            elif isinstance(value, list) and isinstance(value[0], dict):
                for each in value:
                    yield {"label": label, "items": list(self._items(below, each))}
            else:
                values = value if isinstance(value, list) else [value]
                yield {"label": label, "value": ", ".join(self.word(type_name, name, each) for each in values)}


def _below(record: WholeRecord) -> set[str]:
    """Ids of entries that stand inside others."""
    found = set()
    for entries in record.entries.values():
        for entry in entries:
            for value in entry.values():
                if isinstance(value, list):
                    found |= {each["id"] for each in value if isinstance(each, dict) and "id" in each}
    return found
