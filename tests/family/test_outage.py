"""Registries that are out, slow or lying: an outage is never a rejection (ACC-09, ACC-10)."""

import datetime as dt
from typing import Any

import pytest

from backend.services.registry_checks import LONGEST_PAUSE, pause
from tests.client import Site
from tests.family.people import WARD, add_child, claim_of, claims, retry_check, script, try_child, withdraw_child

# How often each has to be met before the client gives up: what came back at all is not asked for again at once.
FAULTS = {
    "outage": 3,
    "rate_limit": 3,
    "drop_connection": 3,
    "huge": 1,
    "wrong_shape": 1,
    "contradiction": 1,
    "other_subject": 1,
}
FORMS: dict[str, dict[str, Any]] = {"civil_acts": {}, "guardianship": {**WARD, "patronymic": None}}


@pytest.mark.parametrize("registry", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_only_delays(site: Site, registry: str, fault: str) -> None:
    """ACC-10: kept, with an apology; asked again by itself; a lying answer is none."""
    person = await site.sign_in("sergey")
    script(site, registry, fault, times=FAULTS[fault])
    claim = await add_child(site, person, **FORMS[registry])
    assert (claim["state"], claim["nextStep"]["code"]) == ("UNAVAILABLE", "TRY_LATER")
    assert "Приносим извинения" in claim["nextStep"]["message"]
    assert claim["nextTryAt"] is not None
    assert claim["refusal"] is None
    entered = {name: claim[name] for name in ("familyName", "givenName", "birthDate", "document", "number")}
    await site.work(again=True)
    claim = await claim_of(person, claim["id"])
    assert claim["state"] == "VERIFIED"
    assert {name: claim[name] for name in entered} == entered
    assert len(site.simulator.asked()[registry]) == 1, "every try of a question has one key"
    assert [work["worked"] for work in site.simulator.asked()[registry].values()] == [1]


async def test_a_long_outage_is_asked_about_again_and_again(site: Site) -> None:
    """ACC-10: however long it lasts, and never sooner than half a minute by itself."""
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "outage", times=12)
    claim = await add_child(site, person)
    for attempts in (1, 2, 3, 4):
        check = await site.database.fetchrow("SELECT * FROM registry_check")
        assert (check["state"], check["attempts"]) == ("WAITING", attempts)
        assert dt.timedelta(seconds=10) < check["next_try_at"] - check["asked_at"] <= LONGEST_PAUSE
        assert (await claim_of(person, claim["id"]))["state"] == "UNAVAILABLE"
        await site.work(again=True)
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"
    assert await site.database.fetchval("SELECT count(*) FROM notification WHERE claim_id IS NOT NULL") == 1


def test_pauses_grow_to_an_hour() -> None:
    longest = [max(pause(attempt) for _ in range(50)) for attempt in range(20)]
    assert longest[0] <= dt.timedelta(seconds=30)
    assert all(one <= LONGEST_PAUSE for one in longest)
    assert min(pause(15) for _ in range(50)) >= LONGEST_PAUSE / 2
    assert len({pause(15) for _ in range(50)}) > 40, "scattered"


async def test_an_outage_is_tried_again_by_hand(site: Site) -> None:
    """ACC-10: manual retry keeps the data, and not all the time."""
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "outage", times=3)
    claim = await add_child(site, person)
    assert (await retry_check(person, claim["id"])).codes == ["ASKED_JUST_NOW"]
    site.clock.shift = dt.timedelta(seconds=40)
    assert (await retry_check(person, claim["id"])).added["state"] == "UNAVAILABLE"
    assert (await retry_check(person, claim["id"])).codes == ["ASKED_JUST_NOW"], "not twice at once"
    await site.work()
    claim = await claim_of(person, claim["id"])
    assert claim["state"] == "VERIFIED"
    assert (await retry_check(person, claim["id"])).codes == ["WRONG_STATE"]
    await site.work(again=True)
    assert (await claims(person)) == [claim], "the try that was planned finds its answer there"


async def test_a_slow_registry_holds_nobody_up(site: Site) -> None:
    """ACC-09: the mutation answers at once; the answer is waited for in the background."""
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "slow", seconds=0.3)
    claim = (await try_child(site, person)).added
    assert claim["state"] == "CHECKING"
    assert sum(work["requests"] for work in site.simulator.asked()["civil_acts"].values()) == 0
    await site.work()
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"


async def test_a_withdrawn_claim_is_asked_about_no_more(site: Site) -> None:
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "outage", times=3)
    claim = await add_child(site, person)
    await withdraw_child(person, claim["id"])
    before = site.simulator.asked()["civil_acts"]
    await site.work(again=True)
    assert site.simulator.asked()["civil_acts"] == before
    assert await site.database.fetchval("SELECT state FROM registry_check") == "DROPPED"
