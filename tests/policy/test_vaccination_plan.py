"""The vaccination plan: what is due, late, coming, closed; what can no longer be made up is left out."""

import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Site
from tests.world import World

PLAN = "query($id: ID!) { record(patientId: $id) { vaccinationPlan { code status dueOn doneOn riskGroupOnly } } }"
CHILD, TEEN, ADULT = Standing.PARENT_OF_CHILD, Standing.SELF_TEEN, Standing.SELF_ADULT
DAY = dt.timedelta(days=1)
# Age in years and days, then what was given: (infection, status, days ago, more columns); then the items to look at.
CASES: list[tuple[str, Standing, int, int, list[tuple[str, str, int, dict[str, Any]]], dict[str, str | None]]] = [
    ("a newborn's first week", CHILD, 0, 2, [], {"HEPB_1": "DUE", "BCG": "UPCOMING", "HEPB_4": None}),
    ("a dose on time", CHILD, 0, 40, [("HEPATITIS_B", "DONE", 40, {})], {"HEPB_1": "DONE", "HEPB_2": "DUE"}),
    ("a dose over its grace", CHILD, 0, 100, [("HEPATITIS_B", "DONE", 100, {})], {"HEPB_2": "LATE", "DTP_1": "DUE"}),
    ("a combined vaccine", CHILD, 1, 200, [("POLIO", "DONE", 300, {}), ("POLIO", "DONE", 200, {})],
     {"POLIO_1": "DONE", "POLIO_2": "DONE", "POLIO_3": "LATE", "DTP_1": "LATE"}),
    ("a fourth dose in a risk group shows once it is done", CHILD, 2, 0,
     [("HEPATITIS_B", "DONE", 700 - n, {}) for n in range(4)], {"HEPB_3": "DONE", "HEPB_4": "DONE"}),
    ("a permanent exemption", CHILD, 4, 0, [("MEASLES", "EXEMPT", 900, {"exemption_kind": "PERMANENT"})],
     {"MMR_1": "EXEMPT", "MMR_R": "EXEMPT"}),
    ("a temporary exemption closes what is due", CHILD, 4, 0,
     [("MEASLES", "EXEMPT", 9, {"exemption_kind": "TEMPORARY", "exemption_until": 30})],
     {"MMR_1": "EXEMPT", "MMR_R": "UPCOMING"}),
    ("a temporary exemption that has ended", CHILD, 4, 0,
     [("MEASLES", "EXEMPT", 90, {"exemption_kind": "TEMPORARY", "exemption_until": -1})], {"MMR_1": "LATE"}),
    ("a refusal", CHILD, 4, 0, [("MEASLES", "REFUSED", 90, {})], {"MMR_1": "REFUSED", "MMR_R": "UPCOMING"}),
    ("a refusal taken back", CHILD, 4, 0, [("POLIO", "REFUSED", 900, {}), ("POLIO", "DONE", 300, {})],
     {"POLIO_1": "DONE", "POLIO_2": "LATE"}),
    ("what can no longer be made up", TEEN, 16, 0, [], {"HIB_1": None, "PCV_1": None, "BCG": None, "MMR_1": "LATE"}),
    ("an adult without a childhood on record", ADULT, 30, 0, [],
     {"DTP_1": None, "DT_R3": None, "DT_24": "LATE", "DT_34": "UPCOMING", "DT_44": None}),
    ("an adult's booster is no childhood dose", ADULT, 30, 0, [("DIPHTHERIA", "DONE", 5 * 365, {})],
     {"DTP_1": None, "DT_24": "DONE", "DT_34": "UPCOMING"}),
    ("a decade that has passed", ADULT, 45, 0, [], {"DT_24": None, "DT_34": None, "DT_44": "DUE", "DT_54": "UPCOMING"}),
    ("influenza in November", CHILD, 4, 0, [], {"INFLUENZA": "DUE"}),
    ("influenza done in September", CHILD, 4, 0, [("INFLUENZA", "DONE", 60, {})], {"INFLUENZA": "DONE"}),
    ("influenza of last year", CHILD, 4, 0, [("INFLUENZA", "DONE", 400, {})], {"INFLUENZA": "DUE"}),
    ("influenza refused this season", CHILD, 4, 0, [("INFLUENZA", "REFUSED", 30, {})], {"INFLUENZA": "REFUSED"}),
    ("influenza refused last season", CHILD, 4, 0, [("INFLUENZA", "REFUSED", 400, {})], {"INFLUENZA": "DUE"}),
    ("an adult outside the risk groups", ADULT, 30, 0, [], {"INFLUENZA": None}),
    ("from sixty on", ADULT, 61, 0, [], {"INFLUENZA": "DUE"}),
]  # fmt: skip
# A day in the influenza season after all grants of the world began.
TODAY = dt.datetime(dt.datetime.now(dt.UTC).year + 1, 11, 20, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
async def test_an_item_stands_where_the_schedule_puts_it(world: tuple[Site, World], case: Any) -> None:
    site, made = world
    _, standing, years, days, given, wanted = case
    patient, today = made.patients[standing], TODAY.date()
    birthday = dt.date(today.year - years, today.month, today.day) - days * DAY
    site.clock.shift = TODAY - dt.datetime.now(dt.UTC)
    database = made.database
    birth = await database.fetchval("SELECT birth_date FROM person WHERE id = $1", patient)
    cards = await database.fetch("SELECT id, expires_at, card_until, card_used_at FROM session")
    written: list[int] = []
    try:
        await database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", patient, birthday)
        await database.execute(
            "UPDATE session SET expires_at = $1, card_until = $1, card_used_at = $2", TODAY + 9 * DAY, TODAY
        )
        await database.execute("DELETE FROM record_entry WHERE patient_id = $1 AND kind = 4", patient)
        for infection, status, ago, more in given:
            id_ = await made.entry(patient, Kind.VACCINATIONS, on=today - ago * DAY)
            written.append(id_)
            until = more.get("exemption_until")
            await database.execute(
                "UPDATE vaccination SET infections = $2, status = $3, exemption_kind = $4, exemption_until = $5 WHERE entry_id = $1",
                id_, [infection], status, more.get("exemption_kind"), today + until * DAY if until is not None else None,
            )  # fmt: skip
        answer = await site.ask(PLAN, made.tokens[standing], id=made.patient_key(standing))
        plan = {item["code"]: item for item in answer["data"]["record"]["vaccinationPlan"]}
        assert {code: plan[code]["status"] if code in plan else None for code in wanted} == wanted
        assert all(item["doneOn"] is not None for item in plan.values() if item["status"] == "DONE")
        assert all(item["status"] == "DONE" for item in plan.values() if item["riskGroupOnly"])
    finally:
        site.clock.shift = dt.timedelta()
        await database.execute(
            "DELETE FROM record_entry WHERE patient_id = $1 AND id = ANY ($2::bigint[])", patient, written
        )
        await database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", patient, birth)
        await database.executemany(
            "UPDATE session SET expires_at = $2, card_until = $3, card_used_at = $4 WHERE id = $1",
            [tuple(card) for card in cards],
        )
