"""What is the same for every execution of one operation, worked out once and kept with its document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    Visitor,
    visit,
)

from backend.reads.plan import COMPILED_ROOTS

_TEXTS = frozenset(("ID", "String"))


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """`compiled`: only roots that the compiler knows. `sized`: a page size is a variable, so the cost depends on it.

    `texts`: names of the variables where all are plain IDs or Strings without a default, else None.
    """

    compiled: bool
    sized: bool
    texts: tuple[str, ...] | None

    def plain_texts(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """The coerced variables where each is a given text: text is coerced to itself. None needs the long way."""
        if self.texts is None:
            return None
        found = {}
        for name in self.texts:
            value = given.get(name)
            if type(value) is not str:
                return None
            found[name] = value
        return found


def facts_of(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode], beside: frozenset[str]
) -> OperationFacts:
    """`beside` names the viewer's fields that no compiled read answers."""
    roots = {
        selection.name.value if isinstance(selection, FieldNode) else None
        for selection in operation.selection_set.selections
    }
    sizes = _Sizes()
    for node in (operation, *fragments.values()):
        visit(node, sizes)
    asks_beside = any(
        below.name.value in beside
        for root in _fields(operation.selection_set, fragments, set())
        if root.name.value == "viewer" and root.selection_set
        for below in _fields(root.selection_set, fragments, set())
    )
    compiled = operation.operation == OperationType.QUERY and roots <= COMPILED_ROOTS and not asks_beside
    return OperationFacts(compiled, sizes.found, _texts(operation))


def _fields(
    selection_set: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], seen: set[str]
) -> Iterator[FieldNode]:
    """The fields that a selection set selects itself, fragments expanded."""
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            yield selection
        elif isinstance(selection, InlineFragmentNode):
            yield from _fields(selection.selection_set, fragments, seen)
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
            seen.add(selection.name.value)
            if (fragment := fragments.get(selection.name.value)) is not None:
                yield from _fields(fragment.selection_set, fragments, seen)


class _Sizes(Visitor):
    """Looks for a variable in `first` or `last`."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_argument(self, node: Any, *_: Any) -> None:
        if node.name.value in ("first", "last") and isinstance(node.value, VariableNode):
            self.found = True


def _texts(operation: OperationDefinitionNode) -> tuple[str, ...] | None:
    names = []
    for definition in operation.variable_definitions or ():
        type_ = definition.type.type if isinstance(definition.type, NonNullTypeNode) else definition.type
        if (
            definition.default_value is not None
            or not isinstance(type_, NamedTypeNode)
            or type_.name.value not in _TEXTS
        ):
            return None
        names.append(definition.variable.name.value)
    return tuple(names)
