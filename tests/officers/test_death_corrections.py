"""A death recorded by mistake is taken back by two officers; what it ended returns where its ground stands (policy.md, Conditions)."""

import datetime as dt
from typing import Any

from tests.access_requests.people import grants_of
from tests.client import Person, Site
from tests.officers.people import CONFIRM, DEATH, ERRORS, PROPOSE, REASON, act_input, done, key, refused

RECORD = "deathRecord { id person { displayName } state diedOn actNumber mine endProposedBy endedAt }"


def _mutation(name: str, kind: str) -> str:
    return f"mutation($input: {kind}!) {{ {name}(input: $input) {{ {RECORD} {ERRORS} }} }}"


CORRECT = _mutation("proposeDeathCorrection", "ProposeDeathCorrectionInput")
AGREE = _mutation("confirmDeathCorrection", "DeathCorrectionInput")
ASIDE = _mutation("refuseDeathCorrection", "DeathCorrectionWithReasonInput")
WAITING = "query($first: Int, $after: String) { deathCorrections(first: $first, after: $after) { nodes { id mine } endCursor hasNextPage } }"
READ = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"
NOTICES = "{ viewer { notifications(first: 20) { nodes { kind } } } }"


async def _die(site: Site, name: str) -> dict[str, Any]:
    person = await key(site, name)
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    given = {"person": person, "diedOn": today.isoformat(), "actNumber": "177240000700000012345", "reason": REASON}
    await done(await site.sign_in("registrar"), DEATH, **given)
    return person


async def _proposed(site: Site, person: dict[str, Any]) -> dict[str, Any]:
    payload = await done(await site.sign_in("registrar"), CORRECT, person=person, reason=REASON)
    record: dict[str, Any] = payload["deathRecord"]
    return record


async def _corrected(site: Site, person: dict[str, Any]) -> None:
    record = await _proposed(site, person)
    payload = await done(await site.sign_in("registrar2"), AGREE, id=record["id"])
    assert payload["deathRecord"]["state"] == "ENDED"


async def _reads(site: Site, login: str, patient: str) -> bool:
    person = await site.sign_in(login)
    await site.open_card(person, login)
    return "errors" not in await person.ask(READ, id=patient)


async def _told(person: Person) -> list[str]:
    return [node["kind"] for node in (await person.data(NOTICES))["viewer"]["notifications"]["nodes"]]


async def test_a_child_who_is_alive_is_open_to_the_guardian_again(site: Site) -> None:
    olga, timur = await site.sign_in("olga"), await site.patient("Тимур")
    before = await grants_of(olga)
    person = await _die(site, "Тимур")
    assert not await _reads(site, "olga", timur)
    record = await _proposed(site, person)
    assert (record["state"], record["mine"], record["person"]["displayName"]) == (
        "IN_FORCE",
        True,
        "Ахметов Тимур Русланович",
    )
    assert not await _reads(site, "olga", timur), "nothing changes before it is confirmed"
    await done(await site.sign_in("registrar2"), AGREE, id=record["id"])
    assert await _reads(site, "olga", timur)
    assert [(one["displayName"], one["ground"], one["until"]) for one in await grants_of(olga)] == [
        (one["displayName"], one["ground"], one["until"]) for one in before
    ]
    assert "ACCESS_OPENED" in await _told(olga)
    acts = await site.database.fetch(
        "SELECT act, reason FROM officer_act WHERE subject LIKE 'death_record:%' ORDER BY id"
    )
    assert [tuple(row) for row in acts] == [("death.propose_correction", REASON), ("death.correct", None)]


async def test_an_owner_who_is_alive_signs_in_again_and_reads_what_they_read(site: Site) -> None:
    boris = await site.sign_in("boris")
    reads = await boris.records()
    kostya = await site.patient("Константин")
    person = await _die(site, "Борис")
    assert (await boris.data("{ viewer { account { login } } }"))["viewer"] is None
    await _corrected(site, person)
    assert (await boris.data("{ viewer { account { login } } }"))["viewer"] is None, "a session that ended stays ended"
    again = await site.sign_in("boris")
    assert await again.records() == reads
    assert await _reads(site, "boris", kostya)
    assert "ACCOUNT_REOPENED" in await _told(again)


async def test_four_eyes_and_no_family(site: Site) -> None:
    person = await _die(site, "Фёдор")
    registrar, other = await site.sign_in("registrar"), await site.sign_in("registrar2")
    record = await _proposed(site, person)
    assert await refused(registrar, AGREE, id=record["id"]) == "FOUR_EYES"
    assert await refused(other, CORRECT, person=person, reason=REASON) == "WRONG_STATE", "proposed already"
    page = (await other.data(WAITING, first=1))["deathCorrections"]
    assert [(node["id"], node["mine"]) for node in page["nodes"]] == [(record["id"], False)]
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Фёдор') WHERE login = 'registrar2'"
    )
    assert await refused(other, AGREE, id=record["id"]) == "OWN_CASE"
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'registrar2'")
    assert await refused(other, ASIDE, id=record["id"], reason="нет") == "REASON_REQUIRED"
    await done(other, ASIDE, id=record["id"], reason=REASON)
    assert await refused(other, AGREE, id=record["id"]) == "WRONG_STATE"
    assert (await other.data(WAITING))["deathCorrections"]["nodes"] == []
    for login in ("mfc", "anna"):
        answer = await (await site.sign_in(login)).ask(WAITING)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    await _corrected(site, person)
    assert await refused(registrar, CORRECT, person=person, reason=REASON) == "WRONG_STATE", "nobody dead"


async def test_what_a_court_ended_meanwhile_does_not_come_back(site: Site) -> None:
    vera = await site.patient("Вера", "Соколова")
    assert await _reads(site, "anna", vera)
    person = await key(site, "Вера")
    act = await act_input(site, "TERMINATION", "Вера", "Анна")
    await _die(site, "Вера")
    proposed = await done(await site.sign_in("registrar"), PROPOSE, **act)
    await done(await site.sign_in("registrar2"), CONFIRM, id=proposed["courtAct"]["id"])
    await _corrected(site, person)
    assert not await _reads(site, "anna", vera)
    links = await site.database.fetch(
        "SELECT p.given_name, r.state FROM legal_representation r JOIN person p ON p.id = r.representative_id "
        "JOIN person c ON c.id = r.patient_id WHERE c.patient_key = $1 ORDER BY 1",
        vera,
    )
    assert [tuple(row) for row in links] == [("Анна", "ENDED"), ("Сергей", "VERIFIED")]


async def test_a_death_that_came_with_a_clinics_data_is_taken_back_too(site: Site) -> None:
    await site.database.execute("UPDATE person SET deceased_on = current_date WHERE given_name = 'Мария'")
    assert (await (await site.sign_in("maria")).records()) == {}
    await _corrected(site, await key(site, "Мария"))
    assert (await (await site.sign_in("maria")).records()) != {}
