"""Copies of chosen fields of an entry, made by the compiled read for who chose them: nothing that they may not read.

A guarded field that the reader's standing hides, one that the type has not, an entry that they cannot see: no copy.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from graphql import OperationDefinitionNode, get_named_type, parse

from backend.models.vocabulary import Kind
from backend.policy.sealing import OpenedId
from backend.reads.model import ReadModel
from backend.reads.reader import Asking, Question, Reader, Refusal

# What says nothing of health, or would open more than was chosen.
_NEVER = frozenset({"id", "section", "document", "versions", "hiding", "privateNotes"})
_DEPTH = 2
MOST_FIELDS = 60


async def excerpt(
    reader: Reader, asking: Asking, public_id: str, entry: OpenedId, names: Sequence[str]
) -> tuple[str, Mapping[str, Any]] | Refusal | None:
    """The type and the values of the chosen fields; None where any of them is not for this reader. Logged as a read.

    A Refusal where the record waits for its code, or nobody is signed in: nothing is wrong with what was chosen.
    """
    if entry.type not in set(Kind) or not 1 <= len(names) <= MOST_FIELDS or len(set(names)) < len(names):
        return None
    type_name = reader.model.type_of_kind.get(Kind(entry.type))
    if type_name is None or not set(names) <= reader.model.fields[type_name].keys() - _NEVER:
        return None
    chosen = " ".join(_selected(reader.model, type_name, name, _DEPTH) for name in names)
    text = f"query Excerpt($id: ID!) {{ node(id: $id) {{ ... on {type_name} {{ {chosen} }} }} }}"
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    question = Question(hashlib.sha256(text.encode()).hexdigest(), operation, {}, {"id": public_id})
    answer = await reader.read(question, asking)
    value = answer.values["node"]
    if value is None and answer.refusals[0].code != "FORBIDDEN":
        return answer.refusals[0]
    if value is None or answer.redactions:
        return None
    return type_name, orjson.loads(value)


def _selected(model: ReadModel, type_name: str, name: str, depth: int) -> str:
    """The field, with all that it holds."""
    below = get_named_type(model.field(type_name, name).definition.type).name
    if not model.is_record_type(below):
        return name
    inner = [
        _selected(model, below, each, depth - 1)
        for each, read in model.fields[below].items()
        if each not in _NEVER and (depth > 0 or not model.is_record_type(get_named_type(read.definition.type).name))
    ]
    return f"{name} {{ {' '.join(inner)} }}"
