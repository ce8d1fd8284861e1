"""PAP-11: a time of the clinic of attachment is booked after access, once, and is given back."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.database import open_pool
from backend.models.moscow import MOSCOW
from backend.registries.simulator.facts import ClinicDoctor, ClinicFact, Facts
from backend.registries.simulator.scripts import Script, Step
from backend.services.appointments.giving_back import give_back_all
from backend.services.notices.appointments import tell_of_appointments
from backend.services.notices.rules import row_policy
from tests.client import Person, Site
from tests.paper.booking import BOOK, CANCEL, COMING, TIMES, booked, coming, schedule, sent

NEWS = "{ viewer { notifications(first: 20) { nodes { kind title text patientId } } } }"


def _script(site: Site, registry: str, behaviour: str, times: int = 3) -> None:
    site.simulator.script(Script(registry=registry, steps=[Step(behaviour=behaviour, times=times)]))


async def test_a_time_is_booked_after_access_and_the_doctor_has_the_row(site: Site) -> None:
    """PAP-11: who reads the record sees the clinic's free times, books one, and everyone who reads it sees the booking."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    times = await schedule(anna, patient)
    assert times["state"] == "OPEN" and "517" in times["clinic"] and times["phone"]
    time = next(one for one in times["times"] if one["doctor"] and "Петрова" in one["doctor"])
    appointment = await booked(anna, patient, time["slot"])
    assert (appointment["state"], appointment["mine"], appointment["startsAt"]) == ("BOOKED", True, time["startsAt"])
    assert appointment["doctor"] == time["doctor"] and appointment["number"]
    assert [one["id"] for one in await coming(anna, patient)] == [appointment["id"]]
    row = await site.database.fetchrow(
        "SELECT v.state, a.login FROM appointment v JOIN account a ON a.practitioner_id = v.practitioner_id WHERE slot = $1",
        time["slot"],
    )
    assert row is not None and tuple(row) == ("BOOKED", "petrova")
    assert time["slot"] not in {one["slot"] for one in (await schedule(anna, patient))["times"]}
    # Sent again, it is the same appointment.
    again = await booked(anna, patient, time["slot"])
    assert again["id"] == appointment["id"]
    assert sum(work["worked"] for work in site.simulator.asked()["booking"].values()) == 1


async def test_without_the_card_or_a_grant_there_are_no_times(site: Site) -> None:
    """PAP-11: only with grant, and with the card entered."""
    patient = await site.patient("Михаил")
    for login in ("sergey", "stranger", "basic"):
        person = await site.sign_in(login)
        assert await _code(person, TIMES, patient) == await _code(person, COMING, patient) == "STEP_UP_REQUIRED"
        _, codes = await sent(person, BOOK, patientId=patient, slot="20251127-0900-49-0")
        assert codes == ["STEP_UP_REQUIRED"]
    stranger = await site.enter("stranger")
    for id_ in (patient, "A" * 22):
        assert await _code(stranger, TIMES, id_) == await _code(stranger, COMING, id_) == "FORBIDDEN"
        assert (await sent(stranger, BOOK, patientId=id_, slot="20251127-0900-49-0"))[1] == ["FORBIDDEN"]
    petrova = await site.sign_in("petrova")
    assert (await sent(petrova, BOOK, patientId=patient, slot="20251127-0900-49-0"))[1] == ["FORBIDDEN"]


async def _code(person: Person, query: str, patient: str) -> str:
    answer = await person.ask(query, id=patient)
    code: str = answer["errors"][0]["extensions"]["code"]
    return code


async def test_of_two_people_who_book_a_time_at_once_one_has_it(site: Site) -> None:
    anna = await site.enter("anna")
    children = [await site.patient("Михаил"), await site.patient("Вера", "Соколова")]
    slot = (await schedule(anna, children[0]))["times"][-1]["slot"]
    others = await asyncio.gather(*(sent(anna, BOOK, patientId=child, slot=slot) for child in children))
    assert sorted(codes for _, codes in others) == [[], ["SLOT_TAKEN"]]
    rows = await site.database.fetch("SELECT state FROM appointment WHERE slot = $1", slot)
    assert [row["state"] for row in rows if row["state"] != "CANCELLED"] == ["BOOKED"]


async def test_of_two_accounts_likewise(site: Site) -> None:
    olga, anna = await site.enter("olga"), await site.enter("anna")
    timur, misha = await site.patient("Тимур"), await site.patient("Михаил")
    clinic = "SELECT attached_clinic_id FROM person WHERE patient_key = $1"
    same = await site.database.fetchval(clinic, misha)
    await site.database.execute("UPDATE person SET attached_clinic_id = $2 WHERE patient_key = $1", timur, same)
    slot = (await schedule(anna, misha))["times"][-2]["slot"]
    others = await asyncio.gather(
        sent(olga, BOOK, patientId=timur, slot=slot), sent(anna, BOOK, patientId=misha, slot=slot)
    )
    assert sorted(codes for _, codes in others) == [[], ["SLOT_TAKEN"]]


