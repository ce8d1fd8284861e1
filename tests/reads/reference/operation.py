"""What an operation asks for, whatever there is to find: its arguments checked, its guarded fields, its sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    get_variable_values,
)

from tests.reads.reference.columns import ENTRY_TYPES, LISTS
from tests.reads.reference.cursors import Place
from tests.reads.reference.policy import EVERYONE, GUARDED, NAMES, SECTIONS
from tests.reads.reference.selection import Fragments, Selected, node_type, selected

if TYPE_CHECKING:
    from tests.reads.reference.reader import Reading

PAGING = ("first", "last", "after", "before")


class BadInput(Exception):
    """An argument that passes the type system and cannot be meant."""


@dataclass(frozen=True)
class GuardedField:
    path: tuple[str, ...]
    field: str
    allowed: frozenset[str]
    reason: str
    patient: int | None
    own: bool


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
    services: tuple[str, ...] = ()
    for each in selected(schema, operation, fragments, variables, reading):
        if (each.type_name, each.name) == ("Viewer", "renderedServices"):
            services = each.path
        own = bool(services) and each.path[: len(services)] == services
        allowed, reason = GUARDED.get(f"{each.type_name}.{each.name}", (EVERYONE, ""))
        if allowed != EVERYONE:
            yield GuardedField(each.path, f"{each.type_name}.{each.name}", allowed, reason, each.patient, own)


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
    "labTrendOf": ("LAB_REPORTS",),
    "labAnalytes": ("LAB_REPORTS",),
    "vaccinationPlan": ("VACCINATIONS",),
}
