"""Laboratory results across reports: one analyte over time, and the newest value of each."""

from graphql import FieldNode

from backend.models.vocabulary import Kind
from backend.reads.compiler import Compiler, type_below
from backend.reads.model import FieldRead
from backend.reads.rows import visible, visible_where
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, select_list, select_object

# One result of one visible report.
_RESULT = (
    "e.event_date AS date, e.title, coalesce(d.collected_at, d.issued_at) AS measured_at, r.code_system, r.code, r.code_display, "
    "r.name, r.value, r.value_text, r.unit, r.reference_low, r.reference_high, r.reference_text, r.interpretation, "
    "e.public_id AS report_id, e.organization_id, e.author_id, e.id AS place, r.id AS part, "
    "CASE WHEN r.code IS NULL THEN r.name END AS uncoded"
)
# Counts from 0, in the order in which the report lists its results.
_PLACE = "(row_number() OVER (PARTITION BY e.id ORDER BY r.position, r.id) - 1)::int AS place_in_report"


def lab_trend(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """One analyte over time: the same empty trend for an unknown, hidden, unreleased or absent code."""
    asked = c.arguments(read, nodes[0])["code"]
    assert asked is not None
    code = c.text.parameter(asked, "text")
    return _trend(c, read, nodes, scope, f"code = {code}", code)


def lab_trend_of(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """The analyte of one result over time: the same empty trend for any result that is not there for this viewer."""
    arguments = c.arguments(read, nodes[0])
    report, result = arguments["reportId"], arguments["result"]
    assert report is not None and result is not None
    asked = (
        f"SELECT every.code_system, every.code, every.uncoded FROM ({_results(scope, _PLACE)}) every "
        f"WHERE every.report_id = {c.text.parameter(report, 'text')} AND every.place_in_report = {c.text.parameter(result, 'bigint')}"
    )
    same = (
        f"EXISTS (SELECT FROM ({asked}) asked WHERE asked.code_system IS NOT DISTINCT FROM one.code_system "
        "AND CASE WHEN asked.code IS NULL THEN one.code IS NULL AND asked.uncoded = one.uncoded ELSE asked.code = one.code END)"
    )
    return _trend(c, read, nodes, scope, same, f"(SELECT asked.code FROM ({asked}) asked)")


def lab_analytes(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Each analyte of the visible reports with its newest value; what has neither code nor name is none."""
    c.sections.setdefault(scope.root, set()).add(int(Kind.LAB_REPORTS))
    analyte = c.text.alias("analyte")
    same = "PARTITION BY one.code_system, one.code, one.uncoded"
    rows = (
        "SELECT * FROM (SELECT one.*, count(*) OVER (" + same + ") AS count, row_number() OVER (" + same + " "
        f"ORDER BY one.date DESC, one.place DESC, one.part DESC) AS again FROM ({_results(scope, _PLACE)}) one "
        "WHERE one.code IS NOT NULL OR one.uncoded IS NOT NULL) each WHERE again = 1"
    )
    columns = c.columns("LabAnalyte", c.selector.below("LabAnalyte", nodes), scope.over(analyte))
    return select_list(
        columns, f"FROM ({rows}) {analyte} ORDER BY {analyte}.date DESC, {analyte}.place DESC, {analyte}.part"
    )


def _results(scope: Scope, *more: str) -> str:
    """Results of all visible reports, with `more` columns."""
    return (
        f"SELECT {', '.join((_RESULT, *more))} FROM {visible('e', scope, 'v')} "
        "JOIN lab_report d ON d.patient_id = e.patient_id AND d.entry_id = e.id "
        "JOIN lab_result r ON r.patient_id = e.patient_id AND r.entry_id = e.id "
        f"WHERE {visible_where('e', scope.patient, 'v')} AND e.kind = {int(Kind.LAB_REPORTS)}"
    )


def _trend(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope, same: str, code: str) -> str:
    """A trend over the results that meet `same`, a condition over alias `one`."""
    c.sections.setdefault(scope.root, set()).add(int(Kind.LAB_REPORTS))
    arguments = c.arguments(read, nodes[0])
    where = same
    for name, comparison in (("from", ">="), ("to", "<=")):
        if binder := arguments.get(name):
            value = c.text.parameter(binder, "date")
            where += f" AND ({value} IS NULL OR one.date {comparison} {value})"
    rows = f"SELECT one.* FROM ({_results(scope)}) one WHERE {where}"
    point = c.text.alias("point")
    latest = f"FROM ({rows}) {point} ORDER BY {point}.date DESC, {point}.place DESC, {point}.part DESC LIMIT 1"
    below = type_below(read.definition.type)
    columns = []
    for key, found in c.selector.below(below, nodes).items():
        name = found[0].name.value
        if name == "points":
            inner = c.columns("LabTrendPoint", c.selector.below("LabTrendPoint", found), scope.over(point).at(key))
            order = f"{point}.date, {point}.place, {point}.part"
            columns.append(Column(key, select_list(inner, f"FROM ({rows}) {point} ORDER BY {order}")))
        else:
            values = {
                "code": code,
                "name": f"(SELECT coalesce({point}.name, {point}.code_display) {latest})",
                "unit": f"(SELECT {point}.unit {latest})",
            }
            columns.append(Column(key, values.get(name) or literal(below)))
    return select_object(columns, "")
