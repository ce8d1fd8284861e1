"""A whole record, or sections of it, as one reader sees it: every field of every entry, by compiled reads alone.

What an export holds is what this gives; rows that the standing does not see are absent and fields are masked, as in any
other answer. `marks` tell later whether the reader may still see all that it held.
"""

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import OperationDefinitionNode, get_named_type, parse

from backend.models.vocabulary import Kind
from backend.policy.sources import Entries
from backend.reads.inputs import MAX_PAGE
from backend.reads.model import ReadModel
from backend.reads.reader import Asking, Question, Reader, Refusal

_DEPTH = 4
MARK_BYTES = 16
# What is no content of a record: how an answer is built, where a file lies, who asks, and what is worked out of the rest.
_LEFT_OUT = {
    "Document.id",
    "Document.path",
    "Document.original",
    "Patient.id",
    "MedicalRecord.id",
}
_OF_ENTRIES_LEFT_OUT = {"section", "versions"}
# Who else sees an entry is no content of it, wherever it stands.
_NEVER = {"hiding"}
_FACTS = {"allergies": Kind.ALLERGY, "conditions": Kind.CONDITION, "medications": Kind.MEDICATION}


class NotReadable(Exception):
    """The record may not be read: the read's own refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.code = refusal.code


@dataclass(slots=True)
class WholeRecord:
    """What one reader sees. Entries by kind, each list newest first; `facts` are the assembled lists, by name.

    `hidden` are (`Type.field`, reason) of what the standing does not read; `notices` what is said of a whole list.
    """

    patient: Mapping[str, Any] = field(default_factory=dict)
    facts: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    entries: dict[Kind, list[Mapping[str, Any]]] = field(default_factory=dict)
    notices: dict[Kind, list[str]] = field(default_factory=dict)
    hidden: dict[tuple[str, str], None] = field(default_factory=dict)

    def forget_entries(self) -> None:
        """Lets go of the entries read so far; those that follow are taken as before."""
        for entries in self.entries.values():
            entries.clear()

    def marks(self) -> frozenset[bytes]:
        """A digest of the patient, of each fact and of each entry: who sees all of an earlier read has all its marks."""
        said: list[Any] = [["patient", self.patient]]
        said += [[name, fact] for name, facts in self.facts.items() for fact in facts]
        said += [[int(kind), entry] for kind, entries in self.entries.items() for entry in entries]
        return frozenset(
            hashlib.sha256(orjson.dumps(one, option=orjson.OPT_SORT_KEYS)).digest()[:MARK_BYTES] for one in said
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Entries read so far, and how many there are."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Asked:
    digest: str
    operation: OperationDefinitionNode


class WholeRecordReader:
    """Reads whole records under one operation name, which the access log shows."""

    def __init__(self, reader: Reader, operation: str) -> None:
        self._reader, self._operation = reader, operation
        self.model = reader.model
        self._kinds: dict[Kind, str] = {
            read.declared.source.kind: name
            for name, read in reader.model.fields["MedicalRecord"].items()
            if isinstance(read.declared.source, Entries)
        }
        self._questions: dict[str, _Asked] = {}

    async def read(
        self, patient: str, kinds: Collection[Kind] | None, asking: Asking, into: WholeRecord
    ) -> AsyncIterator[Progress]:
        """Fills `into`, a page a step; `patient` is the public id, `kinds` None for all of it. Raises NotReadable."""
        wanted = {kind: name for kind, name in self._kinds.items() if kinds is None or kind in kinds}
        facts = [name for name, kind in _FACTS.items() if kinds is None or kind in kinds]
        record = await self._record(self._first(wanted, facts), {"id": patient}, asking, into)
        into.patient = record["patient"]
        into.facts = {name: record[name] or [] for name in facts}
        total = done = 0
        following: list[tuple[Kind, str, str]] = []
        for kind, name in wanted.items():
            page = record[name]
            into.entries[kind] = page["nodes"]
            into.notices[kind] = [notice["message"] for notice in page["notices"]]
            total += page["totalCount"]
            done += len(page["nodes"])
            if page["pageInfo"]["hasNextPage"]:
                following.append((kind, name, page["pageInfo"]["endCursor"]))
        yield Progress(done, total)
        for kind, name, cursor in following:
            after: str | None = cursor
            while after is not None:
                record = await self._record(self._page(name), {"id": patient, "after": after}, asking, into)
                page = record[name]
                into.entries[kind].extend(page["nodes"])
                done += len(page["nodes"])
                after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
                yield Progress(done, max(total, done))

    async def _record(self, body: str, variables: dict[str, Any], asking: Asking, into: WholeRecord) -> dict[str, Any]:
        asked = self._asked(body)
        answer = await self._reader.read(Question(asked.digest, asked.operation, {}, variables), asking)
        value = answer.values["record"]
        if value is None:
            raise NotReadable(answer.refusals[0])
        into.hidden |= {(each["field"], each["reason"]): None for each in answer.redactions}
        record: dict[str, Any] = orjson.loads(value)
        return record

    def _first(self, wanted: Mapping[Kind, str], facts: Collection[str]) -> str:
        """The patient, the facts, and the first page of each list."""
        parts = [f"patient {{ {_every_field(self.model, 'Patient', _DEPTH)} }}"]
        parts += [f"{name} {{ {_every_field(self.model, self._below(name), _DEPTH)} }}" for name in facts]
        parts += [f"{name}(first: {MAX_PAGE}) {{ {self._list(name)} }}" for name in wanted.values()]
        return f"query {self._operation}($id: ID!) {{ record(patientId: $id) {{ {' '.join(parts)} }} }}"

    def _page(self, name: str) -> str:
        return (
            f"query {self._operation}($id: ID!, $after: String) {{ record(patientId: $id) {{ "
            f"{name}(first: {MAX_PAGE}, after: $after) {{ {self._list(name)} }} }} }}"
        )

    def _list(self, name: str) -> str:
        node = get_named_type(self.model.field(self._below(name), "nodes").definition.type).name
        fields = _every_field(self.model, node, _DEPTH, _OF_ENTRIES_LEFT_OUT)
        return f"nodes {{ {fields} }} totalCount notices {{ message }} pageInfo {{ hasNextPage endCursor }}"

    def _below(self, name: str) -> str:
        return get_named_type(self.model.field("MedicalRecord", name).definition.type).name

    def _asked(self, text: str) -> _Asked:
        if text not in self._questions:
            operation = parse(text).definitions[0]
            assert isinstance(operation, OperationDefinitionNode)
            self._questions[text] = _Asked(hashlib.sha256(text.encode()).hexdigest(), operation)
        return self._questions[text]


def _every_field(model: ReadModel, type_name: str, depth: int, left_out: Collection[str] = ()) -> str:
    names = []
    for name, read in model.fields[type_name].items():
        if name in _NEVER or name in left_out or f"{type_name}.{name}" in _LEFT_OUT:
            continue
        below = get_named_type(read.definition.type).name
        if not model.is_record_type(below):
            names.append(name)
        elif depth > 1:
            names.append(f"{name} {{ {_every_field(model, below, depth - 1)} }}")
    return " ".join(names)
