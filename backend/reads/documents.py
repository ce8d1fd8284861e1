"""Documents: the original for who may read every field of its entry's type, what they may read of it for others.

Content leaves the database only after the compiled read of the entry that holds the document, so session, card entry,
row and column rules and the log apply to each download. What is hidden, foreign or missing answers and logs alike.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import OperationDefinitionNode, get_named_type, parse

from backend.models.access_log import DOWNLOAD_OPERATION
from backend.models.vocabulary import SECTIONS
from backend.policy.sealing import IdSealer
from backend.policy.standing import EVERYONE
from backend.reads.connections import ReadConnections
from backend.reads.model import ReadModel
from backend.reads.reader import Asking, Question, Reader, Refusal

# An original from before an adoption names the earlier parents: nobody gets it, and what may be read of it stays. So does
# what a clinic sends anew of those days, a later version of what there was or not.
_CONTENT = """
SELECT d.content, d.content_type, EXISTS (
  SELECT FROM court_act c JOIN record_entry e ON e.patient_id = d.patient_id AND e.id = d.entry_id
  WHERE c.patient_id = d.patient_id AND c.kind = 'ADOPTION' AND c.state = 'IN_FORCE'
    AND (e.created_at < c.confirmed_at OR e.event_date < c.starts_on OR EXISTS (SELECT FROM record_entry f
      WHERE f.patient_id = e.patient_id AND f.set_id = e.set_id AND f.created_at < c.confirmed_at))
) AS of_the_past
FROM document d WHERE d.patient_id = $1 AND d.id = $2
"""
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it was stored."""

    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Readable:
    """What the viewer may read of the entry, by field; `hidden` are the fields that they may not, with the reasons' codes."""

    type_name: str
    fields: Mapping[str, Any]
    hidden: tuple[tuple[str, str], ...]


class DocumentReader:
    """Reads documents by their public ids."""

    def __init__(self, reader: Reader, pool: ReadConnections, ids: IdSealer) -> None:
        self._reader, self._pool, self._ids = reader, pool, ids
        self.model = reader.model
        text = _question(reader.model)
        operation = parse(text).definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        self._digest, self._operation = hashlib.sha256(text.encode()).hexdigest(), operation

    async def read(self, document: str, asking: Asking) -> Original | Readable | Refusal:
        """The document of a public id, or why it is not given."""
        question = Question(self._digest, self._operation, {}, {"id": document}, of_documents=True)
        answer = await self._reader.read(question, asking)
        value = answer.values["node"]
        if value is None:
            return answer.refusals[0]
        entry = orjson.loads(value)
        opened, type_name = self._ids.open(document), entry.pop("__typename")
        # The question names every section; what is hidden is told of the entry's own fields, and of those below it.
        own = _types_below(self.model, type_name, _DEPTH)
        told = ((each["field"], each["reason"]) for each in answer.redactions if each["field"].split(".")[0] in own)
        original = entry.pop("document")["original"]
        fields = {key.removesuffix(_of(type_name)): each for key, each in entry.items()}
        readable = Readable(type_name, fields, tuple(dict.fromkeys(told)))
        if not original or opened is None:
            return readable
        row = await self._pool.fetchrow(_CONTENT, opened.patient, opened.entry)
        if row is None:
            return Refusal(("node",), "FORBIDDEN")
        return readable if row["of_the_past"] else Original(row["content"], row["content_type"])


def _question(model: ReadModel) -> str:
    """Every field of whichever section the entry is of."""
    sections = " ".join(
        f"... on {model.type_of_kind[kind]} {{ {_every_field(model, model.type_of_kind[kind], _DEPTH)} }}"
        for kind in SECTIONS
    )
    return f"query {DOWNLOAD_OPERATION}($id: ID!) {{ node(id: $id) {{ __typename {sections} ... on RecordEntry {{ document {{ original }} }} }} }}"


def _every_field(model: ReadModel, type_name: str, depth: int) -> str:
    """The selection. Guarded fields of an entry answer under a key of their type's own: redactions are one a path."""
    names = []
    for name, read in model.fields[type_name].items():
        below = get_named_type(read.definition.type).name
        if name in ("id", "hiding") or (name in ("document", "versions") and depth == _DEPTH):
            continue
        asked = name
        if depth == _DEPTH and read.declared.visible_to != EVERYONE:
            asked = f"{name}{_of(type_name)}: {name}"
        if not model.is_record_type(below):
            names.append(asked)
        elif depth > 1:
            names.append(f"{asked} {{ {_every_field(model, below, depth - 1)} }}")
    return " ".join(names) or "__typename"


def _of(type_name: str) -> str:
    return f"_of_{type_name}"


def _types_below(model: ReadModel, type_name: str, depth: int) -> set[str]:
    """The entry's type and the record types that the question reaches from it."""
    found = {type_name}
    for read in model.fields[type_name].values():
        below = get_named_type(read.definition.type).name
        if model.is_record_type(below) and depth > 1:
            found |= _types_below(model, below, depth - 1)
    return found
