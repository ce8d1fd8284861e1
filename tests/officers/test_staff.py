"""Staff accounts: hired by two administrators, moved, left at once; a treating doctor's standing goes with the work (SCT-02)."""

import asyncio
import datetime as dt
import re
from typing import Any

import asyncpg
import pytest

from backend.models.ages import birthday
from backend.models.identifiers import snils_check
from backend.models.moscow import moscow_day
from backend.services.passwords import hash_password
from tests.client import Person, Site
from tests.officers.people import ERRORS, REASON, done, refused

APPOINTMENT = "id login name role organization { id name } position startsOn endsOn state mine proposedBy confirmedBy"
PROPOSE = f"""mutation($input: ProposeStaffAppointmentInput!) {{
  proposeStaffAppointment(input: $input) {{ staffAppointment {{ {APPOINTMENT} }} {ERRORS} }} }}"""
CONFIRM = f"""mutation($input: StaffAppointmentInput!) {{
  confirmStaffAppointment(input: $input) {{ staffAppointment {{ {APPOINTMENT} }} {ERRORS} }} }}"""
REFUSE = f"""mutation($input: StaffAppointmentWithReasonInput!) {{
  refuseStaffAppointment(input: $input) {{ staffAppointment {{ {APPOINTMENT} }} {ERRORS} }} }}"""
END = f"""mutation($input: StaffAppointmentWithReasonInput!) {{
  endStaffAppointment(input: $input) {{ staffAppointment {{ {APPOINTMENT} }} {ERRORS} }} }}"""
LIST = f"""query($login: String, $state: FourEyesState) {{
  staffAppointments(first: 50, login: $login, state: $state) {{ nodes {{ {APPOINTMENT} }} }} }}"""
PLACES = "query($text: String!) { workplaces(nameContains: $text) { id name } }"
RECORDS = "{ viewer { records { standing displayName } account { roles } } }"


def _snils(number: int) -> str:
    nine = f"70{number:07d}"
    return nine + snils_check(nine)


async def _place(site: Site, text: str = "поликлиника № 517") -> str:
    found = (await (await site.sign_in("admin")).data(PLACES, text=text))["workplaces"]
    assert len(found) == 1
    return str(found[0]["id"])


async def _input(site: Site, login: str, number: int, **changes: Any) -> dict[str, Any]:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    return {
        "login": login,
        "role": "DOCTOR",
        "organization": await _place(site),
        "position": "врач-педиатр участковый",
        "specialty": "Педиатрия",
        "specialtyCode": "49",
        "startsOn": today.isoformat(),
        "employee": {
            "familyName": "Новосёлова",
            "givenName": "Ирина",
            "patronymic": "Олеговна",
            "birthDate": "1988-04-02",
            "snils": _snils(number),
            "email": f"{login}@example.org",
        },
        **changes,
    }


async def _hired(site: Site, login: str, number: int, **changes: Any) -> dict[str, Any]:
    proposed = await done(await site.sign_in("admin"), PROPOSE, **await _input(site, login, number, **changes))
    confirmed = await done(await site.sign_in("admin2"), CONFIRM, id=proposed["staffAppointment"]["id"])
    found: dict[str, Any] = confirmed["staffAppointment"]
    return found


async def _signed_in(site: Site, login: str) -> Person:
    """With a password of their own, as after the code of `requestPasswordReset`."""
    await site.database.execute(
        "UPDATE account SET password_hash = $2 WHERE login = $1", login, hash_password("once-in-a-while")
    )
    return await site.sign_in(login, "once-in-a-while")


async def _first_password(site: Site, login: str) -> Person:
    """The employee sets the first password by a code to their own mailbox."""
    asked = await site.ask(
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { reset { token } userErrors { code } } }",
        input={"login": login},
    )
    token = asked["data"]["requestPasswordReset"]["reset"]["token"]
    for _ in range(50):
        messages = site.simulator.sent_to_address(f"{login}@example.org")
        if messages and re.search(r"\b\d{6}\b", messages[0].text):
            break
        await asyncio.sleep(0.05)
    found = re.search(r"\b\d{6}\b", messages[0].text)
    assert found is not None
    await site.ask(
        "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code } } }",
        input={"login": login, "token": token, "code": found.group(), "password": "осень в горах 17"},
    )
    return await site.sign_in(login, "осень в горах 17")


