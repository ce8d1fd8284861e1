"""Who has just got a session, in the payload of the mutation that opened it: one operation signs in and shows the first page."""

from typing import Any

import orjson
from strawberry.types import Info

from backend.reads.selection import Selector
from backend.resolvers.roots import question_of


async def viewers_of(info: Info[Any, Any], payload_type: str) -> dict[str, Any]:
    """The payload's viewer by the compiled read, under each key that the operation selects it by.

    `payload_type` is the payload's name in the schema. The context has the new session's token by now.
    """
    raw, context = info._raw_info, info.context
    question = question_of(info)
    selector = Selector(raw.schema, raw.fragments, question.variables)
    payload = selector.below(payload_type, raw.field_nodes)
    found = {key: nodes for key, nodes in payload.items() if nodes[0].name.value == "viewer"}
    if not found:
        return {}
    answer = await context.reader.read(question, context.asking(), found, ready=True)
    context.redactions.extend(answer.redactions)
    return {key: orjson.loads(value) if value else None for key, value in answer.values.items()}
