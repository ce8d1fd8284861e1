"""How doctors come to a record: appointment, admission, the patient's code, and in no other way (policy.md, Conditions)."""

import asyncio
import datetime as dt

import asyncpg
import pytest

from backend.policy.sealing import IdSealer, IdType
from backend.services.doctors.missed import note_missed_appointments
from tests.client import Site
from tests.doctors.visits import (
    ADMIT,
    CLOSE,
    CODE,
    DAY,
    EMERGENCY,
    FIND,
    LOG,
    OPEN,
    appointment_id,
    booked,
    done,
    key,
    opens,
    refused,
    run,
    visit,
)

HOUR = dt.timedelta(hours=1)


async def test_an_own_appointment_of_today_opens_the_record_once(site: Site) -> None:
    await booked(site, "petrova", "Вера")
    doctor, vera = await site.sign_in("petrova"), await site.patient("Вера", "Соколова")
    assert not await opens(doctor, vera)
    appointment = await appointment_id(doctor, "Вера")
    opened = (await done(doctor, OPEN, appointmentId=appointment))["encounter"]
    assert (opened["ground"], opened["encounterClass"], opened["closedAt"]) == ("APPOINTMENT", "AMB", None)
    assert await opens(doctor, vera)
    assert await refused(doctor, OPEN, appointmentId=appointment) == "WRONG_STATE"
    [listed] = (await doctor.data(DAY))["doctorAppointments"]
    assert listed["state"] == "ARRIVED"


async def test_another_doctors_and_another_days_appointments_open_nothing(site: Site) -> None:
    petrova, ivanov = await site.sign_in("petrova"), await site.sign_in("ivanov")
    await booked(site, "petrova", "Вера")
    assert await refused(ivanov, OPEN, appointmentId=await appointment_id(petrova, "Вера")) == "NOT_FOUND"
    tomorrow = await booked(site, "petrova", "Павел", site.clock() + dt.timedelta(days=1))
    day = await petrova.data(DAY)
    assert [one["displayName"].split()[1] for one in day["doctorAppointments"]] == ["Вера"]
    sealed = site_id(site, tomorrow, await _patient(site, tomorrow))
    assert await refused(petrova, OPEN, appointmentId=sealed) == "WRONG_STATE"
    await site.database.execute("UPDATE appointment SET state = 'CANCELLED' WHERE id <> $1", tomorrow)
    assert (await petrova.data(DAY))["doctorAppointments"] == []