async def test_a_doctor_is_hired_by_two_administrators_and_can_work(site: Site) -> None:
    before = await site.database.fetchval("SELECT count(*) FROM account")
    proposed = await done(await site.sign_in("admin"), PROPOSE, **await _input(site, "novoselova", 1))
    assert (proposed["staffAppointment"]["state"], proposed["staffAppointment"]["name"]) == (
        "PROPOSED",
        "Новосёлова Ирина Олеговна",
    )
    assert await site.database.fetchval("SELECT count(*) FROM account") == before, (
        "nothing holds before it is confirmed"
    )
    await done(await site.sign_in("admin2"), CONFIRM, id=proposed["staffAppointment"]["id"])
    row = await site.database.fetchrow(
        "SELECT a.roles, a.password_hash, a.disabled_at, d.full_name, w.organization_id IS NOT NULL AS works FROM account a "
        "JOIN practitioner d ON d.id = a.practitioner_id JOIN practitioner_role w ON w.practitioner_id = d.id WHERE a.login = 'novoselova'"
    )
    assert row is not None
    assert tuple(row) == (["DOCTOR"], None, None, "Новосёлова И. О.", True)
    assert site.simulator.sent_to_address("novoselova@example.org") == [], "told by the queue, with the change"
    await site.work()
    await site.work()
    [told] = site.simulator.sent_to_address("novoselova@example.org")
    assert "novoselova" in told.text and not any(word.isdigit() and len(word) == 6 for word in told.text.split())
    doctor = await _first_password(site, "novoselova")
    found = (await doctor.data(RECORDS))["viewer"]
    assert found == {"records": [], "account": {"roles": ["DOCTOR"]}}, "no portal standing, and no encounter yet"
    await site.database.execute(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, labels) "
        "SELECT p.id, 'AMB', 'APPOINTMENT', a.practitioner_id, w.organization_id, $1, 0 FROM person p, account a "
        "JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id WHERE p.given_name = 'Михаил' AND a.login = 'novoselova'",
        site.clock() - dt.timedelta(minutes=1),
    )
    assert (await doctor.data(RECORDS))["viewer"]["records"] == [
        {"standing": "TREATING_DOCTOR", "displayName": "Михаил Соколов"}
    ]


async def test_who_leaves_has_no_session_no_role_and_no_standing_at_once(site: Site) -> None:
    """SCT-02: encounters of the place where the doctor worked give nothing any more, nor does an emergency there."""
    doctor = await site.sign_in("petrova")
    await site.database.execute(
        "INSERT INTO break_glass_access (patient_id, practitioner_id, organization_id, reason, started_at) SELECT p.id, "
        "w.practitioner_id, w.organization_id, 'Без сознания, нужен анамнез', $1 FROM person p, account a "
        "JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id WHERE p.given_name = 'Павел' AND a.login = 'petrova'",
        site.clock() - dt.timedelta(minutes=1),
    )
    standings = {one["standing"] for one in (await doctor.data(RECORDS))["viewer"]["records"]}
    assert standings == {"TREATING_DOCTOR", "EMERGENCY_DOCTOR"}
    admin = await site.sign_in("admin")
    [work] = (await admin.data(LIST, login="petrova", state="IN_FORCE"))["staffAppointments"]["nodes"]
    ended = await done(admin, END, id=work["id"], reason=REASON)
    assert ended["staffAppointment"]["state"] == "ENDED" and ended["staffAppointment"]["endsOn"]
    assert (await doctor.data("{ viewer { account { login } } }"))["viewer"] is None
    answer = await site.ask(
        "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }",
        input={"login": "petrova", "password": "medcard-demo"},
    )
    assert answer["data"]["signIn"]["userErrors"] == [{"code": "WRONG_CREDENTIALS"}]
    # Hired anew elsewhere, the doctor has no standing from the earlier place, and a new password to set.
    await _hired(site, "petrova", 2, employee=None, organization=await _place(site, "поликлиника № 608"))
    again = await _signed_in(site, "petrova")
    assert (await again.data(RECORDS))["viewer"]["records"] == []


