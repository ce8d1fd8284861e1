"""Standings to the day and the hour: birthdays, Moscow midnight, revoked grants, closed encounters (ACC-02…06, REQ-15)."""

import datetime as dt
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from backend.policy.standing import Standing
from tests.client import Site
from tests.world import World

MOSCOW = ZoneInfo("Europe/Moscow")
BEFORE, AFTER = dt.timedelta(seconds=-1), dt.timedelta()


async def _held(database: asyncpg.Connection, account: int, patient: int, at: dt.datetime) -> int | None:
    bits: int | None = await database.fetchval(
        "SELECT bit_or(standing) FROM standings($1, $2, '{77}') WHERE patient_id = $3", account, at, patient
    )
    return bits


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), MOSCOW)


BIRTHDAYS = [
    # born, standing before, day of change, standing after
    (
        "a parent at the 15th birthday",
        "PARENT",
        dt.date(2012, 5, 5),
        Standing.PARENT_OF_CHILD,
        dt.date(2027, 5, 5),
        Standing.PARENT_OF_TEEN,
    ),
    (
        "a parent at the 18th birthday (ACC-05)",
        "PARENT",
        dt.date(2009, 5, 5),
        Standing.PARENT_OF_TEEN,
        dt.date(2027, 5, 5),
        None,
    ),
    (
        "a guardian at the 14th birthday",
        "GUARDIAN",
        dt.date(2013, 5, 5),
        Standing.GUARDIAN,
        dt.date(2027, 5, 5),
        Standing.TRUSTEE_OF_CHILD,
    ),
    (
        "a trustee at the 15th birthday",
        "GUARDIAN",
        dt.date(2012, 5, 5),
        Standing.TRUSTEE_OF_CHILD,
        dt.date(2027, 5, 5),
        Standing.TRUSTEE_OF_TEEN,
    ),
    (
        "a trustee at the 18th birthday",
        "GUARDIAN",
        dt.date(2009, 5, 5),
        Standing.TRUSTEE_OF_TEEN,
        dt.date(2027, 5, 5),
        None,
    ),
    (
        "born on 29 February, a common year",
        "PARENT",
        dt.date(2012, 2, 29),
        Standing.PARENT_OF_CHILD,
        dt.date(2027, 3, 1),
        Standing.PARENT_OF_TEEN,
    ),
    (
        "born on 29 February, a leap year",
        "PARENT",
        dt.date(2010, 2, 28),
        Standing.PARENT_OF_TEEN,
        dt.date(2028, 2, 28),
        None,
    ),
]


@pytest.mark.parametrize("case", BIRTHDAYS, ids=lambda case: case[0])
async def test_a_representative_changes_at_moscow_midnight(
    world: tuple[Site, World], case: tuple[str, str, dt.date, Standing, dt.date, Standing | None]
) -> None:
    _, made = world
    _, kind, born, before, day, after = case
    standing = Standing.PARENT_OF_CHILD if kind == "PARENT" else Standing.GUARDIAN
    account = 52 if kind == "PARENT" else 54
    patient = made.patients[standing]
    kept = await made.database.fetchval("SELECT birth_date FROM person WHERE id = $1", patient)
    await made.database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", patient, born)
    assert await _held(made.database, account, patient, _midnight(day) + BEFORE) == before
    assert await _held(made.database, account, patient, _midnight(day) + AFTER) == after
    await made.database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", patient, kept)


async def test_own_access_opens_on_the_15th_birthday(world: tuple[Site, World]) -> None:
    _, made = world
    patient = made.patients[Standing.SELF_TEEN]
    kept = await made.database.fetchval("SELECT birth_date FROM person WHERE id = $1", patient)
    await made.database.execute("UPDATE person SET birth_date = '2012-05-05' WHERE id = $1", patient)
    day = _midnight(dt.date(2027, 5, 5))
    assert await _held(made.database, 50, patient, day + BEFORE) is None
    assert await _held(made.database, 50, patient, day + AFTER) == Standing.SELF_TEEN
    assert await _held(made.database, 50, patient, _midnight(dt.date(2030, 5, 5)) + BEFORE) == Standing.SELF_TEEN
    assert await _held(made.database, 50, patient, _midnight(dt.date(2030, 5, 5))) == Standing.SELF_ADULT
    await made.database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", patient, kept)


