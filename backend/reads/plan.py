"""A compiled operation, and how one is made from roots of the query type."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import FieldNode, OperationDefinitionNode, VariableNode

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.rows import RowPolicy
from backend.policy.sealing import IdType, OpenedId
from backend.reads import (
    access_log,
    assembled,
    child_data,
    diary,
    entries,
    hiding,
    laboratory,
    part_entries,
    vaccination_plan,
    versions,
    viewer,
)
from backend.reads.alike import AlikeRecords
from backend.reads.compiler import Assembler, Compiler
from backend.reads.inputs import Binder, Inputs, argument, variables_in
from backend.reads.model import ReadModel
from backend.reads.rows import visible, visible_version, visible_where
from backend.reads.scope import GuardedField, Scope
from backend.reads.selection import Fields, Selector
from backend.reads.sql import select_object
from backend.reads.statement import Roots, statement

ENTRY_OF_DOCUMENT = 1000 + IdType.DOCUMENT

COMPILED_ROOTS = frozenset(("viewer", "record", "node", "__typename"))
# A record through somebody else's eyes: another standing holds in the whole statement, so it is read apart from other roots.
AS_SEEN_BY = "recordAsSeenBy"

ASSEMBLERS: Mapping[str, Assembler] = {
    "section": assembled.section,
    "versions": versions.versions,
    "hiding": hiding.hiding,
    "diary_alerts": diary.alerts,
    "child_data_notes": child_data.notes,
    "document_original": assembled.document_original,
    "document_path": assembled.document_path,
    "available_sections": assembled.available_sections,
    "allergies": assembled.allergies,
    "conditions": assembled.conditions,
    "medications": assembled.medications,
    "lab_trend": laboratory.lab_trend,
    "lab_trend_of": laboratory.lab_trend_of,
    "lab_analytes": laboratory.lab_analytes,
    "vaccination_plan": vaccination_plan.vaccination_plan,
    "named_representatives": assembled.named_representatives,
    "access": assembled.access,
    "record": assembled.record_of_access,
    "access_log": access_log.access_log,
    "timeline": entries.timeline,
    "person": viewer.person,
    "account": viewer.account,
    "records": viewer.records,
    "family": viewer.family,
    "own_services": viewer.own_services,
}


@dataclass(frozen=True, slots=True)
class Root:
    """A root field of the plan. `patient` gives the record it opens; None for the viewer and `__typename`.

    `records` are the response keys of the viewer's lists of records, each with those of the record in an item.
    """

    key: str
    name: str
    patient: Binder | None
    own_services_key: str | None = None
    records: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """SQL with its parameters, and what the answer needs besides: the same for every execution."""

    sql: str
    binders: tuple[Binder, ...]
    checks: tuple[Binder, ...]
    roots: tuple[Root, ...]
    guarded: tuple[GuardedField, ...]


def node_type(opened: OpenedId | None, *, of_documents: bool) -> int:
    """What a node id names, as far as the plan depends on it: 0 for anything that may not be asked for here."""
    if of_documents:
        return ENTRY_OF_DOCUMENT
    return opened.type if opened and opened.type != IdType.DOCUMENT else 0


def structural_variables(operation: OperationDefinitionNode, fragments: Mapping[str, Any]) -> dict[str, str]:
    """Variables that shape the statement, with what of them does: `value`, `flag`, or `given` for `last`."""
    found: dict[str, str] = {}

    def walk(selection_set: Any) -> None:
        for selection in selection_set.selections if selection_set else ():
            for directive in selection.directives or ():
                for given in directive.arguments:
                    if isinstance(given.value, VariableNode):
                        found[given.value.name.value] = "flag"
            for given in getattr(selection, "arguments", None) or ():
                if given.name.value in ("orderBy", "sections"):
                    for name in variables_in(given.value):
                        found.setdefault(name, "value")
                elif isinstance(given.value, VariableNode) and given.name.value == "last":
                    found.setdefault(given.value.name.value, "given")
            walk(getattr(selection, "selection_set", None))

    walk(operation.selection_set)
    for fragment in fragments.values():
        walk(fragment.selection_set)
    return found


def compile_roots(
    model: ReadModel,
    policy: RowPolicy,
    selector: Selector,
    fields: Fields,
    language: str,
    node_types: Mapping[str, int],
    ready: bool = False,
    by_link: bool = False,
) -> Plan:
    """The plan of root fields of the query type. `node_types` says what each `node` root's id names.

    `ready` adds `__typename` to abstract positions, for values that ordinary execution completes. `by_link`: a share link
    reads, and no session.
    """
    c = Compiler(
        model, policy, selector, language, ASSEMBLERS, entries.kind_connection, part_entries.part_entries, ready=ready
    )
    values: dict[str, str] = {}
    roots = []
    every_record = False
    seen_by = None
    alike = AlikeRecords(c, fields)
    for place, (key, nodes) in enumerate(fields.items()):
        name = nodes[0].name.value
        scope = Scope("", "", "NULL::bigint", "0", "acc", None, place, (key,))
        if name == "__typename":
            values[key] = "'\"Query\"'::json"
            roots.append(Root(key, name, None))
        elif name == "viewer":
            values[key] = viewer.viewer_object(c, nodes, scope)
            below = selector.below("Viewer", nodes)
            records = tuple(_records(selector, below))
            every_record = every_record or bool(records)
            services = next(
                (inner for inner, found in below.items() if found[0].name.value == "renderedServices"), None
            )
            roots.append(Root(key, name, None, services, records))
        else:
            opened = _opened(model, name, nodes[0])
            patient_of = _patient_of(opened, name)
            patient = c.text.parameter(patient_of, "bigint")
            c.patients[place] = patient
            c.cursor_patients[place] = _same_patient(patient_of)
            scope = replace(scope, patient=patient)
            if name == "record":
                values[key] = alike.value(nodes, scope, patient)
            elif name == AS_SEEN_BY:
                assert len(fields) == 1
                seen_by = c.text.parameter(_link_of(opened), "bigint")
                values[key] = assembled.record_object(c, nodes, scope, patient)
            else:
                values[key] = _node(c, nodes, scope, node_types.get(key, 0), opened, patient)
            roots.append(Root(key, name, patient_of))
    sql, binders = c.text.finish(
        statement(c, Roots(values, c.patients, every_record, alike.ctes(), seen_by, by_link), policy)
    )
    return Plan(sql, binders, tuple(c.text.checks), tuple(roots), tuple(c.guarded))


def _records(selector: Selector, below: Fields) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lists of the viewer's records that open them: the list's response key and the records' own."""
    for key, found in below.items():
        if found[0].name.value == "records":
            items = selector.below("RecordAccess", found)
            if opened := tuple(inner for inner, nodes in items.items() if nodes[0].name.value == "record"):
                yield key, opened