async def test_one_appointment_that_ends_leaves_the_others(site: Site) -> None:
    """Moved: the earlier one ends, the new one is proposed; with two, one goes on."""
    doctor = await site.sign_in("ivanov")
    records = (await doctor.data(RECORDS))["viewer"]["records"]
    await _hired(site, "ivanov", 3, employee=None, specialty="Психиатрия", specialtyCode="57")
    admin = await site.sign_in("admin")
    works = (await admin.data(LIST, login="ivanov", state="IN_FORCE"))["staffAppointments"]["nodes"]
    assert len(works) == 2
    await done(admin, END, id=works[0]["id"], reason=REASON)
    again = await site.sign_in("ivanov")
    found = (await again.data(RECORDS))["viewer"]
    assert found["records"] == records and found["account"]["roles"] == ["DOCTOR"]
    await done(admin, END, id=works[1]["id"], reason=REASON)
    assert (await again.data("{ viewer { account { login } } }"))["viewer"] is None


async def test_work_that_begins_later_gives_nothing_before_its_day(site: Site) -> None:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    await _hired(site, "later", 4, role="REGISTRAR", startsOn=tomorrow)
    await site.work()
    assert await site.database.fetchval("SELECT disabled_at IS NOT NULL FROM account WHERE login = 'later'")
    await site.work(again=True)
    assert await site.database.fetchval("SELECT disabled_at IS NOT NULL FROM account WHERE login = 'later'"), (
        "a job that runs too early changes nothing"
    )
    await site.database.execute(
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('medcard', 'start_staff_appointment', 0, NULL, NULL, "
        "jsonb_build_object('appointment_id', id), NULL)]::procrastinate_job_to_defer_v1[]) FROM staff_appointment WHERE login = 'later'"
    )
    site.clock.shift += dt.timedelta(days=1)
    await site.work()
    registrar = await _signed_in(site, "later")
    assert (await registrar.data(RECORDS))["viewer"]["account"]["roles"] == ["REGISTRAR"]


async def test_the_one_who_proposed_cannot_confirm_and_nobody_appoints_themself(site: Site) -> None:
    admin, admin2 = await site.sign_in("admin"), await site.sign_in("admin2")
    proposed = await done(admin, PROPOSE, **await _input(site, "somebody", 5))
    id_ = proposed["staffAppointment"]["id"]
    assert await refused(admin, CONFIRM, id=id_) == "FOUR_EYES"
    with pytest.raises(asyncpg.CheckViolationError, match="staff_appointment_four_eyes"):
        await site.database.execute(
            "UPDATE staff_appointment SET confirmed_by_id = proposed_by_id, confirmed_at = now() WHERE login = 'somebody'"
        )
    for login in ("admin", "admin2"):
        given = await _input(site, login, 6, role="AUDITOR", employee=None)
        person = admin if login == "admin" else admin2
        assert await refused(person, PROPOSE, **given) == "OWN_CASE"
    other = await done(admin, PROPOSE, **await _input(site, "admin2", 6, role="AUDITOR", employee=None))
    assert await refused(admin2, CONFIRM, id=other["staffAppointment"]["id"]) == "OWN_CASE"
    await done(admin2, REFUSE, id=id_, reason=REASON)
    assert await refused(admin2, CONFIRM, id=id_) == "WRONG_STATE"


async def test_of_two_confirmations_at_once_one_account_comes(site: Site) -> None:
    proposed = await done(await site.sign_in("admin"), PROPOSE, **await _input(site, "twice", 7))
    admin2 = await site.sign_in("admin2")
    answers = await asyncio.gather(
        *(admin2.data(CONFIRM, input={"id": proposed["staffAppointment"]["id"]}) for _ in range(4))
    )
    codes = [error["code"] for answer in answers for error in answer["confirmStaffAppointment"]["userErrors"]]
    assert codes == ["WRONG_STATE"] * 3
    assert await site.database.fetchval("SELECT count(*) FROM account WHERE login = 'twice'") == 1


EMPLOYEE = {
    "familyName": "Новосёлова",
    "givenName": "Ирина",
    "birthDate": "1988-04-02",
    "snils": _snils(8),
    "email": "a@b.org",
}
SIXTEEN_TOMORROW = birthday(moscow_day(dt.datetime.now(dt.UTC)), -16) + dt.timedelta(days=1)
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"login": "anna"}, "LOGIN_TAKEN"),
    ({"login": "mfc"}, "LOGIN_TAKEN"),
    ({"login": "+79160000000"}, "WRONG_FORMAT"),
    ({"login": "somebody@example.org"}, "WRONG_FORMAT"),
    ({"employee": None}, "ACCOUNT_UNKNOWN"),
    ({"employee": {**EMPLOYEE, "email": None}}, "REQUIRED"),
    ({"employee": {**EMPLOYEE, "email": "nobody"}}, "WRONG_FORMAT"),
    ({"employee": {**EMPLOYEE, "phone": "12"}}, "WRONG_FORMAT"),
    ({"employee": {**EMPLOYEE, "snils": "112-233-445 96"}}, "CHECK_DIGIT"),
    ({"employee": {**EMPLOYEE, "birthDate": "2020-01-01"}}, "WRONG_DATE"),
    ({"employee": {**EMPLOYEE, "birthDate": SIXTEEN_TOMORROW.isoformat()}}, "WRONG_DATE"),
    ({"employee": {**EMPLOYEE, "familyName": "<b>"}}, "WRONG_FORMAT"),
    ({"organization": "x" * 22}, "NOT_FOUND"),
    ({"position": None}, "REQUIRED"),
    ({"specialty": " "}, "REQUIRED"),
    ({"specialtyCode": "4" * 33}, "WRONG_FORMAT"),
    ({"startsOn": "2100-01-01"}, "WRONG_DATE"),
]


