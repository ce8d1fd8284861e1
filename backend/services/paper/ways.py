"""How orders of extracts and applications for paper may move (PAP-01, PAP-02): rows of (from, event, to, whose act, next term).

What is no row is refused. A term is worked out from the moment of the step and the term before it.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from backend.models.moscow import moscow_day
from backend.models.paper import ExtractState, PaperEvent, PaperKeepingState
from backend.policy.sealing import IdType
from backend.services.working_days import due_at, end_of

State = ExtractState | PaperKeepingState
Term = Callable[[dt.datetime, dt.datetime | None], dt.datetime | None]
Row = tuple[State | None, PaperEvent, State, "Side", Term]
FETCH_DAYS = 30


class Side(StrEnum):
    """Who acts; TIME: what nobody did in time."""

    APPLICANT = "APPLICANT"
    CLINIC = "CLINIC"
    TIME = "TIME"


def working(days: int) -> Term:
    """So many working days, the day of the step not counted."""
    return lambda at, _: due_at(at, days)


def calendar(days: int) -> Term:
    """Until the end, in Moscow, of the day so many days later."""
    return lambda at, _: end_of(moscow_day(at) + dt.timedelta(days=days))


def same(_: dt.datetime, before: dt.datetime | None) -> dt.datetime | None:
    """The term goes on."""
    return before


def none(_: dt.datetime, __: dt.datetime | None) -> None:
    """Nothing is waited for any more."""


S, K, E = ExtractState, PaperKeepingState, PaperEvent

EXTRACT: tuple[Row, ...] = (
    # Five working days for the clinic, whenever it begins; then thirty days to fetch what is ready.
    (None, E.ORDERED, S.ORDERED, Side.APPLICANT, working(5)),
    (S.ORDERED, E.TAKEN, S.IN_WORK, Side.CLINIC, same),
    (S.IN_WORK, E.MADE, S.READY, Side.CLINIC, calendar(FETCH_DAYS)),
    (S.READY, E.HANDED_OUT, S.HANDED_OUT, Side.CLINIC, none),
    (S.READY, E.EXPIRED, S.EXPIRED, Side.TIME, none),
    (S.ORDERED, E.DECLINED, S.DECLINED, Side.CLINIC, none),
    (S.IN_WORK, E.DECLINED, S.DECLINED, Side.CLINIC, none),
    (S.READY, E.DECLINED, S.DECLINED, Side.CLINIC, none),
    (S.ORDERED, E.WITHDRAWN, S.WITHDRAWN, Side.APPLICANT, none),
    (S.IN_WORK, E.WITHDRAWN, S.WITHDRAWN, Side.APPLICANT, none),
    (S.READY, E.WITHDRAWN, S.WITHDRAWN, Side.APPLICANT, none),
)
KEEPING: tuple[Row, ...] = (
    (None, E.SUBMITTED, K.SUBMITTED, Side.APPLICANT, working(5)),
    (K.SUBMITTED, E.ACCEPTED, K.ACCEPTED, Side.CLINIC, none),
    (K.SUBMITTED, E.DECLINED, K.DECLINED, Side.CLINIC, none),
    # Paper that was accepted ends when it is not wanted any more; the electronic record never does (PAP-03).
    (K.SUBMITTED, E.WITHDRAWN, K.WITHDRAWN, Side.APPLICANT, none),
    (K.ACCEPTED, E.WITHDRAWN, K.WITHDRAWN, Side.APPLICANT, none),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the two: its table, its column in the history, its name in logs and notices, its table of steps."""

    table: str
    step_column: str
    name: str
    id_type: IdType
    states: type[ExtractState] | type[PaperKeepingState]
    letter: str
    steps: Mapping[tuple[State | None, PaperEvent], tuple[State, Side, Term]]

    def after(self, state: str | None, event: PaperEvent, side: Side) -> tuple[State, Term] | None:
        """The state and the term that the side's act leads to; None where it is refused."""
        found = self.steps.get((self.states(state) if state is not None else None, event))
        return (found[0], found[2]) if found is not None and found[1] is side else None


def _steps(rows: tuple[Row, ...]) -> Mapping[tuple[State | None, PaperEvent], tuple[State, Side, Term]]:
    return {(before, event): (after, side, term) for before, event, after, side, term in rows}


EXTRACTS = Matter(
    "paper_extract_order", "extract_id", "EXTRACT", IdType.PAPER_ORDER, ExtractState, "В", _steps(EXTRACT)
)
APPLICATIONS = Matter(
    "paper_record_application",
    "application_id",
    "KEEPING",
    IdType.PAPER_APPLICATION,
    PaperKeepingState,
    "Б",
    _steps(KEEPING),
)
