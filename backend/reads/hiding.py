"""What a teenager keeps from representatives: told to the teenager and to doctors, and to nobody else that there is any."""

from graphql import FieldNode

from backend.policy.hiding import HIDEABLE, HIDERS, KNOWERS, unhideable_labels
from backend.policy.rows import Mask
from backend.reads.compiler import Compiler
from backend.reads.model import FieldRead
from backend.reads.rows import seen_by
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, select_object


def hiding(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The entry's state, and who lifted its hiding."""
    columns = []
    of_entry = scope.over(scope.entry)
    for key, found in c.selector.below("EntryHiding", nodes).items():
        if found[0].name.value == "state":
            columns.append(Column(key, _state(c, scope)))
        else:
            columns.append(Column(key, c.value("EntryHiding", key, found, of_entry.at(key))))
    return select_object(columns, "")


def kept_from_others(c: Compiler, entry: str, scope: Scope) -> str:
    """Whether the row is hidden, where a standing that may know of it sees the row; never while nothing can be hidden."""
    if not c.policy.teen_hide:
        return "false"
    return f"({entry}.mask & {int(Mask.HIDDEN_BY_PATIENT)} <> 0 AND {seen_by(entry, scope, str(int(KNOWERS)))})"


def _state(c: Compiler, scope: Scope) -> str:
    """The same for every row that one looks at who may not know, and for everybody while nothing can be hidden."""
    if not c.policy.teen_hide:
        return literal("NOT_OFFERED")
    own, said = c.text.alias("h"), c.text.alias("g")
    of_entry = f"FROM entry_hiding {said} WHERE {said}.patient_id = {own}.patient_id AND {said}.set_id = {own}.set_id"
    labels = " ".join(f"WHEN {int(kind)} THEN {unhideable_labels(kind)}" for kind in sorted(HIDEABLE))
    return (
        f"CASE WHEN {scope.bits} & {int(KNOWERS)} = 0 THEN 'NOT_OFFERED' ELSE (SELECT CASE "
        f"WHEN {own}.mask & {int(Mask.HIDDEN_BY_PATIENT)} <> 0 THEN CASE "
        f"WHEN EXISTS (SELECT {of_entry} AND {said}.ended_at IS NULL) THEN 'HIDDEN' ELSE 'WITH_ANOTHER' END "
        f"WHEN EXISTS (SELECT {of_entry} AND {said}.lifted_by_id IS NOT NULL) THEN 'LIFTED' "
        f"WHEN {scope.bits} & {int(HIDERS)} <> 0 AND {own}.parent_entry_id IS NULL AND {own}.only_practitioner_id IS NULL "
        f"AND {own}.labels & CASE {own}.kind {labels} ELSE -1 END = 0 AND {own}.kind IN ({', '.join(str(int(kind)) for kind in sorted(HIDEABLE))}) "
        f"THEN 'SHOWN' ELSE 'NOT_OFFERED' END FROM record_entry {own} "
        f"WHERE {own}.patient_id = {scope.entry}.patient_id AND {own}.id = {scope.entry}.id) END"
    )
