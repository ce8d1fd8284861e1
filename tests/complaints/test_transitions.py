"""CMP-03: every state, event and side of a complaint; what is no row of the table changes nothing."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from backend.models.complaint import ComplaintEvent, ComplaintState
from backend.models.moscow import moscow_day
from backend.services.complaints.transitions import Side, after
from tests.client import Site
from tests.complaints import documents
from tests.complaints.people import code_of, done, filed, refused, services
from tests.emptying import empty

# Written down from requirements.md and the issue, apart from the program's own table.
WANTED = """
- FILED COMPLAINANT -> RECEIVED 5
RECEIVED CLINIC_ASKED INSURER -> CLINIC_REQUESTED 5
CLINIC_REQUESTED CLINIC_AGREED CLINIC -> EXPERTISE 10
CLINIC_REQUESTED CLINIC_OBJECTED CLINIC -> EXPERTISE 10
CLINIC_REQUESTED CLINIC_SILENT INSURER -> EXPERTISE 10
EXPERTISE UPHELD INSURER -> DECIDED 5
EXPERTISE REJECTED INSURER -> DECIDED -
DECIDED CORRECTED CLINIC -> DECIDED -
RECEIVED WITHDRAWN COMPLAINANT -> WITHDRAWN -
CLINIC_REQUESTED WITHDRAWN COMPLAINANT -> WITHDRAWN -
EXPERTISE WITHDRAWN COMPLAINANT -> WITHDRAWN -
"""


def test_a_complaint_moves_as_the_requirements_say_and_in_no_other_way() -> None:
    table = {}
    for row in WANTED.strip().splitlines():
        before, event, side, _, state, days = row.split()
        table[before, event, side] = (state, None if days == "-" else int(days))
    for state, event, side in product([None, *ComplaintState], ComplaintEvent, Side):
        assert after(state, event, side) == table.get((state.value if state else "-", event.value, side.value))


ACTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "ask": ("insurer", documents.ASK, {"question": documents.QUESTION}),
    "go on": ("insurer", documents.GO_ON, {}),
    "uphold": ("insurer", documents.DECIDE, {"reason": "NOT_RENDERED", "text": "Услуга не подтверждена документами."}),
    "reject": ("insurer", documents.DECIDE, {"reason": "NOT_PROVEN", "text": "Доводы ничем не подтверждаются."}),
    "answer": ("petrova", documents.ANSWER, {"agrees": True, "text": "Согласны, в реестр попала ошибка."}),
    "correct": ("petrova", documents.CORRECT, {"withdrawn": True}),
    "withdraw": ("anna", documents.WITHDRAW, {}),
}
# How a complaint comes to each place, and what may be done there: everything else is refused.
PLACES: list[tuple[str, list[str], set[str]]] = [
    ("received", [], {"ask", "withdraw"}),
    ("with the clinic", ["ask"], {"answer", "withdraw"}),
    ("in expertise", ["ask", "answer"], {"uphold", "reject", "withdraw"}),
    ("upheld", ["ask", "answer", "uphold"], {"correct"}),
    ("rejected", ["ask", "answer", "reject"], set()),
    ("withdrawn", ["ask", "withdraw"], set()),
    ("corrected", ["ask", "answer", "uphold", "correct"], set()),
]


async def _person(site: Site, login: str) -> Any:
    return await (site.sign_in(login) if login == "petrova" else site.enter(login))


async def _fresh(site: Site) -> str:
    """A complaint of anna's about a service of Миша's that petrova's clinic made."""
    await empty(site.database, "complaint")
    await site.database.execute(
        "UPDATE record_entry SET status = 0 WHERE kind = 15 AND version = (SELECT max(v.version) FROM record_entry v "
        "WHERE v.patient_id = record_entry.patient_id AND v.set_id = record_entry.set_id)"
    )
    anna = await site.enter("anna")
    service = (await services(anna, await site.patient("Михаил"), "ДГП № 517"))[0]
    return str((await filed(site, service["id"]))["id"])


@pytest.mark.parametrize(("path", "allowed"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
async def test_each_act_is_allowed_in_its_state_alone(site: Site, path: list[str], allowed: set[str]) -> None:
    people = {login: await _person(site, login) for login in ("anna", "insurer", "petrova")}
    for act in ACTS:
        id_ = await _fresh(site)
        for step in path:
            login, mutation, given = ACTS[step]
            await done(people[login], mutation, id=id_, **given)
        login, mutation, given = ACTS[act]
        if act in allowed:
            await done(people[login], mutation, id=id_, **given)
        else:
            before = await site.database.fetchrow("SELECT * FROM complaint")
            # A clinic that was never asked does not know of the complaint.
            unknown = login == "petrova" and "ask" not in path
            assert await refused(people[login], mutation, id=id_, **given) == (
                "NOT_FOUND" if unknown else "WRONG_STATE"
            )
            assert await site.database.fetchrow("SELECT * FROM complaint") == before


async def test_each_step_has_its_term_in_working_days_and_silence_ends_it(site: Site) -> None:
    """The day of the step is not counted; the insurer goes on once the clinic's term has passed, and not before."""
    id_, insurer = await _fresh(site), await site.enter("insurer")
    asked = await done(insurer, documents.ASK, id=id_, question=documents.QUESTION)
    due = dt.datetime.fromisoformat(asked["dueAt"])
    assert moscow_day(due) > moscow_day(site.clock()) and not asked["mayGoOn"]
    assert await refused(insurer, documents.GO_ON, id=id_) == "WRONG_STATE"
    site.clock.shift = due - dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    insurer = await site.sign_in("insurer")
    assert (await insurer.data(documents.INSURER_SEES, id=id_))["insurerComplaint"]["overdue"]
    went_on = await done(insurer, documents.GO_ON, id=id_)
    assert went_on["state"] == "EXPERTISE"
    assert (
        await refused(await site.sign_in("petrova"), documents.ANSWER, id=id_, agrees=True, text=documents.QUESTION)
        == "WRONG_STATE"
    )


async def test_what_is_written_is_some_words_and_not_too_many(site: Site) -> None:
    id_, insurer = await _fresh(site), await site.enter("insurer")
    for question in ("", "   коротко   ", "ы" * 2001, "нулевой\0байт в тексте"):
        assert await refused(insurer, documents.ASK, id=id_, question=question) == "COMPLAINT_TEXT"
    anna = await site.enter("anna")
    assert await code_of(anna, documents.SEE, id=id_[:-1] + "A") == "FORBIDDEN"
