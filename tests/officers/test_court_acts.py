"""Court acts: four eyes, by date alone, at once, and without a word to the other side (policy.md, Conditions; REQ-09)."""

import asyncio
import datetime as dt

import asyncpg
import pytest

from backend.services.barred_links import barred
from tests.client import Person, Site
from tests.officers.people import (
    ACTS,
    CONFIRM,
    CONFIRM_END,
    END,
    PROPOSE,
    REASON,
    REFUSE,
    act_input,
    done,
    in_force,
    refused,
)

READ = "query($id: ID!) { record(patientId: $id) { availableSections { section } } }"
FAMILY = "{ viewer { family { displayName state } records { displayName } } }"


async def _reads(person: Person, patient: str) -> bool:
    answer = await person.ask(READ, id=patient)
    if "errors" in answer:
        # The answer is that of a record that does not exist: no reason of a court is told.
        assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
        return False
    return True


async def _day(site: Site, days: int) -> str:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    return (today + dt.timedelta(days=days)).isoformat()


async def test_a_restriction_closes_the_record_on_its_day_in_an_open_session(site: Site) -> None:
    """By date alone: nobody does anything on the day, and the next request is refused; after the last day it opens."""
    anna, misha = await site.enter("anna"), await site.patient("Михаил")
    assert await _reads(anna, misha)
    await in_force(site, "RESTRICTION", "Михаил", "Анна", startsOn=await _day(site, 1), endsOn=await _day(site, 2))
    assert await _reads(anna, misha)
    assert await _reads(anna, await site.patient("Вера", "Соколова"))
    now = await site.database.fetchval("SELECT moscow_midnight(moscow_day($1) + 1) - $1", site.clock())
    for shift, open_ in ((now - dt.timedelta(minutes=5), True), (now, False), (now + dt.timedelta(days=2), True)):
        site.clock.shift = shift
        site.entered.clear()
        await site.database.execute("DELETE FROM one_time_code")
        reader = await site.enter("anna")
        assert await _reads(reader, misha) is open_, shift


async def test_a_restriction_touches_neither_the_other_parent_nor_other_children(site: Site) -> None:
    """REQ-09: two parents hold independent grants."""
    await site.database.execute(
        "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) SELECT p.id, a.id, 'ACCESS_REQUEST', now() "
        "FROM person p, account a WHERE p.given_name = 'Вера' AND p.family_name = 'Соколова' AND a.login = 'sergey'"
    )
    anna, sergey, vera = await site.enter("anna"), await site.enter("sergey"), await site.patient("Вера", "Соколова")
    assert await _reads(anna, vera) and await _reads(sergey, vera)
    act = await in_force(site, "RESTRICTION", "Вера", "Анна")
    assert not await _reads(anna, vera)
    assert await _reads(sergey, vera)
    ended = (await done(await site.sign_in("registrar"), END, id=act, reason=REASON))["courtAct"]
    assert ended["mine"], "who proposed the end cannot confirm it"
    found = (await (await site.sign_in("registrar2")).data(ACTS, state="IN_FORCE"))["courtActs"]["nodes"]
    assert [one["mine"] for one in found if one["id"] == act] == [False], "the other may, whoever proposed the act"
    assert not await _reads(anna, vera), "an end takes four eyes as well"
    await done(await site.sign_in("registrar2"), CONFIRM_END, id=act)
    assert await _reads(anna, vera)


async def test_a_termination_ends_the_link_and_its_grants_at_once(site: Site) -> None:
    olga, timur = await site.enter("olga"), await site.patient("Тимур")
    assert await _reads(olga, timur)
    act = await in_force(site, "TERMINATION", "Тимур", "Ольга")
    assert not await _reads(olga, timur)
    found = (await olga.data(FAMILY))["viewer"]
    assert found["family"] == [] and [one["displayName"] for one in found["records"]] == ["Ольга Ким"]
    rows = await site.database.fetch(
        "SELECT r.state, g.revoked_at FROM legal_representation r JOIN account a ON a.person_id = r.representative_id "
        "JOIN access_grant g ON g.grantee_id = a.id AND g.patient_id = r.patient_id WHERE a.login = 'olga'"
    )
    assert [(row["state"], row["revoked_at"] is not None) for row in rows] == [("ENDED", True)]
    told = await site.database.fetch(
        "SELECT kind, detail FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = 'olga'"
    )
    assert [(row["kind"], row["detail"]) for row in told] == [("ACCESS_ENDED", None)]
    # No new claim of hers can be verified, whichever path it comes by.
    pair = await site.database.fetchrow(
        "SELECT patient_id, representative_id FROM court_act WHERE kind = 'TERMINATION' AND state = 'IN_FORCE'"
    )
    assert pair is not None
    assert await barred(site.database, *pair)
    with pytest.raises(asyncpg.RaiseError):
        await site.database.execute("UPDATE legal_representation SET state = 'VERIFIED' WHERE patient_id = $1", pair[0])
    # What it ended does not come back with its own end; only a new claim may be verified then.
    await done(await site.sign_in("registrar2"), END, id=act, reason=REASON)
    await done(await site.sign_in("registrar"), CONFIRM_END, id=act)
    assert not await barred(site.database, *pair)
    assert not await _reads(olga, timur)


