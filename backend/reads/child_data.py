"""Notes of treating doctors to child data (CHD-06): those to every version that the viewer may see, the oldest first."""

from graphql import FieldNode

from backend.reads.compiler import Compiler, type_below
from backend.reads.model import FieldRead
from backend.reads.scope import Scope
from backend.reads.sql import select_list
from backend.reads.versions import numbered_versions


def notes(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """`{row}` of a note has the note's columns, and `number` and `current` of the version that it speaks of."""
    note, listed = c.text.alias("n"), c.text.alias("v")
    below = type_below(read.definition.type)
    columns = c.columns(below, c.selector.below(below, nodes), scope.over(note))
    rows = (
        f"SELECT said.*, {listed}.number AS version_number, {listed}.status = 0 AS of_current "
        f"FROM ({numbered_versions(c, scope)}) {listed} "
        f"JOIN child_data_note said ON said.patient_id = {listed}.patient_id AND said.entry_id = {listed}.id"
    )
    return select_list(columns, f"FROM ({rows}) {note} ORDER BY {note}.created_at, {note}.id")
