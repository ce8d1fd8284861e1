"""A teenager hides an ordinary entry from representatives, never from doctors, and shows it again (policy.md, `TEEN_HIDE`)."""

import pytest

from backend.models.vocabulary import SECTIONS, Kind
from tests.client import Site
from tests.teenagers.hidden import (
    HIDDEN,
    STATE,
    act,
    codes,
    entry_of,
    gastritis,
    hide,
    pavel,
    pavel_key,
    sees,
    state,
    told,
)

NEVER = [
    Kind.COVID_TESTS,
    Kind.VACCINATIONS,
    Kind.HEALTH_DIARY,
    Kind.CHILD_DATA,
    Kind.AMBULANCE_CALLS,
    Kind.CERTIFICATES,
]


async def test_what_is_hidden_is_gone_for_the_mother_and_there_for_doctors(fresh: Site) -> None:
    """PAP-03: hiding never binds clinicians."""
    teen, anna, ivanov = await fresh.enter("pavel"), await fresh.enter("anna"), await fresh.sign_in("ivanov")
    visit = await gastritis(fresh)
    before = await told(fresh, anna)
    assert await state(teen, visit) == "SHOWN"
    payload = await act(teen, "hideEntry", visit)
    assert payload["userErrors"] == [] and payload["entry"]["hiding"]["state"] == "HIDDEN"
    assert not await sees(anna, visit)
    assert await sees(teen, visit) and await sees(ivanov, visit)
    assert await state(ivanov, visit) == "HIDDEN"
    shown = await act(teen, "showEntry", visit)
    assert shown["entry"]["hiding"]["state"] == "SHOWN"
    assert await told(fresh, anna) == before, "not a byte of it is left"


async def test_the_reader_who_may_not_know_is_told_the_same_of_every_entry(fresh: Site) -> None:
    """What is shown again, and what a doctor lifted, looks like what never was hidden."""
    teen, anna = await fresh.enter("pavel"), await fresh.enter("anna")
    visit = await gastritis(fresh)
    never = await anna.ask(STATE, id=visit)
    assert never["data"]["node"]["hiding"]["state"] == "NOT_OFFERED"
    await hide(fresh, visit)
    await act(teen, "showEntry", visit)
    assert await anna.ask(STATE, id=visit) == never
    key = await pavel_key(fresh)
    await hide(fresh, visit)
    assert (await anna.data(HIDDEN, id=key))["record"]["timeline"] == {"totalCount": 0, "nodes": []}


@pytest.mark.parametrize("kind", NEVER, ids=lambda kind: str(kind.name))
async def test_what_every_representative_sees_is_not_hidden(fresh: Site, kind: Kind) -> None:
    """Matrix: a row without ⁴. The page offers nothing there, and the API refuses."""
    teen = await fresh.enter("pavel")
    entry = await entry_of(fresh, kind)
    assert await state(teen, entry) == "NOT_OFFERED"
    assert await codes(teen, "hideEntry", entry) == ["NOT_HIDEABLE"]
    assert await fresh.database.fetchval("SELECT count(*) FROM entry_hiding") == 0


@pytest.mark.parametrize(
    ("labels", "code"), [(64, "NOT_HIDEABLE"), (8, "NOT_HIDEABLE"), (64 | 8, "NOT_HIDEABLE"), (0, "")]
)
async def test_hiv_and_whole_classes_are_not_hidden_one_by_one(fresh: Site, labels: int, code: str) -> None:
    """sections.md, Sensitive law: no teenager hides HIV; a sensitive class is shared or not, as a whole."""
    teen = await fresh.enter("pavel")
    report = await entry_of(fresh, Kind.LAB_REPORTS)
    change = "UPDATE record_entry SET labels = $2, confidentiality = $3, released_at = $4 WHERE public_id = $1"
    await fresh.database.execute(change, report, labels, 1 if labels else 0, fresh.clock())
    try:
        assert await state(teen, report) == ("SHOWN" if labels == 0 else "NOT_OFFERED")
        assert await codes(teen, "hideEntry", report) == ([code] if code else [])
    finally:
        await fresh.database.execute(change, report, 0, 0, None)


