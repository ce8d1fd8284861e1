"""Entries written into the wrong person's record go to the right one: a clinic asks, two registrars decide (docs/merging.md)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import Kind, Label
from backend.policy.sealing import IdSealer, IdType
from tests.client import Person, Site
from tests.exports.ordering import download
from tests.merging.misplaced import (
    ACCEPT,
    ASK,
    CONFIRM,
    CONFIRM_RETURN,
    LIST,
    OWN,
    READINGS,
    REFUSE,
    RETURN,
    a_protocol,
    asked,
    moved,
    public_id,
    request,
    returned,
    written,
)
from tests.merging.people import everything, merged, row_of, second_record, timeline, undone, world_of
from tests.officers.people import REASON, done, refused

NODE = "query($id: ID!) { node(id: $id) { id } }"
REVOKE = "mutation($input: RevokeDocumentInput!) { revokeDocument(input: $input) { userErrors { code } } }"
NOTICES = "{ viewer { notifications(first: 40) { nodes { kind text } } } }"


async def _told(person: Person) -> list[str]:
    nodes = (await person.data(NOTICES))["viewer"]["notifications"]["nodes"]
    return [node["text"] for node in nodes if node["kind"] == "RECORD_CHANGED"]


async def _sees(person: Person, id_: str) -> bool:
    return bool((await person.ask(NODE, id=id_))["data"]["node"])


async def test_entries_go_to_the_right_person_and_come_back_to_the_last_byte(site: Site) -> None:
    """A protocol with what belongs to it, a corrected report with its original, a doctor's own note; the visit stays."""
    anna, igor = await site.enter("anna"), await site.enter("igor")
    misha, whose = await site.patient("Михаил"), await site.patient("Игорь")
    first = await a_protocol(site)
    report, second = await written(site, "Михаил", released_at=site.clock())
    await world_of(site).document(await row_of(site, "Михаил"), report)
    before = [await timeline(anna, misha), await timeline(igor, whose)]
    all_before = await everything(site)
    id_ = await asked(site, [first, second])
    assert await everything(site) == all_before, "nothing moves before two have decided"
    registrar, other = await site.sign_in("registrar"), await site.sign_in("registrar2")
    [node] = [
        one for one in (await registrar.data(LIST, state="ASKED"))["misplacedEntries"]["nodes"] if one["id"] == id_
    ]
    assert (node["entryCount"], node["mine"], node["evidence"]["enough"]) == (2, False, False)
    assert node["wrongPerson"]["displayName"].startswith("Соколов Михаил")
    assert await refused(other, CONFIRM, id=id_) == "WRONG_STATE"
    await done(registrar, ACCEPT, id=id_)
    assert await everything(site) == all_before
    assert await refused(registrar, CONFIRM, id=id_) == "FOUR_EYES"
    payload = await done(other, CONFIRM, id=id_)
    assert payload["misplacedEntries"]["state"] == "MOVED"
    after = [await timeline(anna, misha), await timeline(igor, whose)]
    gone = [one for one in before[0]["timeline"]["nodes"] if one not in after[0]["timeline"]["nodes"]]
    came = [one for one in after[1]["timeline"]["nodes"] if one not in before[1]["timeline"]["nodes"]]
    assert sorted(one["title"] for one in gone) == sorted(one["title"] for one in came) and len(came) == 2
    assert not await _sees(anna, first) and not await _sees(anna, second)
    for one in came:
        assert await _sees(igor, one["id"]) and not await _sees(anna, one["id"])
    assert any("записи другого человека" in text for text in await _told(anna))
    assert any("перенесены записи" in text for text in await _told(igor))
    assert not any("Сокол" in text or "Игор" in text for text in (*await _told(anna), *await _told(igor)))
    await done(registrar, RETURN, id=id_, reason=REASON)
    assert await refused(registrar, CONFIRM_RETURN, id=id_) == "FOUR_EYES"
    payload = await done(other, CONFIRM_RETURN, id=id_)
    assert payload["misplacedEntries"]["state"] == "RETURNED"
    assert await everything(site) == all_before
    assert [await timeline(anna, misha), await timeline(igor, whose)] == before
    assert await refused(other, RETURN, id=id_, reason=REASON) == "WRONG_STATE"