@pytest.mark.parametrize("fault", ["outage", "drop_connection", "wrong_shape", "other_subject", "contradiction"])
async def test_an_outage_is_no_refusal_and_the_time_is_kept(site: Site, fault: str) -> None:
    """The same call goes on where it was, under the same key: the clinic books once."""
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    slot = (await schedule(anna, patient))["times"][5]["slot"]
    before = len(site.simulator.asked()["booking"])
    _script(site, "booking", fault)
    _, codes = await sent(anna, BOOK, patientId=patient, slot=slot)
    assert codes == ["TIME_HELD"]
    assert (
        await site.database.fetchval("SELECT state FROM appointment WHERE slot = $1 AND state <> 'CANCELLED'", slot)
        == "HELD"
    )
    # Nobody else has it meanwhile.
    misha = await site.patient("Михаил")
    assert (await sent(anna, BOOK, patientId=misha, slot=slot))[1] == ["SLOT_TAKEN"]
    site.simulator._scripts.forget()
    appointment = await booked(anna, patient, slot)
    assert appointment["state"] == "BOOKED"
    keys = list(site.simulator.asked()["booking"].values())[before:]
    assert [work["worked"] for work in keys] == [1]
    await sent(anna, CANCEL, id=appointment["id"])
    await site.work()


async def test_a_schedule_that_does_not_answer_says_so(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    slot = (await schedule(anna, patient))["times"][3]["slot"]
    _script(site, "free_times", "outage", 6)
    assert (await schedule(anna, patient))["state"] == "UNAVAILABLE"
    data = await anna.data(BOOK, input={"patientId": patient, "slot": slot})
    error = data["bookAppointment"]["userErrors"][0]
    assert error["code"] == "SCHEDULE_UNAVAILABLE" and "не отказ" in error["message"]
    assert (await schedule(anna, patient))["state"] == "OPEN"


async def test_a_time_held_too_long_is_free_again_and_a_late_yes_goes_back(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    slot = (await schedule(anna, patient))["times"][4]["slot"]
    # The clinic books it, and its answer is lost each time.
    _script(site, "booking", "wrong_shape", 1)
    assert (await sent(anna, BOOK, patientId=patient, slot=slot))[1] == ["TIME_HELD"]
    site.clock.shift = dt.timedelta(minutes=11)
    await _sweep(site)
    row = await site.database.fetchrow("SELECT state, given_back_at FROM appointment WHERE slot = $1", slot)
    assert row is not None and row["state"] == "CANCELLED" and row["given_back_at"] is not None
    assert slot in {one["slot"] for one in (await schedule(anna, patient))["times"]}
    assert (await booked(anna, patient, slot))["state"] == "BOOKED"


async def _sweep(site: Site) -> None:
    pool = await _pool(site)
    await give_back_all(pool, site.registries, site.clock())
    await pool.close()


async def _pool(site: Site) -> Any:
    return await open_pool(site.address, 2, "medcard-test-sweep")


async def test_a_cancelled_time_is_free_at_once_and_the_clinic_hears_of_it_after_an_outage(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    slot = (await schedule(anna, patient))["times"][6]["slot"]
    appointment = await booked(anna, patient, slot)
    _script(site, "cancellation", "outage")
    cancelled, codes = await sent(anna, CANCEL, id=appointment["id"])
    assert codes == [] and cancelled is not None and cancelled["state"] == "CANCELLED"
    assert (await sent(anna, CANCEL, id=appointment["id"]))[1] == [], "again changes nothing"
    assert appointment["id"] not in {one["id"] for one in await coming(anna, patient)}
    await site.work()
    told = "SELECT given_back_at FROM appointment WHERE slot = $1"
    assert await site.database.fetchval(told, slot) is None
    await _sweep(site)
    assert await site.database.fetchval(told, slot) is not None
    assert slot in {one["slot"] for one in (await schedule(anna, patient))["times"]}


async def test_strangers_hidden_and_missing_appointments_are_alike(site: Site) -> None:
    anna, stranger, patient = await site.enter("anna"), await site.enter("stranger"), await site.patient("Михаил")
    own = (await booked(anna, patient, (await schedule(anna, patient))["times"][7]["slot"]))["id"]
    for id_ in (own, patient, "A" * 22):
        assert (await sent(stranger, CANCEL, id=id_))[1] == ["FORBIDDEN"]
    site.clock.shift = dt.timedelta(days=20)
    later = await site.enter("anna")
    site.entered.clear()
    later = await site.enter("anna")
    assert (await sent(later, CANCEL, id=own))[1] == ["APPOINTMENT_OVER"]
    assert own not in {one["id"] for one in await coming(later, patient)}


async def test_what_a_teenager_books_with_a_sensitive_specialty_is_not_there_for_a_parent(site: Site) -> None:
    """policy.md, principle 8: neither the appointment, nor its reminder, nor the specialty's times."""
    pavel, anna, patient = await site.enter("pavel"), await site.enter("anna"), await site.patient("Павел")
    clinic = await site.database.fetchval("SELECT attached_clinic_id FROM person WHERE patient_key = $1", patient)
    ogrn = await site.database.fetchval("SELECT ogrn FROM organization WHERE id = $1", clinic)
    doctors = (
        ClinicDoctor(specialty="Педиатрия", specialty_code="49"),
        ClinicDoctor(specialty="Специалист", specialty_code="57"),
        ClinicDoctor(specialty="Психотерапия", specialty_code="X"),
    )
    site.simulator.tell(Facts(clinics=(ClinicFact(organization=ogrn, doctors=doctors),)))
    his, hers = (await schedule(pavel, patient))["times"], (await schedule(anna, patient))["times"]
    assert {one["specialty"] for one in his} == {"Педиатрия", "Специалист", "Психотерапия"}
    assert {one["specialty"] for one in hers} == {"Педиатрия"}
    day = dt.datetime.fromisoformat(his[0]["startsAt"]).astimezone(MOSCOW).date()
    slots = {one["specialty"]: one["slot"] for one in reversed(his)}
    assert (await sent(anna, BOOK, patientId=patient, slot=slots["Специалист"]))[1] == ["SLOT_TAKEN"]
    before = await anna.ask(COMING, id=patient)
    secret = await booked(pavel, patient, slots["Специалист"])
    assert await anna.ask(COMING, id=patient) == before
    assert (await sent(anna, CANCEL, id=secret["id"]))[1] == ["NOT_FOUND"]
    assert [one["id"] for one in await coming(pavel, patient)] == [secret["id"]]
    await _remind(site, day)
    reader = await site.enter("pavel")
    news = (await reader.data(NEWS))["viewer"]["notifications"]["nodes"]
    assert [one["kind"] for one in news].count("APPOINTMENT") == 1
    # Were it told to her, she would not be shown it, whatever else there is on that day.
    plain = await booked(pavel, patient, slots["Педиатрия"])
    assert dt.datetime.fromisoformat(plain["startsAt"]).astimezone(MOSCOW).date() == day
    assert await _told_of(site, patient, day, "Специалист") == 0
    assert await _told_of(site, patient, day, "Педиатрия") == 1


async def _told_of(site: Site, patient: str, day: dt.date, specialty: str) -> int:
    """How many more notices of Павел's appointments his mother has once she is told of that one."""
    anna = await site.enter("anna")

    async def told() -> int:
        news = (await anna.data(NEWS))["viewer"]["notifications"]["nodes"]
        return sum(one["kind"] == "APPOINTMENT" and one["patientId"] == patient for one in news)

    before = await told()
    await site.database.execute(
        "INSERT INTO notification (account_id, kind, once, created_at, patient_id, about_day, detail) SELECT a.id, 'APPOINTMENT', "
        "'appointment:' || v.id || ':CANCELLED', now(), p.id, $2, 'CANCELLED' FROM account a, person p JOIN appointment v "
        "ON v.patient_id = p.id AND v.state = 'BOOKED' WHERE a.login = 'anna' AND p.patient_key = $1 AND v.specialty = $3",
        patient,
        day,
        specialty,
    )
    return await told() - before


async def _remind(site: Site, day: dt.date) -> None:
    at = dt.datetime.combine(day - dt.timedelta(days=1), dt.time(10), MOSCOW)
    pool = await _pool(site)
    policy = await row_policy(pool, sensitive_teen=True, teen_hide=False)
    for _ in range(2):
        await tell_of_appointments(pool, policy, site.settings.accepted_policy_regions, at)
    await pool.close()


async def test_the_day_before_who_booked_is_reminded_once_without_medical_words(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    appointment = await booked(anna, patient, (await schedule(anna, patient))["times"][0]["slot"])
    day = dt.datetime.fromisoformat(appointment["startsAt"]).astimezone(MOSCOW).date()
    await _remind(site, day)
    news = (await anna.data(NEWS))["viewer"]["notifications"]["nodes"]
    told = [one for one in news if one["kind"] == "APPOINTMENT"]
    assert told and not any(appointment["specialty"].lower() in f"{one['title']} {one['text']}".lower() for one in told)
    count = await site.database.fetchval(
        "SELECT count(*) FROM notification WHERE once LIKE 'appointment:%:TOMORROW' AND about_day = $1", day
    )
    assert count == await site.database.fetchval(
        "SELECT count(*) FROM appointment WHERE state = 'BOOKED' AND moscow_day(starts_at) = $1", day
    )


async def test_nobody_empties_a_schedule(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    codes: list[str] = []
    for time in (await schedule(anna, patient))["times"][:11]:
        codes += (await sent(anna, BOOK, patientId=patient, slot=time["slot"]))[1]
    assert codes and set(codes) == {"TOO_MANY_APPOINTMENTS"}


async def test_without_a_clinic_of_attachment_it_says_what_to_do(site: Site) -> None:
    stranger = await site.enter("stranger")
    records = await stranger.records()
    own = next(iter(records.values()))
    await site.database.execute("UPDATE person SET attached_clinic_id = NULL WHERE patient_key = $1", own)
    assert (await schedule(stranger, own))["state"] == "NO_CLINIC"
    assert (await sent(stranger, BOOK, patientId=own, slot="1"))[1] == ["NO_ATTACHED_CLINIC"]
