"""Record roots of one selection: a family's dashboard asks the same of each record, so it is compiled and planned once.

The shared rows are a CTE over all those records, and each root takes its own row. What depends on the root itself is
said for each: redactions by path, sections for the log. Cursors are bound to one root's record, so a selection with
one is never shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, Visitor, print_ast, visit

from backend.reads import assembled
from backend.reads.compiler import Compiler
from backend.reads.scope import GuardedField, Scope
from backend.reads.selection import Fields

_CURSORS = ("after", "before")


@dataclass(slots=True)
class _Shared:
    """A selection that several roots have: its CTE's name, the first root and what was said of it."""

    name: str
    patients: list[str]
    first: Scope
    object: assembled.RecordRow | None = None
    guarded: list[GuardedField] = field(default_factory=list)


class AlikeRecords:
    """Compiles the record roots of one operation."""

    def __init__(self, c: Compiler, fields: Fields) -> None:
        self._c = c
        selections = [_selection(nodes) for nodes in fields.values() if nodes[0].name.value == "record"]
        self._repeated = {text for text in selections if selections.count(text) > 1}
        self._shared: dict[str, _Shared] = {}

    def value(self, nodes: list[FieldNode], scope: Scope, patient: str) -> str:
        """The SQL of a root's record."""
        selection = _selection(nodes)
        if selection not in self._repeated or _has_cursor(nodes, self._c.selector.fragments):
            return assembled.record_object(self._c, nodes, scope, patient)
        shared = self._shared.get(selection)
        if shared is None:
            shared = self._shared[selection] = _Shared(self._c.text.alias("record"), [patient], scope)
            before = len(self._c.guarded)
            shared.object = assembled.record_row(self._c, nodes, scope)
            shared.guarded = self._c.guarded[before:]
        else:
            shared.patients.append(patient)
            self._c.guarded.extend(
                replace(each, root=scope.root, path=(*scope.path, *each.path[len(shared.first.path) :]))
                for each in shared.guarded
            )
            if (sections := self._c.sections.get(shared.first.root)) is not None:
                self._c.sections[scope.root] = set(sections)
        return f"(SELECT {shared.name}.value FROM {shared.name} WHERE {shared.name}.patient_id = {patient})"

    def ctes(self) -> list[str]:
        """The shared rows, to stand after `opened`."""
        return [
            f"{shared.name} AS MATERIALIZED (SELECT {shared.object.patient} AS patient_id, {shared.object.value} AS value "
            f"{shared.object.rows} WHERE {shared.object.patient} IN ({', '.join(shared.patients)}))"
            for shared in self._shared.values()
            if shared.object is not None
        ]


def _selection(nodes: list[FieldNode]) -> str:
    return "\n".join(print_ast(node.selection_set) for node in nodes if node.selection_set)


def _has_cursor(nodes: list[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]) -> bool:
    finder = _Cursors(fragments)
    for node in nodes:
        if node.selection_set:
            visit(node.selection_set, finder)
    return finder.found


class _Cursors(Visitor):
    """Looks for a cursor argument, at any depth of fragments."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        super().__init__()
        self._fragments, self._seen, self.found = fragments, set[str](), False

    def enter_argument(self, node: Any, *_: Any) -> None:
        self.found = self.found or node.name.value in _CURSORS

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        name = node.name.value
        if name not in self._seen:
            self._seen.add(name)
            visit(self._fragments[name].selection_set, self)