async def test_versions_and_belongings_go_along_and_nothing_signed_changes(site: Site) -> None:
    first, public = await written(site, "Михаил", Kind.EXAMINATION_PROTOCOLS)
    misha, world = await row_of(site, "Михаил"), world_of(site)
    await site.database.execute("UPDATE record_entry SET status = 1 WHERE id = $1", first)
    head = await site.database.fetchrow("SELECT author_id, organization_id FROM record_entry WHERE id = $1", first)
    later = await world.entry(misha, Kind.EXAMINATION_PROTOCOLS, set_id=first, version=2, **dict(head))
    sign = await world.entry(misha, Kind.VITAL_SIGN, parent=later, start_key=1, **dict(head))
    own = "SELECT to_jsonb(e) - ARRAY['patient_id', 'public_id', 'encounter_id'] FROM record_entry e WHERE id = ANY ($1) ORDER BY id"
    words = "SELECT to_jsonb(d) - 'patient_id' FROM examination_protocol d WHERE entry_id = ANY ($1) ORDER BY entry_id"
    rows = [first, later, sign]
    before = [await site.database.fetch(query, rows) for query in (own, words)]
    id_ = await moved(site, [public])
    assert [await site.database.fetch(query, rows) for query in (own, words)] == before
    igor = await row_of(site, "Игорь")
    whose = await site.database.fetch("SELECT DISTINCT patient_id FROM record_entry WHERE id = ANY ($1)", rows)
    assert [row["patient_id"] for row in whose] == [igor]
    # What is written of it since goes back with it; what is written beside it stays.
    await site.database.execute("UPDATE record_entry SET status = 1 WHERE id = $1", later)
    newest = await world.entry(igor, Kind.EXAMINATION_PROTOCOLS, set_id=first, version=3, **dict(head))
    beside = await world.entry(igor, Kind.VACCINATIONS, **dict(head))
    await returned(site, id_)
    found = {
        row["id"]: row["patient_id"]
        for row in await site.database.fetch(
            "SELECT id, patient_id FROM record_entry WHERE id = ANY ($1)", [*rows, newest, beside]
        )
    }
    assert found == {first: misha, later: misha, sign: misha, newest: misha, beside: igor}


async def test_the_services_of_a_visit_go_when_nothing_else_of_it_stays(site: Site) -> None:
    misha = await row_of(site, "Михаил")
    visit = await site.database.fetchval(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, closed_at) "
        "SELECT $1, 'AMB', 'PATIENT_CODE', w.practitioner_id, w.organization_id, now() - interval '3 hours', now() - interval '2 hours' "
        "FROM account a JOIN practitioner_role w ON w.practitioner_id = a.practitioner_id WHERE a.login = 'petrova' LIMIT 1 RETURNING id",
        misha,
    )
    (_, one), (_, two) = [await written(site, "Михаил", encounter_id=visit) for _ in range(2)]
    service, _ = await written(site, "Михаил", Kind.RENDERED_SERVICES, encounter_id=visit)
    where = "SELECT patient_id FROM record_entry WHERE id = $1"
    await moved(site, [one])
    assert await site.database.fetchval(where, service) == misha
    id_ = await moved(site, [two])
    assert await site.database.fetchval(where, service) == await row_of(site, "Игорь")
    await returned(site, id_)
    assert await site.database.fetchval(where, service) == misha


