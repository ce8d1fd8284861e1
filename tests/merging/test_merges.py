"""Two records of one person are merged by two officers, and split again; what each reads before and after."""

import asyncio
from typing import Any

from backend.models.court_act import FourEyesState
from backend.models.vocabulary import Kind
from backend.services.officers.merge_views import list_merges
from tests.client import Person, Site
from tests.merging.people import (
    CONFIRM,
    CONFIRM_UNDO,
    LIST,
    PROPOSE,
    REFUSE,
    UNDO,
    everything,
    found,
    merged,
    patient_key,
    proposal,
    proposed,
    row_of,
    second_record,
    timeline,
    undone,
    world_of,
)
from tests.officers.people import REASON, done, key, refused

NOTICES = "{ viewer { notifications(first: 20) { nodes { kind text patientId } } } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"


async def _told(person: Person) -> list[str]:
    nodes = (await person.data(NOTICES))["viewer"]["notifications"]["nodes"]
    return [node["text"] for node in nodes if node["kind"] == "RECORD_CHANGED"]


async def test_the_entries_of_the_second_record_are_the_first_ones_from_then_on(site: Site) -> None:
    anna, misha = await site.enter("anna"), await site.patient("Михаил", "Соколов")
    duplicate = await second_record(
        site, "Михаил", entries=(Kind.VACCINATIONS, Kind.LAB_REPORTS, Kind.ALLERGY, Kind.PRIVATE_NOTE)
    )
    before = await timeline(anna, misha)
    all_before = await everything(site)
    [candidate] = await found(site, "Михаил")
    assert candidate["id"] == patient_key(site, duplicate)
    assert candidate["evidence"] == {
        "agrees": ["SNILS"],
        "differs": [],
        "birthDateAgrees": True,
        "namesAgree": True,
        "enough": True,
    }
    merge = await proposed(site, "Михаил", duplicate)
    assert await everything(site) == all_before, "nothing changes before it is confirmed"
    registrar, other = await site.sign_in("registrar"), await site.sign_in("registrar2")
    assert await refused(registrar, CONFIRM, id=merge) == "FOUR_EYES"
    payload = await done(other, CONFIRM, id=merge)
    assert (payload["recordMerge"]["state"], payload["recordMerge"]["mine"]) == ("IN_FORCE", False)
    after = await timeline(anna, misha)
    came = [node for node in after["timeline"]["nodes"] if node not in before["timeline"]["nodes"]]
    assert len(came) == 2 and after["timeline"]["totalCount"] == before["timeline"]["totalCount"] + 2
    assert len(after["allergies"]) == len(before["allergies"]) + 1
    assert len(after["vaccinations"]["nodes"]) == len(before["vaccinations"]["nodes"]) + 1
    for node in came:
        assert (await anna.data(NODE, id=node["id"]))["node"]["id"] == node["id"]
    assert any("объединена" in text for text in await _told(anna))
    missing = await anna.ask(NODE, id=patient_key(site, 10**9))
    assert await anna.ask(NODE, id=patient_key(site, duplicate)) == missing
    # Undone, everything is as it was, to the last column.
    assert await refused(other, CONFIRM_UNDO, id=merge) == "WRONG_STATE"
    await done(registrar, UNDO, id=merge, reason=REASON)
    assert await refused(registrar, CONFIRM_UNDO, id=merge) == "FOUR_EYES"
    payload = await done(other, CONFIRM_UNDO, id=merge)
    assert payload["recordMerge"]["state"] == "ENDED"
    assert await everything(site) == all_before
    assert await timeline(anna, misha) == before
    assert any("отменено" in text for text in await _told(anna))


async def test_every_step_is_in_the_log_of_officers_and_of_both_records(site: Site) -> None:
    duplicate, vera = await second_record(site, "Вера", entries=(Kind.VACCINATIONS,)), await row_of(site, "Вера")
    await undone(site, await merged(site, "Вера", duplicate))
    for person in (vera, duplicate):
        acts = await site.database.fetch(
            "SELECT act, reason FROM officer_act WHERE patient_id = $1 AND act LIKE 'record_merge.%' ORDER BY id",
            person,
        )
        assert [tuple(row) for row in acts] == [
            ("record_merge.propose", REASON),
            ("record_merge.confirm", None),
            ("record_merge.propose_undo", REASON),
            ("record_merge.undo", None),
        ]
        log = await site.database.fetch(
            "SELECT operation, standings, sections FROM access_log WHERE patient_id = $1 AND standings = 0 ORDER BY seq",
            person,
        )
        assert [tuple(row) for row in log] == [("confirmRecordMerge", 0, []), ("confirmRecordMergeUndo", 0, [])]
    moves = await site.database.fetch(
        "SELECT from_patient_id, to_patient_id FROM record_move WHERE $1 IN (from_patient_id, to_patient_id) ORDER BY id",
        duplicate,
    )
    assert [tuple(row) for row in moves] == [(duplicate, vera), (vera, duplicate)]


