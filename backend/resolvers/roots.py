"""Root fields of the query type in ordinary execution: the compiled read, its values handed on ready."""

from typing import Annotated, Any

import orjson
import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.reads.reader import Question


def question_of(info: Info[Any, Any]) -> Question:
    """The running operation as a question to the compiled read."""
    raw = info._raw_info
    variables: Any = getattr(raw.variable_values, "coerced", raw.variable_values)
    return Question(info.context.digest, raw.operation, raw.fragments, dict(variables))


async def read_root(info: Info[Any, Any], name: str) -> Any:
    """The value of one root through the compiled read. `info.context` gives the question and who asks."""
    raw = info._raw_info
    key = str(raw.path.key)
    context = info.context
    answer = await context.reader.read(question_of(info), context.asking(), {key: list(raw.field_nodes)}, ready=True)
    context.redactions.extend(answer.redactions)
    for refusal in answer.refusals:
        if len(refusal.path) == 1 or answer.values[key] is None:
            raise MedcardError(refusal.code, refusal.reason)
        context.refusals.append(refusal)
    value = answer.values[key]
    return orjson.loads(value) if value is not None else None


async def viewer(info: Info[Any, Any]) -> Annotated["Viewer", strawberry.lazy("backend.schema.viewer")] | None:  # type: ignore[name-defined]  # noqa: F821
    return await read_root(info, "viewer")


async def record(
    info: Info[Any, Any], patient_id: strawberry.ID
) -> Annotated["MedicalRecord", strawberry.lazy("backend.schema.record")] | None:  # type: ignore[name-defined]  # noqa: F821
    return await read_root(info, "record")


async def record_as_seen_by(
    info: Info[Any, Any], id: strawberry.ID
) -> Annotated["MedicalRecord", strawberry.lazy("backend.schema.record")] | None:  # type: ignore[name-defined]  # noqa: F821
    return await read_root(info, "recordAsSeenBy")


async def node(
    info: Info[Any, Any], id: strawberry.ID
) -> Annotated["Node", strawberry.lazy("backend.schema.entry")] | None:  # type: ignore[name-defined]  # noqa: F821
    return await read_root(info, "node")
