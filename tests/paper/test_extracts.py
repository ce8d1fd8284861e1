"""PAP-02: an extract with signatures and stamps is ordered at a clinic, followed, and handed out after a look at a document."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.database import open_pool
from backend.models.moscow import MOSCOW, moscow_day
from backend.services.paper.expiring import expire_extracts
from backend.services.working_days import due_at
from tests.client import Site
from tests.paper import documents as paper
from tests.paper.documents import code_of, done, extracts, ordered, sent

NEWS = "{ viewer { notifications(first: 20) { nodes { kind title text patientId } } } }"
TOLD = "SELECT n.detail FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = $1 AND n.kind = 'PAPER_MOVED' ORDER BY n.id"


async def test_an_extract_goes_from_the_order_to_the_desk(site: Site) -> None:
    """PAP-02: purpose, sections and period; each step is seen, and told without a word of content."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    order = await ordered(
        anna,
        patient,
        sections=["LAB_REPORTS", "EXAMINATION_PROTOCOLS"],
        coversFrom="2024-01-01",
        coversUntil="2024-12-31",
        note="  Для направления в институт педиатрии  ",
    )
    assert (order["state"], order["purpose"], order["pickup"]) == ("ORDERED", "RESEARCH_INSTITUTE", "SELF")
    assert order["sections"] == ["EXAMINATION_PROTOCOLS", "LAB_REPORTS"]
    assert order["note"] == "Для направления в институт педиатрии" and "517" in order["clinic"]
    assert order["dueAt"] == due_at(site.clock()).astimezone(dt.UTC).isoformat()
    lying = (await petrova.data(paper.DESK, state="ORDERED"))["clinicPaperExtracts"]["nodes"]
    at_desk = next(one for one in lying if one["id"] == order["id"])
    assert "Соколов" in at_desk["patient"] and "Анна" in at_desk["applicant"] and not at_desk["overdue"]
    assert at_desk["birthDate"] and at_desk["steps"] == []
    id_ = order["id"]
    taken = await done(petrova, paper.TAKE, id=id_)
    assert (taken["state"], taken["dueAt"]) == ("IN_WORK", order["dueAt"]), "the clinic's term goes on"
    ready = await done(petrova, paper.FINISH, id=id_)
    last = moscow_day(site.clock()) + dt.timedelta(days=30)
    assert ready["dueAt"] == dt.datetime.combine(last, dt.time(23, 59, 59), MOSCOW).astimezone(dt.UTC).isoformat()
    handed = await done(petrova, paper.HAND_OUT, id=id_, identityShown="PASSPORT")
    assert (handed["state"], handed["identityShown"]) == ("HANDED_OUT", "PASSPORT")
    seen = next(one for one in await extracts(anna, patient) if one["id"] == id_)
    assert [step["event"] for step in seen["steps"]] == ["ORDERED", "TAKEN", "MADE", "HANDED_OUT"]
    told = [row["detail"] for row in await site.database.fetch(TOLD, "anna")]
    assert told == ["EXTRACT_TAKEN", "EXTRACT_MADE", "EXTRACT_HANDED_OUT"]
    news = (await anna.data(NEWS))["viewer"]["notifications"]["nodes"]
    texts = [f"{one['title']} {one['text']}" for one in news if one["kind"] == "PAPER_MOVED"]
    assert len(texts) == 3 and not any("517" in text or "анализ" in text.lower() for text in texts)