async def test_the_one_who_proposed_cannot_confirm(site: Site) -> None:
    """Four eyes, in the service and in the database; another account of the same human is the same human."""
    registrar = await site.sign_in("registrar")
    proposed = await done(registrar, PROPOSE, **await act_input(site, "RESTRICTION", "Константин", "Борис"))
    act = proposed["courtAct"]["id"]
    assert proposed["courtAct"]["mine"] and proposed["courtAct"]["state"] == "PROPOSED"
    assert await refused(registrar, CONFIRM, id=act) == "FOUR_EYES"
    with pytest.raises(asyncpg.CheckViolationError, match="court_act_four_eyes"):
        await site.database.execute(
            "UPDATE court_act SET state = 'IN_FORCE', confirmed_by_id = proposed_by_id, confirmed_at = now() "
            "WHERE state = 'PROPOSED'"
        )
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = 'registrar') WHERE login = 'registrar2'"
    )
    assert await refused(await site.sign_in("registrar2"), CONFIRM, id=act) == "FOUR_EYES"
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Зинаида') WHERE login = 'registrar2'"
    )
    await done(await site.sign_in("registrar2"), REFUSE, id=act, reason=REASON)
    assert await refused(await site.sign_in("registrar2"), CONFIRM, id=act) == "WRONG_STATE"


async def test_of_two_confirmations_at_once_one_is_carried_out(site: Site) -> None:
    proposed = await done(
        await site.sign_in("registrar"), PROPOSE, **await act_input(site, "RESTRICTION", "Елена", "Борис")
    )
    other = await site.sign_in("registrar2")
    answers = await asyncio.gather(*(other.data(CONFIRM, input={"id": proposed["courtAct"]["id"]}) for _ in range(4)))
    codes = [error["code"] for answer in answers for error in answer["confirmCourtAct"]["userErrors"]]
    assert codes == ["WRONG_STATE"] * 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "суд"}, "REASON_REQUIRED"),
        ({"number": " "}, "REQUIRED"),
        ({"court": ""}, "REQUIRED"),
        ({"decidedOn": "2100-01-01", "startsOn": "2100-01-01"}, "WRONG_DATE"),
        ({"startsOn": "2001-01-01"}, "WRONG_DATE"),
        ({"endsOn": "2001-01-01"}, "WRONG_DATE"),
        ({"kind": "TERMINATION", "endsOn": "2100-01-01"}, "WRONG_DATE"),
        ({"kind": "TERMINATION", "startsOn": "2100-01-01"}, "WRONG_DATE"),
        ({"patient": {"kind": "SNILS", "number": "112-233-445 95", "birthDate": "2020-01-01"}}, "PERSON_NOT_FOUND"),
        ({"patient": {"kind": "SNILS", "number": "112-233-445 96", "birthDate": "2020-01-01"}}, "CHECK_DIGIT"),
        ({"patient": {"kind": "SNILS", "number": "Соколов Михаил", "birthDate": "2020-01-01"}}, "WRONG_FORMAT"),
    ],
    ids=str,
)
async def test_an_act_that_cannot_be_right_is_refused(site: Site, changes: dict[str, object], code: str) -> None:
    given = await act_input(site, "RESTRICTION", "Павел", "Сергей", **changes)
    before = await site.database.fetchval("SELECT count(*) FROM court_act")
    assert await refused(await site.sign_in("registrar"), PROPOSE, **given) == code
    assert await site.database.fetchval("SELECT count(*) FROM court_act") == before


