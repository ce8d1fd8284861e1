"""Limits on an operation, all worked out before anything runs, from the document and its variables alone."""

from collections.abc import Iterator, Mapping
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

from backend.reads.inputs import DEFAULT_PAGE, TooComplex

INTROSPECTION = frozenset(("__schema", "__type"))
# A list without page arguments that holds an entry's parts is taken for this many.
_PART_LIST = 5
_PART_LISTS = frozenset(("results", "diagnoses", "visits", "records"))
_PAGED = frozenset(("nodes", "edges"))
# What costs more than a field: a hash that is slow on purpose, a message, a second document.
_HEAVY = {
    "signIn": 4_000,
    "requestCardEntryCode": 4_000,
    "enterCard": 4_000,
    "startRegistration": 4_000,
    "completeRegistration": 8_000,
    "requestPasswordReset": 4_000,
    "resetPassword": 8_000,
    "changePassword": 8_000,
    "completeSignIn": 4_000,
    "requestSignInCode": 4_000,
    "startSmsFactor": 4_000,
    "enableSmsFactor": 2_000,
    "startTotp": 2_000,
    "confirmTotp": 2_000,
    "startPasskey": 2_000,
    "confirmPasskey": 2_000,
    "reauthenticate": 4_000,
    "requestReauthenticationCode": 4_000,
    "requestReauthenticationPasskey": 1_000,
    "startProviderSignIn": 4_000,
    "requestAccessRequestCode": 4_000,
    "confirmAccessRequestPhone": 4_000,
    "saveProfile": 2_000,
    "confirmStaffAppointment": 4_000,
    "requestContactCode": 4_000,
    "confirmContact": 4_000,
    "requestRecoveryCode": 4_000,
    "requestRecovery": 4_000,
    "accessPreview": 2_000,
    "createShareLink": 4_000,
}
# Introspection runs in one go, without a pause for others, so it has a cost of its own: rows as this schema has them.
# The whole schema, as tools ask for it, costs a third of what is allowed.
_INTROSPECTED = {
    "types": 200,
    "fields": 8,
    "args": 3,
    "enumValues": 4,
    "inputFields": 3,
    "possibleTypes": 2,
    "interfaces": 1,
    "directives": 8,
}
_INTROSPECTION_COST = 600_000


@dataclass(frozen=True, slots=True)
class Limits:
    depth: int
    aliases: int
    directives: int
    fragments: int
    cost: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What one operation asks for, apart from page sizes: names of its root fields, fragments expanded."""

    roots: frozenset[str]

    @property
    def introspects(self) -> bool:
        return bool(self.roots & INTROSPECTION)


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Depth, aliases, repeated fields and directives, fragments expanded. Raises TooComplex.

    Comes before validation, whose work grows with the square of some of these.
    """
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    if sum(isinstance(d, FragmentDefinitionNode) for d in document.definitions) > limits.fragments:
        raise TooComplex("fragments")
    counter = _Counter(limits, fragments)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            counter.start()
            counter.walk(definition.selection_set, 1, ())


def shape(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Shape:
    """What the operation asks for at its root, at any depth of fragments."""
    return Shape(frozenset(_root_names(operation.selection_set, fragments, set())))


def cost(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
    most: int,
) -> int:
    """One a field, times the page sizes above it. Raises TooComplex beyond `most`."""
    total = introspected = 0

    def walk(selection_set: SelectionSetNode | None, times: int, seen: tuple[str, ...], below_schema: bool) -> None:
        nonlocal total, introspected
        for selection in selection_set.selections if selection_set else ():
            if isinstance(selection, FieldNode):
                name = selection.name.value
                within = below_schema or name in INTROSPECTION
                if within:
                    introspected += times
                    rows = _INTROSPECTED.get(name, 1)
                else:
                    total += times * _HEAVY.get(name, 1)
                    rows = _rows(selection, fragments, variables)
                if total > most:
                    raise TooComplex("cost")
                if introspected > _INTROSPECTION_COST:
                    raise TooComplex("introspection")
                walk(selection.selection_set, times * rows, seen, within)
            elif isinstance(selection, InlineFragmentNode):
                walk(selection.selection_set, times, seen, below_schema)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                fragment = fragments.get(selection.name.value)
                if fragment is not None:
                    walk(fragment.selection_set, times, (*seen, selection.name.value), below_schema)

    walk(operation.selection_set, 1, (), False)
    return total


def _rows(field: FieldNode, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]) -> int:
    """How many rows a field may stand for: its page size where it is a connection, else 1."""
    for argument in field.arguments or ():
        if argument.name.value in ("first", "last"):
            if isinstance(argument.value, IntValueNode):
                return max(1, min(int(argument.value.value), 1000))
            if isinstance(argument.value, VariableNode):
                value = variables.get(argument.value.name.value)
                if isinstance(value, int):
                    return max(1, min(value, 1000))
    if field.selection_set and not _PAGED.isdisjoint(_root_names(field.selection_set, fragments, set())):
        return DEFAULT_PAGE
    return _PART_LIST if field.name.value in _PART_LISTS else 1


def _root_names(
    selection_set: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], seen: set[str]
) -> Iterator[str]:
    """Names of the fields that a selection set selects itself; each fragment is looked at once."""
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            yield selection.name.value
        elif isinstance(selection, InlineFragmentNode):
            yield from _root_names(selection.selection_set, fragments, seen)
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
            seen.add(selection.name.value)
            fragment = fragments.get(selection.name.value)
            if fragment is not None:
                yield from _root_names(fragment.selection_set, fragments, seen)


class _Counter:
    """Counts over expanded fragments; stops at the first limit, so a bomb costs no more than the limit."""

    def __init__(self, limits: Limits, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._limits, self._fragments = limits, fragments
        self.start()

    def start(self) -> None:
        self._aliases = self._repeats = self._directives = self._visited = 0

    def walk(self, selection_set: SelectionSetNode | None, depth: int, seen: tuple[str, ...]) -> None:
        if selection_set is None:
            return
        if depth > self._limits.depth:
            raise TooComplex("depth")
        keys: set[str] = set()
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
                key = selection.alias.value if selection.alias else selection.name.value
                if key in keys:
                    self._repeats += 1
                    if self._repeats > self._limits.aliases:
                        raise TooComplex("repeats")
                keys.add(key)
                self.walk(selection.selection_set, depth + 1, seen)
            elif isinstance(selection, InlineFragmentNode):
                self.walk(selection.selection_set, depth, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                fragment = self._fragments.get(selection.name.value)
                if fragment is not None:
                    self.walk(fragment.selection_set, depth, (*seen, selection.name.value))