async def test_held_results_stay_held_and_masks_are_those_of_the_right_record(site: Site) -> None:
    """A teenager's parent sees no sensitive entry that comes, and is not told of it; a held one shows to nobody."""
    pavel, anna = await site.enter("pavel"), await site.enter("anna")
    teen = await site.patient("Павел")
    before = [await timeline(one, teen) for one in (pavel, anna)]
    told = [await _told(one) for one in (pavel, anna)]
    _, held = await written(site, "Вера", labels=int(Label.STI))
    await moved(site, [held], "Павел")
    assert [await timeline(one, teen) for one in (pavel, anna)] == before
    assert [await _told(one) for one in (pavel, anna)] == told, "nobody sees it, so nobody is told"
    _, shown = await written(
        site, "Вера", Kind.EXAMINATION_PROTOCOLS, labels=int(Label.REPRODUCTIVE), released_at=site.clock()
    )
    count = len(await _told(anna))
    await moved(site, [shown], "Павел")
    assert (await timeline(pavel, teen))["timeline"]["totalCount"] == before[0]["timeline"]["totalCount"] + 1
    assert await timeline(anna, teen) == before[1]
    assert len(await _told(pavel)) == len(told[0]) + 1
    # Anna is told as a reader of the record that it left, and of no other.
    assert len(await _told(anna)) == count + 1 and "перенесли" in (await _told(anna))[0]


async def test_who_else_read_them_there_is_an_incident(site: Site) -> None:
    auditor = await site.sign_in("auditor")
    _, unread = await written(site, "Константин", Kind.VACCINATIONS, created_at=site.clock())
    earlier = (await auditor.data(READINGS))["misplacedReadings"]["nodes"]
    await moved(site, [unread])
    assert (await auditor.data(READINGS))["misplacedReadings"]["nodes"] == earlier
    _, read = await written(site, "Константин", Kind.VACCINATIONS, created_at=site.clock())
    boris = await site.enter("boris")
    assert await timeline(boris, await site.patient("Константин"))
    id_ = await moved(site, [read])
    incident, *rest = (await auditor.data(READINGS))["misplacedReadings"]["nodes"]
    assert rest == earlier
    assert (incident["entryCount"], incident["readerCount"], incident["returnedAt"]) == (1, 1, None)
    assert any("читали" in text for text in await _told(auditor))
    assert await site.database.fetchval(
        "SELECT accounts = ARRAY[(SELECT id FROM account WHERE login = 'boris')] FROM misplaced_reading ORDER BY id DESC LIMIT 1"
    )
    await returned(site, id_)
    assert (await auditor.data(READINGS))["misplacedReadings"]["nodes"][0]["returnedAt"]
    with pytest.raises(Exception, match="never changed"):
        await site.database.execute("DELETE FROM misplaced_reading")


async def test_a_reader_is_who_asked_for_what_it_is(site: Site) -> None:
    """Of a clinical row too, which is no section; up to the moment of the move; and whoever downloads a document there."""
    auditor, boris = await site.sign_in("auditor"), await site.enter("boris")
    whose = await site.patient("Константин")

    async def found_after(read: str, kind: Kind, *, later: int = 0) -> list[Any]:
        entry, public = await written(site, "Константин", kind, created_at=site.clock())
        site.clock.shift = dt.timedelta(seconds=later)
        if read == "download":
            await world_of(site).document(await row_of(site, "Константин"), entry)
            document = await site.database.fetchval("SELECT public_id FROM document WHERE entry_id = $1", entry)
            assert (await download(site, f"/files/{document}", boris.token)).status_code == 200
        else:
            await boris.data(f"query($id: ID!) {{ record(patientId: $id) {{ {read} }} }}", id=whose)
        site.clock.shift = dt.timedelta()
        before = (await auditor.data(READINGS))["misplacedReadings"]["nodes"]
        await moved(site, [public])
        return [one for one in (await auditor.data(READINGS))["misplacedReadings"]["nodes"] if one not in before]

    assert await found_after("patient { displayName }", Kind.CARE_PLAN) == []
    assert await found_after("vaccinations { totalCount }", Kind.CARE_PLAN) == []
    assert len(await found_after("carePlans { totalCount }", Kind.CARE_PLAN)) == 1
    assert await found_after("carePlans { totalCount }", Kind.VACCINATIONS) == []
    assert len(await found_after("download", Kind.VACCINATIONS)) == 1
    [late] = await found_after("vaccinations { totalCount }", Kind.VACCINATIONS, later=60)
    assert late["foundAt"] == late["lastReadAt"], "who read after the request came, and before the move, did read"


