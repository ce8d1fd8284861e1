"""The vaccination plan: the national schedule against the visible vaccinations."""

from graphql import FieldNode

from backend.models.vocabulary import Kind
from backend.policy.vaccination_schedule import (
    BOOSTER_AGES,
    INFLUENZA_AGAIN_FROM_YEARS,
    INFLUENZA_FROM_MONTHS,
    SCHEDULE,
)
from backend.reads.compiler import Compiler, type_below
from backend.reads.model import FieldRead
from backend.reads.rows import visible, visible_where
from backend.reads.scope import Scope
from backend.reads.sql import Column, literal, select_list

_VALUES = {
    "code": "plan.code",
    "title": "plan.title",
    "infection": "plan.infection",
    "ordinal": "plan.ordinal",
    "status": "plan.status",
    "dueOn": "plan.due_on",
    "doneOn": "plan.done_on",
    "riskGroupOnly": "plan.risk",
}


def vaccination_plan(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """What was done, is due, late or coming; what can no longer be made up and was not done is left out."""
    c.sections.setdefault(scope.root, set()).add(int(Kind.VACCINATIONS))
    english, today = c.language == "en", f"moscow_day({c.now()})"
    given = (
        "SELECT infection, d.status, d.exemption_kind, d.exemption_until, e.event_date, e.id "
        f"FROM {visible('e', scope, 'v')} "
        "JOIN vaccination d ON d.patient_id = e.patient_id AND d.entry_id = e.id, unnest(d.infections) AS infection "
        f"WHERE {visible_where('e', scope.patient, 'v')} AND e.kind = {int(Kind.VACCINATIONS)}"
    )
    born = f"SELECT p.birth_date AS birth, {today} AS today FROM person p WHERE p.id = {scope.patient}"
    items = " UNION ALL ".join((_doses(english), _boosters(english), _influenza(english)))
    plan = (
        f"WITH given AS MATERIALIZED ({given}), born AS MATERIALIZED ({born}) "
        "SELECT item.*, CASE WHEN item.done_on IS NOT NULL THEN 'DONE' "
        "WHEN closed.for_good OR (closed.for_now AND item.due_on <= item.today) THEN 'EXEMPT' "
        "WHEN closed.refused AND item.due_on <= item.today THEN 'REFUSED' "
        "WHEN item.due_on IS NULL OR item.due_on > item.today THEN 'UPCOMING' "
        "WHEN item.due_on + item.grace < item.today THEN 'LATE' ELSE 'DUE' END AS status "
        f"FROM ({items}) item CROSS JOIN LATERAL ("
        "SELECT coalesce(bool_or(g.status = 'EXEMPT' AND g.exemption_kind = 'PERMANENT'), false) AS for_good, "
        "coalesce(bool_or(g.status = 'EXEMPT' AND g.exemption_until >= item.today), false) AS for_now, "
        # A refusal holds until a vaccination that follows it.
        "coalesce(bool_or(g.status = 'REFUSED' AND g.event_date >= item.since AND NOT EXISTS (SELECT FROM given l "
        "WHERE l.infection = g.infection AND l.status = 'DONE' AND l.event_date > g.event_date)), false) AS refused "
        "FROM given g WHERE g.infection = item.infection) closed "
        "WHERE item.done_on IS NOT NULL OR item.shown"
    )
    below = type_below(read.definition.type)
    columns = [
        Column(key, _VALUES.get(found[0].name.value) or literal(below))
        for key, found in c.selector.below(below, nodes).items()
    ]
    return select_list(columns, f"FROM ({plan}) plan ORDER BY plan.place")


def _doses(english: bool) -> str:
    """Childhood's doses, counted in the order given while they can still be made up."""
    rows = ", ".join(
        f"({place}, {literal(item.code)}, {literal(item.infection)}, {item.ordinal}, "
        f"{literal(item.english if english else item.russian)}, {item.months}, {item.days}, {item.grace_days}, "
        f"{item.until_months}, {str(item.risk_group_only).lower()})"
        for place, item in enumerate(SCHEDULE)
    )
    return (
        "SELECT i.place, i.code, i.infection, i.ordinal, i.title, i.risk, i.grace, born.today, due.due_on, "
        "'-infinity'::date AS since, done.event_date AS done_on, "
        "NOT i.risk AND coalesce(due.ends_on > born.today, true) AS shown "
        f"FROM (VALUES {rows}) i(place, code, infection, ordinal, title, months, days, grace, until_months, risk) "
        "CROSS JOIN born CROSS JOIN LATERAL (SELECT "
        "(born.birth + make_interval(months => i.months, days => i.days))::date AS due_on, "
        "(born.birth + make_interval(months => i.until_months))::date AS ends_on) due "
        "LEFT JOIN LATERAL (SELECT g.event_date FROM given g WHERE g.infection = i.infection AND g.status = 'DONE' "
        "AND coalesce(g.event_date < due.ends_on, true) ORDER BY g.event_date, g.id OFFSET i.ordinal - 1 LIMIT 1) done ON true"
    )


def _boosters(english: bool) -> str:
    """An adult's diphtheria and tetanus booster every ten years: one dose from a year before the age on."""
    rows = ", ".join(
        f"({100 + place}, {age}, {literal(f'dT booster at {age}' if english else f'АДС-М, ревакцинация в {age} года')}, {7 + place})"
        for place, age in enumerate(BOOSTER_AGES)
    )
    return (
        "SELECT i.place, 'DT_' || i.age, 'DIPHTHERIA', i.ordinal, i.title, false, 730, born.today, due.due_on, '-infinity'::date, "
        "done.event_date, due.due_on + interval '9 years' > born.today "
        f"AND (i.age = {BOOSTER_AGES[0]} OR due.due_on - interval '10 years' <= born.today) "
        f"FROM (VALUES {rows}) i(place, age, title, ordinal) CROSS JOIN born "
        "CROSS JOIN LATERAL (SELECT birthday(born.birth, i.age) AS due_on) due "
        "LEFT JOIN LATERAL (SELECT min(g.event_date) AS event_date FROM given g WHERE g.infection = 'DIPHTHERIA' AND g.status = 'DONE' "
        "AND g.event_date >= due.due_on - interval '1 year' AND g.event_date < due.due_on + interval '9 years') done ON true"
    )


def _influenza(english: bool) -> str:
    """This season's vaccination, from 1 September; in spring and summer the coming season's. Adults by risk group."""
    name = "Influenza, season " if english else "Грипп, сезон "
    return (
        f"SELECT 200, 'INFLUENZA', 'INFLUENZA', 1, {literal(name)} || to_char(due.due_on, 'YYYY') || '/' "
        "|| to_char(due.due_on + interval '1 year', 'YY'), NOT due.everyone, 91, born.today, due.due_on, due.due_on - 31, "
        "done.event_date, due.everyone FROM born CROSS JOIN LATERAL (SELECT s.due_on, coalesce("
        f"s.due_on >= born.birth + interval '{INFLUENZA_FROM_MONTHS} months' AND (age_on(born.birth, s.due_on) < 18 "
        f"OR age_on(born.birth, s.due_on) >= {INFLUENZA_AGAIN_FROM_YEARS}), false) AS everyone "
        "FROM (SELECT make_date(extract(year FROM born.today - interval '3 months')::int, 9, 1) AS due_on) s) due "
        "LEFT JOIN LATERAL (SELECT min(g.event_date) AS event_date FROM given g WHERE g.infection = 'INFLUENZA' AND g.status = 'DONE' "
        "AND g.event_date >= due.due_on - 31 AND g.event_date < due.due_on + interval '8 months') done ON true"
    )
