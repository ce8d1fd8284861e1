"""The reference reader: graphql-core's own execution of the printed schema over plain rows, one field at a time.

Slow and obvious on purpose, and it shares nothing with `backend/reads/`: the schema is the printed text, the policy is
`reference/policy.py`, standings are worked out from dates in `reference/standings.py`.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_named_type,
    parse,
)

from tests.reads.reference.cursors import CursorBook
from tests.reads.reference.operation import (
    BadInput,
    check_arguments,
    guarded_fields,
    operation_of,
    own_services_read,
    sections_read,
)
from tests.reads.reference.policy import KINDS, Policy
from tests.reads.reference.rows import Row, Rows
from tests.reads.reference.standings import (
    ALL_STANDINGS,
    DOCTOR_STANDINGS,
    Held,
    own_services,
    refusal_reason,
    standings,
)

SCHEMA = Path(__file__).parents[3] / "schema.graphql"


@cache
def schema() -> GraphQLSchema:
    """The printed schema; dates come in as text."""
    built = build_schema(SCHEMA.read_text(encoding="utf-8"))
    date = built.type_map["Date"]
    assert isinstance(date, GraphQLScalarType)
    date.coerce_input_value = dt.date.fromisoformat
    date.coerce_input_literal = lambda node, *_: dt.date.fromisoformat(node.value)
    return built


class Refused(Exception):
    """A value that the viewer may not have."""

    def __init__(self, code: str, reason: str | None = None) -> None:
        super().__init__(code)
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Answer:
    """What the compiler has to give: data (None: no data at all), (code, reason, path) of errors, redactions.

    And what it has to log: (patient, standings, sections) of each record that it opened, found or not.
    """

    data: dict[str, Any] | None
    errors: list[tuple[str, str | None, list[Any] | None]]
    redactions: list[dict[str, Any]]
    logged: list[tuple[int, int, list[int]]]


@dataclass
class Reading:
    """The facts of one operation."""

    rows: Rows
    policy: Policy
    at: dt.datetime
    language: str
    regions: list[str]
    cursors: CursorBook
    session: Row | None = None
    account: Row | None = None
    card: bool = False
    held: list[Held] = field(default_factory=list)
    own: Held | None = None

    @property
    def practitioner(self) -> int | None:
        return self.account["practitioner_id"] if self.account else None

    def sign_in(self, token: str | None) -> None:
        """Finds the session in force, its card session and the standings."""
        hashed = hashlib.sha256((token or "").encode()).digest()
        session = self.rows.one("session", token_hash=hashed)
        if session is None or session["ended_at"] is not None or session["expires_at"] <= self.at:
            return
        account = self.rows.one("account", id=session["account_id"])
        if account is None or account["disabled_at"] is not None:
            return
        self.session, self.account = session, account
        idle = dt.timedelta(minutes=15)
        self.card = (
            session["card_until"] is not None
            and session["card_until"] > self.at
            and session["card_used_at"] > self.at - idle
        )
        self.held = standings(self.rows, account, self.at, self.regions)
        self.own = own_services(self.rows, account, self.at)

    def in_force(self, patient: int | None) -> list[Held]:
        """Standings on one record that count now: portal readers need the card session (REQ-11)."""
        return [
            held for held in self.held if held.patient == patient and (self.card or held.standing in DOCTOR_STANDINGS)
        ]

    def visible(self, entry: Row, held: list[Held]) -> list[Held]:
        """The standings that give a row; an empty list means that it is absent."""
        return self.seen(entry, held) if entry["status"] == 0 else []

    def visible_version(self, entry: Row, held: list[Held]) -> list[Held]:
        """The same for one version by its id: an earlier one is given by standings that see the newest one too."""
        if entry["status"] != 1:
            return self.visible(entry, held)
        newest = self.rows.where("record_entry", patient_id=entry["patient_id"], set_id=entry["set_id"], status=0)
        return self.seen(entry, self.seen(newest[0], held)) if newest else []

    def versions(self, entry: Row, held: list[Held]) -> list[Row]:
        """Versions of an entry that one of the standings sees which see the entry itself, the oldest first."""
        found = self.rows.where("record_entry", patient_id=entry["patient_id"], set_id=entry["set_id"])
        return sorted(
            (row for row in found if row["status"] in (0, 1) and self.seen(row, held)), key=lambda row: row["version"]
        )

    def seen(self, entry: Row, held: list[Held]) -> list[Held]:
        """The standings that the row's own labels, dates and author give, whatever version it is."""
        if entry["only_practitioner_id"] is not None and entry["only_practitioner_id"] != self.practitioner:
            return []
        return [each for each in held if self.policy.sees(each, entry)]

    def refuse(self, patient: int | None, *, tell: bool) -> Refused:
        """Why a record or node is null: alike for hidden, foreign and missing ones."""
        if self.account is None:
            return Refused("UNAUTHENTICATED")
        if not self.card and "CITIZEN" in self.account["roles"]:
            return Refused("STEP_UP_REQUIRED")
        reason = None
        if tell and patient is not None:
            reason = refusal_reason(self.rows, self.account, patient, self.at, self.regions)
        return Refused("FORBIDDEN", reason)