async def test_papers_and_complaints_of_the_wrong_person_do_not_go_along(site: Site) -> None:
    """A paper that names what is another's is no longer in force; a complaint stays with who complained, out of their sight."""
    anna, misha = await site.enter("anna"), await row_of(site, "Михаил")
    entry, public = await written(site, "Михаил", Kind.VACCINATIONS, created_at=site.clock())
    paper = await site.database.fetchval(
        "INSERT INTO issued_document (code_hash, form, patient_id, account_id, holder, issued_at) "
        "SELECT sha256('x'), 'VACCINATION_CERTIFICATE', $1, id, 'М. С.', now() FROM account WHERE login = 'anna' RETURNING id",
        misha,
    )
    filed = await anna.data(
        "mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { id } userErrors { code } } }",
        input={"id": public, "kind": "OTHER", "text": "Это запись не моего ребёнка."},
    )
    assert filed["fileComplaint"]["userErrors"] == []
    mine = "query($id: ID!) { viewer { complaints(patientId: $id, first: 20) { nodes { id } } } }"
    complaint = filed["fileComplaint"]["complaint"]["id"]

    async def listed(login: str, given_name: str) -> bool:
        answer = await (await site.enter(login)).data(mine, id=await site.patient(given_name))
        return complaint in {node["id"] for node in answer["viewer"]["complaints"]["nodes"]}

    assert await listed("anna", "Михаил")
    id_ = await moved(site, [public])
    revoked = "SELECT revoked_at IS NOT NULL FROM issued_document WHERE id = $1"
    assert await site.database.fetchval(revoked, paper)
    whose = "SELECT patient_id FROM complaint WHERE set_id = $1"
    assert await site.database.fetchval(whose, entry) == misha
    assert not await listed("igor", "Игорь") and not await listed("anna", "Михаил")
    await returned(site, id_)
    assert not await site.database.fetchval(revoked, paper)
    assert await listed("anna", "Михаил")


async def test_a_paper_comes_back_only_when_all_that_it_names_is_back_and_its_owner_has_not_revoked_it(
    site: Site,
) -> None:
    anna, misha = await site.enter("anna"), await row_of(site, "Михаил")
    (_, one), (_, two) = [await written(site, "Михаил", Kind.VACCINATIONS, created_at=site.clock()) for _ in range(2)]
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'anna'")
    issue = (
        "INSERT INTO issued_document (code_hash, form, patient_id, account_id, holder, issued_at) "
        "VALUES (sha256($1), 'VACCINATION_CERTIFICATE', $2, $3, 'М. С.', now()) RETURNING id"
    )
    paper = await site.database.fetchval(issue, b"two moves", misha, account)

    async def in_force(document: int) -> bool:
        return bool(
            await site.database.fetchval("SELECT revoked_at IS NULL FROM issued_document WHERE id = $1", document)
        )

    async def revoke(document: int) -> None:
        id_ = IdSealer(site.settings.key("id")).seal(IdType.CERTIFICATE, account, document)
        payload = (await anna.data(REVOKE, input={"id": id_}))["revokeDocument"]
        assert payload["userErrors"] == []

    first, second = await moved(site, [one]), await moved(site, [two])
    await returned(site, first)
    assert not await in_force(paper), "it names the other one too"
    await returned(site, second)
    assert await in_force(paper)
    third = await moved(site, [one])
    await revoke(paper)
    await returned(site, third)
    assert not await in_force(paper)
    # So with what a merge takes out of force.
    duplicate = await second_record(site, "Михаил")
    paper = await site.database.fetchval(issue, b"a merge", duplicate, account)
    merge = await merged(site, "Михаил", duplicate)
    await revoke(paper)
    await undone(site, merge)
    assert not await in_force(paper)