def _opened(model: ReadModel, name: str, node: FieldNode) -> Callable[[Inputs], OpenedId | None]:
    definition = model.schema.query_type.fields[name] if model.schema.query_type else None
    assert definition is not None
    wanted = "patientId" if name == "record" else "id"
    value = next(given.value for given in node.arguments or () if given.name.value == wanted)
    binder = argument(definition.args[wanted], value)
    assert binder is not None
    return lambda inputs: inputs.ids.open(str(binder(inputs)))


def _patient_of(opened: Callable[[Inputs], OpenedId | None], name: str) -> Binder:
    """The patient whom an id leads to; 0, whom nobody is, for any other text."""

    def bind(inputs: Inputs) -> int:
        found = opened(inputs)
        if found is None or found.type != _NAMED.get(name, found.type):
            return 0
        return found.patient

    return bind


_NAMED = {"record": IdType.PATIENT, AS_SEEN_BY: IdType.SHARING}


def _link_of(opened: Callable[[Inputs], OpenedId | None]) -> Binder:
    """The representation that an access names; 0, which none is, for any other text."""

    def bind(inputs: Inputs) -> int:
        found = opened(inputs)
        return found.entry if found is not None and found.type == IdType.SHARING else 0

    return bind


def _same_patient(patient_of: Binder) -> Callable[[Inputs, int], bool]:
    return lambda inputs, patient: bool(patient_of(inputs) == patient)


def _node(
    c: Compiler,
    nodes: list[FieldNode],
    scope: Scope,
    type_: int,
    opened: Callable[[Inputs], OpenedId | None],
    patient: str,
) -> str:
    """Any object by id, under the same policy as every other path to it."""
    if type_ == IdType.RECORD:
        return assembled.record_object(c, nodes, scope, patient, abstract=True)
    if type_ == IdType.PATIENT:
        person, o = c.text.alias("p"), c.text.alias("opened")
        inside = replace(scope, row=person, patient=f"{person}.id", bits=f"{o}.bits")
        columns = c.columns("Patient", c.selector.below("Patient", nodes), inside)
        return select_object(
            c.typed("Patient", columns),
            f"FROM opened {o} JOIN person {person} ON {person}.id = {o}.patient_id WHERE {o}.patient_id = {patient}",
        )
    if type_ == ENTRY_OF_DOCUMENT:
        return _entry_of_document(c, nodes, scope, opened)
    kind = Kind(type_) if type_ in set(Kind) else None
    type_name = c.model.type_of_kind.get(kind) if kind else None
    if kind is None or type_name is None or "id" not in c.model.fields[type_name]:
        return "NULL::json"
    c.sections.setdefault(scope.root, set()).add(int(kind))
    entry, rows, detail = c.text.alias("e"), c.text.alias("v"), c.text.alias("d")
    id_ = c.text.parameter(lambda inputs: found.entry if (found := opened(inputs)) else 0, "bigint")
    inside = replace(scope, row=detail, entry=entry, bits=f"{rows}.bits", kind=kind)
    columns = c.columns(type_name, c.selector.below(type_name, nodes), inside)
    table = c.model.entry_types[type_name].table
    return select_object(
        c.typed(type_name, columns),
        f"FROM {visible_version(entry, scope, rows)} LEFT JOIN {table} {detail} ON {detail}.patient_id = {entry}.patient_id "
        f"AND {detail}.entry_id = {entry}.id WHERE {visible_where(entry, patient, rows, newest=False)} AND {entry}.id = {id_} AND {entry}.kind = {int(kind)}",
    )


def _entry_of_document(
    c: Compiler, nodes: list[FieldNode], scope: Scope, opened: Callable[[Inputs], OpenedId | None]
) -> str:
    """The visible entry that holds a document; its section is the row's to say, so the log names none."""
    entry, rows, document = c.text.alias("e"), c.text.alias("v"), c.text.alias("held")

    def id_of(inputs: Inputs) -> int:
        found = opened(inputs)
        return found.entry if found and found.type == IdType.DOCUMENT else 0

    value = entries.any_entry(c, nodes, replace(scope, entry=entry, bits=f"{rows}.bits"))
    return (
        f"(SELECT {value} FROM {visible(entry, scope, rows)} JOIN document {document} "
        f"ON {document}.patient_id = {entry}.patient_id AND {document}.entry_id = {entry}.id "
        f"WHERE {visible_where(entry, scope.patient, rows)} AND {document}.id = {c.text.parameter(id_of, 'bigint')} "
        f"AND {entry}.kind <= {int(LAST_SECTION)})"
    )
