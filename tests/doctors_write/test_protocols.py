"""Protocols that doctors write (SEC-01, policy.md ⁵ and principle 8): signed once, corrected by versions, withdrawn."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.doctors_write.acts import VERSIONS, act, bytes_of, codes, done, protocol, seen

FULL = protocol(
    visitKind="REPEAT",
    diseaseHistory="Гемоглобин снижался год.",
    socialHistory="Детский сад.",
    conclusion="Анемия лёгкая.",
    drugs=["Железо 5 мг/кг"],
    vitalSigns=[
        {"kind": "TEMPERATURE", "value": 36.6},
        {"kind": "BLOOD_PRESSURE", "value": 150, "secondValue": 80},
    ],
    referrals=[{"name": "Гематолог", "reason": "Анемия", "urgent": True}],
    privateNotes=["Мать тревожна."],
)
READ = """query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { title complaints careConditions author { fullName }
  organization { name } diagnoses { wording kind code { code } } vitalSigns { name value interpretation }
  referrals { name priority } privateNotes { text } versions { id version current } } } }"""


async def test_a_signed_protocol_is_read_by_its_readers_and_its_notes_by_the_author_alone(site: Site) -> None:
    petrova, anna = await site.enter("petrova"), await site.enter("anna")
    misha = await site.patient("Михаил")
    id_ = await done(petrova, "signProtocol", patientId=misha, content=FULL)
    own = (await petrova.data(READ, id=id_))["node"]
    assert own["diagnoses"] == [
        {"wording": "Железодефицитная анемия неуточненная", "kind": "MAIN", "code": {"code": "D50.9"}}
    ]
    assert own["privateNotes"] == [{"text": "Мать тревожна."}] and own["careConditions"] == "INPATIENT"
    assert {one["name"]: one["interpretation"] for one in own["vitalSigns"]} == {
        "Температура тела": "NORMAL",
        "Артериальное давление": "HIGH",
    }
    mothers = (await anna.ask(READ, id=id_))["data"]["node"]
    assert mothers["privateNotes"] is None and mothers["complaints"] == FULL["complaints"]
    assert mothers["author"]["fullName"].startswith("Петрова") and mothers["organization"]["name"]
    told = await anna.data("{ viewer { notifications(first: 1) { nodes { kind } } } }")
    assert told["viewer"]["notifications"]["nodes"] == [{"kind": "NEW_RESULT"}]
    log = await site.database.fetchval("SELECT count(*) FROM access_log WHERE operation = 'signProtocol'")
    assert log == 1


async def test_every_wrong_field_is_told_at_once_and_nothing_is_stored(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    before = await site.database.fetchval("SELECT count(*) FROM record_entry")
    wrong: dict[str, Any] = protocol(
        title=" ",
        diagnoses=[{"code": "J06", "kind": "MAIN"}, {"code": "Z99.Z", "kind": "MAIN"}],
        vitalSigns=[{"kind": "BLOOD_PRESSURE", "value": 80, "secondValue": 90}, {"kind": "PULSE", "value": 5}],
        complaints="я" * 20_001,
    )
    payload = await act(petrova, "signProtocol", patientId=misha, content=wrong)
    assert codes(payload) == [
        ("REQUIRED", ["input", "content", "title"]),
        ("WRONG_LENGTH", ["input", "content", "complaints"]),
        ("UNKNOWN_DIAGNOSIS", ["input", "content", "diagnoses", "0", "code"]),
        ("UNKNOWN_DIAGNOSIS", ["input", "content", "diagnoses", "1", "code"]),
        ("ONE_MAIN_DIAGNOSIS", ["input", "content", "diagnoses"]),
        ("VALUE_OUT_OF_RANGE", ["input", "content", "vitalSigns", "0", "secondValue"]),
        ("VALUE_OUT_OF_RANGE", ["input", "content", "vitalSigns", "1", "value"]),
    ]
    assert await site.database.fetchval("SELECT count(*) FROM record_entry") == before


async def test_nobody_but_a_doctor_in_an_own_open_encounter_writes(site: Site) -> None:
    misha, pavel = await site.patient("Михаил"), await site.patient("Павел")
    for who, patient in (
        ("anna", misha),
        ("petrova", pavel),
        ("ivanov", misha),
        ("registrar", misha),
        ("stranger", misha),
    ):
        person = await (site.enter(who) if who in ("anna", "stranger") else site.sign_in(who))
        payload = await act(person, "signProtocol", patientId=patient, content=protocol())
        assert codes(payload) == [("FORBIDDEN", None)], who
        payload = await act(person, "signProtocol", patientId="нет такого", content=protocol())
        assert codes(payload) == [("FORBIDDEN", None)], who
    petrova = await site.enter("petrova")
    closed = "UPDATE encounter SET closed_at = now() WHERE closed_at IS NULL AND patient_id = (SELECT id FROM person WHERE patient_key = $1)"
    await site.database.execute(closed, misha)
    try:
        payload = await act(petrova, "signProtocol", patientId=misha, content=protocol())
        assert codes(payload) == [("ENCOUNTER_CLOSED", None)]
    finally:
        await site.database.execute("UPDATE encounter SET closed_at = NULL WHERE closed_at > now() - interval '1 hour'")


async def test_a_correction_is_a_new_version_and_the_earlier_one_stays_marked(site: Site) -> None:
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")
    first = await done(petrova, "signProtocol", patientId=misha, content=FULL)
    for reason, code in ((" ", "REASON_REQUIRED"), ("я" * 1001, "WRONG_LENGTH")):
        payload = await act(petrova, "correctProtocol", id=first, content=FULL, reason=reason)
        assert codes(payload) == [(code, ["input", "reason"])]
    second = await done(
        petrova, "correctProtocol", id=first, content=protocol("D50.8"), reason="Уточнён диагноз по ферритину"
    )
    assert second != first
    mothers = (await anna.data(READ, id=second))["node"]
    assert [one["code"]["code"] for one in mothers["diagnoses"]] == ["D50.8"] and mothers["vitalSigns"] == []
    assert [(one["id"], one["current"]) for one in mothers["versions"]] == [(first, False), (second, True)]
    earlier = (await anna.data(READ, id=first))["node"]
    assert [one["code"]["code"] for one in earlier["diagnoses"]] == ["D50.9"] and len(earlier["vitalSigns"]) == 2
    said = (await petrova.data(VERSIONS, id=second))["node"]["versions"]
    assert [one["reason"] for one in said] == [None, "Уточнён диагноз по ферритину"]
    hidden = (await anna.ask(VERSIONS, id=second))["data"]["node"]["versions"]
    assert [one["reason"] for one in hidden] == [None, None]
    again = await act(petrova, "correctProtocol", id=first, content=FULL, reason="Ещё раз то же")
    assert [one["code"] for one in again["userErrors"]] == ["CONFLICT"]
    assert again["userErrors"][0]["currentId"] == second


async def test_of_two_corrections_at_once_one_is_told_of_the_other(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    first = await done(petrova, "signProtocol", patientId=misha, content=protocol())
    both = await asyncio.gather(
        *(
            act(petrova, "correctProtocol", id=first, content=protocol(complaints=text), reason="Уточнение")
            for text in ("Одно", "Другое")
        )
    )
    assert sorted(len(one["userErrors"]) for one in both) == [0, 1]
    [refused] = [one["userErrors"][0] for one in both if one["userErrors"]]
    [written] = [one["id"] for one in both if one["id"]]
    assert (refused["code"], refused["currentId"]) == ("CONFLICT", written)


async def test_a_repeated_signature_signs_once(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    call = {"patientId": misha, "content": protocol(), "clientMutationId": "c-1"}
    ids = {await done(petrova, "signProtocol", **call), await done(petrova, "signProtocol", **call)}
    assert len(ids) == 1
    other = await act(petrova, "signProtocol", **{**call, "content": protocol("D50.8")})
    assert codes(other) == [("CONFLICT", ["input", "clientMutationId"])]


async def test_another_doctors_protocol_is_changed_by_nobody_else(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    foreign = await site.database.fetchval(
        "SELECT public_id FROM record_entry e JOIN practitioner d ON d.id = e.author_id JOIN person p ON p.id = e.patient_id "
        "WHERE p.patient_key = $1 AND e.kind = 1 AND e.status = 0 AND d.full_name NOT LIKE 'Петрова%' AND e.mask = 0 LIMIT 1",
        misha,
    )
    payload = await act(petrova, "correctProtocol", id=foreign, content=protocol(), reason="Не моё")
    assert codes(payload) == [("NOT_AUTHOR", None)]
    assert codes(await act(petrova, "withdrawEntry", id=foreign, reason="Не моё")) == [("NOT_AUTHOR", None)]


async def test_another_doctors_private_note_is_as_one_that_never_was(site: Site) -> None:
    """Policy.md, What a client sees: an id of it, however come by, tells nobody that it is there."""
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    await done(petrova, "signProtocol", patientId=misha, content=protocol(privateNotes=["Мать тревожна"]))
    note = await site.database.fetchval(
        "UPDATE record_entry e SET only_practitioner_id = d.practitioner_id, author_id = d.practitioner_id FROM account d "
        "WHERE d.login = 'ivanov' AND e.id = (SELECT max(id) FROM record_entry WHERE kind = $1) RETURNING e.public_id",
        int(Kind.PRIVATE_NOTE),
    )
    payload = await act(petrova, "withdrawEntry", id=note, reason="Не моё")
    assert codes(payload) == [("NOT_FOUND", ["input", "id"])]


async def test_a_withdrawn_entry_leaves_every_list_with_its_parts(site: Site) -> None:
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")
    first = await done(petrova, "signProtocol", patientId=misha, content=FULL)
    second = await done(petrova, "correctProtocol", id=first, content=FULL, reason="Опечатка")
    counts = (
        "query($id: ID!) { record(patientId: $id) { examinationProtocols { totalCount } vitalSigns { totalCount } } }"
    )
    before = (await anna.data(counts, id=misha))["record"]
    assert codes(await act(petrova, "withdrawEntry", id=second, reason="Записано не тому ребёнку")) == []
    after = (await anna.data(counts, id=misha))["record"]
    assert before["examinationProtocols"]["totalCount"] - after["examinationProtocols"]["totalCount"] == 1
    assert before["vitalSigns"]["totalCount"] - after["vitalSigns"]["totalCount"] == 2
    for who in (petrova, anna):
        assert not await seen(who, first) and not await seen(who, second)
    assert codes(await act(petrova, "withdrawEntry", id=second, reason="Ещё раз")) == [("NOT_FOUND", ["input", "id"])]


async def test_a_psychiatrists_protocol_is_restricted_and_waits_for_its_release(site: Site) -> None:
    """Labels come from the codes; the author too opens it for a stated reason alone, and is told so before signing."""
    ivanov, pavel = await site.enter("ivanov"), await site.patient("Павел")
    call = {"patientId": pavel, "content": protocol("F32.0", complaints="Снижено настроение.")}
    readers = (await act(ivanov, "previewProtocol", **call))["readers"]
    assert readers["restricted"] is True
    assert {one["standing"]: one["sees"] for one in readers["readers"]} == {
        "SELF_TEEN": "AFTER_RELEASE",
        "PARENT_OF_TEEN": "NEVER",
        "TRUSTEE_OF_TEEN": "NEVER",
    }
    payload = await act(ivanov, "signProtocol", **call)
    assert payload["userErrors"] == [] and payload["entry"] is None
    for who in ("pavel", "anna", "ivanov"):
        assert not await seen(await site.enter(who), payload["id"]), who


@pytest.mark.parametrize("rounds", [3])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_what_is_signed_never_changes(site: Site, rounds: int, data: st.DataObject) -> None:
    """Byte for byte: each earlier version reads as on the day it was signed, after any sequence of corrections."""
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    signs = st.lists(
        st.sampled_from(
            [
                {"kind": "TEMPERATURE", "value": 37.1},
                {"kind": "PULSE", "value": 90},
                {"kind": "WEIGHT", "value": 16.2},
            ]
        ),
        unique_by=lambda one: str(one["kind"]),
    )
    contents = st.builds(
        lambda code, complaints, vital, notes: protocol(
            code,
            complaints=complaints,
            vitalSigns=vital,
            privateNotes=notes,
            referrals=[{"name": "ЛОР"}] if notes else [],
        ),
        st.sampled_from(["D50.9", "D50.8", "J06.9"]),
        st.text("абв жалоба", max_size=12),
        signs,
        st.lists(st.sampled_from(["раз", "два"]), max_size=2),
    )
    newest = await done(petrova, "signProtocol", patientId=misha, content=data.draw(contents))
    kept: dict[str, bytes] = {newest: await bytes_of(petrova, site, newest)}
    for _ in range(rounds):
        newest = await done(petrova, "correctProtocol", id=newest, content=data.draw(contents), reason="Уточнение")
        for id_, then in kept.items():
            assert await bytes_of(petrova, site, id_) == then
        kept[newest] = await bytes_of(petrova, site, newest)
