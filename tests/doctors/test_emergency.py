"""Break-glass: a reason, four hours, read only; told at once, reviewed within one working day (policy.md, Conditions)."""

import asyncio
import datetime as dt

from tests.client import Site
from tests.doctors.visits import EMERGENCY, LOG, QUEUE, REVIEW, TIMELINE, done, opens, refused, run

REASON = "Без сознания, поступил по скорой, нужен анамнез"
TOLD = "{ viewer { notifications(first: 20) { nodes { kind title text patientId } } } }"


async def _kinds(site: Site, login: str) -> list[str]:
    found = await (await site.sign_in(login)).data(TOLD)
    return [one["kind"] for one in found["viewer"]["notifications"]["nodes"]]


async def test_it_opens_everything_for_four_hours_and_everybody_is_told(site: Site) -> None:
    petrova, pavel = await site.sign_in("petrova"), await site.patient("Павел", "Соколов")
    assert await refused(petrova, EMERGENCY, patientId=pavel, reason="срочно") == "REASON_TOO_SHORT"
    assert not await opens(petrova, pavel)
    access = (await done(petrova, EMERGENCY, patientId=pavel, reason=REASON))["access"]
    assert dt.datetime.fromisoformat(access["until"]) - site.clock() > dt.timedelta(hours=3, minutes=59)
    assert await opens(petrova, pavel)
    notices = (await petrova.data(TIMELINE, id=pavel))["record"]["timeline"]["notices"]
    assert notices == []
    assert "BREAK_GLASS" in await _kinds(site, "pavel")
    # From 15 the log is the teenager's own, and so is the news of it.
    assert "BREAK_GLASS" not in await _kinds(site, "anna")
    assert "BREAK_GLASS" in await _kinds(site, "auditor")
    assert "BREAK_GLASS" not in await _kinds(site, "sergey")
    assert "BREAK_GLASS" not in await _kinds(site, "stranger")
    log = (await (await site.enter("pavel")).data(LOG, id=pavel))["record"]["accessLog"]["nodes"]
    [act] = [one for one in log if one["operation"] == "openInEmergency"]
    assert act["who"].startswith("Петрова") and act["standings"] == ["EMERGENCY_DOCTOR"]
    site.clock.shift = dt.timedelta(hours=4, seconds=1)
    assert not await opens(await site.sign_in("petrova"), pavel)


async def test_who_represents_a_child_is_told_and_hears_the_verdict(site: Site) -> None:
    petrova, misha = await site.sign_in("petrova"), await site.patient("Михаил", "Соколов")
    await done(petrova, EMERGENCY, patientId=misha, reason=REASON)
    auditor = await site.sign_in("auditor")
    [waiting] = (await auditor.data(QUEUE))["breakGlassAccesses"]["nodes"]
    given = {"id": waiting["id"], "verdict": "NOT_JUSTIFIED", "text": "Врач не дежурил, ребёнок был дома"}
    assert (await done(auditor, REVIEW, **given))["access"]
    assert (await _kinds(site, "anna")).count("BREAK_GLASS") == 2
    assert "BREAK_GLASS" not in await _kinds(site, "stranger")


async def test_it_writes_nothing(site: Site) -> None:
    petrova, pavel = await site.sign_in("petrova"), await site.patient("Павел", "Соколов")
    await done(petrova, EMERGENCY, patientId=pavel, reason=REASON)
    note = "mutation($input: MakeVisitCodeInput!) { makeVisitCode(input: $input) { code userErrors { code } } }"
    assert (await petrova.data(note, input={"patientId": pavel}))["makeVisitCode"]["userErrors"] == [
        {"code": "FORBIDDEN"}
    ]


async def test_asked_for_twice_it_is_one_access(site: Site) -> None:
    petrova, pavel = await site.sign_in("petrova"), await site.patient("Павел", "Соколов")
    await asyncio.gather(*(done(petrova, EMERGENCY, patientId=pavel, reason=REASON) for _ in range(3)))
    assert await site.database.fetchval("SELECT count(*) FROM break_glass_access") == 1


async def test_nobody_opens_somebody_who_is_not_there(site: Site) -> None:
    petrova = await site.sign_in("petrova")
    assert await refused(petrova, EMERGENCY, patientId="A" * 22, reason=REASON) == "PERSON_NOT_FOUND"


async def test_a_security_officer_reviews_it_once_and_learns_nothing_of_the_record(site: Site) -> None:
    petrova, pavel = await site.sign_in("petrova"), await site.patient("Павел", "Соколов")
    await done(petrova, EMERGENCY, patientId=pavel, reason=REASON)
    auditor = await site.sign_in("auditor")
    found = (await auditor.data(QUEUE))["breakGlassAccesses"]
    [waiting] = found["nodes"]
    assert waiting["doctor"].startswith("Петрова") and waiting["reason"] == REASON and "517" in waiting["organization"]
    assert pavel not in str(found) and "Соколов" not in str(found) and not waiting["overdue"]
    given = {"id": waiting["id"], "verdict": "NOT_JUSTIFIED", "text": "Врач не дежурил, пациент был в школе"}
    assert await refused(auditor, REVIEW, **{**given, "text": "нет"}) == "WRONG_LENGTH"
    answers = await asyncio.gather(*(run(auditor, REVIEW, **given) for _ in range(2)))
    assert sorted(bool(answer["access"]) for answer in answers) == [False, True]
    assert (await auditor.data(QUEUE))["breakGlassAccesses"]["nodes"] == []
    [reviewed] = (await auditor.data(QUEUE, reviewed=True))["breakGlassAccesses"]["nodes"]
    assert reviewed["verdict"] == "NOT_JUSTIFIED" and reviewed["reviewedBy"] == "auditor"
    told = (await (await site.sign_in("pavel")).data(TOLD))["viewer"]["notifications"]["nodes"]
    assert any("необоснованным" in one["text"] for one in told)


async def test_what_waits_past_its_working_day_is_overdue(site: Site) -> None:
    petrova, pavel = await site.sign_in("petrova"), await site.patient("Павел", "Соколов")
    await done(petrova, EMERGENCY, patientId=pavel, reason=REASON)
    site.clock.shift = dt.timedelta(days=12)
    found = (await (await site.sign_in("auditor")).data(QUEUE))["breakGlassAccesses"]
    assert found["overdueCount"] == 1 and found["nodes"][0]["overdue"]
