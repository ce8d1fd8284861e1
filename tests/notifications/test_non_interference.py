"""Non-interference of notices as a property: rows that a reader may not see change nothing of what the reader is told (policy.md 5)."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.models.vocabulary import Kind, Label
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from tests.client import Person, Site
from tests.emptying import empty
from tests.notifications.telling import MARK, an_entry, listed, person

RELEASED = dt.datetime(2024, 5, 6, 9, tzinfo=dt.UTC)
# What Pavel's mother may see of his record, and what she may not.
SEEN: tuple[dict[str, Any], ...] = (
    {},
    {"kind": Kind.VACCINATIONS},
    {"labels": Label.HIV, "released_at": RELEASED},
)
UNSEEN: tuple[dict[str, Any], ...] = (
    {"labels": Label.STI, "released_at": RELEASED},
    {"labels": Label.HIV},
    {"kind": Kind.HEALTH_DIARY},
    {"kind": Kind.PREGNANCY_CARE},
    {"confidentiality": 2},
    {"event_date": dt.date(2018, 1, 1)},
    {"kind": Kind.EXAMINATION_PROTOCOLS, "labels": Label.PSYCHIATRY, "released_at": RELEASED},
)
# A step stores an entry, withdraws the newest one, marks all as read, or lets half a day pass.
STEPS = st.one_of(
    st.tuples(st.just("seen"), st.integers(0, len(SEEN) - 1)),
    st.tuples(st.just("unseen"), st.integers(0, len(UNSEEN) - 1)),
    st.tuples(st.just("withdraw seen"), st.just(0)),
    st.tuples(st.just("withdraw unseen"), st.just(0)),
    st.tuples(st.just("read"), st.just(0)),
    st.tuples(st.just("half a day"), st.just(0)),
)


async def _told(site: Site, anna: Person, steps: list[tuple[str, int]], *, unseen: bool) -> list[Any]:
    """What Anna is told after the steps, each a minute after the other; without `unseen` only those that she may see."""
    await empty(site.database, "notification")
    await site.database.execute("DELETE FROM record_entry WHERE title = 'Сифилис, антитела'")
    site.clock.shift = dt.timedelta()
    pavel = await person(site, "Павел")
    policy = await row_policy(site.database, sensitive_teen=True, teen_hide=False)
    # One start for both worlds, early in a Moscow day: a day of the one is a day of the other.
    start = dt.datetime.combine(site.clock().date(), dt.time(0, 0), dt.UTC)
    now, stored = start, {"seen": [0], "unseen": [0]}
    for what, which in steps:
        now += dt.timedelta(hours=12) if what == "half a day" else dt.timedelta(minutes=1)
        hidden = "unseen" in what
        if hidden and not unseen:
            continue
        if what in stored:
            how = dict((UNSEEN if hidden else SEEN)[which])
            stored[what].append(await an_entry(site, pavel, **how))
            async with site.database.transaction():
                await new_entries(site.database, policy, ["77"], [(pavel, stored[what][-1])], now)
        elif what.startswith("withdraw"):
            newest = stored["unseen" if hidden else "seen"][-1]
            await site.database.execute("UPDATE record_entry SET status = 2 WHERE id = $1", newest)
        elif what == "read":
            await anna.data(MARK, input={"all": True})
    found = await listed(anna, first=100)
    nodes = [node for node in found["nodes"] if node["kind"] == "NEW_RESULT"]
    for node in nodes:
        node["createdAt"] = (dt.datetime.fromisoformat(node["createdAt"]) - start).total_seconds()
        node["readAt"] = node["readAt"] is not None
        del node["id"]
    return [nodes, found["totalCount"], found["unreadCount"]]


async def test_rows_that_a_reader_may_not_see_change_nothing_of_what_they_are_told(site: Site) -> None:
    anna = await site.sign_in("anna")

    # Drawn first and run after: the property needs this loop's connection.
    examples: list[list[tuple[str, int]]] = []

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, min_size=1, max_size=8))
    def draw(steps: list[tuple[str, int]]) -> None:
        examples.append(steps)

    draw()
    for steps in examples:
        with_unseen = await _told(site, anna, steps, unseen=True)
        assert with_unseen == await _told(site, anna, steps, unseen=False), steps
    await site.database.execute("DELETE FROM record_entry WHERE title = 'Сифилис, антитела'")
