"""Death ends every access at once; emancipation and marriage end the representatives' on their day (policy.md, Conditions)."""

import datetime as dt
from typing import Any

import pytest

from tests.access_requests.people import in_review
from tests.client import Person, Site
from tests.officers.people import DEATH, EMANCIPATION, REASON, done, key, refused

READ = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }"


async def _civil(site: Site, given_name: str, **given: Any) -> dict[str, Any]:
    return {"person": await key(site, given_name), "actNumber": "177240000700000012345", "reason": REASON, **given}


async def _today(site: Site, days: int = 0) -> str:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    return (today + dt.timedelta(days=days)).isoformat()


async def _reads(person: Person, patient: str) -> bool:
    return "errors" not in await person.ask(READ, id=patient)


async def test_a_childs_death_ends_every_access_to_the_record(site: Site) -> None:
    olga, timur = await site.enter("olga"), await site.patient("Тимур")
    assert await _reads(olga, timur)
    await done(await site.sign_in("registrar"), DEATH, **await _civil(site, "Тимур", diedOn=await _today(site, -1)))
    assert not await _reads(olga, timur)
    assert await site.database.fetchval(
        "SELECT bool_and(revoked_at IS NOT NULL) FROM access_grant g JOIN person p ON p.id = g.patient_id WHERE p.patient_key = $1",
        timur,
    )
    found = (await olga.data("{ viewer { family { displayName } records { displayName } } }"))["viewer"]
    assert found == {"family": [], "records": [{"displayName": "Ольга Ким"}]}
    given = await _civil(site, "Тимур", diedOn=await _today(site))
    assert await refused(await site.sign_in("registrar"), DEATH, **given) == "WRONG_STATE"


async def test_a_parents_death_ends_their_account_and_touches_nobody_elses(site: Site) -> None:
    """REQ-09."""
    anna = await site.enter("anna")
    sergey, request = await in_review(site)
    other = await site.sign_in("sergey")
    await done(await site.sign_in("registrar"), DEATH, **await _civil(site, "Сергей", diedOn=await _today(site)))
    for session in (sergey, other):
        assert (await session.data("{ viewer { account { login } } }"))["viewer"] is None
    answer = await site.ask(SIGN_IN, input={"login": "sergey", "password": "medcard-demo"})
    assert answer["data"]["signIn"]["userErrors"] == [{"code": "WRONG_CREDENTIALS"}]
    state = await site.database.fetchval("SELECT state FROM access_request WHERE number = $1", request["number"])
    assert state == "WITHDRAWN"
    assert await _reads(anna, await site.patient("Вера", "Соколова"))


async def test_a_dead_doctor_treats_nobody(site: Site) -> None:
    petrova = await site.sign_in("petrova")
    assert (await petrova.data("{ viewer { records { standing } } }"))["viewer"]["records"]
    await site.database.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) SELECT person_id, 'SNILS', '11223344595', true "
        "FROM account WHERE login = 'petrova'"
    )
    await done(await site.sign_in("registrar"), DEATH, **await _civil(site, "Нина", diedOn=await _today(site)))
    assert (await petrova.data("{ viewer { account { login } } }"))["viewer"] is None
    assert await site.database.fetchval("SELECT state FROM staff_appointment WHERE login = 'petrova'") == "ENDED"


async def test_emancipation_ends_the_representatives_access_at_midnight(site: Site) -> None:
    anna, pavel = await site.enter("anna"), await site.patient("Павел")
    await done(await site.sign_in("registrar"), EMANCIPATION, **await _civil(site, "Павел", on=await _today(site, 1)))
    midnight = await site.database.fetchval("SELECT moscow_midnight(moscow_day($1) + 1) - $1", site.clock())
    for shift, open_ in ((midnight - dt.timedelta(minutes=5), True), (midnight, False)):
        site.clock.shift = shift
        site.entered.clear()
        await site.database.execute("DELETE FROM one_time_code")
        anna = await site.enter("anna")
        assert await _reads(anna, pavel) is open_
    assert await _reads(await site.enter("pavel"), pavel), "what is his own stays open"
    given = await _civil(site, "Павел", on=await _today(site))
    assert await refused(await site.sign_in("registrar"), EMANCIPATION, **given) == "WRONG_STATE"


@pytest.mark.parametrize(
    ("mutation", "whose", "given", "code"),
    [
        (DEATH, "Константин", {"diedOn": "2100-01-01"}, "WRONG_DATE"),
        (DEATH, "Константин", {"diedOn": "1990-01-01"}, "WRONG_DATE"),
        (DEATH, "Константин", {"diedOn": "2026-01-01", "actNumber": " "}, "REQUIRED"),
        (DEATH, "Константин", {"diedOn": "2026-01-01", "reason": "умер"}, "REASON_REQUIRED"),
        (EMANCIPATION, "Константин", {"on": "2020-01-01"}, "WRONG_DATE"),
        (EMANCIPATION, "Елена", {"on": "2100-01-01"}, "WRONG_DATE"),
        (EMANCIPATION, "Игорь", {"on": "2026-11-01"}, "WRONG_DATE"),
    ],
    ids=str,
)
async def test_a_civil_act_that_cannot_be_right_is_refused(
    site: Site, mutation: str, whose: str, given: dict[str, Any], code: str
) -> None:
    assert await refused(await site.sign_in("registrar"), mutation, **{**await _civil(site, whose), **given}) == code


async def test_no_officer_records_what_concerns_their_own_family(site: Site) -> None:
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Борис') WHERE login = 'registrar'"
    )
    given = await _civil(site, "Константин", diedOn=await _today(site))
    assert await refused(await site.sign_in("registrar"), DEATH, **given) == "OWN_CASE"
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Алла') WHERE login = 'registrar'"
    )
