"""A teenager shares a class or the diary with one representative, and stops (policy.md, Conditions, footnote 10)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.models.ages import birthday
from backend.policy.ladder import ahead
from backend.policy.rows import RowPolicy
from backend.policy.standing import Standing
from tests.client import Person, Site

SHARE = """mutation($input: ShareWithRepresentativeInput!) { shareWithRepresentative(input: $input) {
  accessToMe { displayName sharedClasses diaryShared hiddenClasses hiddenSections } userErrors { code field message } } }"""
WHO = "{ viewer { accessToMe { id displayName standing shareableClasses sharedClasses diaryShared } } }"
READ = """query($id: ID!) { record(patientId: $id) {
  healthDiary(first: 50) { nodes { id } notices { code } } labReports(first: 100) { nodes { id } }
  timeline(first: 100) { nodes { id title } totalCount } availableSections { section count } } }"""


async def _link(teen: Person) -> dict[str, Any]:
    [one] = (await teen.data(WHO))["viewer"]["accessToMe"]
    return dict(one)


async def _share(teen: Person, classes: list[str], diary: bool, id_: str | None = None) -> dict[str, Any]:
    given = {"id": id_ or (await _link(teen))["id"], "classes": classes, "diary": diary}
    return dict((await teen.data(SHARE, input=given))["shareWithRepresentative"])


async def _sees(site: Site, reader: Person) -> set[str]:
    found = await reader.data(READ, id=await site.patient("Павел", "Соколов"))
    return {node["id"] for node in found["record"]["timeline"]["nodes"]}


async def test_the_diary_is_shared_with_the_mother_and_taken_back_for_her_very_next_request(site: Site) -> None:
    pavel, anna = await site.enter("pavel"), await site.enter("anna")
    key = await site.patient("Павел", "Соколов")
    before = await anna.data(READ, id=key)
    assert before["record"]["healthDiary"]["nodes"] == []
    done = await _share(pavel, [], True)
    assert done["userErrors"] == [] and done["accessToMe"]["diaryShared"] is True
    assert "HEALTH_DIARY" not in done["accessToMe"]["hiddenSections"]
    shared = await anna.data(READ, id=key)
    assert len(shared["record"]["healthDiary"]["nodes"]) > 0
    assert "HEALTH_DIARY" in {one["section"] for one in shared["record"]["availableSections"]}
    await _share(pavel, [], False)
    assert await anna.data(READ, id=key) == before, "not a byte of it is left"


async def test_a_class_is_shared_alone(site: Site) -> None:
    pavel, anna = await site.enter("pavel"), await site.enter("anna")
    before = await _sees(site, anna)
    done = await _share(pavel, ["STI"], False)
    assert done["accessToMe"]["sharedClasses"] == ["STI"]
    assert "STI" not in done["accessToMe"]["hiddenClasses"] and "PSYCHIATRY" in done["accessToMe"]["hiddenClasses"]
    with_sti = await _sees(site, anna)
    await _share(pavel, ["STI", "PSYCHIATRY"], False)
    with_both = await _sees(site, anna)
    assert before < with_sti < with_both <= await _sees(site, pavel)
    await _share(pavel, [], False)
    assert await _sees(site, anna) == before


async def test_saying_the_same_again_changes_nothing_and_the_history_stays(site: Site) -> None:
    pavel = await site.enter("pavel")
    count = "SELECT count(*) FROM teen_share"
    for _ in range(2):
        await _share(pavel, ["STI"], True)
        once = await site.database.fetchval(count)
    await _share(pavel, ["STI"], True)
    assert await site.database.fetchval(count) == once
    await _share(pavel, [], False)
    await _share(pavel, [], False)
    assert await site.database.fetchval(count) == once
    assert await site.database.fetchval(f"{count} WHERE ended_at IS NULL") == 0


async def test_of_several_answers_at_once_one_whole_state_stands(site: Site) -> None:
    pavel = await site.enter("pavel")
    link = (await _link(pavel))["id"]
    states = [(["STI"], False), (["PSYCHIATRY"], True), ([], False), (["GENETICS", "STI"], True)]
    answers = await asyncio.gather(*(_share(pavel, classes, diary, link) for classes, diary in states))
    assert all(answer["userErrors"] == [] for answer in answers)
    now = await _link(pavel)
    assert (now["sharedClasses"], now["diaryShared"]) in [
        (sorted(classes, key=["STI", "GENETICS", "PSYCHIATRY"].index), diary) for classes, diary in states
    ]
    assert await site.database.fetchval("SELECT count(*) FROM teen_share WHERE ended_at IS NULL") <= 1
    await _share(pavel, [], False)


@pytest.mark.parametrize("login", ["anna", "igor", "sergey", "olga", "stranger", "petrova", "registrar"])
async def test_nobody_else_shares_for_a_teenager(site: Site, login: str) -> None:
    pavel = await site.enter("pavel")
    link = (await _link(pavel))["id"]
    citizen = login not in ("petrova", "registrar")
    other = await (site.enter(login) if login in ("anna", "igor", "olga", "stranger") else site.sign_in(login))
    answer = await _share(other, ["STI"], True, link)
    assert answer["accessToMe"] is None
    assert answer["userErrors"][0]["code"] in (("FORBIDDEN", "STEP_UP_REQUIRED") if citizen else ("FORBIDDEN",))
    assert (await _link(pavel))["sharedClasses"] == []


async def test_sharing_waits_for_the_code_of_the_record(site: Site) -> None:
    """REQ-11: a phone left open gives nothing away."""
    pavel = await site.sign_in("pavel")
    answer = await _share(pavel, ["STI"], True)
    assert [one["code"] for one in answer["userErrors"]] == ["STEP_UP_REQUIRED"]


@pytest.mark.parametrize("wrong", ["", "x", "А" * 22])
async def test_an_id_of_nothing_is_not_found(site: Site, wrong: str) -> None:
    pavel = await site.enter("pavel")
    answer = await _share(pavel, [], True, wrong or await site.patient("Павел", "Соколов"))
    assert [one["code"] for one in answer["userErrors"]] == ["NOT_FOUND"]


async def test_sharing_stands_in_the_log_of_the_record(site: Site) -> None:
    pavel = await site.enter("pavel")
    await _share(pavel, ["STI"], False)
    await _share(pavel, [], False)
    names = await site.database.fetch(
        "SELECT operation FROM access_log l JOIN person p ON p.id = l.patient_id WHERE p.patient_key = $1 ORDER BY seq DESC LIMIT 2",
        await site.patient("Павел", "Соколов"),
    )
    assert [row["operation"] for row in names] == ["shareWithRepresentative"] * 2


PLANS = """{ viewer { accessPlans { displayName mine standing
  ahead { on age standing hiddenSections hiddenClasses hiddenFields { type name } } } } }"""


async def test_the_plan_says_what_each_birthday_takes_from_whom(site: Site) -> None:
    """ACC-04, ACC-05, REP-10: by date alone; both sides see the same."""
    anna, olga, pavel = await site.sign_in("anna"), await site.sign_in("olga"), await site.sign_in("pavel")
    plans = {one["displayName"]: one for one in (await anna.data(PLANS))["viewer"]["accessPlans"]}
    misha = next(plan for name, plan in plans.items() if "Михаил" in name)
    assert [(step["age"], step["standing"]) for step in misha["ahead"]] == [(15, "PARENT_OF_TEEN"), (18, None)]
    assert "HEALTH_DIARY" in misha["ahead"][0]["hiddenSections"] and "STI" in misha["ahead"][0]["hiddenClasses"]
    born = await site.database.fetchval("SELECT birth_date FROM person WHERE given_name = 'Михаил'")
    assert misha["ahead"][0]["on"] == birthday(born, 15).isoformat()
    timur = next(plan for plan in (await olga.data(PLANS))["viewer"]["accessPlans"] if "Тимур" in plan["displayName"])
    assert [(step["age"], step["standing"]) for step in timur["ahead"]] == [
        (14, "TRUSTEE_OF_CHILD"),
        (15, "TRUSTEE_OF_TEEN"),
        (18, None),
    ]
    of_pavel = (await pavel.data(PLANS))["viewer"]["accessPlans"]
    [mother] = [plan for plan in of_pavel if not plan["mine"]]
    hers = next(plan for name, plan in plans.items() if "Павел" in name)
    assert mother["ahead"] == hers["ahead"] and [step["standing"] for step in mother["ahead"]] == [None]
    assert [(step["age"], step["standing"]) for plan in of_pavel if plan["mine"] for step in plan["ahead"]] == [
        (18, "SELF_ADULT")
    ]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
def test_a_birthday_never_gives_a_representative_more(standing: Standing) -> None:
    """Each step hides at least what the one before hid, and none comes twice."""
    policy = RowPolicy(True, True, {})
    if standing in (Standing.SELF_TEEN, Standing.SELF_ADULT):
        return
    born, day = dt.date(2020, 2, 29), dt.date(2026, 1, 1)
    hidden, last = policy.hidden(standing), day
    for step in ahead(standing, born, day):
        assert step.on > last and step.on == birthday(born, step.age)
        last = step.on
        if step.becomes is not None:
            assert policy.hidden(step.becomes) & hidden == hidden
            hidden = policy.hidden(step.becomes)


EYES = """{ availableSections { section count } patient { displayName address phone }
  timeline(first: 100) { totalCount nodes { id section title document { original } } notices { code } }
  examinationProtocols(first: 50) { nodes { id complaints socialHistory } notices { code } }
  labReports(first: 100) { nodes { id conclusion results { name value } } } healthDiary(first: 50) { nodes { id note } }
  allergies { substance } medications { name } conditions { wording } vaccinationPlan { code status } }"""
AS_SEEN = f"query($id: ID!) {{ recordAsSeenBy(id: $id) {EYES} }}"
AS_READ = f"query($id: ID!) {{ record(patientId: $id) {EYES} }}"


async def test_the_teenager_sees_the_record_exactly_as_the_mother_does(site: Site) -> None:
    """Byte for byte, with what is shared and without; and only while both have their right."""
    pavel, anna = await site.enter("pavel"), await site.enter("anna")
    link, key = (await _link(pavel))["id"], await site.patient("Павел", "Соколов")
    seen = []
    for classes, diary in (([], False), (["PSYCHIATRY"], True)):
        await _share(pavel, classes, diary)
        shown, read = await pavel.ask(AS_SEEN, id=link), await anna.ask(AS_READ, id=key)
        assert "errors" not in shown
        assert shown["data"]["recordAsSeenBy"] == read["data"]["record"]
        changed = str(shown["extensions"]["redactions"]).replace("recordAsSeenBy", "record")
        assert changed == str(read["extensions"]["redactions"])
        seen.append(shown["data"])
    assert seen[0] != seen[1]
    await _share(pavel, [], False)


@pytest.mark.parametrize("login", ["anna", "igor", "olga", "stranger"])
async def test_nobody_else_looks_through_the_mothers_eyes(site: Site, login: str) -> None:
    link = (await _link(await site.enter("pavel")))["id"]
    other = await site.enter(login)
    answer = await other.ask(AS_SEEN, id=link)
    assert answer["data"]["recordAsSeenBy"] is None
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_eyes_need_the_code_and_an_id_of_a_link(site: Site) -> None:
    pavel, fresh = await site.enter("pavel"), await site.sign_in("pavel")
    link, key = (await _link(pavel))["id"], await site.patient("Павел", "Соколов")
    assert (await fresh.ask(AS_SEEN, id=link))["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    for wrong in (key, "x", ""):
        assert (await pavel.ask(AS_SEEN, id=wrong))["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    both = "query($id: ID!, $p: ID!) { recordAsSeenBy(id: $id) { timeline { totalCount } } record(patientId: $p) { timeline { totalCount } } }"
    counts = (await pavel.ask(both, id=link, p=key))["data"]
    assert counts["recordAsSeenBy"]["timeline"]["totalCount"] < counts["record"]["timeline"]["totalCount"]


async def test_looking_through_another_s_eyes_is_the_teenagers_own_act_in_the_log(site: Site) -> None:
    pavel = await site.enter("pavel")
    await pavel.data(AS_SEEN, id=(await _link(pavel))["id"])
    row = await site.database.fetchrow(
        "SELECT l.standings, a.login FROM access_log l JOIN person p ON p.id = l.patient_id JOIN account a ON a.id = l.account_id "
        "WHERE p.patient_key = $1 ORDER BY seq DESC LIMIT 1",
        await site.patient("Павел", "Соколов"),
    )
    assert row is not None and (row["standings"], row["login"]) == (int(Standing.SELF_TEEN), "pavel")
