"""Limits on an operation, all worked out before anything runs, from the document and its variables alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

_INTROSPECTION = ("__schema", "__type")
# A list without page arguments that holds an entry's parts is taken for this many.
_PART_LIST = 5
_PAGED = ("nodes", "edges")
_DEFAULT_PAGE = 20


class TooComplex(Exception):
    """The operation is over a limit; `limit` names it."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Limits:
    depth: int
    aliases: int
    directives: int
    cost: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What one operation asks for, apart from page sizes."""

    introspects: bool
    root_fields: int


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Depth, aliases and directives over the whole document, fragments expanded. Raises TooComplex."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    counter = _Counter(limits, fragments)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            counter.start()
            counter.walk(definition.selection_set, 1, ())


def shape(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Shape:
    """Whether the operation introspects, at any depth of fragments, and how many fields it has at the root."""
    names = list(_root_names(operation.selection_set, fragments, ()))
    return Shape(any(name in _INTROSPECTION for name in names), len(names))


def cost(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
    most: int,
) -> int:
    """One a field, times the page sizes above it. Raises TooComplex beyond `most`."""
    total = 0

    def walk(selection_set: SelectionSetNode | None, times: int, seen: tuple[str, ...]) -> None:
        nonlocal total
        for selection in selection_set.selections if selection_set else ():
            if isinstance(selection, FieldNode):
                total += times
                if total > most:
                    raise TooComplex("cost")
                walk(selection.selection_set, times * _rows(selection, variables), seen)
            elif isinstance(selection, InlineFragmentNode):
                walk(selection.selection_set, times, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                fragment = fragments.get(selection.name.value)
                if fragment is not None:
                    walk(fragment.selection_set, times, (*seen, selection.name.value))

    walk(operation.selection_set, 1, ())
    return total


def _rows(field: FieldNode, variables: Mapping[str, Any]) -> int:
    """How many rows a field may stand for: its page size where it is a connection, else 1."""
    for argument in field.arguments or ():
        if argument.name.value in ("first", "last"):
            if isinstance(argument.value, IntValueNode):
                return max(1, min(int(argument.value.value), 1000))
            if isinstance(argument.value, VariableNode):
                value = variables.get(argument.value.name.value)
                if isinstance(value, int):
                    return max(1, min(value, 1000))
    below = field.selection_set.selections if field.selection_set else ()
    if any(isinstance(inner, FieldNode) and inner.name.value in _PAGED for inner in below):
        return _DEFAULT_PAGE
    return _PART_LIST if field.name.value in ("results", "diagnoses", "visits", "records") else 1


def _root_names(
    selection_set: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], seen: tuple[str, ...]
) -> Any:
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            yield selection.name.value
        elif isinstance(selection, InlineFragmentNode):
            yield from _root_names(selection.selection_set, fragments, seen)
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
            fragment = fragments.get(selection.name.value)
            if fragment is not None:
                yield from _root_names(fragment.selection_set, fragments, (*seen, selection.name.value))


class _Counter:
    """Counts over expanded fragments; stops at the first limit, so a bomb costs no more than the limit."""

    def __init__(self, limits: Limits, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._limits, self._fragments = limits, fragments
        self.start()

    def start(self) -> None:
        self._aliases = self._directives = self._visited = 0

    def walk(self, selection_set: SelectionSetNode | None, depth: int, seen: tuple[str, ...]) -> None:
        if selection_set is None:
            return
        if depth > self._limits.depth:
            raise TooComplex("depth")
        for selection in selection_set.selections:
            self._visited += 1
            if self._visited > self._limits.cost:
                raise TooComplex("cost")
            self._directives += len(selection.directives or ())
            if self._directives > self._limits.directives:
                raise TooComplex("directives")
            if isinstance(selection, FieldNode):
                if selection.alias is not None:
                    self._aliases += 1
                    if self._aliases > self._limits.aliases:
                        raise TooComplex("aliases")
                self.walk(selection.selection_set, depth + 1, seen)
            elif isinstance(selection, InlineFragmentNode):
                self.walk(selection.selection_set, depth, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                fragment = self._fragments.get(selection.name.value)
                if fragment is not None:
                    self.walk(fragment.selection_set, depth, (*seen, selection.name.value))