async def test_a_search_is_noted_and_shows_no_more_than_who_it_may_be(site: Site) -> None:
    duplicate = await second_record(site, "Павел", family_name="Сокол", sex="UNKNOWN")
    before = await site.database.fetchval("SELECT coalesce(max(id), 0) FROM officer_act")
    [candidate] = await found(site, "Павел")
    assert candidate["person"]["displayName"].startswith("Сокол ")
    assert (candidate["evidence"]["namesAgree"], candidate["evidence"]["enough"]) == (False, False)
    noted = await site.database.fetch(
        "SELECT act, patient_id, reason FROM officer_act WHERE id > $1 ORDER BY id", before
    )
    assert [tuple(row) for row in noted] == [
        ("record_merge.search", await row_of(site, "Павел"), REASON),
        ("record_merge.search", duplicate, REASON),
    ]
    await site.database.execute("UPDATE person_identifier SET checked = false WHERE patient_id = $1", duplicate)
    assert (
        await refused(await site.sign_in("registrar"), PROPOSE, **await proposal(site, "Павел", duplicate))
        == "NOT_SAME_PERSON"
    )


async def test_another_document_names_a_second_record_that_shares_nothing(site: Site) -> None:
    duplicate = await second_record(site, "Тимур", snils=False)
    await site.database.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'FOREIGN_DOCUMENT', 'KG 17', true)",
        duplicate,
    )
    assert await found(site, "Тимур") == []
    other = {**await key(site, "Тимур"), "kind": "FOREIGN_DOCUMENT", "number": "KG 17"}
    [candidate] = await found(site, "Тимур", other=other)
    assert (candidate["evidence"]["agrees"], candidate["evidence"]["enough"]) == ([], True)
    registrar = await site.sign_in("registrar")
    given = await proposal(site, "Тимур", duplicate)
    assert await refused(registrar, PROPOSE, **given) == "NOT_SAME_PERSON", "nobody named the second record"
    await done(registrar, PROPOSE, **given, other=other)
    assert await refused(registrar, PROPOSE, **given, other=other) == "WRONG_STATE", "proposed already"


async def test_a_proposal_sent_twice_is_one_and_may_be_put_aside(site: Site) -> None:
    duplicate = await second_record(site, "Константин")
    registrar, other = await site.sign_in("registrar"), await site.sign_in("registrar2")
    given = await proposal(site, "Константин", duplicate, clientMutationId="once")
    first, second = [await done(registrar, PROPOSE, **given) for _ in range(2)]
    assert first == second
    merge = first["recordMerge"]["id"]
    page: Any = (await other.data(LIST, state="PROPOSED", first=1))["recordMerges"]
    assert [(node["id"], node["mine"]) for node in page["nodes"]] == [(merge, False)]
    assert await refused(other, REFUSE, id=merge, reason="нет") == "REASON_REQUIRED"
    await done(other, REFUSE, id=merge, reason=REASON)
    assert await refused(other, CONFIRM, id=merge) == "WRONG_STATE"
    assert await refused(other, UNDO, id=merge, reason=REASON) == "WRONG_STATE"
    merge = await merged(site, "Константин", duplicate)
    assert await refused(registrar, REFUSE, id=merge, reason=REASON) == "WRONG_STATE"
    await done(registrar, UNDO, id=merge, reason=REASON)
    assert await refused(other, UNDO, id=merge, reason=REASON) == "WRONG_STATE"
    await done(other, REFUSE, id=merge, reason=REASON)
    assert await refused(other, CONFIRM_UNDO, id=merge) == "WRONG_STATE", "the undoing was put aside"


async def test_a_page_takes_as_many_queries_however_long_it_is(site: Site) -> None:
    for name in ("Вера", "Тимур"):
        await proposed(site, name, await second_record(site, name))
    # Once before: a connection asks what it does not know of types.
    await list_merges(site.database, 0, None, FourEyesState.PROPOSED, None, 10)
    asked: list[Any] = []
    counts = []
    site.database.add_query_logger(asked.append)
    for size in (0, 10):
        found = await list_merges(site.database, 0, None, FourEyesState.PROPOSED, None, size)
        await asyncio.sleep(0)
        counts.append((len(found) > 1, len(asked)))
        asked.clear()
    site.database.remove_query_logger(asked.append)
    assert counts == [(False, 3), (True, 3)]


async def test_what_is_written_since_stays_but_for_what_belongs_to_entries_that_go_back(site: Site) -> None:
    igor, id_ = await row_of(site, "Игорь"), await site.patient("Игорь")
    duplicate = await second_record(site, "Игорь", entries=(Kind.EXAMINATION_PROTOCOLS, Kind.VACCINATIONS))
    merge = await merged(site, "Игорь", duplicate)
    world = world_of(site)
    came = await site.database.fetchval(
        "SELECT entry_id FROM record_move WHERE to_patient_id = $1 ORDER BY id LIMIT 1", igor
    )
    await site.database.execute("UPDATE record_entry SET status = 1 WHERE id = $1", came)
    later = await world.entry(igor, Kind.EXAMINATION_PROTOCOLS, set_id=came, version=2)
    sign = await world.entry(igor, Kind.VITAL_SIGN, parent=later, start_key=1)
    own = await world.entry(igor, Kind.VACCINATIONS)
    reader = await site.enter("igor")
    with_all = await timeline(reader, id_)
    await undone(site, merge)
    whose = {
        row["id"]: row["patient_id"]
        for row in await site.database.fetch(
            "SELECT id, patient_id FROM record_entry WHERE id = ANY ($1)", [came, later, sign, own]
        )
    }
    assert whose == {came: duplicate, later: duplicate, sign: duplicate, own: igor}
    assert (await timeline(reader, id_))["timeline"]["totalCount"] == with_all["timeline"]["totalCount"] - 2