@pytest.mark.parametrize(("changes", "code"), WRONG, ids=lambda one: str(one)[:60])
async def test_an_appointment_that_cannot_be_right_is_refused(site: Site, changes: dict[str, Any], code: str) -> None:
    before = await site.database.fetchval("SELECT count(*) FROM staff_appointment")
    assert await refused(await site.sign_in("admin"), PROPOSE, **{**await _input(site, "wrong", 9), **changes}) == code
    assert await site.database.fetchval("SELECT count(*) FROM staff_appointment") == before


async def test_two_administrators_always_remain(site: Site) -> None:
    admin = await site.sign_in("admin")
    [own] = (await admin.data(LIST, login="admin2", state="IN_FORCE"))["staffAppointments"]["nodes"]
    assert await refused(admin, END, id=own["id"], reason=REASON) == "LAST_ADMINISTRATORS"
    await _hired(site, "third", 10, role="ADMINISTRATOR")
    assert await refused(admin, END, id=own["id"], reason="уходит") == "REASON_REQUIRED"


async def test_an_administrator_proves_who_they_are_before_changing_staff(site: Site) -> None:
    admin = await site.sign_in("admin")
    given = await _input(site, "fresh", 11)
    site.clock.shift += dt.timedelta(minutes=11)
    assert await refused(admin, PROPOSE, **given) == "REAUTHENTICATION_REQUIRED"


async def test_an_employee_who_is_a_patient_is_the_same_person(site: Site) -> None:
    """So that a registrar's own request is known to be their own, though the two accounts have nothing else in common."""
    row = await site.database.fetchrow(
        "SELECT p.id, p.birth_date, i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id "
        "WHERE p.given_name = 'Сергей' AND i.kind = 'SNILS'"
    )
    assert row is not None
    employee = {**EMPLOYEE, "snils": row["value"], "birthDate": row["birth_date"].isoformat()}
    await _hired(site, "sokolov", 12, role="REGISTRAR", employee=employee)
    account = await site.database.fetchrow("SELECT person_id, roles FROM account WHERE login = 'sokolov'")
    assert account is not None and tuple(account) == (row["id"], ["REGISTRAR"])
    registrar = await _signed_in(site, "sokolov")
    assert (await registrar.data(RECORDS))["viewer"]["records"] == [], "staff accounts have no CITIZEN role"
