"""Connections over a record's entries: one kind, or the timeline over all sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from graphql import FieldNode

from backend.models.vocabulary import LAST_SECTION, SECTIONS, Kind
from backend.policy.notices import entry_notices
from backend.policy.rows import AUTHORS_ALONE, Mask
from backend.reads.compiler import Compiler, type_below
from backend.reads.hiding import kept_from_others
from backend.reads.inputs import BadInput, Binder, Inputs
from backend.reads.model import FieldRead
from backend.reads.notices import notices
from backend.reads.paging import Order, Page, Rows, cursor_key, list_context
from backend.reads.rows import unmasked, visible, visible_where
from backend.reads.scope import Scope
from backend.reads.selection import Fields
from backend.reads.sql import Column, mentions, select_object

_HEADER = (
    "id",
    "patient_id",
    "public_id",
    "kind",
    "event_date",
    "title",
    "organization_id",
    "author_id",
    "set_id",
    "created_at",
    "status",
)
_TITLE = "lower(coalesce({row}.title, '')) COLLATE \"C\""
_ORDERS = {
    "DATE_DESC": Order(("{row}.event_date", "{row}.id"), True),
    "DATE_ASC": Order(("{row}.event_date", "{row}.id"), False),
    "TITLE_DESC": Order((_TITLE, "{row}.id"), True),
    "TITLE_ASC": Order((_TITLE, "{row}.id"), False),
}


def kind_connection(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope, kind: Kind) -> str:
    """The connection over the entries of one kind."""
    if scope.standings != "own_acc":
        c.sections.setdefault(scope.root, set()).add(int(kind))
    listing = _EntryList(c, read, nodes[0], scope, kind)
    node_type = c.model.type_of_kind[kind]

    def node(found: list[FieldNode], page: "_PageRows", path: tuple[str, ...]) -> list[Column]:
        inside = replace(scope, row=page.detail, entry=page.entry, bits=f"{page.entry}.bits", kind=kind, path=path)
        return c.columns(node_type, c.selector.below(node_type, found), inside)

    return listing.sql(nodes, node)


def timeline(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The connection over the entries of all sections, or of those asked for."""
    asked = c.structural(read, nodes[0], "sections")
    kinds = sorted({Kind[_name(value)] for value in asked}) if asked is not None else list(SECTIONS)
    c.sections.setdefault(scope.root, set()).update(int(kind) for kind in kinds)
    listing = _EntryList(c, read, nodes[0], scope, None, kinds if asked is not None else None)

    def node(found: list[FieldNode], page: "_PageRows", path: tuple[str, ...]) -> str:
        return any_entry(c, found, replace(scope, entry=page.entry, bits=f"{page.entry}.bits", path=path))

    return listing.sql(nodes, node)


def any_entry(c: Compiler, nodes: list[FieldNode], scope: Scope) -> str:
    """An entry of any section as an object: each section selects its own fields."""
    by_kind = {kind: c.selector.below(c.model.type_of_kind[kind], nodes) for kind in SECTIONS}
    shapes = {tuple((key, tuple(map(id, found))) for key, found in fields.items()) for fields in by_kind.values()}
    interface = c.model.fields["RecordEntry"]
    if len(shapes) == 1:
        fields = next(iter(by_kind.values()))
        if all(found[0].name.value in interface or found[0].name.value == "__typename" for found in fields.values()):
            columns = c.columns("RecordEntry", fields, replace(scope, kind=None))
            if c.ready and "__typename" not in fields:
                columns.append(Column("__typename", c.type_name("RecordEntry", scope)))
            return select_object(columns, "")
    cases = []
    for kind, fields in by_kind.items():
        detail = c.text.alias("d")
        table = c.model.entry_types[c.model.type_of_kind[kind]].table
        columns = c.columns(c.model.type_of_kind[kind], fields, replace(scope, row=detail, kind=kind))
        with_detail = joined(table, detail, scope.entry, columns)
        columns = c.typed(c.model.type_of_kind[kind], columns)
        value = select_object(columns, f"FROM (SELECT) one{with_detail}")
        cases.append(f"WHEN {int(kind)} THEN {value}")
    return f"CASE {scope.entry}.kind {' '.join(cases)} END"


@dataclass(frozen=True, slots=True)
class _PageRows:
    """Aliases of a page's rows: the header and the section's own row."""

    entry: str
    detail: str


NodeCompiler = Callable[[list[FieldNode], _PageRows, tuple[str, ...]], list[Column] | str]


