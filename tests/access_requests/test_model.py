"""Requests, grants, birthdays, revocations in any order, against a small reference model: no access without its ground.

Chance alone seldom brings the steps of a rule together, so each rule has an order of its own that is always tried.
"""

from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st

from tests.access_requests.acts import Life
from tests.access_requests.reference_access import CHILDREN, OWN, PARENTS, RECORDS, Pair
from tests.access_requests.resetting import as_the_demo_has_it
from tests.client import Site
from tests.reads.conftest import examples
from tests.reads.test_reference import LONG

LOGINS = tuple(OWN)
_link = st.tuples(st.sampled_from(PARENTS), st.sampled_from(CHILDREN))
_pair = st.one_of(_link, st.tuples(st.sampled_from(LOGINS), st.sampled_from(RECORDS)))
# What people want comes up oftener than what courts and birthdays do.
ACTION = st.one_of(
    *(st.tuples(st.just(name), _pair) for name in ("ask", "ask", "ask", "decide", "decide", "cancel", "sign_in")),
    *(st.tuples(st.just(name), _link) for name in ("hand_over", "end_link", "link", "restrict", "lift")),
    *(st.tuples(st.just(name), _link) for name in ("grow_up", "be_fourteen", "be_sixteen", "emancipate")),
    *(st.tuples(st.just(name), _pair) for name in ("lapse", "insure", "sink", "rise", "sweep", "run_out")),
    st.one_of(
        *(st.tuples(st.just(name), _link) for name in ("terminate", "adopt")),
        *(st.tuples(st.just(name), _pair) for name in ("die", "close")),
    ),
)
_VERA, _PAVEL = ("anna", "Вера"), ("anna", "Павел")
_FATHERS, _OWN = ("sergey", "Вера"), ("pavel", "Павел")


@settings(
    max_examples=examples(10),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
    # An example takes a second, so looking for a shorter one is left to a longer run.
    phases=tuple(Phase) if LONG else (Phase.explicit, Phase.reuse, Phase.generate),
)
@given(actions=st.lists(ACTION, min_size=4, max_size=12))
@example(actions=[("cancel", _VERA), ("sign_in", _VERA), ("ask", _VERA), ("sink", _VERA), ("rise", _VERA)])
@example(
    actions=[("ask", _FATHERS), ("end_link", _FATHERS), ("decide", _FATHERS), ("link", _FATHERS), ("decide", _FATHERS)]
)
@example(actions=[("ask", _FATHERS), ("sink", _FATHERS), ("decide", _FATHERS), ("rise", _FATHERS)])
@example(
    actions=[("grow_up", _PAVEL), ("be_fourteen", _OWN), ("ask", _OWN), ("emancipate", _PAVEL), ("be_sixteen", _OWN)]
)
@example(actions=[("restrict", _VERA), ("sign_in", _VERA), ("ask", _VERA), ("lift", _VERA), ("lapse", _VERA)])
@example(actions=[("run_out", _VERA), ("sign_in", _VERA), ("sweep", _VERA), ("ask", _VERA), ("cancel", _VERA)])
@example(actions=[("hand_over", _VERA), ("run_out", _VERA), ("decide", _VERA)])
@example(
    actions=[("hand_over", _VERA), ("restrict", _FATHERS), ("decide", _VERA), ("lift", _FATHERS), ("decide", _VERA)]
)
@example(actions=[("terminate", _VERA), ("link", _VERA), ("sign_in", _VERA), ("ask", _VERA)])
@example(actions=[("ask", _FATHERS), ("decide", _FATHERS), ("adopt", _FATHERS), ("link", _FATHERS), ("ask", _FATHERS)])
@example(actions=[("ask", _FATHERS), ("adopt", _FATHERS), ("decide", _FATHERS), ("sign_in", _FATHERS)])
@example(actions=[("die", _VERA), ("cancel", _VERA), ("link", _VERA), ("ask", _VERA), ("sign_in", _VERA)])
@example(actions=[("ask", _FATHERS), ("die", ("sergey", "Сергей")), ("decide", _FATHERS), ("sign_in", _FATHERS)])
@example(actions=[("close", _OWN), ("sign_in", _OWN)])
async def test_nobody_reads_what_they_have_no_ground_for(running: Site, actions: list[tuple[str, Pair]]) -> None:
    """ACC-01…06, REP-01, REQ-09, REQ-15: after every step each open session reads what the model says, and no more."""
    await as_the_demo_has_it(running)
    life = Life(running, {login: await running.sign_in(login) for login in LOGINS})
    await life.compare()
    for action, pair in actions:
        note(f"{action} {pair}")
        await life.run(action, pair)
        await life.compare()