async def test_hiv_that_was_found_later_is_seen_again(fresh: Site) -> None:
    """A hidden report that a doctor's new version calls HIV is hidden no more, whatever its flag says."""
    anna = await fresh.enter("anna")
    report = await entry_of(fresh, Kind.LAB_REPORTS)
    await hide(fresh, report)
    change = "UPDATE record_entry SET labels = $2, confidentiality = $3, released_at = $4 WHERE public_id = $1"
    await fresh.database.execute(change, report, 64, 1, fresh.clock())
    try:
        assert await sees(anna, report)
    finally:
        await fresh.database.execute(change, report, 0, 0, None)


@pytest.mark.parametrize("login", ["anna", "igor", "sergey", "olga", "stranger", "ivanov", "petrova", "registrar"])
@pytest.mark.parametrize("name", ["hideEntry", "showEntry"])
async def test_nobody_else_hides_or_shows(fresh: Site, login: str, name: str) -> None:
    citizen = login in ("anna", "igor", "olga", "stranger")
    who = await (fresh.enter(login) if citizen else fresh.sign_in(login))
    visit = await gastritis(fresh)
    refused = await codes(who, name, visit)
    assert refused in (["FORBIDDEN"], ["STEP_UP_REQUIRED"])
    assert login != "ivanov" or refused == ["FORBIDDEN"]
    assert await fresh.database.fetchval("SELECT count(*) FROM entry_hiding") == 0


async def test_hiding_waits_for_the_code_of_the_record(fresh: Site) -> None:
    """REQ-11: a phone left open hides nothing."""
    closed = await fresh.sign_in("pavel")
    for name in ("hideEntry", "showEntry"):
        assert await codes(closed, name, await gastritis(fresh)) == ["STEP_UP_REQUIRED"]


@pytest.mark.parametrize("wrong", ["", "x", "А" * 22, "patient", "of another", "of nothing"])
async def test_an_id_of_anything_else_is_not_found(fresh: Site, wrong: str) -> None:
    teen = await fresh.enter("pavel")
    others = "SELECT public_id FROM record_entry WHERE patient_id <> $1 AND kind = 1 ORDER BY id LIMIT 1"
    given = {
        "patient": await pavel_key(fresh),
        "of another": await fresh.database.fetchval(others, await pavel(fresh)),
    }.get(wrong, wrong)
    assert await codes(teen, "hideEntry", given) == ["NOT_FOUND"]
    assert await codes(teen, "showEntry", given) == ["NOT_FOUND"]


async def test_what_belongs_to_another_entry_is_hidden_with_it_alone(fresh: Site) -> None:
    """A vital sign of a visit goes with the visit; it is neither hidden nor shown by itself."""
    teen = await fresh.enter("pavel")
    visit = await gastritis(fresh)
    sign = await fresh.database.fetchval(
        "SELECT v.public_id FROM record_entry v JOIN record_entry e ON e.patient_id = v.patient_id AND e.id = v.parent_entry_id "
        "WHERE e.public_id = $1 AND v.kind = 19 LIMIT 1",
        visit,
    )
    assert await codes(teen, "hideEntry", sign) == ["WRONG_STATE"]
    await hide(fresh, visit)
    assert await codes(teen, "showEntry", sign) == ["WRONG_STATE"]


async def test_what_the_author_alone_reads_is_not_there(fresh: Site) -> None:
    teen = await fresh.enter("pavel")
    visit = await gastritis(fresh)
    await fresh.database.execute("UPDATE record_entry SET only_practitioner_id = 1 WHERE public_id = $1", visit)
    try:
        assert await codes(teen, "hideEntry", visit) == ["NOT_FOUND"]
    finally:
        await fresh.database.execute("UPDATE record_entry SET only_practitioner_id = NULL WHERE public_id = $1", visit)


