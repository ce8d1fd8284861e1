"""The row rules in SQL: which entries a viewer may know of, and with which standings (policy.md, principles 2 and 4)."""

from backend.policy.standing import EVERYONE
from backend.reads.scope import Scope


def visible(entry: str, scope: Scope, rows: str) -> str:
    """`FROM` of the visible entries of the scope's patient: `entry` is the header, `rows` the alias that gives `bits`.

    An entry's bits are those of the standings that pass its row filter; without any the entry is absent. Below a
    guarded field only standings that read the field count: one of them has to give both (policy.md, principle 4).
    """
    return f"record_entry {entry} CROSS JOIN LATERAL (SELECT bit_or(s.standing) AS bits {_seeing(entry, scope)}) {rows}"


def unmasked(sql: str, entry: str, scope: Scope, rows: str) -> str:
    """The same entries where nobody asks for their bits: that some standing sees a row is found faster than which ones."""
    seeing = _seeing(entry, scope)
    return sql.replace(f" CROSS JOIN LATERAL (SELECT bit_or(s.standing) AS bits {seeing}) {rows}", "").replace(
        f"{rows}.bits IS NOT NULL", f"EXISTS (SELECT {seeing})"
    )


def visible_version(entry: str, scope: Scope, rows: str) -> str:
    """`FROM` of one version by its id: an earlier one is visible to a standing that sees the newest one too."""
    newest = (
        f"EXISTS (SELECT FROM record_entry newest WHERE newest.patient_id = {entry}.patient_id AND newest.set_id = {entry}.set_id "
        "AND newest.status = 0 AND newest.mask & s.hidden = 0 AND newest.event_date >= s.starts[newest.start_key] "
        f"AND {_authors_own('newest')})"
    )
    return (
        f"record_entry {entry} CROSS JOIN LATERAL (SELECT bit_or(s.standing) AS bits {_seeing(entry, scope)} "
        f"AND ({entry}.status = 0 OR {newest})) {rows}"
    )


def seen_by(entry: str, scope: Scope, bits: str | None = None) -> str:
    """Whether one of the standings of `bits`, or any of the scope's, sees the row, whatever version it is."""
    of = f" AND s.standing & {bits} <> 0" if bits is not None else ""
    return f"{_authors_own(entry)} AND EXISTS (SELECT {_seeing(entry, scope)}{of})"


def _authors_own(entry: str) -> str:
    """What is its author's alone is the reading author's (policy.md, matrix)."""
    return (
        f"({entry}.only_practitioner_id IS NULL OR {entry}.only_practitioner_id = (SELECT practitioner_id FROM viewer))"
    )


def _seeing(entry: str, scope: Scope) -> str:
    """`FROM … WHERE …` of the standings, called `s`, that pass their row filter on the entry."""
    readers = "" if scope.readable == EVERYONE else f"AND s.standing & {int(scope.readable)} <> 0 "
    return (
        f"FROM {scope.standings} s WHERE s.patient_id = {scope.patient} {readers}AND {entry}.mask & s.hidden = 0 "
        f"AND {entry}.event_date >= s.starts[{entry}.start_key]"
    )


def visible_where(entry: str, patient: str, rows: str, *, newest: bool = True) -> str:
    """What else has to hold of a visible entry: it is the patient's, current, and not another author's own.

    `newest` is False where an earlier version may be asked for by its id.
    """
    status = "= 0" if newest else "<= 1"
    return (
        f"{entry}.patient_id = {patient} AND {entry}.status {status} AND {rows}.bits IS NOT NULL "
        f"AND {_authors_own(entry)}"
    )