async def test_a_representative_shows_a_power_of_attorney(site: Site) -> None:
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    given = {"purpose": "OWN_USE", "pickup": "REPRESENTATIVE"}
    clinic = await paper.clinic_of(anna, patient)
    nobody, codes = await sent(anna, paper.ORDER, patientId=patient, organizationId=clinic, **given)
    assert (nobody, codes) == (None, ["REQUIRED"])
    id_ = (await ordered(anna, patient, fetchedBy="Волкова Мария", **given))["id"]
    await done(petrova, paper.TAKE, id=id_)
    await done(petrova, paper.FINISH, id=id_)
    assert (await sent(petrova, paper.HAND_OUT, id=id_, identityShown="PASSPORT"))[1] == ["PAPER_PROXY_NEEDED"]
    handed = await done(petrova, paper.HAND_OUT, id=id_, identityShown="TEMPORARY", proxyShown=True)
    assert (handed["fetchedBy"], handed["state"]) == ("Волкова Мария", "HANDED_OUT")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sections": []}, "REQUIRED"),
        ({"coversFrom": "2999-01-01"}, "IN_FUTURE"),
        ({"coversUntil": "1700-01-01"}, "WRONG_DATE"),
        ({"coversFrom": "2024-02-02", "coversUntil": "2024-02-01"}, "PERIOD_ENDS_BEFORE"),
        ({"note": "a" * 501}, "WRONG_LENGTH"),
        ({"note": "a\x1b"}, "WRONG_FORMAT"),
        ({"pickup": "REPRESENTATIVE", "fetchedBy": "a" * 201}, "WRONG_LENGTH"),
    ],
)
async def test_what_is_wrong_with_an_order_is_named(site: Site, changes: dict[str, Any], code: str) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    given = {"patientId": patient, "organizationId": await paper.clinic_of(anna, patient), "purpose": "OWN_USE"}
    assert (await sent(anna, paper.ORDER, **{**given, **changes}))[1] == [code]
    assert await extracts(anna, patient) == []


async def test_a_clinic_declines_with_a_reason_and_in_words(site: Site) -> None:
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    assert (await sent(petrova, paper.DECLINE, id=id_, reason="OTHER", text=" "))[1] == ["REQUIRED"]
    await done(petrova, paper.DECLINE, id=id_, reason="NO_RECORDS_HERE", text="За это время вы у нас не были.")
    seen = next(one for one in await extracts(anna, patient) if one["id"] == id_)
    assert (seen["state"], seen["reason"]) == ("DECLINED", "NO_RECORDS_HERE")
    assert seen["answer"] == "За это время вы у нас не были."
    for act, given in ((paper.TAKE, {}), (paper.HAND_OUT, {"identityShown": "PASSPORT"})):
        assert (await sent(petrova, act, id=id_, **given))[1] == ["WRONG_STATE"]
    assert (await sent(anna, paper.WITHDRAW, id=id_))[1] == ["WRONG_STATE"]