async def test_who_reads_the_right_record_reads_them_and_nobody_else_does(site: Site) -> None:
    """Every login of the cast × the id before, and the one after."""
    _, before = await written(site, "Константин", Kind.VACCINATIONS)
    entry = await site.database.fetchval("SELECT id FROM record_entry WHERE public_id = $1", before)
    staff = ("petrova", "ivanov", "registrar", "registrar2", "auditor", "insurer", "mfc", "admin")
    people = {
        login: await (site.sign_in(login) if login in staff else site.enter(login))
        for login in ("anna", "sergey", "pavel", "igor", "olga", "boris", "stranger", *staff)
    }

    async def who(id_: str) -> set[str]:
        return {login for login, person in people.items() if await _sees(person, id_)}

    assert await who(before) == {"boris"}
    id_ = await moved(site, [before], "Вера")
    after = await public_id(site, entry)
    assert after != before
    assert (await who(before), await who(after)) == (set(), {"anna"})
    await returned(site, id_)
    assert await public_id(site, entry) == before
    assert (await who(before), await who(after)) == ({"boris"}, set())


async def test_every_step_is_in_the_log_of_officers_and_of_both_records(site: Site) -> None:
    _, public = await written(site, "Вера", Kind.VACCINATIONS)
    last = await site.database.fetchval("SELECT coalesce(max(id), 0) FROM officer_act")
    log = await site.database.fetchval("SELECT coalesce(max(id), 0) FROM access_log")
    await returned(site, await moved(site, [public]))
    for name in ("Вера", "Игорь"):
        person = await row_of(site, name)
        acts = await site.database.fetch(
            "SELECT act, reason FROM officer_act WHERE id > $1 AND patient_id = $2 ORDER BY id", last, person
        )
        assert [tuple(row) for row in acts] == [
            ("misplaced_entries.ask", REASON),
            ("misplaced_entries.accept", None),
            ("misplaced_entries.confirm", None),
            ("misplaced_entries.propose_return", REASON),
            ("misplaced_entries.return", None),
        ]
        rows = await site.database.fetch(
            "SELECT operation, sections FROM access_log WHERE id > $1 AND patient_id = $2 AND standings = 0 ORDER BY seq",
            log,
            person,
        )
        first = "reportMisplacedEntries" if name == "Вера" else "findPatient"
        assert [tuple(row) for row in rows] == [
            (first, []),
            ("confirmMisplacedEntries", []),
            ("confirmMisplacedEntriesReturn", []),
        ]
    moves = await site.database.fetch(
        "SELECT from_patient_id, to_patient_id, merge_id FROM record_move m JOIN record_entry e ON e.id = m.entry_id "
        "WHERE e.public_id = $1 ORDER BY m.id",
        public,
    )
    vera, igor = await row_of(site, "Вера"), await row_of(site, "Игорь")
    assert [tuple(row) for row in moves] == [(vera, igor, None), (igor, vera, None)]


