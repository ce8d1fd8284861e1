"""What is the same for every execution of one operation, worked out once and kept with its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
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


def facts_of(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> OperationFacts:
    roots = {
        selection.name.value if isinstance(selection, FieldNode) else None
        for selection in operation.selection_set.selections
    }
    compiled = operation.operation == OperationType.QUERY and roots <= COMPILED_ROOTS
    sizes = _Sizes()
    for node in (operation, *fragments.values()):
        visit(node, sizes)
    return OperationFacts(compiled, sizes.found, _texts(operation))


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