async def test_each_sees_own_orders_alone_and_anothers_are_as_missing(site: Site) -> None:
    """Neither the other parent, nor a stranger, nor another clinic's staff; the teenager orders alone."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    ivanov, stranger = await site.sign_in("ivanov"), await site.enter("stranger")
    missing = "A" * 22
    for one in (id_, missing):
        assert await code_of(ivanov, paper.DESK_ONE, id=one) == "FORBIDDEN"
        assert (await sent(ivanov, paper.TAKE, id=one))[1] == ["NOT_FOUND"]
        assert (await sent(stranger, paper.WITHDRAW, id=one))[1] == ["FORBIDDEN"]
    assert (await ivanov.data(paper.DESK, state="ORDERED"))["clinicPaperExtracts"]["nodes"] == []
    for login in ("anna", "registrar", "insurer", "auditor"):
        person = await site.enter(login) if login == "anna" else await site.sign_in(login)
        assert await code_of(person, paper.DESK_ONE, id=id_) == "FORBIDDEN"
    pavel = await site.patient("Павел")
    assert await code_of(anna, paper.EXTRACTS, id=pavel) == "FORBIDDEN"
    clinic = await paper.clinic_of(anna, pavel)
    given = {"patientId": pavel, "organizationId": clinic, "purpose": "OWN_USE"}
    assert (await sent(anna, paper.ORDER, **given))[1] == ["FORBIDDEN"]
    own = await ordered(await site.enter("pavel"), pavel)
    assert (await sent(anna, paper.WITHDRAW, id=own["id"]))[1] == ["FORBIDDEN"]


async def test_an_order_sent_twice_is_one(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    clinic = await paper.clinic_of(anna, patient)
    given = {"patientId": patient, "organizationId": clinic, "purpose": "OWN_USE", "clientMutationId": "once"}
    both = await asyncio.gather(*(sent(anna, paper.ORDER, **given) for _ in range(2)))
    assert [codes for _, codes in both] == [[], []] and both[0][0] == both[1][0]
    assert len(await extracts(anna, patient)) == 1
    assert (await sent(anna, paper.ORDER, **{**given, "purpose": "AUTHORITY"}))[1] == ["CONFLICT"]
    await done(anna, paper.WITHDRAW, id=(await extracts(anna, patient))[0]["id"])


async def test_of_taking_back_and_handing_out_at_once_one_holds(site: Site) -> None:
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    for _ in range(4):
        id_ = (await ordered(anna, patient))["id"]
        await done(petrova, paper.TAKE, id=id_)
        await done(petrova, paper.FINISH, id=id_)
        back, out = await asyncio.gather(
            sent(anna, paper.WITHDRAW, id=id_), sent(petrova, paper.HAND_OUT, id=id_, identityShown="PASSPORT")
        )
        assert sorted([back[1], out[1]]) == [[], ["WRONG_STATE"]]
        state = await site.database.fetchval("SELECT state FROM paper_extract_order ORDER BY id DESC LIMIT 1")
        assert state == ("WITHDRAWN" if back[1] == [] else "HANDED_OUT")


async def test_what_nobody_fetches_expires_and_is_handed_out_to_nobody(site: Site) -> None:
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    await done(petrova, paper.TAKE, id=id_)
    await done(petrova, paper.FINISH, id=id_)
    await site.database.execute(
        "UPDATE paper_extract_order SET due_at = now() - interval '1 minute' WHERE state = 'READY'"
    )
    # By the clock alone, before any job has run.
    assert (await extracts(anna, patient))[0]["state"] == "EXPIRED"
    for person, act, given in (
        (petrova, paper.HAND_OUT, {"identityShown": "PASSPORT"}),
        (petrova, paper.DECLINE, {"reason": "OTHER", "text": "Никто не пришёл."}),
        (anna, paper.WITHDRAW, {}),
    ):
        assert (await sent(person, act, id=id_, **given))[1] == ["WRONG_STATE"], "it can only expire"
    assert id_ in {
        one["id"] for one in (await petrova.data(paper.DESK, state="EXPIRED"))["clinicPaperExtracts"]["nodes"]
    }
    for _ in range(2):
        await _expire(site)
    told = [row["detail"] for row in await site.database.fetch(TOLD, "anna")]
    assert told.count("EXTRACT_EXPIRED") == 1
    seen = next(one for one in await extracts(anna, patient) if one["id"] == id_)
    assert [step["event"] for step in seen["steps"]] == ["ORDERED", "TAKEN", "MADE", "EXPIRED"]


async def _expire(site: Site) -> None:
    pool = await open_pool(site.address, 2, "medcard-test-expire")
    await expire_extracts(pool, site.clock())
    await pool.close()


async def test_whose_right_has_ended_gets_nothing_at_the_desk(site: Site) -> None:
    """A grant that was revoked, and a fifteenth birthday, count at the moment of handing out."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    await done(petrova, paper.TAKE, id=id_)
    await done(petrova, paper.FINISH, id=id_)
    born = await site.database.fetchval("SELECT birth_date FROM person WHERE patient_key = $1", patient)
    change = "UPDATE person SET birth_date = $2 WHERE patient_key = $1"
    await site.database.execute(change, patient, born.replace(year=born.year - 11, day=min(born.day, 28)))
    assert (await sent(petrova, paper.HAND_OUT, id=id_, identityShown="PASSPORT"))[1] == ["PAPER_RIGHT_ENDED"]
    assert (await sent(anna, paper.WITHDRAW, id=id_))[1] == ["FORBIDDEN"]
    await done(petrova, paper.DECLINE, id=id_, reason="NOT_ENTITLED", text="Ребёнку исполнилось 15 лет.")
    await site.database.execute(change, patient, born)