async def test_what_may_be_asked_for(site: Site) -> None:
    doctor, other = await site.sign_in("petrova"), await site.sign_in("ivanov")
    _, own = await written(site, "Вера", Kind.VACCINATIONS)
    never = IdSealer(site.settings.key("id")).seal(Kind.VACCINATIONS, await row_of(site, "Вера"), 10**9)

    async def code(who: Person, entries: list[str], right: str = "Игорь", /, **changes: Any) -> str:
        return await refused(who, ASK, **await request(site, entries, right, **changes))

    searches = await site.database.fetchval("SELECT count(*) FROM patient_search")
    assert await code(doctor, []) == "REQUIRED"
    assert await code(doctor, [own] * 51) == "WRONG_LENGTH"
    assert await code(doctor, [never]) == "NOT_FOUND"
    assert await code(doctor, ["x"]) == "NOT_FOUND"
    assert await code(doctor, [await site.patient("Вера")]) == "NOT_FOUND"
    assert await code(other, [own]) == "NOT_FOUND", "of another clinic"
    child, _ = await written(site, "Вера", Kind.HEALTH_DIARY)
    assert await code(doctor, [await public_id(site, child)]) == "NOT_FOUND", "no doctor writes it"
    colleague, _ = await written(site, "Вера", Kind.VACCINATIONS, author_id=None)
    hers = await public_id(site, colleague)
    await site.database.execute(
        "UPDATE encounter SET closed_at = now() - interval '90 hours', opened_at = now() - interval '91 hours' "
        "WHERE patient_id = $1 AND source_id IS NULL",
        await row_of(site, "Вера"),
    )
    assert await code(doctor, [hers]) == "NOT_FOUND", "nobody looks around in a record that is not open"
    assert await site.database.fetchval("SELECT count(*) FROM patient_search") == searches
    _, part = await written(site, "Вера", Kind.REFERRAL, parent_entry_id=child)
    assert await code(doctor, [part]) == "PART_OF_ENTRY"
    source = await site.database.fetchval(
        "INSERT INTO import_source (name, created_at) VALUES ('чужая', now()) RETURNING id"
    )
    _, received = await written(site, "Вера", Kind.VACCINATIONS, source_id=source)
    assert await code(doctor, [received]) == "ENTRY_RECEIVED"
    _, mishas = await written(site, "Михаил", Kind.VACCINATIONS)
    assert await code(doctor, [own, mishas]) == "ENTRIES_APART"
    assert await code(doctor, [own], "Вера") == "SAME_RECORD"
    _, old = await written(
        site,
        "Вера",
        Kind.VACCINATIONS,
        on=(
            await site.database.fetchval(
                "SELECT birth_date - 1 FROM person WHERE id = $1", await row_of(site, "Михаил")
            )
        ),
    )
    assert await code(doctor, [old], "Михаил") == "ENTRY_BEFORE_BIRTH"
    assert await code(doctor, [own], text="нет") == "REASON_REQUIRED"
    person = {**(await request(site, [own]))["person"], "birthDate": "1990-01-01"}
    assert await code(doctor, [own], person=person) == "PERSON_NOT_FOUND"
    assert await site.database.fetchval("SELECT count(*) FROM patient_search") > searches, "a search is kept"
    given = await request(site, [own], clientMutationId="once")
    first, second = [await done(doctor, ASK, **given) for _ in range(2)]
    assert first == second
    assert await code(doctor, [own]) == "WRONG_STATE", "it is asked for already"
    assert (await doctor.data(OWN))["reportedMisplacedEntries"]["nodes"][0]["id"] == first["request"]["id"]
    assert (await other.data(OWN))["reportedMisplacedEntries"]["nodes"] == []
    # Repeated once they are gone, where nobody may name them any more: the same request, and no second search.
    await done(await site.sign_in("registrar"), ACCEPT, id=first["request"]["id"])
    await done(await site.sign_in("registrar2"), CONFIRM, id=first["request"]["id"])
    searches = await site.database.fetchval("SELECT count(*) FROM patient_search")
    again = await done(doctor, ASK, **given)
    assert (again["request"]["id"], again["request"]["state"]) == (first["request"]["id"], "MOVED")
    assert await code(doctor, [own], clientMutationId="once", text="Совсем другая причина.") == "CONFLICT"
    assert await code(doctor, [own], clientMutationId="another") == "NOT_FOUND"
    assert await site.database.fetchval("SELECT count(*) FROM patient_search") == searches


