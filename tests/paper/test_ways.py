"""PAP-01, PAP-02: every state, event and side of an extract and of an application; what is no row of the tables changes nothing."""

import datetime as dt
from itertools import product

import pytest

from backend.models.moscow import MOSCOW
from backend.models.paper import ExtractState, PaperEvent, PaperKeepingState
from backend.services.paper.ways import APPLICATIONS, EXTRACTS, Matter, Side

# Written down from requirements.md, apart from the program's own tables. The last word is the term that follows.
EXTRACT = """
- ORDERED APPLICANT -> ORDERED 5-working
ORDERED TAKEN CLINIC -> IN_WORK same
IN_WORK MADE CLINIC -> READY 30-days
READY HANDED_OUT CLINIC -> HANDED_OUT -
READY EXPIRED TIME -> EXPIRED -
ORDERED DECLINED CLINIC -> DECLINED -
IN_WORK DECLINED CLINIC -> DECLINED -
READY DECLINED CLINIC -> DECLINED -
ORDERED WITHDRAWN APPLICANT -> WITHDRAWN -
IN_WORK WITHDRAWN APPLICANT -> WITHDRAWN -
READY WITHDRAWN APPLICANT -> WITHDRAWN -
"""
KEEPING = """
- SUBMITTED APPLICANT -> SUBMITTED 5-working
SUBMITTED ACCEPTED CLINIC -> ACCEPTED -
SUBMITTED DECLINED CLINIC -> DECLINED -
SUBMITTED WITHDRAWN APPLICANT -> WITHDRAWN -
ACCEPTED WITHDRAWN APPLICANT -> WITHDRAWN -
"""
# A Wednesday before the long holidays of the new year.
AT = dt.datetime(2026, 12, 30, 12, tzinfo=MOSCOW)
BEFORE = dt.datetime(2027, 1, 2, tzinfo=MOSCOW)
LAST = dt.time(23, 59, 59)
TERMS = {
    "-": None,
    "same": BEFORE,
    "5-working": dt.datetime.combine(dt.date(2027, 1, 15), LAST, MOSCOW),
    "30-days": dt.datetime.combine(dt.date(2027, 1, 29), LAST, MOSCOW),
}


@pytest.mark.parametrize(
    ("matter", "states", "wanted"),
    [(EXTRACTS, ExtractState, EXTRACT), (APPLICATIONS, PaperKeepingState, KEEPING)],
    ids=["extract", "keeping"],
)
def test_each_step_is_allowed_in_its_state_and_to_its_side_alone(
    matter: Matter, states: type[ExtractState] | type[PaperKeepingState], wanted: str
) -> None:
    """PAP-01, PAP-02: nothing else moves; terms are working days of Russia with its holidays, and thirty days to fetch."""
    table = {}
    for row in wanted.strip().splitlines():
        before, event, side, _, state, term = row.split()
        table[before, event, side] = (state, TERMS[term])
    found = {}
    for state, event, side in product([None, *states], PaperEvent, Side):
        step = matter.after(state.value if state else None, event, side)
        if step is not None:
            found[state.value if state else "-", event.value, side.value] = (step[0].value, step[1](AT, BEFORE))
    assert found == table
