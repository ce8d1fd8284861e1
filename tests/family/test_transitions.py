"""Every transition of a family claim, allowed and refused, against a second statement of the table (REP-06)."""

import itertools

import pytest

from backend.models.family_claim import FamilyClaimState, FamilyStep
from backend.services.family.next_steps import next_step
from backend.services.family.transitions import ClaimEvent, after

# state: {event: what it leads to}. Written by hand from the requirements, apart from the code's rows.
MOVES = {
    "CHECKING": {
        "REGISTRY_OUT": "UNAVAILABLE",
        "MATCHED": "VERIFIED",
        "NOT_CONFIRMED": "GO_TO_MFC",
        "CHANGE_ONLINE": "CHECKING",
        "CHANGE_FOR_MFC": "GO_TO_MFC",
        "CONFIRM": "VERIFIED",
        "REFUSE": "REFUSED",
        "WITHDRAW": "WITHDRAWN",
    },
    "UNAVAILABLE": {
        "REGISTRY_BACK": "CHECKING",
        "MATCHED": "VERIFIED",
        "NOT_CONFIRMED": "GO_TO_MFC",
        "CHANGE_ONLINE": "CHECKING",
        "CHANGE_FOR_MFC": "GO_TO_MFC",
        "CONFIRM": "VERIFIED",
        "REFUSE": "REFUSED",
        "WITHDRAW": "WITHDRAWN",
    },
    "GO_TO_MFC": {
        "CHANGE_ONLINE": "CHECKING",
        "CHANGE_FOR_MFC": "GO_TO_MFC",
        "CONFIRM": "VERIFIED",
        "REFUSE": "REFUSED",
        "WITHDRAW": "WITHDRAWN",
    },
    "REFUSED": {"CHANGE_ONLINE": "CHECKING", "CHANGE_FOR_MFC": "GO_TO_MFC", "WITHDRAW": "WITHDRAWN"},
    "VERIFIED": {"WITHDRAW": "WITHDRAWN", "ASK_ANEW": "CHECKING", "GO_ANEW": "GO_TO_MFC", "END": "ENDED"},
    "WITHDRAWN": {},
    "ENDED": {"GIVE_BACK": "VERIFIED"},
}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(FamilyClaimState, ClaimEvent)))
def test_a_claim_moves_only_as_the_table_says(state: FamilyClaimState, event: ClaimEvent) -> None:
    assert after(state, event) == MOVES[state.value].get(event.value)


@pytest.mark.parametrize("state", [state for state in FamilyClaimState if state is not FamilyClaimState.WITHDRAWN])
def test_every_state_says_what_to_do_next(state: FamilyClaimState) -> None:
    step = next_step(state, grown_up=False, lapsed=False, record_open=False)
    verified = next_step(state, grown_up=False, lapsed=False, record_open=True)
    if state is FamilyClaimState.VERIFIED:
        assert (step, verified) == (FamilyStep.REQUEST_ACCESS, FamilyStep.OPEN_RECORD)
    else:
        assert step == verified
        assert step not in (FamilyStep.REQUEST_ACCESS, FamilyStep.OPEN_RECORD)
    assert next_step(state, grown_up=True, lapsed=True, record_open=True) is FamilyStep.GROWN_UP
    assert next_step(state, grown_up=False, lapsed=True, record_open=True) is FamilyStep.ASK_IN_PERSON