class _EntryList:
    """One list of entries: its conditions, order, cursors, count and notices."""

    def __init__(
        self,
        c: Compiler,
        read: FieldRead,
        node: FieldNode,
        scope: Scope,
        kind: Kind | None,
        kinds: list[Kind] | None = None,
    ) -> None:
        self._c, self._read, self._scope, self._kind = c, read, scope, kind
        self._arguments = c.arguments(read, node)
        order = c.structural(read, node, "orderBy")
        self._order = _ORDERS[_name(order) if order is not None else "DATE_DESC"]
        self._backwards = c.structural(read, node, "last") is not None
        self._context = list_context(f"{scope.standings}.{read.name}", self._arguments)
        self._kinds = kinds

    def sql(self, nodes: list[FieldNode], node: NodeCompiler) -> str:
        c, connection = self._c, type_below(self._read.definition.type)
        page = _PageRows(c.text.alias("e"), c.text.alias("d"))

        def below(name: str, found: Any) -> Fields:
            return c.selector.below(type_below(c.model.field(connection, name).definition.type), found)

        compiled: list[list[Column] | str] = []

        def node_of(found: list[FieldNode]) -> list[Column] | str:
            value = node(found, page, self._node_path(found))
            compiled.append(value)
            return value

        fields = c.selector.below(connection, nodes)
        self._paths = _list_paths(c, connection, fields, self._scope.path)
        rows = self._rows(page)
        paging = Page(c.text, rows, self._arguments, self._context, self._backwards, node_of, connection)
        extra: Mapping[str, Callable[[Any], str]] = {
            "totalCount": lambda _: self._count(),
            "notices": lambda found: notices(
                below("notices", found), entry_notices(self._kind, c.policy), self._kind, self._scope, c.language
            ),
        }
        return paging.connection(fields, below, extra)

    def _node_path(self, found: list[FieldNode]) -> tuple[str, ...]:
        return self._paths[id(found[0])]

    def _rows(self, page: _PageRows) -> Rows:
        entry, rows = page.entry, self._c.text.alias("v")
        table = self._c.model.entry_types[self._c.model.type_of_kind[self._kind]].table if self._kind else None
        conditions = self._conditions(entry, rows, with_cursors=True)
        columns = ", ".join(f"{entry}.{column}" for column in _HEADER)
        joined = (
            f" LEFT JOIN {table} {page.detail} ON {page.detail}.patient_id = {entry}.patient_id "
            f"AND {page.detail}.entry_id = {entry}.id"
            if table
            else ""
        )
        free = unmasked(conditions, entry, self._scope, rows)
        return Rows(entry, conditions, columns, f"{entry}.public_id", self._order, joined, f"{rows}.bits", free)

    def _count(self) -> str:
        entry, rows = self._c.text.alias("e"), self._c.text.alias("v")
        conditions = self._conditions(entry, rows, with_cursors=False)
        return f"(SELECT count(*) {unmasked(conditions, entry, self._scope, rows)})"

    def _conditions(self, entry: str, rows: str, *, with_cursors: bool) -> str:
        """`FROM … WHERE …` of the list."""
        scope, text, arguments = self._scope, self._c.text, self._arguments
        where = [visible_where(entry, scope.patient, rows)]
        if self._kind is not None:
            where.append(f"{entry}.kind = {int(self._kind)}")
        elif self._kinds is not None:
            where.append(f"{entry}.kind IN ({', '.join(str(int(kind)) for kind in self._kinds) or 'NULL'})")
        where.append(f"{entry}.kind <= {int(LAST_SECTION)}" if self._kind is None else "true")
        for name, comparison in (("from", ">="), ("to", "<=")):
            if binder := arguments.get(name):
                value = text.parameter(binder, "date")
                where.append(f"({value} IS NULL OR {entry}.event_date {comparison} {value})")
        if search := arguments.get("search"):
            value = text.parameter(_search(search), "text")
            where.append(f"({value} IS NULL OR strpos({entry}.search_text, lower({value})) > 0)")
        if documented := arguments.get("hasDocument"):
            document = f"EXISTS (SELECT FROM document od WHERE od.patient_id = {entry}.patient_id AND od.entry_id = {entry}.id)"
            where.append(f"({text.parameter(documented, 'boolean')} IS NOT TRUE OR {document})")
        if waiting := arguments.get("waitsForRelease"):
            held = f"{entry}.parent_entry_id IS NULL AND {entry}.mask & {int(Mask.UNRELEASED)} <> 0 AND ({entry}.labels & {int(AUTHORS_ALONE)} = 0 OR {entry}.author_id = (SELECT practitioner_id FROM viewer))"
            where.append(f"({text.parameter(waiting, 'boolean')} IS NOT TRUE OR ({held}))")
        if hidden := arguments.get("hiddenByPatient"):
            where.append(
                f"({text.parameter(hidden, 'boolean')} IS NOT TRUE OR {kept_from_others(self._c, entry, scope)})"
            )
        source = visible(entry, scope, rows)
        if (wanted := arguments.get("filter")) and self._kind is not None:
            source += self._filter(wanted, entry, where)
        if with_cursors:
            for name in ("after", "before"):
                if binder := arguments.get(name):
                    where.append(self._beyond(binder, entry, name == "after"))
        return f"FROM {source} WHERE {' AND '.join(part for part in where if part != 'true')}"

    def _filter(self, wanted: Binder, entry: str, where: list[str]) -> str:
        """Adds the filter's conditions; gives the join that they need."""
        assert self._kind is not None
        entry_type = self._c.model.entry_types[self._c.model.type_of_kind[self._kind]]
        detail = self._c.text.alias("f")
        for name, condition in {**{n: f.sql for n, f in entry_type.filters.items()}, "title_contains": ""}.items():
            value = self._c.text.parameter(_filter_value(wanted, name), "text")
            sql = condition.replace("{row}", detail).replace("{entry}", entry).replace("{value}", value)
            sql = sql or f"strpos(lower(coalesce({entry}.title, '')), lower({value})) > 0"
            where.append(f"({value} IS NULL OR {sql})")
        return f" LEFT JOIN {entry_type.table} {detail} ON {detail}.patient_id = {entry}.patient_id AND {detail}.entry_id = {entry}.id"

    def _beyond(self, cursor: Binder, entry: str, after: bool) -> str:
        may_be = self._c.cursor_patient(self._scope)
        key = cursor_key(cursor, self._context)

        def anchor_id(inputs: Inputs) -> int | None:
            public_id = key(inputs)
            if public_id is None:
                return None
            opened = inputs.ids.open(public_id)
            if opened is None or not may_be(inputs, opened.patient):
                raise BadInput("CURSOR")
            return opened.entry

        value, public_id = self._c.text.parameter(anchor_id, "bigint"), self._c.text.parameter(key, "text")
        anchor, rows = self._c.text.alias("a"), self._c.text.alias("v")

        def found(scope: Scope) -> str:
            return (
                f"SELECT {self._order.selected(anchor)} FROM {visible(anchor, scope, rows)} WHERE "
                f"{visible_where(anchor, scope.patient, rows)} AND {anchor}.id = {value} AND {anchor}.public_id = {public_id}"
            )

        self._c.text.checks.append(anchor_id)
        self._c.anchored(self._scope, value, found)
        return f"({value} IS NULL OR {self._order.beyond(entry, found(self._scope), after)})"