async def test_a_doctor_who_has_left_opens_nothing(site: Site) -> None:
    await booked(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    appointment = await appointment_id(petrova, "Вера")
    role = await site.database.fetchval(
        "UPDATE practitioner_role w SET ends_on = moscow_day(now()) - 1 FROM account a WHERE a.practitioner_id = w.practitioner_id "
        "AND a.login = 'petrova' RETURNING w.id"
    )
    try:
        assert (await petrova.data(DAY))["doctorAppointments"] == []
        assert await refused(petrova, OPEN, appointmentId=appointment) == "NO_WORKPLACE"
        named = await key(site, "Вера", "Соколова")
        assert await refused(petrova, FIND, **named) == "NO_WORKPLACE"
    finally:
        await site.database.execute("UPDATE practitioner_role SET ends_on = NULL WHERE id = $1", role)


async def test_a_code_shown_at_the_desk_opens_one_encounter(site: Site) -> None:
    anna, petrova, vera = (
        await site.enter("anna"),
        await site.sign_in("petrova"),
        await site.patient("Вера", "Соколова"),
    )
    made = await done(anna, CODE, patientId=vera)
    text = made["code"]
    assert len(text) == 12 and text.isdecimal()
    shown = f"{text[:4]} {text[4:8]} {text[8:]}"
    assert (await done(petrova, OPEN, code=shown))["encounter"]["ground"] == "PATIENT_CODE"
    assert await opens(petrova, vera)
    ivanov = await site.sign_in("ivanov")
    assert await refused(ivanov, OPEN, code=text) == "WRONG_CODE"
    assert not await opens(ivanov, vera)
    kept = await site.database.fetchrow("SELECT code_hash, encounter_id FROM visit_code")
    assert kept is not None and kept["encounter_id"] and text.encode() not in kept["code_hash"]


async def test_a_code_ends_with_its_ten_minutes_its_successor_and_its_makers_standing(site: Site) -> None:
    anna, ivanov, vera = await site.enter("anna"), await site.sign_in("ivanov"), await site.patient("Вера", "Соколова")
    first = (await done(anna, CODE, patientId=vera))["code"]
    second = (await done(anna, CODE, patientId=vera))["code"]
    assert await refused(ivanov, OPEN, code=first) == "WRONG_CODE"
    site.clock.shift = dt.timedelta(minutes=10, seconds=1)
    assert await refused(ivanov, OPEN, code=second) == "WRONG_CODE"
    site.clock.shift = dt.timedelta()
    third = (await done(anna, CODE, patientId=vera))["code"]
    await site.database.execute(
        "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1", await _id(site, "Вера")
    )
    try:
        assert await refused(ivanov, OPEN, code=third) == "WRONG_CODE"
    finally:
        await site.database.execute(
            "UPDATE access_grant SET revoked_at = NULL WHERE patient_id = $1", await _id(site, "Вера")
        )


async def test_a_code_for_one_clinic_is_good_there_alone(site: Site) -> None:
    anna, vera = await site.enter("anna"), await site.patient("Вера", "Соколова")
    found = await anna.data("query($id: ID!) { visitClinics(patientId: $id) { id name attached } }", id=vera)
    [clinic] = found["visitClinics"]
    assert clinic["attached"] and "517" in clinic["name"]
    code = (await done(anna, CODE, patientId=vera, organizationId=clinic["id"]))["code"]
    assert await refused(await site.sign_in("ivanov"), OPEN, code=code) == "WRONG_CODE"
    assert (await done(await site.sign_in("petrova"), OPEN, code=code))["encounter"]


async def test_who_has_no_standing_makes_no_code(site: Site) -> None:
    vera = await site.patient("Вера", "Соколова")
    assert await refused(await site.enter("stranger"), CODE, patientId=vera) == "FORBIDDEN"
    assert await refused(await site.enter("sergey"), CODE, patientId=vera) == "FORBIDDEN"
    assert await refused(await site.sign_in("petrova"), CODE, patientId=vera) == "FORBIDDEN"
    assert await refused(await site.sign_in("anna"), CODE, patientId=vera) == "STEP_UP_REQUIRED"


async def test_codes_cannot_be_guessed_one_after_another(site: Site) -> None:
    petrova = await site.sign_in("petrova")
    codes = [await refused(petrova, OPEN, code=f"{number:012d}") for number in range(11)]
    assert codes[:10] == ["WRONG_CODE"] * 10 and codes[10] == "RATE_LIMITED"


async def test_two_doctors_with_one_code_open_one_encounter(site: Site) -> None:
    anna, vera = await site.enter("anna"), await site.patient("Вера", "Соколова")
    code = (await done(anna, CODE, patientId=vera))["code"]
    doctors = [await site.sign_in("petrova"), await site.sign_in("ivanov")]
    answers = await asyncio.gather(*(run(doctor, OPEN, code=code) for doctor in doctors))
    assert sorted(bool(answer["encounter"]) for answer in answers) == [False, True]


async def test_one_appointment_asked_for_twice_at_once_opens_one_encounter(site: Site) -> None:
    await booked(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    appointment = await appointment_id(petrova, "Вера")
    answers = await asyncio.gather(*(run(petrova, OPEN, appointmentId=appointment) for _ in range(3)))
    assert sorted(bool(answer["encounter"]) for answer in answers) == [False, False, True]
    assert len([one for one in (await petrova.data(DAY))["doctorDay"] if "Вера" in one["displayName"]]) == 1


async def test_a_repeated_call_is_one_encounter(site: Site) -> None:
    await booked(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    given = {"appointmentId": await appointment_id(petrova, "Вера"), "clientMutationId": "visit-1"}
    first, second = await done(petrova, OPEN, **given), await done(petrova, OPEN, **given)
    assert first == second


async def test_an_admission_by_the_desk_opens_a_stay(site: Site) -> None:
    registrar, petrova = await site.sign_in("registrar"), await site.sign_in("petrova")
    given = {
        "patient": await key(site, "Вера", "Соколова"),
        "doctor": "petrova",
        "ward": "Палата 3",
        "reason": "Плановое поступление",
    }
    assert (await done(registrar, ADMIT, **given))["admitted"]
    assert await refused(registrar, ADMIT, **given) == "ALREADY_ADMITTED"
    [waiting] = (await petrova.data(DAY))["doctorAdmissions"]
    assert waiting["ward"] == "Палата 3" and "Вера" in waiting["displayName"]
    assert await refused(await site.sign_in("ivanov"), OPEN, admissionId=waiting["id"]) == "NOT_FOUND"
    opened = (await done(petrova, OPEN, admissionId=waiting["id"]))["encounter"]
    assert (opened["encounterClass"], opened["ground"]) == ("IMP", "ADMISSION")
    assert (await petrova.data(DAY))["doctorAdmissions"] == []
    site.clock.shift = 30 * HOUR
    assert await opens(await site.sign_in("petrova"), await site.patient("Вера", "Соколова"))


async def test_closing_ends_writing_at_once_and_reading_after_72_hours(site: Site) -> None:
    opened, vera = await visit(site, "petrova", "Вера"), await site.patient("Вера", "Соколова")
    petrova = await site.sign_in("petrova")
    assert await refused(petrova, OPEN, code="1" * 12) == "WRONG_CODE"
    closed = (await done(petrova, CLOSE, encounterId=opened["id"]))["encounter"]
    assert closed["closedAt"] and closed["until"]
    assert await refused(petrova, CLOSE, encounterId=opened["id"]) == "ENCOUNTER_CLOSED"
    assert await opens(petrova, vera)
    site.clock.shift = 73 * HOUR
    assert not await opens(await site.sign_in("petrova"), vera)


async def test_an_encounter_of_another_is_closed_by_nobody_else(site: Site) -> None:
    opened = await visit(site, "petrova", "Вера")
    assert await refused(await site.sign_in("ivanov"), CLOSE, encounterId=opened["id"]) == "NOT_FOUND"
    anna = await site.enter("anna")
    assert await refused(anna, CLOSE, encounterId=opened["id"]) == "FORBIDDEN"


async def test_a_second_encounter_beside_an_open_one_is_refused_and_the_code_is_kept(site: Site) -> None:
    await visit(site, "petrova", "Вера")
    anna, petrova = await site.enter("anna"), await site.sign_in("petrova")
    code = (await done(anna, CODE, patientId=await site.patient("Вера", "Соколова")))["code"]
    assert await refused(petrova, OPEN, code=code) == "ENCOUNTER_OPEN"
    assert (await done(await site.sign_in("ivanov"), OPEN, code=code))["encounter"]


@pytest.mark.parametrize("code", ["57", "1057", None])
async def test_an_encounter_with_a_psychiatrist_carries_its_label(site: Site, code: str | None) -> None:
    """By the code of the specialty, and by its name where the code is of another dictionary or missing."""
    of_ivanov = "WHERE practitioner_id = (SELECT practitioner_id FROM account WHERE login = 'ivanov')"
    await site.database.execute(f"UPDATE practitioner_role SET specialty_code = $1 {of_ivanov}", code)
    try:
        await visit(site, "ivanov", "Вера")
    finally:
        await site.database.execute(f"UPDATE practitioner_role SET specialty_code = '57' {of_ivanov}")
    labels = await site.database.fetchval("SELECT labels FROM encounter ORDER BY id DESC LIMIT 1")
    assert labels == 1


@pytest.mark.parametrize("kind", ["SNILS", "ENP"])
async def test_a_search_finds_by_whole_identifiers_and_stands_in_the_log(site: Site, kind: str) -> None:
    petrova, vera = await site.sign_in("petrova"), await site.patient("Вера", "Соколова")
    row = await site.database.fetchrow(
        "SELECT i.value, p.birth_date FROM person_identifier i JOIN person p ON p.id = i.patient_id "
        "WHERE p.patient_key = $1 AND i.kind = $2 AND i.ended_on IS NULL",
        vera,
        kind,
    )
    assert row is not None
    named = {"kind": kind, "number": row["value"], "birthDate": row["birth_date"].isoformat()}
    found = (await done(petrova, FIND, **named))["patient"]
    assert (
        found["patientId"] == vera
        and found["displayName"].startswith("Соколова Вера")
        and "517" in found["attachedClinic"]
    )
    assert not await opens(petrova, vera)
    kept = await site.database.fetchrow(
        "SELECT kind, identifier_hash, patient_id FROM patient_search ORDER BY id DESC LIMIT 1"
    )
    assert kept is not None and kept["kind"] == kind and row["value"].encode() not in kept["identifier_hash"]
    anna = await site.enter("anna")
    entries = (await anna.data(LOG, id=vera))["record"]["accessLog"]["nodes"]
    [search] = [one for one in entries if one["operation"] == "findPatient"][:1]
    assert search["who"].startswith("Петрова") and search["standings"] == [] and "517" in search["organization"]


async def test_searches_that_find_nobody_are_kept_and_limited(site: Site) -> None:
    petrova = await site.sign_in("petrova")
    wrong = {**await key(site, "Вера", "Соколова"), "birthDate": "1950-01-01"}
    assert [await refused(petrova, FIND, **wrong) for _ in range(21)] == ["PERSON_NOT_FOUND"] * 20 + ["RATE_LIMITED"]
    assert await site.database.fetchval("SELECT count(*) FROM patient_search WHERE patient_id IS NULL") == 20
    assert await refused(petrova, FIND, kind="SNILS", number="112-233-445 94", birthDate="2014-01-01") == "CHECK_DIGIT"


async def test_what_was_searched_is_never_changed(site: Site) -> None:
    petrova = await site.sign_in("petrova")
    await done(petrova, FIND, **await key(site, "Вера", "Соколова"))
    with pytest.raises(asyncpg.PostgresError, match="never changed"):
        await site.database.execute("UPDATE patient_search SET patient_id = NULL")


async def test_closing_twice_at_once_closes_once(site: Site) -> None:
    opened = await visit(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    answers = await asyncio.gather(*(run(petrova, CLOSE, encounterId=opened["id"]) for _ in range(2)))
    assert sorted(bool(answer["encounter"]) for answer in answers) == [False, True]
    # Whoever came to the service before it was closed, and waited for that, is told so too.
    await site.database.execute(
        "UPDATE encounter SET closed_at = closed_at + interval '1 minute' WHERE closed_at > now() - interval '1 hour'"
    )
    assert await refused(petrova, CLOSE, encounterId=opened["id"]) == "ENCOUNTER_CLOSED"


async def test_closing_waits_for_what_is_being_written(site: Site) -> None:
    """A write that holds the encounter comes first; the closing then finds it open still, and the next write does not."""
    opened = await visit(site, "petrova", "Вера")
    petrova = await site.sign_in("petrova")
    other = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with other.transaction():
            await other.execute("SELECT FROM encounter WHERE closed_at IS NULL FOR NO KEY UPDATE")
            closing = asyncio.create_task(run(petrova, CLOSE, encounterId=opened["id"]))
            done_early, _ = await asyncio.wait([closing], timeout=0.5)
            assert not done_early
        assert (await closing)["encounter"]["closedAt"]
    finally:
        await other.close()


async def test_what_nobody_came_to_is_missed_the_next_day_and_opens_nothing(site: Site) -> None:
    row = await booked(site, "petrova", "Вера")
    await note_missed(site)
    assert await site.database.fetchval("SELECT state FROM appointment WHERE id = $1", row) == "BOOKED"
    await site.database.execute(
        "UPDATE appointment SET starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day' WHERE id = $1",
        row,
    )
    await note_missed(site)
    assert await site.database.fetchval("SELECT state FROM appointment WHERE id = $1", row) == "MISSED"
    sealed = site_id(site, row, await _patient(site, row))
    assert await refused(await site.sign_in("petrova"), OPEN, appointmentId=sealed) == "WRONG_STATE"


async def note_missed(site: Site) -> None:
    pool = await asyncpg.create_pool(**site.address.connect_arguments(), min_size=1, max_size=1)
    try:
        await note_missed_appointments(pool, site.clock())
    finally:
        await pool.close()


def site_id(site: Site, row: int, patient: int) -> str:
    return IdSealer(site.settings.key("id")).seal(IdType.APPOINTMENT, patient, row)


async def _patient(site: Site, appointment: int) -> int:
    return int(await site.database.fetchval("SELECT patient_id FROM appointment WHERE id = $1", appointment))


async def _id(site: Site, given_name: str) -> int:
    return int(await site.database.fetchval("SELECT min(id) FROM person WHERE given_name = $1", given_name))


async def test_nobody_lets_themselves_into_their_own_childs_record_as_a_doctor(site: Site) -> None:
    """policy.md, Conditions: who gives the consent and who opens are two people, whatever accounts they have; what a teenager's
    mother may not see she does not see as a paediatrician."""
    anna, pavel = await site.enter("anna"), await site.patient("Павел", "Соколов")
    own = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'anna'")
    await site.database.execute("UPDATE account SET person_id = $1 WHERE login = 'petrova'", own)
    try:
        petrova = await site.sign_in("petrova")
        for patient in (pavel, await site.patient("Анна", "Соколова")):
            code = (await done(anna, CODE, patientId=patient))["code"]
            assert await refused(petrova, OPEN, code=code) == "OWN_CASE"
            assert (
                await refused(petrova, EMERGENCY, patientId=patient, reason="Без сознания, нужен анамнез") == "OWN_CASE"
            )
            assert not await opens(petrova, patient)
        await booked(site, "petrova", "Павел")
        assert await refused(petrova, OPEN, appointmentId=await appointment_id(petrova, "Павел")) == "OWN_CASE"
        given = {"patient": await key(site, "Павел"), "doctor": "petrova", "reason": "Плановое поступление"}
        assert await refused(await site.sign_in("registrar"), ADMIT, **given) == "OWN_CASE"
        # A grown child is a patient like any other.
        await booked(site, "petrova", "Игорь", site.clock() + dt.timedelta(seconds=90))
        assert (await done(petrova, OPEN, appointmentId=await appointment_id(petrova, "Игорь")))["encounter"]
    finally:
        await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'petrova'")