async def test_a_doctor_reads_until_72_hours_after_closing(world: tuple[Site, World]) -> None:
    _, made = world
    patient = made.patients[Standing.TREATING_DOCTOR]
    closed = made.now
    await made.database.execute("UPDATE encounter SET closed_at = $2 WHERE patient_id = $1", patient, closed)
    end = closed + dt.timedelta(hours=72)
    assert await _held(made.database, 57, patient, end + BEFORE) == Standing.TREATING_DOCTOR
    assert await _held(made.database, 57, patient, end) is None
    await made.database.execute(
        "UPDATE encounter SET closed_at = NULL, encounter_class = 'AMB' WHERE patient_id = $1", patient
    )
    opened = made.now - dt.timedelta(days=3)
    # An outpatient encounter closes itself after 24 hours.
    assert await _held(made.database, 57, patient, opened + dt.timedelta(hours=96) + BEFORE) == Standing.TREATING_DOCTOR
    assert await _held(made.database, 57, patient, opened + dt.timedelta(hours=96)) is None
    await made.database.execute("UPDATE encounter SET encounter_class = 'IMP' WHERE patient_id = $1", patient)


async def test_break_glass_lasts_four_hours(world: tuple[Site, World]) -> None:
    _, made = world
    patient, started = made.patients[Standing.EMERGENCY_DOCTOR], made.now - dt.timedelta(hours=1)
    assert (
        await _held(made.database, 58, patient, started + dt.timedelta(hours=4) + BEFORE) == Standing.EMERGENCY_DOCTOR
    )
    assert await _held(made.database, 58, patient, started + dt.timedelta(hours=4)) is None


async def test_an_imported_encounter_gives_no_standing(world: tuple[Site, World]) -> None:
    _, made = world
    await made.database.execute("INSERT INTO import_source (id, name, created_at) VALUES (1, 'clinic', now())")
    await made.database.execute(
        "INSERT INTO encounter (patient_id, encounter_class, practitioner_id, organization_id, opened_at, source_id) "
        "VALUES ($1, 'IMP', 1, 1, $2, 1)",
        made.patients[Standing.SELF_ADULT],
        made.now - dt.timedelta(days=1),
    )
    assert await _held(made.database, 57, made.patients[Standing.SELF_ADULT], made.now) is None


CHANGES = [
    ("a revoked grant (REQ-15)", "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1", None),
    ("a link in doubt (ACC-03)", "UPDATE legal_representation SET state = 'PENDING' WHERE patient_id = $1", None),
    ("an ended link", "UPDATE legal_representation SET ends_on = current_date - 1 WHERE patient_id = $1", None),
    (
        "a policy of another region (ACC-06)",
        "UPDATE insurance_policy SET region = '47' WHERE patient_id = $1",
        "POLICY_REGION",
    ),
    ("no valid policy", "UPDATE insurance_policy SET state = 'INVALID' WHERE patient_id = $1", "POLICY_INVALID"),
    ("an emancipated ward", "UPDATE person SET emancipated_on = current_date WHERE id = $1", None),
    ("a death", "UPDATE person SET deceased_on = current_date WHERE id = $1", None),
    (
        "an account level too low (ACC-01)",
        "UPDATE account SET level = 'BASIC' WHERE id = 52 AND $1::bigint > 0",
        "ACCOUNT_LEVEL_TOO_LOW",
    ),
]


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case[0])
async def test_access_ends_for_the_next_request_of_an_open_session(
    world: tuple[Site, World], case: tuple[str, str, str | None]
) -> None:
    site, made = world
    _, change, reason = case
    patient, token, key = (
        made.patients[Standing.PARENT_OF_CHILD],
        made.tokens[Standing.PARENT_OF_CHILD],
        made.patient_key(Standing.PARENT_OF_CHILD),
    )
    query = "query($id: ID!) { record(patientId: $id) { id } }"
    assert "errors" not in await site.ask(query, token, id=key)
    await made.database.execute(change, patient)
    try:
        answer = await site.ask(query, token, id=key)
        assert answer["data"] == {"record": None}
        extensions = answer["errors"][0]["extensions"]
        assert extensions["code"] == "FORBIDDEN"
        if reason:
            assert extensions["reason"] == reason
    finally:
        await made.database.execute("UPDATE access_grant SET revoked_at = NULL WHERE patient_id = $1", patient)
        await made.database.execute(
            "UPDATE legal_representation SET state = 'VERIFIED', ends_on = NULL WHERE patient_id = $1", patient
        )
        await made.database.execute(
            "UPDATE insurance_policy SET region = '77', state = 'VALID' WHERE patient_id = $1", patient
        )
        await made.database.execute(
            "UPDATE person SET emancipated_on = NULL, deceased_on = NULL WHERE id = $1", patient
        )
        await made.database.execute("UPDATE account SET level = 'FULL' WHERE id = 52")