def joined(table: str, detail: str, entry: str, columns: list[Column]) -> str:
    """The section's own row, where a selected column needs it."""
    if not mentions(columns, detail):
        return ""
    return f" LEFT JOIN {table} {detail} ON {detail}.patient_id = {entry}.patient_id AND {detail}.entry_id = {entry}.id"


def _list_paths(c: Compiler, connection: str, fields: Fields, path: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """Response paths of the node selections of a connection, by their first AST node."""
    paths = {}
    for key, nodes in fields.items():
        if nodes[0].name.value == "nodes":
            paths[id(nodes[0])] = (*path, key)
        elif nodes[0].name.value == "edges":
            edge = type_below(c.model.field(connection, "edges").definition.type)
            for inner, found in c.selector.below(edge, nodes).items():
                paths[id(found[0])] = (*path, key, inner)
    return paths


def _search(search: Binder) -> Binder:
    def bind(inputs: Inputs) -> str | None:
        return (search(inputs) or "").strip() or None

    return bind


def _filter_value(wanted: Binder, name: str) -> Binder:
    head, *rest = name.split("_")
    graphql_name = head + "".join(word.capitalize() for word in rest)

    def bind(inputs: Inputs) -> Any:
        value = (wanted(inputs) or {}).get(graphql_name)
        return _name(value) if value is not None else None

    return bind


def _name(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)