async def test_who_asked_and_whose_family_it_is_decides_nothing(site: Site) -> None:
    _, public = await written(site, "Вера", Kind.VACCINATIONS)
    id_ = await asked(site, [public])
    registrar, other = await site.sign_in("registrar"), await site.sign_in("registrar2")
    for login in ("anna", "igor"):
        await site.database.execute(
            "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = $1) WHERE login = 'registrar2'",
            login,
        )
        relative = await site.sign_in("registrar2")
        for step in (ACCEPT, CONFIRM):
            assert await refused(relative, step, id=id_) == "OWN_CASE"
        assert await refused(relative, REFUSE, id=id_, reason=REASON) == "OWN_CASE"
        listed = (await relative.data(LIST))["misplacedEntries"]["nodes"]
        assert id_ not in {one["id"] for one in listed}
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'registrar2'")
    await site.database.execute("UPDATE account SET roles = roles || '{REGISTRAR}' WHERE login = 'petrova'")
    doctor = await site.sign_in("petrova")
    assert await refused(doctor, ACCEPT, id=id_) == "FOUR_EYES"
    await done(registrar, ACCEPT, id=id_)
    assert await refused(doctor, CONFIRM, id=id_) == "FOUR_EYES"
    assert await refused(doctor, REFUSE, id=id_, reason=REASON) == "FOUR_EYES"
    await site.database.execute("UPDATE account SET roles = '{DOCTOR}' WHERE login = 'petrova'")
    assert await refused(registrar, ACCEPT, id=id_) == "WRONG_STATE"
    assert await refused(other, REFUSE, id=id_, reason="нет") == "REASON_REQUIRED"
    await done(other, REFUSE, id=id_, reason=REASON)
    for step, more in (
        (ACCEPT, {}),
        (CONFIRM, {}),
        (REFUSE, {"reason": REASON}),
        (RETURN, {"reason": REASON}),
        (CONFIRM_RETURN, {}),
    ):
        assert await refused(other, step, id=id_, **more) == "WRONG_STATE"
    own = (await (await site.sign_in("petrova")).data(OWN))["reportedMisplacedEntries"]["nodes"][0]
    assert (own["state"], own["refusal"]) == ("REFUSED", REASON)
    id_ = await moved(site, [public])
    assert await refused(other, REFUSE, id=id_, reason=REASON) == "WRONG_STATE"
    assert await refused(other, CONFIRM_RETURN, id=id_) == "WRONG_STATE"
    await done(registrar, RETURN, id=id_, reason=REASON)
    assert await refused(other, RETURN, id=id_, reason=REASON) == "WRONG_STATE"
    await done(other, REFUSE, id=id_, reason=REASON)
    assert await refused(other, CONFIRM_RETURN, id=id_) == "WRONG_STATE", "taking them back was put aside"
    await returned(site, id_)


async def test_nothing_is_taken_back_into_a_record_that_is_read_as_anothers(site: Site) -> None:
    duplicate = await second_record(site, "Тимур")
    _, public = await written(site, "Тимур", Kind.VACCINATIONS)
    await site.database.execute(
        "UPDATE encounter SET opened_at = now() - interval '100 hours', closed_at = now() - interval '99 hours' "
        "WHERE patient_id = $1",
        await row_of(site, "Тимур"),
    )
    id_ = await asked(site, [public])
    await done(await site.sign_in("registrar"), ACCEPT, id=id_)
    await merged(site, "Тимур", duplicate)
    entry = await site.database.fetchval("SELECT id FROM record_entry WHERE public_id = $1", public)
    other = await site.sign_in("registrar2")
    await done(other, CONFIRM, id=id_)
    assert await site.database.fetchval("SELECT patient_id FROM record_entry WHERE id = $1", entry) == await row_of(
        site, "Игорь"
    )
    await done(await site.sign_in("registrar"), RETURN, id=id_, reason=REASON)
    await site.database.execute(
        "UPDATE record_merge SET survivor_id = duplicate_id, duplicate_id = survivor_id WHERE duplicate_id = $1",
        duplicate,
    )
    assert await refused(other, CONFIRM_RETURN, id=id_) == "ENTRIES_MOVED_ON"
    await site.database.execute(
        "UPDATE record_merge SET survivor_id = duplicate_id, duplicate_id = survivor_id WHERE survivor_id = $1",
        duplicate,
    )
    await done(other, CONFIRM_RETURN, id=id_)
