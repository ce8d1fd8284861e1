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


def facts_of(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode], beside: frozenset[str]
) -> OperationFacts:
    """`beside` names the viewer's fields that no compiled read answers."""
    roots = {
        selection.name.value if isinstance(selection, FieldNode) else None
        for selection in operation.selection_set.selections
    }
    looked = _Looked(beside)
    for node in (operation, *fragments.values()):
        visit(node, looked)
    compiled = operation.operation == OperationType.QUERY and roots <= COMPILED_ROOTS and not looked.beside
    return OperationFacts(compiled, looked.sized, _texts(operation))


class _Looked(Visitor):
    """Looks for a variable in `first` or `last`, and for names of fields beside records."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names
        self.sized = self.beside = False

    def enter_field(self, node: Any, *_: Any) -> None:
        self.beside = self.beside or node.name.value in self._names

    def enter_argument(self, node: Any, *_: Any) -> None:
        if node.name.value in ("first", "last") and isinstance(node.value, VariableNode):
            self.sized = True


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
