"""The entry that a mutation wrote, in its payload: read as every entry is, under the writer's own standings."""

from collections.abc import Callable
from typing import Any

import orjson
from graphql import ArgumentNode, FieldNode, NameNode, VariableNode
from strawberry.types import Info

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdType, OpenedId
from backend.reads.reader import Question
from backend.reads.selection import Selector
from backend.resolvers.roots import question_of
from backend.services.record_keeping.calls import Call
from backend.services.record_keeping.right import RecordRules

# No variable of an operation can have this name, so no operation can name another entry by it.
_WRITTEN = "the entry written"


async def entries_of(info: Info[Any, Any], payload_type: str, public_id: str, field: str = "entry") -> dict[str, Any]:
    """The payload's entry under each key that the operation selects it by; `{}` where it is not asked for.

    `payload_type` is the payload's name in the schema, `field` the one of its fields that shows the entry.
    """
    raw, context = info._raw_info, info.context
    asked = question_of(info)
    question = Question(asked.digest, asked.operation, asked.fragments, {**asked.variables, _WRITTEN: public_id})
    selector = Selector(raw.schema, raw.fragments, question.variables)
    payload = selector.below(payload_type, raw.field_nodes)
    found = {key: [_as_node(node) for node in nodes] for key, nodes in payload.items() if nodes[0].name.value == field}
    if not found:
        return {}
    answer = await context.reader.read(question, context.asking(), found, ready=True)
    context.redactions.extend(answer.redactions)
    return {key: orjson.loads(value) if value else None for key, value in answer.values.items()}


def _as_node(field: FieldNode) -> FieldNode:
    """`node(id: …)` with the selection of the payload's field."""
    return FieldNode(
        name=NameNode(value="node"),
        alias=field.alias or NameNode(value=field.name.value),
        arguments=(ArgumentNode(name=NameNode(value="id"), value=VariableNode(name=NameNode(value=_WRITTEN))),),
        directives=(),
        selection_set=field.selection_set,
        loc=field.loc,
    )


def rules_of(info: Info[Any, Any]) -> RecordRules:
    """The rules that decide what the viewer may write."""
    context = info.context
    return RecordRules(context.reader.policy, context.settings.accepted_policy_regions)


async def call_of(info: Info[Any, Any], client_mutation_id: str | None) -> Call:
    """The running mutation as a call of a use case. Raises Refused UNAUTHENTICATED."""
    context = info.context
    actor = await context.actor()
    return Call(
        context.pool,
        context.ids,
        context.code_key,
        rules_of(info),
        actor,
        info.field_name,
        client_mutation_id,
        context.at,
    )


def opened(info: Info[Any, Any], public_id: str) -> OpenedId | None:
    """What an id of the input names."""
    open_id: Callable[[str], OpenedId | None] = info.context.ids.open
    return open_id(str(public_id))


def patient_of(info: Info[Any, Any], public_id: str) -> int:
    """The patient whom the id of a person names; 0, whom nobody is, for any other text."""
    found = opened(info, public_id)
    return found.patient if found is not None and found.type == IdType.PATIENT else 0


def patient_of_entry(info: Info[Any, Any], public_id: str) -> int:
    """The patient in whose record the id of an entry lies; 0, whom nobody is, for any other text."""
    found = opened(info, public_id)
    return found.patient if found is not None and found.type in set(Kind) else 0
