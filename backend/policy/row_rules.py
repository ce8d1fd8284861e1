"""The row rules as SQL rows: one home for what the compiled reads and the notices join to the standings."""

import datetime as dt
from collections.abc import Iterable

from backend.policy.rows import RowPolicy, RowRule


def standing_rules(policy: RowPolicy) -> str:
    """The nine standings' rules as rows (standing, hidden, starts, starts_with_diary)."""
    return ", ".join(_rule(rule) for rule in policy.rules())


def held(policy: RowPolicy, arguments: str) -> str:
    """A query of the standings that the function gives for these arguments, each with what it hides: `hidden`, `starts`.

    What the function calls shared is not hidden: a teenager's classes, restricted entries after a doctor's reason.
    An entry passes where `mask & hidden = 0` and `event_date >= starts[start_key]`.
    """
    return (
        "SELECT st.patient_id, st.standing, st.since, st.until, st.shared, st.diary, rule.hidden & ~st.shared AS hidden, "
        "CASE WHEN st.diary THEN rule.starts_with_diary ELSE rule.starts END AS starts "
        f"FROM standings({arguments}) st JOIN (VALUES {standing_rules(policy)}) rule(standing, hidden, starts, starts_with_diary) "
        "ON rule.standing = st.standing"
    )


def own_services(policy: RowPolicy, arguments: str) -> str:
    """Likewise the standing by which own services are read without a grant (SVC-03): account and moment alone."""
    return (
        "SELECT st.patient_id, st.standing, rule.hidden, rule.starts "
        f"FROM own_service_standing({arguments}) st JOIN (VALUES {standing_rules(policy)}) "
        "rule(standing, hidden, starts, starts_with_diary) ON rule.standing = st.standing"
    )


def _rule(rule: RowRule) -> str:
    return f"({int(rule.standing)}, {rule.hidden}, {_dates(rule.starts)}, {_dates(rule.starts_with_diary)})"


def _dates(dates: Iterable[dt.date]) -> str:
    return "'{" + ",".join(_date(date) for date in dates) + "}'::date[]"


def _date(date: dt.date) -> str:
    if date == dt.date.min:
        return "-infinity"
    return "infinity" if date == dt.date.max else date.isoformat()
