"""What an operation asks for, whatever there is to find: its arguments checked, its guarded fields, its sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    get_argument_values,
    get_directive_values,
    get_named_type,
    get_variable_values,
    is_abstract_type,
)
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

from tests.reads.reference.columns import ENTRY_TYPES, KIND_OF_TYPE, LISTS
from tests.reads.reference.cursors import Place
from tests.reads.reference.policy import EVERYONE, GUARDED, KINDS, NAMES, SECTIONS
from tests.reads.reference.rows import Row

if TYPE_CHECKING:
    from tests.reads.reference.reader import Reading

Fragments = Mapping[str, FragmentDefinitionNode]
PAGING = ("first", "last", "after", "before")


class BadInput(Exception):
    """An argument that passes the type system and cannot be meant."""


@dataclass(frozen=True)
class Selected:
    """A selected field of one concrete type. `patient` is whose record it is below, where the operation says."""

    path: tuple[str, ...]
    type_name: str
    name: str
    arguments: dict[str, Any]
    root: str
    patient: int | None


@dataclass(frozen=True)
class GuardedField:
    path: tuple[str, ...]
    field: str
    allowed: frozenset[str]
    reason: str
    patient: int | None


def operation_of(
    document: DocumentNode, name: str | None
) -> tuple[OperationDefinitionNode, dict[str, FragmentDefinitionNode]]:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return next(each for each in operations if name is None or (each.name and each.name.value == name)), fragments


def check_arguments(
    schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any], name: str | None, reading: "Reading"
) -> dict[str, Any]:
    """Coerced variables. Raises BadInput for anything that cannot be meant, rows or none, standing or none."""
    operation, fragments = operation_of(document, name)
    coerced = get_variable_values(schema, operation.variable_definitions or (), variables)
    if isinstance(coerced, list):
        raise BadInput("variables")
    try:
        for each in selected(schema, operation, fragments, coerced, reading):
            if "first" in each.arguments or "last" in each.arguments:
                page_size(each.arguments)
            for end in ("after", "before"):
                if each.arguments.get(end) is not None:
                    _check_cursor(reading, each, each.arguments[end])
    except GraphQLError as error:
        raise BadInput(error.message) from error
    return coerced


def page_size(arguments: Mapping[str, Any]) -> int:
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadInput("first and last")
    size = 20 if first is None and last is None else first if first is not None else last
    if not 0 <= size <= 100:
        raise BadInput("page size")
    return int(size)


def list_arguments(arguments: Mapping[str, Any]) -> str:
    """What chose and ordered a list's rows, as text."""
    return repr(sorted((name, value) for name, value in arguments.items() if name not in PAGING and value is not None))


def list_name(root: str, name: str) -> str:
    return f"viewer.{name}" if root == "viewer" and name == "renderedServices" else name


def _check_cursor(reading: "Reading", each: Selected, cursor: str) -> None:
    place = reading.cursors.places.get(cursor)
    if place is None or place.arguments != list_arguments(each.arguments):
        raise BadInput("cursor")
    if place.list != list_name("viewer" if each.type_name == "Viewer" else "", each.name):
        raise BadInput("cursor")
    if each.root == "viewer" and each.type_name != "Viewer":
        raise BadInput("one cursor below several records")
    # A cursor of the log does not say whose it is; an open record tells (see `_page`).
    if each.name != "accessLog" and each.root != "viewer" and place.patient != each.patient:
        raise BadInput("another record's cursor")


def place_of(patient: int, parent: str, name: str, arguments: Mapping[str, Any], row: object) -> Place:
    return Place(patient, list_name("viewer" if parent == "Viewer" else "", name), list_arguments(arguments), row)


def guarded_fields(
    schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments, variables: Any, reading: "Reading"
) -> Iterator[GuardedField]:
    """Guarded fields in the operation's order, but none below another that has the same or fewer readers."""
    for each in selected(schema, operation, fragments, variables, reading):
        allowed, reason = GUARDED.get(f"{each.type_name}.{each.name}", (EVERYONE, ""))
        if allowed != EVERYONE:
            yield GuardedField(each.path, f"{each.type_name}.{each.name}", allowed, reason, each.patient)


def sections_read(
    schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments, variables: Any, reading: "Reading"
) -> tuple[dict[int | None, set[str]], bool]:
    """Sections that an operation asks for, by the record that a root names; None stands for each of the viewer's list.

    And whether it opens that list's records.
    """
    found: dict[int | None, set[str]] = {}
    every_record = False
    for each in selected(schema, operation, fragments, variables, reading):
        if each.root != "viewer" and each.patient is None:
            continue
        every_record |= each.root == "viewer" and (each.type_name, each.name) == ("RecordAccess", "record")
        kinds = found.setdefault(each.patient, set())
        if each.type_name == "MedicalRecord":
            if each.name in LISTS:
                kinds.add(LISTS[each.name])
            elif each.name == "timeline":
                asked = each.arguments.get("sections")
                kinds.update(SECTIONS if asked is None else asked)
            kinds.update(_ASSEMBLED.get(each.name, ()))
        if (
            each.type_name == "Query"
            and each.name == "node"
            and node_type(reading, each.arguments["id"]) in ENTRY_TYPES
        ):
            entry = reading.rows.one("record_entry", public_id=each.arguments["id"])
            assert entry is not None
            kinds.add(NAMES[entry["kind"]])
    return found, every_record


def own_services_read(
    schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments, variables: Any, reading: "Reading"
) -> bool:
    """Whether an operation asks for the viewer's own services (SVC-03)."""
    names = ((each.type_name, each.name) for each in selected(schema, operation, fragments, variables, reading))
    return ("Viewer", "renderedServices") in names


_ASSEMBLED = {
    "allergies": ("ALLERGY", "CHILD_DATA"),
    "conditions": ("CONDITION", "EXAMINATION_PROTOCOLS", "DISCHARGE_SUMMARIES", "AMBULANCE_CALLS"),
    "medications": ("MEDICATION", "PRESCRIPTIONS", "CHILD_DATA"),
    "labTrend": ("LAB_REPORTS",),
    "vaccinationPlan": ("VACCINATIONS",),
}


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
