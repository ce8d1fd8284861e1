"""From a selection to SQL: one method for each way in which a field is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import FieldNode, GraphQLOutputType, VariableNode, get_named_type, value_from_ast

from backend.models.vocabulary import SECTIONS, Kind
from backend.policy.rows import RowPolicy
from backend.policy.sources import Assembled, Embedded, Entries, Many, One, PartEntries
from backend.policy.sources import Column as ColumnSource
from backend.policy.standing import EVERYONE
from backend.reads.inputs import Binder, Inputs, argument
from backend.reads.model import FieldRead, ReadModel
from backend.reads.scope import GuardedField, Scope
from backend.reads.selection import Fields, Selector
from backend.reads.sql import Column, Text, literal, select_list, select_object


@dataclass(slots=True)
class Compiler:
    """Compiles one operation, for one language and one set of structural variables.

    `sections` collects the kinds that the operation asks for, by root: the access log records them. `patients` gives
    the record that a root opens. `lost_cursors` are conditions under which a cursor names nothing visible any more.
    """

    model: ReadModel
    policy: RowPolicy
    selector: Selector
    language: str
    assemblers: Mapping[str, "Assembler"]
    connection: "ConnectionCompiler"
    part_entries: "PartEntriesCompiler"
    text: Text = field(default_factory=Text)
    guarded: list[GuardedField] = field(default_factory=list)
    sections: dict[int, set[int]] = field(default_factory=dict)
    cursor_patients: dict[int, Callable[[Inputs, int], bool]] = field(default_factory=dict)
    patients: dict[int, str] = field(default_factory=dict)
    lost_cursors: list[str] = field(default_factory=list)
    listing: bool = False
    own_services: bool = False
    ready: bool = False

    def typed(self, type_name: str, columns: list[Column]) -> list[Column]:
        """The columns of an object in an abstract position; ordinary execution needs its type's name."""
        if self.ready and all(column.key != "__typename" for column in columns):
            return [*columns, Column("__typename", literal(type_name))]
        return columns

    def now(self) -> str:
        """The request's clock as a parameter."""
        return self.text.parameter(lambda inputs: inputs.at, "timestamptz", "at")

    def columns(self, type_name: str, nodes: Fields, scope: Scope) -> list[Column]:
        """The selected fields of a concrete type over the rows of the scope, less those that stand beside records."""
        return [
            Column(key, self.value(type_name, key, same, scope.at(key)))
            for key, same in nodes.items()
            if (type_name, same[0].name.value) not in self.model.beside
        ]

    def value(self, type_name: str, key: str, nodes: list[FieldNode], scope: Scope) -> str:
        """One field's SQL, masked by its audience."""
        name = nodes[0].name.value
        if name == "__typename":
            return self.type_name(type_name, scope)
        read = self.model.field(type_name, name)
        audience = read.declared.visible_to
        if audience != EVERYONE:
            self.guarded.append(
                GuardedField(
                    scope.root,
                    scope.path,
                    f"{type_name}.{name}",
                    audience,
                    scope.readable,
                    read.declared.reason,
                    scope.standings == "own_acc",
                )
            )
            scope = replace(scope, readable=scope.readable & audience)
        sql = self._source(read, nodes, scope)
        return sql if audience == EVERYONE else f"CASE WHEN {scope.bits} & {int(audience)} <> 0 THEN {sql} END"

    def structural(self, read: FieldRead, node: FieldNode, name: str) -> Any:
        """An argument that shapes the statement: its value is part of the plan's key, so it is known here."""
        for given in node.arguments or ():
            if given.name.value == name:
                if isinstance(given.value, VariableNode):
                    return self.selector.variables.get(given.value.name.value)
                return value_from_ast(given.value, read.definition.args[name].type, dict(self.selector.variables))
        return None

    def cursor_patient(self, scope: Scope) -> Callable[[Inputs, int], bool]:
        """Whether a cursor of this patient may be used in the scope: never below several records."""
        if scope.standings == "own_acc":
            return lambda inputs, patient: True
        return self.cursor_patients.get(scope.root, lambda inputs, patient: False)

    def anchored(self, scope: Scope, given: str, rows: Callable[[Scope], str]) -> None:
        """A cursor counts while its row is visible; else its place is no business of the viewer's any more.

        `given` is the cursor's parameter, `rows` the anchor's `SELECT` for a scope. Where the record stays closed,
        that is what is answered.
        """
        patient = scope.patient if scope.standings == "own_acc" else self.patients.get(scope.root)
        if patient is not None:
            self.lost_cursors.append(
                f"({given} IS NOT NULL AND EXISTS (SELECT FROM {scope.standings} s WHERE s.patient_id = {patient}) "
                f"AND NOT EXISTS ({rows(replace(scope, patient=patient))}))"
            )

    def arguments(self, read: FieldRead, node: FieldNode) -> dict[str, Binder | None]:
        """How to get each argument; None for those that the operation does not give."""
        given = {argument_node.name.value: argument_node.value for argument_node in node.arguments or ()}
        return {name: argument(definition, given.get(name)) for name, definition in read.definition.args.items()}

    def type_name(self, type_name: str, scope: Scope) -> str:
        """`__typename` of a concrete type, or of an entry whose section the row says."""
        if type_name != "RecordEntry":
            return literal(type_name)
        names = ", ".join(literal(self.model.type_of_kind[kind]) for kind in SECTIONS)
        return f"(ARRAY[{names}])[{scope.entry}.kind]"

    def _source(self, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
        source = read.declared.source
        if isinstance(source, ColumnSource):
            return scope.fill(source.sql or f"{{row}}.{read.python_name}")
        if isinstance(source, Assembled):
            return self.assemblers[source.name](self, read, nodes, scope)
        if isinstance(source, Entries):
            return self.connection(self, read, nodes, scope, source.kind)
        below = type_below(read.definition.type)
        fields = self.selector.below(below, nodes)
        if isinstance(source, Embedded):
            return self._embedded(source, below, fields, scope)
        if isinstance(source, One):
            one = self.text.alias("o")
            columns = self.columns(below, fields, scope.over(one))
            return select_object(
                columns, f"FROM {source.table} {one} WHERE {scope.fill(source.on).replace('{one}', one)}"
            )
        if isinstance(source, Many):
            many = self.text.alias("m")
            columns = self.columns(below, fields, scope.over(many))
            on, order = (scope.fill(sql).replace("{many}", many) for sql in (source.on, source.order))
            return select_list(columns, f"FROM {source.table} {many} WHERE {on} ORDER BY {order}")
        if isinstance(source, PartEntries):
            return self.part_entries(self, source.kind, below, fields, scope)
        raise TypeError(f"{read.type_name}.{read.name} is given by what holds it, not read by itself")

    def _embedded(self, source: Embedded, below: str, fields: Fields, scope: Scope) -> str:
        columns = []
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name == "__typename":
                columns.append(Column(key, literal(below)))
            else:
                columns.append(Column(key, scope.fill(source.columns[self.model.field(below, name).python_name])))
        return f"CASE WHEN {scope.fill(source.present)} THEN {select_object(columns, '')} END"


Assembler = Callable[[Compiler, FieldRead, list[FieldNode], Scope], str]
ConnectionCompiler = Callable[[Compiler, FieldRead, list[FieldNode], Scope, Kind], str]
PartEntriesCompiler = Callable[[Compiler, Kind, str, Fields, Scope], str]


def type_below(output: GraphQLOutputType) -> str:
    """Name of the type that a field gives, without lists and non-null."""
    return get_named_type(output).name
