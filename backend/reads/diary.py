"""What a diary's figures are worth a word for (backend/policy/diary_alerts.py), from the row itself."""

from graphql import FieldNode

from backend.policy.diary_alerts import ALERTS, Alert, Bound
from backend.reads.compiler import Compiler
from backend.reads.model import FieldRead
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, select_list


def alerts(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Alerts that hold of the entry, in the asked language."""
    listed = c.text.alias("a")
    place = 1 if c.language == "en" else 0
    values = {"code": f"{listed}.code", "message": f"{listed}.message", "__typename": literal("DiaryAlert")}
    fields = c.selector.below("DiaryAlert", nodes)
    # Many words: they stand in the statement only where they are asked for.
    told = any(found[0].name.value == "message" for found in fields.values())
    rows = ", ".join(
        f"({number}, {literal(alert.code)}, {literal(alert.words[place] if told else '')}, {_holds(alert, scope)})"
        for number, alert in enumerate(ALERTS)
    )
    columns = [Column(key, values[found[0].name.value]) for key, found in fields.items()]
    return select_list(
        columns,
        f"FROM (VALUES {rows}) {listed}(place, code, message, holds) WHERE {listed}.holds ORDER BY {listed}.place",
    )


def _holds(alert: Alert, scope: Scope) -> str:
    return " OR ".join(f"({_bound(bound, scope)})" for bound in alert.bounds)


def _bound(bound: Bound, scope: Scope) -> str:
    """Of a patient whose birth date is not known nothing is said that depends on age."""
    row = scope.row
    parts = [
        f"{row}.measure = {literal(bound.measure.value)}",
        f"{row}.{bound.column} {bound.comparison} {bound.bound}",
    ]
    if bound.context is not None:
        parts.append(f"{row}.context = {literal(bound.context.value)}")
    for months, comparison in ((bound.from_months, "<="), (bound.before_months, ">")):
        if months is not None:
            parts.append(
                f"(SELECT birth_date FROM person WHERE id = {row}.patient_id) + make_interval(months => {months}) {comparison} "
                f"moscow_day({row}.measured_at)"
            )
    return " AND ".join(parts)
