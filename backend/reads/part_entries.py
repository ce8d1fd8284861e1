"""Clinical rows that belong to an entry, of whichever version of it is read."""

from dataclasses import replace

from backend.models.vocabulary import Kind
from backend.reads.compiler import Compiler
from backend.reads.entries import joined
from backend.reads.rows import seen_by, visible, visible_where
from backend.reads.scope import Scope
from backend.reads.selection import Fields
from backend.reads.sql import select_list


def part_entries(c: Compiler, kind: Kind, below: str, fields: Fields, scope: Scope) -> str:
    """Visible clinical rows that belong to the entry, oldest first."""
    entry, rows, detail = c.text.alias("e"), c.text.alias("v"), c.text.alias("d")
    inside = replace(scope, row=detail, entry=entry, bits=f"{rows}.bits", kind=kind)
    columns = c.columns(below, fields, inside)
    table = c.model.entry_types[below].table
    # An earlier version keeps the rows that were its own when it was superseded, each as it was then. A row that nobody
    # here sees decides nothing: the label of one that was found sensitive stands on the whole version, and hides that too.
    of_version = (
        f"{entry}.status = {scope.entry}.status AND ({entry}.status = 0 OR NOT EXISTS (SELECT FROM record_entry lt "
        f"WHERE lt.patient_id = {entry}.patient_id AND lt.set_id = {entry}.set_id AND lt.version > {entry}.version "
        f"AND lt.parent_entry_id = {entry}.parent_entry_id AND {seen_by('lt', scope)}))"
    )
    return select_list(
        columns,
        f"FROM {visible(entry, scope, rows)}{joined(table, detail, entry, columns)} "
        f"WHERE {visible_where(entry, scope.patient, rows, newest=False)} AND {of_version} AND {entry}.parent_entry_id = {scope.entry}.id "
        f"AND {entry}.kind = {int(kind)} ORDER BY {entry}.event_date, {entry}.id",
    )
