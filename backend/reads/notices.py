"""Constant notices in SQL: which of a list's notices hold for the viewer's standings on the record."""

from collections.abc import Iterable

from backend.models.vocabulary import LAST_SECTION, Kind
from backend.policy.notices import SENTENCES, NoticeRule
from backend.policy.standing import EVERYONE
from backend.reads.scope import Scope
from backend.reads.selection import Fields
from backend.reads.sql import Column, literal, select_list


def notices(fields: Fields, rules: Iterable[NoticeRule], kind: Kind | None, scope: Scope, language: str) -> str:
    """The list of notices. A notice holds when no standing of the viewer is free of it."""
    rows = []
    if kind is not None and kind <= LAST_SECTION:
        closed = (
            f"NOT EXISTS (SELECT FROM {scope.standings} s WHERE s.patient_id = {scope.patient} "
            f"AND s.starts[{int(kind)}] < 'infinity'::date)"
        )
        rows.append(_row(0, "SECTION_NOT_FOR_STANDING", closed, language))
    for place, rule in enumerate(rules, start=1):
        free = f"(SELECT bit_or(s.standing) FROM {scope.standings} s WHERE s.patient_id = {scope.patient})"
        rows.append(_row(place, rule.code, f"{free} & {int(EVERYONE & ~rule.standings)} = 0", language))
    if not rows:
        return "'[]'::json"
    columns = [Column(key, _field(nodes[0].name.value)) for key, nodes in fields.items()]
    return select_list(
        columns,
        f"FROM (VALUES {', '.join(rows)}) notice(place, code, message, holds) WHERE notice.holds ORDER BY notice.place",
    )


def _row(place: int, code: str, holds: str, language: str) -> str:
    russian, english = SENTENCES[code]
    return f"({place}, {literal(code)}, {literal(english if language == 'en' else russian)}, {holds})"


def _field(name: str) -> str:
    return literal("Notice") if name == "__typename" else f"notice.{name}"
