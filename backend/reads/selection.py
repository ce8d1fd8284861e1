"""Which fields an operation selects on a concrete type: GraphQL's CollectFields, with the Boolean variables known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

Fields = dict[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Selector:
    """Collects fields for one execution shape of one document."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]

    def collect(self, type_name: str, sets: Iterable[SelectionSetNode]) -> Fields:
        """Response keys in order, each with its merged field nodes, for a concrete type."""
        fields: Fields = {}
        seen: set[str] = set()
        for selection_set in sets:
            self._collect(type_name, selection_set, fields, seen)
        return fields

    def below(self, type_name: str, nodes: Iterable[FieldNode]) -> Fields:
        """The merged sub-selection of several nodes of one response key."""
        return self.collect(type_name, [node.selection_set for node in nodes if node.selection_set])

    def _collect(self, type_name: str, selection_set: SelectionSetNode, fields: Fields, seen: set[str]) -> None:
        for selection in selection_set.selections:
            if not self._included(selection.directives):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                fields.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                if self._applies(selection.type_condition, type_name):
                    self._collect(type_name, selection.selection_set, fields, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                fragment = self.fragments[selection.name.value]
                seen.add(selection.name.value)
                if self._applies(fragment.type_condition, type_name):
                    self._collect(type_name, fragment.selection_set, fields, seen)

    def _included(self, directives: Iterable[DirectiveNode] | None) -> bool:
        for directive in directives or ():
            if directive.name.value in ("skip", "include"):
                assert directive.arguments
                value = directive.arguments[0].value
                if isinstance(value, VariableNode):
                    given = bool(self.variables.get(value.name.value))
                else:
                    assert isinstance(value, BooleanValueNode)
                    given = value.value
                if given == (directive.name.value == "skip"):
                    return False
        return True

    def _applies(self, condition: NamedTypeNode | None, type_name: str) -> bool:
        if condition is None or condition.name.value == type_name:
            return True
        named = self.schema.type_map[condition.name.value]
        concrete = self.schema.type_map[type_name]
        return is_abstract_type(named) and self.schema.is_sub_type(named, concrete)