async def test_nobody_is_found_by_an_unchecked_or_ended_identifier_or_with_another_birth_date(site: Site) -> None:
    registrar = await site.sign_in("registrar")
    given = await act_input(site, "RESTRICTION", "Павел", "Сергей")
    wrong = {**given, "patient": {**given["patient"], "birthDate": "2009-09-09"}}
    assert await refused(registrar, PROPOSE, **wrong) == "PERSON_NOT_FOUND"
    for change, back in (
        ("checked = false", "checked = true"),
        ("ended_on = current_date", "ended_on = NULL"),
    ):
        await site.database.execute(
            f"UPDATE person_identifier SET {change} WHERE value = $1", given["patient"]["number"]
        )
        assert await refused(registrar, PROPOSE, **given) == "PERSON_NOT_FOUND"
        await site.database.execute(f"UPDATE person_identifier SET {back} WHERE value = $1", given["patient"]["number"])


async def test_no_officer_acts_about_their_own_family(site: Site) -> None:
    """Whatever account they sign in with: the person behind it counts."""
    given = await act_input(site, "RESTRICTION", "Павел", "Сергей")
    for kin in ("Анна", "Сергей", "Павел", "Михаил"):
        await site.database.execute(
            "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = $1 ORDER BY id LIMIT 1) "
            "WHERE login = 'registrar'",
            kin,
        )
        assert await refused(await site.sign_in("registrar"), PROPOSE, **given) == "OWN_CASE", kin
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT id FROM person WHERE given_name = 'Алла') WHERE login = 'registrar'"
    )


async def test_a_proposal_sent_twice_is_one(site: Site) -> None:
    registrar = await site.sign_in("registrar")
    given = await act_input(site, "RESTRICTION", "Павел", "Сергей", clientMutationId="one")
    first, second = await done(registrar, PROPOSE, **given), await done(registrar, PROPOSE, **given)
    assert first["courtAct"]["id"] == second["courtAct"]["id"]
    assert await refused(registrar, PROPOSE, **{**given, "number": "2-118/2026"}) == "CONFLICT"


async def test_every_look_and_act_is_noted_for_good(site: Site) -> None:
    """SCT-03."""
    registrar = await site.sign_in("registrar")
    given = await act_input(site, "RESTRICTION", "Игорь", "Сергей")
    before = await site.database.fetchval("SELECT coalesce(max(id), 0) FROM officer_act")
    act = (await done(registrar, PROPOSE, **given))["courtAct"]["id"]
    await done(await site.sign_in("registrar2"), CONFIRM, id=act)
    listed = (await registrar.data(ACTS, state="IN_FORCE"))["courtActs"]["nodes"]
    assert act in [one["id"] for one in listed]
    rows = await site.database.fetch(
        "SELECT o.act, o.reason, o.patient_id IS NOT NULL AS about, a.login FROM officer_act o "
        "JOIN account a ON a.id = o.account_id WHERE o.id > $1 ORDER BY o.id",
        before,
    )
    assert [tuple(row) for row in rows] == [
        ("court_act.propose", REASON, True, "registrar"),
        ("court_act.propose", REASON, True, "registrar"),
        ("court_act.confirm", None, True, "registrar2"),
        ("court_act.list", None, False, "registrar"),
    ]
    with pytest.raises(asyncpg.RaiseError):
        await site.database.execute("DELETE FROM officer_act")


async def test_a_search_that_finds_nobody_is_noted_and_numbers_are_not_tried_one_after_another(site: Site) -> None:
    registrar = await site.sign_in("registrar2")
    nobody = {"kind": "SNILS", "number": "112-233-445 95", "birthDate": "2020-01-01"}
    given = {**await act_input(site, "RESTRICTION", "Павел", "Сергей"), "patient": nobody}
    last = await site.database.fetchval("SELECT max(id) FROM officer_act")
    codes = [await refused(registrar, PROPOSE, **given) for _ in range(22)]
    assert codes == ["PERSON_NOT_FOUND"] * 20 + ["RATE_LIMITED"] * 2
    rows = await site.database.fetch("SELECT act, reason FROM officer_act WHERE id > $1", last)
    assert [tuple(row) for row in rows] == [("person.not_found", REASON)] * 20
    site.clock.shift += dt.timedelta(hours=1)
    assert await refused(registrar, PROPOSE, **given) == "PERSON_NOT_FOUND"
