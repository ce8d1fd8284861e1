"""PAP-09: that the policy which opens a record ends, or goes to another region, is told 30 days before and shown meanwhile."""

import datetime as dt
from typing import Any

import pytest

from backend.demo.load import moscow_today
from backend.services.queue import defer
from tests.client import Site

GRANTS = "{ viewer { accessGrants { patientId policyEndsOn } } }"
NEWS = "{ viewer { notifications(first: 50) { nodes { kind text aboutDay patientId } } } }"
DAY = dt.timedelta(days=1)


async def _ends(site: Site, patient: str, on: dt.date | None) -> None:
    await site.database.execute(
        "UPDATE insurance_policy SET valid_until = $2 WHERE region = '77' AND patient_id = (SELECT id FROM person WHERE patient_key = $1)",
        patient,
        on,
    )


async def _insured(site: Site, patient: str, region: str, since: dt.date) -> None:
    await site.database.execute(
        "INSERT INTO insurance_policy (patient_id, number, region, state, valid_from) "
        "SELECT id, '7700000000000000', $2, 'VALID', $3 FROM person WHERE patient_key = $1",
        patient,
        region,
        since,
    )


async def _told(site: Site, login: str, patient: str) -> list[dict[str, Any]]:
    await defer(site.database, "tell_of_dates")
    await site.work()
    person = await site.sign_in(login)
    news = (await person.data(NEWS))["viewer"]["notifications"]["nodes"]
    return [one for one in news if one["kind"] == "ACCESS_ENDING" and one["patientId"] == patient]


async def _shown(site: Site, login: str, patient: str) -> str | None:
    person = await site.sign_in(login)
    grants = (await person.data(GRANTS))["viewer"]["accessGrants"]
    day: str | None = next(one["policyEndsOn"] for one in grants if one["patientId"] == patient)
    return day


@pytest.mark.parametrize(("days", "warned"), [(31, False), (30, True), (0, True), (-1, False)])
async def test_an_ending_policy_is_told_of_thirty_days_before(site: Site, days: int, warned: bool) -> None:
    """PAP-09: once a last day, to everyone to whom it keeps the record open; afterwards the record is closed and says why."""
    patient, day = await site.patient("Михаил"), moscow_today() + days * DAY
    await _ends(site, patient, day)
    for _ in range(2):
        told = [one for one in await _told(site, "anna", patient) if one["aboutDay"] == day.isoformat()]
    assert len(told) == warned
    assert not warned or "закончится полис" in told[0]["text"]
    assert await _shown(site, "anna", patient) == (day.isoformat() if warned else None)
    await _ends(site, patient, None)
    await site.database.execute("DELETE FROM notification WHERE kind = 'ACCESS_ENDING'")


async def test_a_policy_that_goes_on_ends_the_warning_and_one_of_another_region_says_so(site: Site) -> None:
    patient, day = await site.patient("Михаил"), moscow_today() + 10 * DAY
    await _ends(site, patient, day)
    await _insured(site, patient, "50", day + DAY)
    [told] = await _told(site, "anna", patient)
    assert "другого региона" in told["text"] and await _shown(site, "anna", patient) == day.isoformat()
    await site.database.execute("DELETE FROM notification WHERE kind = 'ACCESS_ENDING'")
    await _insured(site, patient, "77", day + DAY)
    assert await _told(site, "anna", patient) == [] and await _shown(site, "anna", patient) is None
    # Who has no access is told nothing.
    await site.database.execute("DELETE FROM insurance_policy WHERE number = '7700000000000000'")
    assert await _told(site, "sergey", patient) == []
    await _ends(site, patient, None)
