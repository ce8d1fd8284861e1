"""What the compiler knows of the schema: each record type's fields, as their declarations say.

Built once from the finished GraphQL schema; a field of a record type without a declaration, or a guarded field that
is not nullable, does not build (policy.md, principle 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from backend.models.vocabulary import Kind
from backend.policy.sources import BESIDE, DECLARED, ENTRY_TYPE, Declared, EntryType
from backend.policy.standing import EVERYONE, Standing

ROOTS = ("MedicalRecord", "Viewer")


class UndeclaredField(Exception):
    """The schema breaks the rule of declared audiences; says where."""


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A field of a record type: its declaration, its own name in Python, and its GraphQL definition."""

    type_name: str
    name: str
    python_name: str
    declared: Declared
    definition: GraphQLField


@dataclass(frozen=True, slots=True)
class ReadModel:
    """Every record type of one schema. `beside` are fields, by type and name, that ordinary execution answers."""

    schema: GraphQLSchema
    fields: Mapping[str, Mapping[str, FieldRead]]
    entry_types: Mapping[str, EntryType]
    type_of_kind: Mapping[Kind, str]
    original_audience: Mapping[Kind, Standing]
    beside: frozenset[tuple[str, str]]

    def field(self, type_name: str, field_name: str) -> FieldRead:
        return self.fields[type_name][field_name]

    def is_record_type(self, type_name: str) -> bool:
        return type_name in self.fields


def build_model(schema: GraphQLSchema) -> ReadModel:
    """Reads the declarations of every type reachable from the record. Raises UndeclaredField."""
    fields: dict[str, dict[str, FieldRead]] = {}
    entry_types: dict[str, EntryType] = {}
    for named in _reachable(schema):
        fields[named.name] = {
            name: _field_read(named, name, definition)
            for name, definition in named.fields.items()
            if not _is_beside(named.name, definition)
        }
        origin = getattr(named.extensions.get("strawberry-definition"), "origin", None)
        entry = getattr(origin, ENTRY_TYPE, None)
        if isinstance(entry, EntryType) and isinstance(named, GraphQLObjectType):
            entry_types[named.name] = entry
    type_of_kind = {entry.kind: name for name, entry in entry_types.items()}
    originals = {entry.kind: _audience_of_all(fields[name]) for name, entry in entry_types.items()}
    beside = frozenset((name, field) for name in fields for field in _fields(schema, name).keys() - fields[name].keys())
    return ReadModel(schema, fields, entry_types, type_of_kind, originals, beside)


def _fields(schema: GraphQLSchema, type_name: str) -> Mapping[str, GraphQLField]:
    named = schema.type_map[type_name]
    assert isinstance(named, (GraphQLObjectType, GraphQLInterfaceType))
    return dict(named.fields)


def _is_beside(type_name: str, definition: GraphQLField) -> bool:
    """Only the viewer has fields beside records: below a record everything is declared."""
    strawberry_field = definition.extensions.get("strawberry-definition")
    return type_name == "Viewer" and BESIDE in getattr(strawberry_field, "metadata", {})


def _reachable(schema: GraphQLSchema) -> list[GraphQLObjectType | GraphQLInterfaceType]:
    """Object and interface types below MedicalRecord, the implementations of interfaces included."""
    found: dict[str, GraphQLObjectType | GraphQLInterfaceType] = {}
    waiting: list[GraphQLNamedType] = [schema.type_map[root] for root in ROOTS]
    while waiting:
        named = waiting.pop()
        if named.name in found or not isinstance(named, (GraphQLObjectType, GraphQLInterfaceType)):
            continue
        found[named.name] = named
        waiting.extend(
            get_named_type(definition.type)
            for definition in named.fields.values()
            if not _is_beside(named.name, definition)
        )
        waiting.extend(named.interfaces)
        if isinstance(named, GraphQLInterfaceType):
            waiting.extend(schema.get_implementations(named).objects)
    return list(found.values())


def _field_read(named: GraphQLObjectType | GraphQLInterfaceType, name: str, definition: GraphQLField) -> FieldRead:
    strawberry_field = definition.extensions.get("strawberry-definition")
    declared = getattr(strawberry_field, "metadata", {}).get(DECLARED)
    if not isinstance(declared, Declared):
        raise UndeclaredField(f"{named.name}.{name} has no declared audience")
    assert strawberry_field is not None
    if declared.visible_to != EVERYONE and isinstance(definition.type, GraphQLNonNull):
        raise UndeclaredField(f"{named.name}.{name} is guarded, so it must be nullable")
    if not declared.visible_to:
        raise UndeclaredField(f"{named.name}.{name} is visible to nobody")
    return FieldRead(named.name, name, strawberry_field.python_name, declared, definition)


def _audience_of_all(fields: Mapping[str, FieldRead]) -> Standing:
    """The standings that may read every field of a type: these get originals of its documents."""
    audience = EVERYONE
    for read in fields.values():
        audience &= read.declared.visible_to
    return audience