def read(reading: Reading, text: str, variables: dict[str, Any], operation_name: str | None = None) -> Answer:
    """The whole answer to one operation."""
    from tests.reads.reference.fields import resolve, type_of

    document = parse(text)
    try:
        coerced = check_arguments(schema(), document, variables, operation_name, reading)
    except BadInput:
        return Answer(None, [("BAD_USER_INPUT", None, None)], [], [])
    logged = _logged(reading, document, coerced, operation_name)
    result = execute_sync(
        schema(),
        document,
        root_value=None,
        context_value=reading,
        variable_values=variables,
        operation_name=operation_name,
        field_resolver=resolve,
        type_resolver=type_of,
    )
    errors: list[tuple[str, str | None, list[Any] | None]] = []
    for error in result.errors or ():
        if isinstance(error.original_error, BadInput):
            return Answer(None, [("BAD_USER_INPUT", None, None)], [], logged)
        errors.append(_error(error))
    data = result.data
    assert data is not None
    gone = [key for key, value in data.items() if value is None]
    # Under a root that an error took away, only that error is told.
    errors = [error for error in errors if error[2][0] not in gone or error is _last(errors, error[2][0])]
    return Answer(data, errors, _redactions(reading, document, coerced, operation_name, data), logged)


def _last(errors: list[tuple[str, str | None, list[Any] | None]], key: str) -> Any:
    return next(error for error in reversed(errors) if error[2] is not None and error[2][0] == key)


def _error(error: GraphQLError) -> tuple[str, str | None, list[Any] | None]:
    refused = error.original_error
    if not isinstance(refused, Refused):
        raise AssertionError(f"the reference itself is wrong: {error}") from refused
    return refused.code, refused.reason, list(error.path or ())


def _logged(
    reading: Reading, document: DocumentNode, variables: dict[str, Any], name: str | None
) -> list[tuple[int, int, list[int]]]:
    """One row a record, its sections from the operation alone (policy.md ¹⁴)."""
    operation, fragments = operation_of(document, name)
    sections, every_record = sections_read(schema(), operation, fragments, variables, reading)
    rows: dict[int, tuple[set[str], set[str]]] = {}
    for patient in {held.patient for held in reading.held}:
        names = {held.standing for held in reading.in_force(patient)}
        if names and (every_record or patient in sections):
            rows[patient] = (names, sections.get(patient, set()) | sections.get(None, set()))
    if reading.own and reading.card and own_services_read(schema(), operation, fragments, variables, reading):
        names, kinds = rows.get(reading.own.patient, (set(), set()))
        rows[reading.own.patient] = (names | {reading.own.standing}, kinds | {"RENDERED_SERVICES"})
    return [
        (patient, sum(1 << ALL_STANDINGS.index(name) for name in names), sorted(KINDS[kind] for kind in kinds))
        for patient, (names, kinds) in sorted(rows.items())
    ]


def _redactions(
    reading: Reading, document: DocumentNode, variables: dict[str, Any], name: str | None, data: dict[str, Any]
) -> list[dict[str, Any]]:
    """One item a record and path, from the operation and the standings alone."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    operation, fragments = operation_of(document, name)
    for guarded in guarded_fields(schema(), operation, fragments, variables, reading):
        if data[guarded.path[0]] is None:
            continue
        standings_of: dict[int, set[str]] = {}
        if guarded.own:  # SVC-03: the viewer's own record, by the standing that needs no grant
            assert reading.own is not None
            standings_of = {reading.own.patient: {reading.own.standing}}
        else:
            held_of = {held.patient for held in reading.held if reading.in_force(held.patient)}
            for patient in sorted(held_of) if guarded.patient is None else [guarded.patient]:
                standings_of[patient] = {held.standing for held in reading.in_force(patient)}
        for patient, names in standings_of.items():
            if not names & guarded.allowed:
                person = reading.rows.one("person", id=patient)
                assert person is not None
                found.setdefault(
                    (person["patient_key"], guarded.path),
                    {
                        "patientId": person["patient_key"],
                        "path": list(guarded.path),
                        "field": guarded.field,
                        "reason": guarded.reason,
                    },
                )
    return list(found.values())


def named(output: Any) -> str:
    return str(get_named_type(output).name)
