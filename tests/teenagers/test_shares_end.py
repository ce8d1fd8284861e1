"""A share ends with the access that it was made in, and tells the other parent nothing (policy.md, Conditions, footnote 10)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from backend.models.vocabulary import Kind, Label
from backend.policy.sealing import IdSealer
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from tests.client import Person, Site
from tests.exports.ordering import download, ordered
from tests.teenagers.hidden import pavel, pavel_key, sees, told
from tests.world import World

WHO = "{ viewer { accessToMe { id displayName sharedClasses diaryShared } } }"
SHARE = """mutation($input: ShareWithRepresentativeInput!) { shareWithRepresentative(input: $input) {
  accessToMe { sharedClasses diaryShared } userErrors { code } } }"""
_GRANT = (
    "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) "
    "SELECT $1, id, 'ACCESS_REQUEST', now() FROM account WHERE login = $2"
)


async def _share(teen: Person, name: str, classes: list[str], diary: bool) -> dict[str, Any]:
    links = (await teen.data(WHO))["viewer"]["accessToMe"]
    [link] = [one for one in links if name in one["displayName"]]
    given = {"id": link["id"], "classes": classes, "diary": diary}
    done = (await teen.data(SHARE, input=given))["shareWithRepresentative"]
    assert done["userErrors"] == []
    return dict(done["accessToMe"])


@pytest_asyncio.fixture
async def result(site: Site) -> AsyncIterator[str]:
    """A released result of a sensitive class, unseen by any parent."""
    made = World(site.database, IdSealer(site.settings.key("id")), site.clock())
    entry = await made.entry(
        await pavel(site), Kind.LAB_REPORTS, labels=int(Label.STI), confidentiality=1, released_at=site.clock()
    )
    yield str(await site.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry))
    await site.database.execute("UPDATE teen_share SET ended_at = greatest(now(), created_at) WHERE ended_at IS NULL")
    await site.database.execute("DELETE FROM notification WHERE kind = 'NEW_RESULT'")
    await site.database.execute("DELETE FROM lab_report WHERE entry_id = $1", entry)
    await site.database.execute("DELETE FROM record_entry WHERE id = $1", entry)


async def test_who_is_let_in_anew_is_shown_what_the_teenager_shows_anew(site: Site, result: str) -> None:
    """A mother who gives her access up and comes back: the teenager, who could not end the share meanwhile, is asked again."""
    teen, anna, patient = await site.enter("pavel"), await site.enter("anna"), await pavel(site)
    await _share(teen, "Анна", ["STI"], True)
    assert await sees(anna, result)
    ended = "UPDATE access_grant g SET revoked_at = now() FROM account a WHERE g.grantee_id = a.id AND a.login = 'anna' AND g.patient_id = $1 AND g.revoked_at IS NULL"
    await site.database.execute(ended, patient)
    assert (await teen.data(WHO))["viewer"]["accessToMe"] == [], "there is no link to end the share by"
    await site.database.execute(_GRANT, patient, "anna")
    assert not await sees(anna, result)
    [link] = (await teen.data(WHO))["viewer"]["accessToMe"]
    assert (link["sharedClasses"], link["diaryShared"]) == ([], False)
    again = await _share(teen, "Анна", ["STI"], True)
    assert (again["sharedClasses"], again["diaryShared"]) == (["STI"], True)
    assert await sees(anna, result)
    await _share(teen, "Анна", [], False)
    assert not await sees(anna, result)


async def test_the_other_parent_is_told_nothing_of_what_one_is_shown(site: Site, result: str) -> None:
    """Two parents, one shared: list, bell and notices of the other stay the same to the byte."""
    teen, anna, patient = await site.enter("pavel"), await site.enter("anna"), await pavel(site)
    await site.database.execute(_GRANT, patient, "sergey")
    try:
        sergey = await site.enter("sergey")
        before = await told(site, sergey)
        await _share(teen, "Анна", ["STI"], True)
        assert await told(site, sergey) == before
        policy = await row_policy(site.database, sensitive_teen=True, teen_hide=False)
        entry = await site.database.fetchval("SELECT id FROM record_entry WHERE public_id = $1", result)
        await new_entries(
            site.database, policy, site.settings.accepted_policy_regions, [(patient, entry)], site.clock()
        )
        assert "NEW_RESULT" in await told(site, anna)
        assert await told(site, sergey) == before, "no notice, no bell, no row"
        await _share(teen, "Анна", [], False)
        assert "NEW_RESULT" not in await told(site, anna), "the notice goes with the row"
        assert await told(site, sergey) == before
    finally:
        await site.database.execute(
            "DELETE FROM access_grant g USING account a WHERE a.id = g.grantee_id AND a.login = 'sergey'"
        )


async def test_a_page_and_a_file_that_began_while_it_was_shared_end_with_it(site: Site, result: str) -> None:
    """A cursor on a row that is gone names nothing; a file made meanwhile is not given."""
    teen, anna, key = await site.enter("pavel"), await site.enter("anna"), await pavel_key(site)
    await _share(teen, "Анна", ["STI"], False)
    page = """query($id: ID!, $after: String) { record(patientId: $id) { labReports(first: 1, after: $after) {
      nodes { id } edges { cursor node { id } } } } }"""
    after = None
    while True:
        [edge] = (await anna.data(page, id=key, after=after))["record"]["labReports"]["edges"]
        after = edge["cursor"]
        if edge["node"]["id"] == result:
            break
    made = await ordered(anna, key, "RECORD_FHIR")
    assert (await download(site, made["path"], anna.token)).status_code == 200
    await _share(teen, "Анна", [], False)
    lost = await anna.ask(page, id=key, after=after)
    assert lost["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT" and result not in json.dumps(lost)
    assert (await download(site, made["path"], anna.token)).status_code == 409
