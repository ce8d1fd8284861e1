"""Versions of an entry, the oldest first: each visible to a standing that sees the newest one too.

A version that no such standing sees changes nothing here, neither the list nor the numbers in it (non-interference).
"""

from graphql import FieldNode

from backend.models.vocabulary import EntryStatus
from backend.reads.compiler import Compiler
from backend.reads.model import FieldRead
from backend.reads.rows import seen_by
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, select_list


def versions(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The entry's versions that a standing sees which sees the entry itself: `scope.bits`."""
    listed = c.text.alias("n")
    values = {
        "id": f"{listed}.public_id",
        "version": f"{listed}.number",
        "recordedAt": f"{listed}.created_at",
        "current": f"({listed}.status = {int(EntryStatus.CURRENT)})",
        "__typename": literal("EntryVersion"),
    }
    fields = c.selector.below("EntryVersion", nodes)
    of_version = scope.over(listed)
    columns = [
        Column(key, values.get(found[0].name.value) or c.value("EntryVersion", key, found, of_version.at(key)))
        for key, found in fields.items()
    ]
    return select_list(columns, f"FROM ({numbered_versions(c, scope)}) {listed} ORDER BY {listed}.number")


def numbered_versions(c: Compiler, scope: Scope) -> str:
    """The same versions as rows, `number` from 1."""
    one = c.text.alias("o")
    return (
        f"SELECT {one}.patient_id, {one}.id, {one}.public_id, {one}.created_at, {one}.status, "
        f"row_number() OVER (ORDER BY {one}.version) AS number "
        f"FROM record_entry {one} WHERE {one}.patient_id = {scope.entry}.patient_id AND {one}.set_id = {scope.entry}.set_id "
        f"AND {one}.status <= {int(EntryStatus.SUPERSEDED)} AND {seen_by(one, scope, scope.bits)}"
    )