async def test_the_desk_of_ones_own_family_is_anothers(site: Site) -> None:
    """A doctor who is the patient's parent by another account decides nothing about the order."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    before = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'petrova'")
    person = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'sergey'")
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'sergey'")
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'petrova'", person)
    assert (await sent(petrova, paper.TAKE, id=id_))[1] == ["OWN_CASE"]
    lying = (await petrova.data(paper.DESK, state="ORDERED"))["clinicPaperExtracts"]["nodes"]
    assert id_ not in {one["id"] for one in lying}
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'petrova'", before)
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'sergey'", person)
    await done(anna, paper.WITHDRAW, id=id_)


async def test_nothing_that_waits_is_skipped_while_the_desk_is_paged(site: Site) -> None:
    """The last one of a page is taken, or comes to its end, before the next page is asked for."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    made = [(await ordered(anna, patient))["id"] for _ in range(3)]

    async def page(after: str | None, first: int = 1, state: str = "ORDERED") -> Any:
        return (await petrova.data(paper.DESK_PAGE, state=state, first=first, after=after))["clinicPaperExtracts"]

    everything = [one["id"] for one in (await page(None, 100))["nodes"]]
    for steps in (((paper.TAKE, {}),), ((paper.DECLINE, {"reason": "OTHER", "text": "Не наш пациент."}),)):
        shown = await page(None)
        assert [one["id"] for one in shown["nodes"]] == everything[:1] and shown["hasNextPage"]
        for act, given in steps:
            await done(petrova, act, id=everything[0], **given)
        rest = await page(shown["endCursor"], 100)
        assert [one["id"] for one in rest["nodes"]] == everything[1:] and not rest["hasNextPage"]
        everything = everything[1:]
    newest = [one["id"] for one in (await page(None, 100, "DECLINED"))["nodes"]]
    paged = await page(None, 1, "DECLINED")
    assert [one["id"] for one in (await page(paged["endCursor"], 100, "DECLINED"))["nodes"]] == newest[1:]
    assert "errors" in await petrova.ask(paper.DESK_PAGE, state="ORDERED", first=1, after=paged["endCursor"])
    for one in {*made} & {
        each["id"] for each in await extracts(anna, patient) if each["state"] in ("ORDERED", "IN_WORK")
    }:
        await done(anna, paper.WITHDRAW, id=one)


async def test_what_earlier_parents_ordered_lies_at_no_desk_after_an_adoption(site: Site) -> None:
    """policy.md, Conditions: an adoption is never visible, at the clinic's desk either."""
    anna, petrova, patient = await site.enter("anna"), await site.sign_in("petrova"), await site.patient("Михаил")
    id_ = (await ordered(anna, patient))["id"]
    await site.database.execute(
        "INSERT INTO court_act (patient_id, kind, state, number, court, decided_on, starts_on, details, proposed_by_id, proposed_at, "
        "confirmed_by_id, confirmed_at) SELECT p.id, 'ADOPTION', 'IN_FORCE', '1', 'Суд', current_date, current_date, '{}', one.id, now(), "
        "other.id, now() FROM person p, account one, account other "
        "WHERE p.patient_key = $1 AND one.login = 'registrar' AND other.login = 'registrar2'",
        patient,
    )
    lying = (await petrova.data(paper.DESK, state="ORDERED"))["clinicPaperExtracts"]["nodes"]
    assert id_ not in {one["id"] for one in lying}
    assert await code_of(petrova, paper.DESK_ONE, id=id_) == "FORBIDDEN"
    assert (await sent(petrova, paper.TAKE, id=id_))[1] == ["NOT_FOUND"]
    await site.database.execute("DELETE FROM court_act WHERE kind = 'ADOPTION'")
    await done(anna, paper.WITHDRAW, id=id_)


async def test_nobody_floods_a_desk(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    codes: list[str] = []
    for _ in range(6):
        given = {"patientId": patient, "organizationId": await paper.clinic_of(anna, patient), "purpose": "OWN_USE"}
        codes += (await sent(anna, paper.ORDER, **given))[1]
    assert codes and set(codes) == {"PAPER_TOO_MANY"}
    # What expired is not under way, whether or not that was noted yet.
    await site.database.execute(
        "UPDATE paper_extract_order SET state = 'READY', due_at = now() - interval '1 minute' WHERE state = 'ORDERED'"
    )
    assert (await sent(anna, paper.ORDER, **given))[1] == []