async def test_saying_the_same_again_changes_nothing_and_the_history_stays(fresh: Site) -> None:
    teen = await fresh.enter("pavel")
    visit = await gastritis(fresh)
    for _ in range(2):
        await hide(fresh, visit)
    rows = "SELECT count(*) FROM entry_hiding"
    assert await fresh.database.fetchval(rows) == 1
    for _ in range(2):
        assert (await act(teen, "showEntry", visit))["userErrors"] == []
    await hide(fresh, visit)
    assert await fresh.database.fetchval(rows) == 2
    names = await fresh.database.fetch(
        "SELECT operation FROM access_log WHERE patient_id = $1 AND operation IN ('hideEntry', 'showEntry') ORDER BY seq DESC LIMIT 3",
        await pavel(fresh),
    )
    assert [row["operation"] for row in names] == ["hideEntry", "showEntry", "hideEntry"]


async def test_the_teenager_finds_what_they_hid_in_one_list(fresh: Site) -> None:
    teen, ivanov = await fresh.enter("pavel"), await fresh.sign_in("ivanov")
    visit, key = await gastritis(fresh), await pavel_key(fresh)
    assert (await teen.data(HIDDEN, id=key))["record"]["timeline"]["totalCount"] == 0
    await hide(fresh, visit)
    for who in (teen, ivanov):
        nodes = (await who.data(HIDDEN, id=key))["record"]["timeline"]["nodes"]
        assert {"id": visit, "section": "EXAMINATION_PROTOCOLS", "hiding": {"state": "HIDDEN"}} in nodes
    [service] = [
        node for node in (await teen.data(HIDDEN, id=key))["record"]["timeline"]["nodes"] if node["id"] != visit
    ]
    assert (service["section"], service["hiding"]["state"]) == ("RENDERED_SERVICES", "WITH_ANOTHER")


async def test_who_sees_me_says_that_hidden_entries_are_hidden(fresh: Site) -> None:
    [mother] = (await (await fresh.enter("pavel")).data("{ viewer { accessToMe { hidesWhatIHid } } }"))["viewer"][
        "accessToMe"
    ]
    assert mother["hidesWhatIHid"] is True


async def test_where_hiding_is_off_nothing_is_offered_hidden_or_listed(site: Site) -> None:
    """The default: refused with a reason, nothing stored, and a flag of other times hides nothing and shows to nobody."""
    teen, anna, ivanov = await site.enter("pavel"), await site.enter("anna"), await site.sign_in("ivanov")
    visit, key = await gastritis(site), await pavel_key(site)
    before = await told(site, anna)
    assert await state(teen, visit) == "NOT_OFFERED"
    for name in ("hideEntry", "showEntry"):
        payload = await act(teen, name, visit)
        assert payload["userErrors"] == [{"code": "HIDING_OFF", "field": None}] and payload["entry"] is None
    assert await codes(ivanov, "liftHiding", visit, reason="Признаки отравления, нужна помощь") == ["HIDING_OFF"]
    assert await site.database.fetchval("SELECT count(*) FROM entry_hiding") == 0
    await site.database.execute(
        "UPDATE record_entry SET hidden_by_patient = true WHERE patient_id = $1", await pavel(site)
    )
    try:
        assert await told(site, anna) == before
        for who in (teen, anna, ivanov):
            assert (await who.data(HIDDEN, id=key))["record"]["timeline"]["nodes"] == []
            assert await state(who, visit) == "NOT_OFFERED"
    finally:
        await site.database.execute("UPDATE record_entry SET hidden_by_patient = false WHERE hidden_by_patient")


def test_the_kinds_that_may_be_hidden_are_those_of_the_matrix() -> None:
    from backend.policy.hiding import HIDEABLE

    assert {kind for kind in SECTIONS if kind not in HIDEABLE} == {*NEVER, Kind.PREGNANCY_CARE}
