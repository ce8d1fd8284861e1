"""What an operation selects, field by field: the specification's CollectFields, and whose record a root opens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    get_argument_values,
    get_directive_values,
    get_named_type,
    is_abstract_type,
)
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

from tests.reads.reference.columns import ENTRY_TYPES, KIND_OF_TYPE
from tests.reads.reference.policy import KINDS, SECTIONS
from tests.reads.reference.rows import Row

if TYPE_CHECKING:
    from tests.reads.reference.reader import Reading

Fragments = Mapping[str, FragmentDefinitionNode]


@dataclass(frozen=True)
class Selected:
    """A selected field of one concrete type. `patient` is whose record it is below, where the operation says."""

    path: tuple[str, ...]
    type_name: str
    name: str
    arguments: dict[str, Any]
    root: str
    patient: int | None


def selected(
    schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments, variables: Any, reading: "Reading"
) -> Iterator[Selected]:
    """Every selected field of every concrete type, in the operation's order; an abstract one gives each type in turn."""
    assert schema.query_type is not None
    for key, nodes in collect(schema, schema.query_type, [operation.selection_set], fragments, variables).items():
        name = nodes[0].name.value
        if name == "__typename":
            continue
        definition = schema.query_type.fields[name]
        arguments = get_argument_values(definition, nodes[0], variables)
        patient = _patient_of(reading, name, arguments)
        yield Selected((key,), "Query", name, arguments, name, patient)
        types = _types_below(schema, definition.type, name, arguments, reading)
        for each in types:
            yield from _below(schema, each, nodes, (key,), name, patient, fragments, variables)


def _below(
    schema: GraphQLSchema,
    named: GraphQLObjectType,
    nodes: list[FieldNode],
    path: tuple[str, ...],
    root: str,
    patient: int | None,
    fragments: Fragments,
    variables: Any,
) -> Iterator[Selected]:
    sets = [node.selection_set for node in nodes if node.selection_set]
    for key, same in collect(schema, named, sets, fragments, variables).items():
        name = same[0].name.value
        if name == "__typename":
            continue
        definition = named.fields[name]
        arguments = get_argument_values(definition, same[0], variables)
        yield Selected((*path, key), named.name, name, arguments, root, patient)
        for each in _concrete(schema, get_named_type(definition.type)):
            yield from _below(schema, each, same, (*path, key), root, patient, fragments, variables)


def collect(
    schema: GraphQLSchema, named: GraphQLObjectType, sets: Any, fragments: Fragments, variables: Any
) -> dict[str, list[FieldNode]]:
    """CollectFields of the specification."""
    found: dict[str, list[FieldNode]] = {}
    spread: set[str] = set()

    def walk(selection_set: Any) -> None:
        for selection in selection_set.selections:
            skip = get_directive_values(GraphQLSkipDirective, selection, variables)
            include = get_directive_values(GraphQLIncludeDirective, selection, variables)
            if (skip and skip["if"]) or (include and not include["if"]):
                continue
            if isinstance(selection, FieldNode):
                found.setdefault(selection.alias.value if selection.alias else selection.name.value, []).append(
                    selection
                )
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or _applies(schema, condition.name.value, named):
                    walk(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                fragment = fragments[selection.name.value]
                if _applies(schema, fragment.type_condition.name.value, named):
                    walk(fragment.selection_set)

    for each in sets:
        walk(each)
    return found


def _applies(schema: GraphQLSchema, condition: str, named: GraphQLObjectType) -> bool:
    type_ = schema.type_map[condition]
    return type_ is named or (is_abstract_type(type_) and schema.is_sub_type(type_, named))


def _concrete(schema: GraphQLSchema, named: Any) -> list[GraphQLObjectType]:
    """The types that may stand at a position: sections in their order."""
    if isinstance(named, GraphQLObjectType):
        return [named]
    if not isinstance(named, GraphQLInterfaceType):
        return []
    possible = {each.name: each for each in schema.get_possible_types(named)}
    return [possible[name] for name, kind in KIND_OF_TYPE.items() if name in possible and KINDS[kind] <= len(SECTIONS)]


def _types_below(
    schema: GraphQLSchema, output: Any, name: str, arguments: Any, reading: "Reading"
) -> list[GraphQLObjectType]:
    """A node's type is known by its id."""
    if name != "node":
        return _concrete(schema, get_named_type(output))
    type_name = node_type(reading, arguments["id"])
    named = schema.type_map.get(type_name or "")
    return [named] if isinstance(named, GraphQLObjectType) else []


def node_type(reading: "Reading", public_id: str) -> str | None:
    if reading.rows.one("person", record_key=public_id):
        return "MedicalRecord"
    if reading.rows.one("person", patient_key=public_id):
        return "Patient"
    entry: Row | None = reading.rows.one("record_entry", public_id=public_id)
    if entry is None:
        return None
    return next(
        (name for name in ENTRY_TYPES if KINDS[KIND_OF_TYPE[name]] == entry["kind"] and name != "PrivateNote"), None
    )


def _patient_of(reading: "Reading", name: str, arguments: Mapping[str, Any]) -> int | None:
    """Whose record a root opens, as its id says."""
    rows = reading.rows
    if name == "record":
        person = rows.one("person", patient_key=arguments["patientId"])
        return person["id"] if person else None
    if name == "node":
        person = rows.one("person", patient_key=arguments["id"]) or rows.one("person", record_key=arguments["id"])
        if person:
            return int(person["id"])
        entry = rows.one("record_entry", public_id=arguments["id"]) or rows.one("document", public_id=arguments["id"])
        return entry["patient_id"] if entry else None
    return None
