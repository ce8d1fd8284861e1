"""The demo cast: everyone sees what demo-cast.md says and nothing besides (ACC-01…06, SCT-02)."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from backend.database import Address
from backend.demo.cast import CAST, LINKS
from backend.demo.load import NotADemo, load_cast, moscow_today
from backend.models.ages import age_on
from backend.models.vocabulary import LAST_SECTION, Kind
from backend.settings import Settings
from tests.client import Person, Site

OFFICES = ("registrar", "registrar2", "mfc", "insurer", "analyst", "auditor", "admin", "admin2")
SECTIONS = [kind.name for kind in list(Kind)[: int(LAST_SECTION)]]
OPEN: dict[str, list[tuple[str, str]]] = {
    "anna": [
        ("SELF_ADULT", "Анна Соколова"),
        ("PARENT_OF_TEEN", "Павел Соколов"),
        ("PARENT_OF_CHILD", "Вера Соколова"),
        ("PARENT_OF_CHILD", "Михаил Соколов"),
    ],
    "sergey": [],
    "pavel": [("SELF_TEEN", "Павел Соколов")],
    "igor": [("SELF_ADULT", "Игорь Соколов")],
    "olga": [("SELF_ADULT", "Ольга Ким"), ("GUARDIAN", "Тимур Ахметов")],
    "boris": [
        ("SELF_ADULT", "Борис Ким"),
        ("TRUSTEE_OF_TEEN", "Елена Лебедева"),
        ("TRUSTEE_OF_CHILD", "Константин Лебедев"),
    ],
    "maria": [("SELF_ADULT", "Мария Волкова")],
    "stranger": [("SELF_ADULT", "Фёдор Чужой")],
    "basic": [],
    "region": [],
    "petrova": [("TREATING_DOCTOR", "Михаил Соколов")],
    "ivanov": [("TREATING_DOCTOR", "Павел Соколов")],
    "registrar": [],
    "mfc": [],
    "insurer": [],
    "analyst": [],
    "auditor": [],
    "registrar2": [],
    "admin": [],
    "admin2": [],
}
RECORDS = """{ viewer { records { standing displayName patientId
  record { availableSections { section count } } } } }"""
RECORD = "query($id: ID!) { record(patientId: $id) { availableSections { section count } } }"
# Whose record somebody tries besides, and the reason told: only about one's own and one's wards' (policy.md).
REFUSED = [
    ("sergey", "Вера", {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}),
    ("sergey", "Сергей", {"code": "FORBIDDEN", "reason": "ACCESS_NOT_OPEN"}),
    ("sergey", "Анна", {"code": "FORBIDDEN"}),
    ("anna", "Игорь", {"code": "FORBIDDEN", "reason": "WARD_IS_ADULT"}),
    ("anna", "Сергей", {"code": "FORBIDDEN"}),
    ("basic", "Яна", {"code": "FORBIDDEN", "reason": "ACCOUNT_LEVEL_TOO_LOW"}),
    ("region", "Антон", {"code": "FORBIDDEN", "reason": "POLICY_REGION"}),
    ("stranger", "Михаил", {"code": "FORBIDDEN"}),
    ("pavel", "Анна", {"code": "FORBIDDEN"}),
    ("petrova", "Вера", {"code": "FORBIDDEN"}),
    ("petrova", "Павел", {"code": "FORBIDDEN"}),
    ("ivanov", "Михаил", {"code": "FORBIDDEN"}),
    *[(staff, "Михаил", {"code": "FORBIDDEN"}) for staff in OFFICES],
]


async def _viewer(demo: Site, login: str) -> Person:
    staff = login in ("petrova", "ivanov", *OFFICES)
    return await demo.sign_in(login) if staff else await demo.enter(login)


@pytest.mark.parametrize("login", list(OPEN))
async def test_everyone_opens_the_records_that_the_cast_names(demo: Site, login: str) -> None:
    found = (await (await _viewer(demo, login)).data(RECORDS))["viewer"]["records"]
    assert [(record["standing"], record["displayName"]) for record in found] == OPEN[login]
    assert all(record["record"]["availableSections"] for record in found)


@pytest.mark.parametrize(("login", "whose", "extensions"), REFUSED, ids=lambda value: str(value))
async def test_nobody_opens_any_other_record(demo: Site, login: str, whose: str, extensions: dict[str, str]) -> None:
    viewer = await _viewer(demo, login)
    answer = await viewer.ask(RECORD, id=await demo.patient(whose))
    assert answer["data"] == {"record": None}
    assert answer["errors"][0]["extensions"] == extensions
    assert "extensions" not in answer


async def test_the_family_of_anna_has_every_section_filled(demo: Site) -> None:
    found = (await (await demo.enter("anna")).data(RECORDS))["viewer"]["records"]
    sections = {
        record["displayName"]: {each["section"] for each in record["record"]["availableSections"]} for record in found
    }
    assert sections["Анна Соколова"] == sections["Михаил Соколов"] == set(SECTIONS)
    assert sections["Вера Соколова"] >= set(SECTIONS) - {"PREGNANCY_CARE"}


async def test_a_teenagers_sensitive_entries_and_diary_are_his_alone(demo: Site) -> None:
    key = await demo.patient("Павел")
    query = """query($id: ID!) { record(patientId: $id) { timeline(first: 100) { totalCount nodes { id title } }
      healthDiary { totalCount notices { code } } } }"""
    his = (await (await demo.enter("pavel")).data(query, id=key))["record"]
    hers = (await (await demo.enter("anna")).data(query, id=key))["record"]
    assert his["healthDiary"]["totalCount"] > 0
    assert hers["healthDiary"]["totalCount"] == 0
    assert {"code": "SECTION_NOT_FOR_STANDING"} in hers["healthDiary"]["notices"]
    closed = {node["id"] for node in his["timeline"]["nodes"]} - {node["id"] for node in hers["timeline"]["nodes"]}
    rows = await demo.database.fetch(
        "SELECT labels, kind FROM record_entry WHERE public_id = ANY ($1::text[])", list(closed)
    )
    assert len(rows) >= 5
    assert all(row["labels"] or row["kind"] in (Kind.HEALTH_DIARY, Kind.PREGNANCY_CARE) for row in rows)
    assert {1, 8} <= {bit for row in rows for bit in (1, 2, 4, 8, 16, 32) if row["labels"] & bit}


async def test_the_data_has_what_the_cast_promises(demo: Site) -> None:
    family = [await demo.database.fetchval("SELECT id FROM person WHERE given_name = $1", name)
              for name in ("Анна", "Вера", "Павел", "Михаил")]  # fmt: skip
    fetch = demo.database.fetchval
    assert await fetch("SELECT count(*) FROM record_entry WHERE status = 1 AND patient_id = ANY ($1)", family) >= 1
    assert (
        await fetch("SELECT count(DISTINCT organization_id) FROM record_entry WHERE patient_id = ANY ($1)", family) > 4
    )
    assert (
        await fetch(
            "SELECT count(DISTINCT e.kind) FROM record_entry e JOIN section_start s ON s.key = e.start_key "
            "WHERE e.patient_id = ANY ($1) AND e.event_date < s.starts_on",
            family,
        )
        >= 4
    )
    labels = [row["labels"] for row in await demo.database.fetch("SELECT DISTINCT labels FROM record_entry")]
    assert all(any(row & bit for row in labels) for bit in (1, 2, 4, 8, 16, 32, 64, 128)), "every sensitive class"
    assert await fetch("SELECT count(*) FROM lab_result WHERE interpretation IN ('LOW', 'HIGH')") > 10


async def test_haemoglobin_of_misha_falls_below_its_band(demo: Site) -> None:
    query = """query($id: ID!) { record(patientId: $id) { labTrend(code: "1017128") {
      points { date value referenceLow } } vaccinationPlan { status title riskGroupOnly } } }"""
    record = (await (await demo.enter("anna")).data(query, id=await demo.patient("Михаил")))["record"]
    values = [point["value"] for point in record["labTrend"]["points"]]
    assert values[-1] < record["labTrend"]["points"][-1]["referenceLow"] <= values[0]
    late = [item["title"] for item in record["vaccinationPlan"] if item["status"] == "LATE"]
    assert late == ["Полиомиелит, вторая ревакцинация"]


async def test_ages_hold_on_the_day_of_loading() -> None:
    for today in (dt.date(2024, 2, 29), dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 3, 31)):
        for member in CAST:
            assert age_on(member.birth_date(today), today) == member.years, (member.key, today)
    assert {link.ward for link in LINKS} <= {member.key for member in CAST}


async def test_loading_again_changes_nothing(demo: Site, settings: Settings) -> None:
    before = await demo.database.fetchval("SELECT count(*) FROM record_entry")
    assert await load_cast(demo.database, settings, moscow_today(), lambda *_: None) is False
    assert await demo.database.fetchval("SELECT count(*) FROM record_entry") == before


async def test_the_demo_never_mixes_with_real_people(
    new_database: Callable[[], Awaitable[Address]], settings: Settings
) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        await connection.execute("INSERT INTO person (patient_key, record_key) VALUES ($1, $1)", "k" * 22)
        with pytest.raises(NotADemo):
            await load_cast(connection, settings, moscow_today(), lambda *_: None)
        assert await connection.fetchval("SELECT count(*) FROM person") == 1
    finally:
        await connection.close()


async def test_the_outbox_has_the_casts_messages_only(demo: Site) -> None:
    await demo.enter("anna")
    messages: list[dict[str, Any]] = await demo.outbox("anna")
    assert set(messages[0]) == {"text", "code", "at"} and len(messages[0]["code"]) == 6
    assert await demo.outbox("nobody") == [] and await demo.outbox("") == []
