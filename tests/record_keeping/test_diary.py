"""The health diary: kinds, units, limits, words that are no diagnosis, versions (SEC-07; sections.md, «Diary»)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from tests.client import Person
from tests.record_keeping.writing import Place, codes, person, sent

ENTRY = "id date title measure value valueSecond pulse minutes intensity unit context measuredAt origin note alerts { code message }"
ADD = f"mutation($input: AddDiaryEntryInput!) {{ addDiaryEntry(input: $input) {{ entry {{ {ENTRY} versions {{ version current }} }} userErrors {{ code field message }} }} }}"
CHANGE = f"mutation($input: ChangeDiaryEntryInput!) {{ changeDiaryEntry(input: $input) {{ entry {{ {ENTRY} versions {{ id version current }} }} userErrors {{ code field message currentId }} }} }}"
REMOVE = "mutation($input: RemoveDiaryEntryInput!) { removeDiaryEntry(input: $input) { removedId userErrors { code field currentId } } }"
ONE = f"query($id: ID!) {{ node(id: $id) {{ ... on HealthDiaryEntry {{ {ENTRY} }} }} }}"
LIST = "query($id: ID!) { record(patientId: $id) { healthDiary(first: 100) { totalCount nodes { id } } } }"
OWN, PARENT = Standing.SELF_ADULT, Standing.PARENT_OF_CHILD
PULSE = {"measure": "PULSE", "value": 70}


async def add(place: Place, entry: dict[str, Any], standing: Standing = OWN, **given: Any) -> dict[str, Any]:
    return await sent(place, standing, ADD, patientId=place[1].patient_key(standing), entry=entry, **given)


async def _listed(place: Place, standing: Standing) -> list[str]:
    found = await person(place, standing).data(LIST, id=place[1].patient_key(standing))
    return [node["id"] for node in found["record"]["healthDiary"]["nodes"]]


async def test_an_entry_comes_back_as_the_record_shows_it(world: Place) -> None:
    """SEC-07: pressure with the pulse, by a device, after effort, at a time of its own."""
    at = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)).replace(microsecond=0)
    typed = {
        "measure": "BLOOD_PRESSURE",
        "value": 121.5,
        "valueSecond": 79,
        "pulse": 64,
        "context": "ON_EFFORT",
        "measuredAt": at.isoformat(),
        "origin": "DEVICE",
        "note": "  после   прогулки ",
    }
    payload = await add(world, typed)
    entry = payload["entry"]
    assert payload["userErrors"] == []
    assert {
        key: entry[key] for key in ("measure", "value", "valueSecond", "pulse", "unit", "context", "origin", "note")
    } == {
        "measure": "BLOOD_PRESSURE",
        "value": 121.5,
        "valueSecond": 79.0,
        "pulse": 64.0,
        "unit": "mm[Hg]",
        "context": "ON_EFFORT",
        "origin": "DEVICE",
        "note": "после прогулки",
    }
    assert entry["title"] == "Давление" and entry["alerts"] == []
    assert dt.datetime.fromisoformat(entry["measuredAt"]) == at
    assert entry["versions"] == [{"version": 1, "current": True}]
    assert entry["id"] in await _listed(world, OWN)
    shown = await person(world, OWN).data(ONE, id=entry["id"])
    assert shown["node"] == {key: value for key, value in entry.items() if key != "versions"}


async def test_what_is_left_out_is_now_and_by_hand(world: Place) -> None:
    entry = (await add(world, PULSE))["entry"]
    assert abs(dt.datetime.fromisoformat(entry["measuredAt"]) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert (entry["origin"], entry["context"], entry["note"], entry["unit"]) == ("MANUAL", None, None, "/min")


async def test_the_day_of_an_entry_is_moscows(world: Place) -> None:
    entry = (await add(world, {**PULSE, "measuredAt": "2026-01-10T22:30:00+00:00"}))["entry"]
    assert entry["date"] == "2026-01-11"


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"measure": "PULSE"}, [("REQUIRED", "value")]),
        ({"measure": "PULSE", "value": 19.9}, [("OUT_OF_RANGE", "value")]),
        ({"measure": "BLOOD_PRESSURE", "value": 120}, [("REQUIRED", "valueSecond")]),
        ({"measure": "BLOOD_PRESSURE", "value": 80, "valueSecond": 80}, [("DIASTOLIC_NOT_BELOW", "valueSecond")]),
        ({"measure": "BLOOD_PRESSURE", "value": 80, "valueSecond": 120}, [("DIASTOLIC_NOT_BELOW", "valueSecond")]),
        ({"measure": "BLOOD_PRESSURE", "value": 12, "valueSecond": 8, "pulse": 6}, [("OUT_OF_RANGE", "value"), ("OUT_OF_RANGE", "valueSecond"), ("OUT_OF_RANGE", "pulse")]),
        ({"measure": "TEMPERATURE", "value": 36.6, "pulse": 70}, [("NOT_OF_KIND", "pulse")]),
        ({"measure": "TEMPERATURE", "value": 36.6, "context": "FASTING"}, [("NOT_OF_KIND", "context")]),
        ({"measure": "WELLBEING", "value": 3.5}, [("NOT_WHOLE", "value")]),
        ({"measure": "WELLBEING", "value": 6}, [("OUT_OF_RANGE", "value")]),
        ({"measure": "ANGINA", "value": 2, "intensity": 11}, [("OUT_OF_RANGE", "intensity")]),
        ({"measure": "GLUCOSE", "value": 100}, [("OUT_OF_RANGE", "value")]),
        ({"measure": "GLUCOSE", "value": 5, "unit": "g/L"}, [("WRONG_UNIT", "unit")]),
        ({"measure": "TEMPERATURE", "value": 98.6, "unit": "[degF]"}, [("WRONG_UNIT", "unit")]),
        ({**PULSE, "note": "я" * 1001}, [("WRONG_FORMAT", "note")]),
        ({**PULSE, "note": "а\u0000б"}, [("WRONG_FORMAT", "note")]),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_field_by_field(
    world: Place, entry: dict[str, Any], refused: list[tuple[str, str]]
) -> None:
    before = await _listed(world, OWN)
    payload = await add(world, entry)
    assert payload["entry"] is None
    assert codes(payload) == refused
    assert await _listed(world, OWN) == before


async def test_a_refusal_says_the_range_in_words_and_nothing_of_what_was_typed(world: Place) -> None:
    """SEC-07: hard limits refuse with the field and the range."""
    payload = await add(world, {"measure": "GLUCOSE", "value": 777.25})
    assert payload["userErrors"] == [
        {
            "code": "OUT_OF_RANGE",
            "field": ["input", "entry", "value"],
            "message": "Глюкоза: можно от 0,5 до 50 ммоль/л, проверьте число.",
        }
    ]


@pytest.mark.parametrize("milligrams", [100, 70.2, 900])
async def test_milligrams_of_glucose_are_taken_by_name_and_converted(world: Place, milligrams: float) -> None:
    entry = (await add(world, {"measure": "GLUCOSE", "value": milligrams, "unit": "mg/dL"}))["entry"]
    assert entry["unit"] == "mmol/L"
    assert entry["value"] == pytest.approx(milligrams / 18.016, abs=0.0006)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("0001-01-01T00:00:00+14:00", "BEFORE_BIRTH"),
        ("9999-12-31T23:59:59-14:00", "IN_FUTURE"),
        ("2024-05-01T10:00:00", "WRONG_FORMAT"),
    ],
)
async def test_a_moment_that_no_calendar_of_ours_has_is_a_wrong_value(world: Place, moment: str, code: str) -> None:
    """The ends of time, and a time of no zone, which would be another for each reader."""
    assert codes(await add(world, {**PULSE, "measuredAt": moment})) == [(code, "measuredAt")]


async def test_neither_the_future_nor_a_time_before_birth_is_taken(world: Place) -> None:
    """SEC-07: a clock may be five minutes fast."""
    now = dt.datetime.now(dt.UTC)
    early = await add(world, {**PULSE, "measuredAt": (now + dt.timedelta(minutes=4)).isoformat()})
    assert early["userErrors"] == []
    for at, code in (
        (now + dt.timedelta(minutes=6), "IN_FUTURE"),
        (dt.datetime(1901, 1, 1, tzinfo=dt.UTC), "BEFORE_BIRTH"),
    ):
        assert codes(await add(world, {**PULSE, "measuredAt": at.isoformat()})) == [(code, "measuredAt")]


@pytest.mark.parametrize(
    ("entry", "alerts"),
    [
        ({"measure": "BLOOD_PRESSURE", "value": 179, "valueSecond": 109}, []),
        ({"measure": "BLOOD_PRESSURE", "value": 180, "valueSecond": 80}, ["PRESSURE_HIGH"]),
        ({"measure": "BLOOD_PRESSURE", "value": 150, "valueSecond": 110, "pulse": 131}, ["PRESSURE_HIGH", "PULSE_HIGH"]),
        ({"measure": "BLOOD_PRESSURE", "value": 89, "valueSecond": 50, "pulse": 39}, ["PRESSURE_LOW", "PULSE_LOW"]),
        ({"measure": "BLOOD_PRESSURE", "value": 90, "valueSecond": 49}, ["PRESSURE_LOW"]),
        ({"measure": "PULSE", "value": 130}, []),
        ({"measure": "PULSE", "value": 130.5}, ["PULSE_HIGH"]),
        ({"measure": "PULSE", "value": 40}, []),
        ({"measure": "GLUCOSE", "value": 3.9}, []),
        ({"measure": "GLUCOSE", "value": 3.8}, ["GLUCOSE_LOW"]),
        ({"measure": "GLUCOSE", "value": 13.9}, []),
        ({"measure": "GLUCOSE", "value": 252, "unit": "mg/dL"}, ["GLUCOSE_HIGH"]),
        ({"measure": "TEMPERATURE", "value": 34.9}, ["TEMPERATURE_LOW"]),
        ({"measure": "TEMPERATURE", "value": 38.9}, []),
        ({"measure": "TEMPERATURE", "value": 39}, ["TEMPERATURE_HIGH"]),
        ({"measure": "OXYGEN_SATURATION", "value": 92}, []),
        ({"measure": "OXYGEN_SATURATION", "value": 91}, ["OXYGEN_LOW"]),
        ({"measure": "RESPIRATION", "value": 24}, []),
        ({"measure": "RESPIRATION", "value": 25}, ["RESPIRATION_HIGH"]),
        ({"measure": "RESPIRATION", "value": 8}, ["RESPIRATION_LOW"]),
        ({"measure": "ANGINA", "value": 1, "context": "ON_EFFORT"}, []),
        ({"measure": "ANGINA", "value": 1, "minutes": 4, "intensity": 3, "context": "AT_REST"}, ["ANGINA_AT_REST"]),
        ({"measure": "WELLBEING", "value": 1}, ["WELLBEING_BAD"]),
        ({"measure": "WELLBEING", "value": 2}, []),
        ({"measure": "WEIGHT", "value": 0.3}, []),
        ({"measure": "HEIGHT", "value": 250}, []),
    ],
)  # fmt: skip
async def test_what_is_unusual_is_taken_with_words_that_are_no_diagnosis(
    world: Place, entry: dict[str, Any], alerts: list[str]
) -> None:
    """SEC-07: accepted, said to be no diagnosis, and what to do next."""
    payload = await add(world, {**entry, "measuredAt": "2026-03-01T09:00:00+00:00"})
    assert payload["userErrors"] == []
    assert [alert["code"] for alert in payload["entry"]["alerts"]] == alerts
    for alert in payload["entry"]["alerts"]:
        assert "не диагноз" in alert["message"] and ("врач" in alert["message"]) and "112" in alert["message"]


@pytest.mark.parametrize(("breaths", "alerts"), [(39, []), (40, ["RESPIRATION_HIGH"]), (8, [])])
async def test_breathing_and_pulse_are_judged_by_age(world: Place, breaths: float, alerts: list[str]) -> None:
    """A child of four breathes faster than an adult, and a pulse of 140 is nothing to speak of."""
    entry = (await add(world, {"measure": "RESPIRATION", "value": breaths}, PARENT))["entry"]
    assert [alert["code"] for alert in entry["alerts"]] == alerts
    assert (await add(world, {"measure": "PULSE", "value": 140}, PARENT))["entry"]["alerts"] == []


async def test_attacks_are_limited_for_the_day_not_for_the_entry(world: Place) -> None:
    day = {"measure": "ANGINA", "measuredAt": "2026-02-01T10:00:00+00:00"}
    first = (await add(world, {**day, "value": 30}))["entry"]["id"]
    assert codes(await add(world, {**day, "value": 21})) == [("OUT_OF_RANGE", "value")]
    assert (await add(world, {**day, "value": 20}))["userErrors"] == []
    assert (await sent(world, OWN, CHANGE, id=first, entry={**day, "value": 29}))["userErrors"] == []
    assert codes(await sent(world, OWN, CHANGE, id=first, entry={**day, "value": 31})) == [("CONFLICT", "id")]


async def test_both_parents_at_one_instant_keep_the_limit_of_the_day(world: Place) -> None:
    site, made = world
    other, child = 9_001, made.patients[PARENT]
    await made.person(other, dt.date(1985, 1, 1))
    await made.account(other, other, ["CITIZEN"])
    await made.represent(child, other, "PARENT")
    await made.grant(child, other)
    parents = [person(world, PARENT), Person(site, await made.session(other, "the-other-parent"))]
    for day in range(1, 7):
        entry = {"measure": "ANGINA", "value": 30, "measuredAt": f"2026-02-{day:02}T10:00:00+00:00"}
        given = {"patientId": made.patient_key(PARENT), "entry": entry}
        told = await asyncio.gather(*(parent.data(ADD, input=given) for parent in parents))
        refused = [codes(one["addDiaryEntry"]) for one in told]
        assert sorted(refused) == [[], [("OUT_OF_RANGE", "value")]], day


async def test_a_change_is_a_version_and_the_earlier_one_can_be_seen(world: Place) -> None:
    """SEC-07: edit with history."""
    first = (await add(world, {"measure": "WEIGHT", "value": 70.5, "measuredAt": "2026-01-05T08:00:00+00:00"}))["entry"]
    changed = (await sent(world, OWN, CHANGE, id=first["id"], entry={"measure": "WEIGHT", "value": 70.2}))["entry"]
    assert changed["measuredAt"] == first["measuredAt"] and changed["value"] == 70.2
    assert changed["versions"] == [
        {"id": first["id"], "version": 1, "current": False},
        {"id": changed["id"], "version": 2, "current": True},
    ]
    assert (await person(world, OWN).data(ONE, id=first["id"]))["node"]["value"] == 70.5
    listed = await _listed(world, OWN)
    assert changed["id"] in listed and first["id"] not in listed


async def test_of_two_changes_none_is_lost(world: Place) -> None:
    """CONFLICT names the version that stands, so that both can be shown."""
    first = (await add(world, {"measure": "HEIGHT", "value": 104}, PARENT))["entry"]["id"]
    payloads = await asyncio.gather(
        *(
            sent(world, PARENT, CHANGE, id=first, entry={"measure": "HEIGHT", "value": value})
            for value in (105, 106, 107)
        )
    )
    stored = [payload["entry"] for payload in payloads if payload["entry"]]
    refused = [error for payload in payloads for error in payload["userErrors"]]
    assert len(stored) == 1
    assert [error["code"] for error in refused] == ["CONFLICT", "CONFLICT"]
    assert {error["currentId"] for error in refused} == {stored[0]["id"]}
    again = await sent(world, PARENT, CHANGE, id=stored[0]["id"], entry={"measure": "HEIGHT", "value": 108})
    assert len(again["entry"]["versions"]) == 3


async def test_what_is_removed_is_gone_and_stays_stored(world: Place) -> None:
    entry = (await add(world, PULSE))["entry"]["id"]
    assert await sent(world, OWN, REMOVE, id=entry) == {"removedId": entry, "userErrors": []}
    assert entry not in await _listed(world, OWN)
    assert (await person(world, OWN).ask(ONE, id=entry))["data"]["node"] is None
    assert codes(await sent(world, OWN, REMOVE, id=entry)) == [("NOT_FOUND", "id")]
    assert codes(await sent(world, OWN, CHANGE, id=entry, entry=PULSE)) == [("NOT_FOUND", "id")]
    assert await world[0].database.fetchval("SELECT status FROM record_entry WHERE public_id = $1", entry) == 2


async def test_a_repeated_call_writes_once(world: Place) -> None:
    once = {"clientMutationId": "a-phone-without-a-line"}
    first = await add(world, PULSE, **once)
    assert (await add(world, PULSE, **once))["entry"]["id"] == first["entry"]["id"]
    assert codes(await add(world, {**PULSE, "value": 71}, **once)) == [("CONFLICT", "clientMutationId")]
    change = {"id": first["entry"]["id"], "entry": {**PULSE, "value": 72}, "clientMutationId": "once more"}
    second = await sent(world, OWN, CHANGE, **change)
    assert (await sent(world, OWN, CHANGE, **change))["entry"]["id"] == second["entry"]["id"]
    remove = {"id": second["entry"]["id"], "clientMutationId": "and gone"}
    assert await sent(world, OWN, REMOVE, **remove) == await sent(world, OWN, REMOVE, **remove)


async def test_an_id_of_anything_else_is_not_found_or_forbidden(world: Place) -> None:
    """SCT-05: another kind, another record, a patient, a made-up id."""
    site, made = world
    sealer = IdSealer(site.settings.key("id"))
    foreign = (await add(world, PULSE, PARENT))["entry"]["id"]
    lab = await made.entry(made.patients[OWN], Kind.LAB_REPORTS)
    for wrong in (
        foreign,
        sealer.seal(Kind.LAB_REPORTS, made.patients[OWN], lab),
        made.patient_key(OWN),
        sealer.seal(Kind.HEALTH_DIARY, 987_654, 5),
        "A" * 22,
        "",
    ):
        for document, given in ((CHANGE, {"entry": PULSE}), (REMOVE, {})):
            assert codes(await sent(world, OWN, document, id=wrong, **given)) == [("FORBIDDEN", "-")], wrong
    missing = sealer.seal(Kind.HEALTH_DIARY, made.patients[OWN], 10**9)
    assert codes(await sent(world, OWN, REMOVE, id=missing)) == [("NOT_FOUND", "id")]


async def test_a_teenagers_diary_stays_closed_to_parents(world: Place) -> None:
    """SEC-07, matrix ¹⁰: what the teenager writes, the parent neither sees nor changes."""
    _, made = world
    teen, parent = Standing.SELF_TEEN, Standing.PARENT_OF_TEEN
    own = (await add(world, {"measure": "WELLBEING", "value": 1}, teen))["entry"]
    assert own["alerts"][0]["code"] == "WELLBEING_BAD"
    payload = await sent(world, parent, ADD, patientId=made.patient_key(parent), entry=PULSE)
    assert codes(payload) == [("FORBIDDEN", "-")]
    for standing in (parent, Standing.TRUSTEE_OF_TEEN, Standing.TREATING_DOCTOR):
        assert codes(await sent(world, standing, REMOVE, id=own["id"])) == [("FORBIDDEN", "-")]


async def test_the_page_is_given_the_limits_and_repeats_none(world: Place) -> None:
    query = "{ diaryMeasures { measure name contexts quantities { field name unit alsoUnits low high whole required loinc } } }"
    found = (await world[0].ask(query))["data"]["diaryMeasures"]
    pressure = next(one for one in found if one["measure"] == "BLOOD_PRESSURE")
    assert [(one["field"], one["low"], one["high"], one["loinc"]) for one in pressure["quantities"]] == [
        ("value", 40.0, 300.0, "8480-6"),
        ("valueSecond", 20.0, 200.0, "8462-4"),
        ("pulse", 20.0, 300.0, "8867-4"),
    ]
    assert len(found) == 10
