"""The finished schema: printed, checked and ready for compiled reads."""

import re
from collections.abc import Callable
from typing import Any

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from backend.reads.model import ReadModel, build_model
from backend.schema.record import MedicalRecord
from backend.schema.sections.diagnosis import Diagnosis

_WRAPPED_LIST = re.compile(r"@visibleTo\(standings: \[\s*([A-Z_\s]+?)\s*\]\)")


def build_schema(query: type, mutation: type, subscription: type | None = None) -> tuple[strawberry.Schema, ReadModel]:
    """The schema and what the compiler knows of it. Raises UndeclaredField."""
    schema = strawberry.Schema(
        query, mutation, subscription, types=[MedicalRecord, Diagnosis], config=StrawberryConfig()
    )
    core: GraphQLSchema = schema._schema
    model = build_model(core)
    for type_name, fields in model.fields.items():
        named = core.type_map[type_name]
        for read in fields.values():
            read.definition.resolve = _ready_value(read.definition.resolve)
        if isinstance(named, GraphQLInterfaceType):
            named.resolve_type = _ready_type
        elif isinstance(named, GraphQLObjectType):
            named.is_type_of = None
    for name in ("Date", "DateTime", "UUID"):
        _pass_text_on(core.type_map[name])
    return schema, model


def print_schema(schema: strawberry.Schema) -> str:
    """The SDL, an audience on one line."""
    return (
        _WRAPPED_LIST.sub(
            lambda found: f"@visibleTo(standings: [{', '.join(found.group(1).split())}])", schema.as_str()
        )
        + "\n"
    )


def _ready_value(of_object: Callable[..., Any] | None) -> Callable[..., Any]:
    """A value of the compiled read, by its response key; of a list beside records, such as its page, the object's own."""

    def value(source: Any, info: "GraphQLResolveInfo[Any]", **given: Any) -> Any:
        if isinstance(source, dict) or of_object is None:
            return source[info.path.key]
        return of_object(source, info, **given)

    return value


def _pass_text_on(scalar: Any) -> None:
    """Values of the compiled read are text already; values of resolvers are not."""
    from_value = scalar.coerce_output_value
    scalar.coerce_output_value = lambda value: value if isinstance(value, str) else from_value(value)


def _ready_type(value: Any, *_: Any) -> str:
    return str(value["__typename"])
