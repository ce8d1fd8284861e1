"""What is refused answers alike: hidden, foreign, missing and forged ids; cursors of other lists; bad pages (SCT-05)."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Site
from tests.world import World

RECORD = "query($id: ID!) { record(patientId: $id) { id } }"
NODE = "query($id: ID!) { node(id: $id) { id __typename } }"
OWN = Standing.SELF_ADULT


async def test_foreign_missing_and_forged_records_answer_the_same_bytes(world: tuple[Site, World]) -> None:
    site, made = world
    foreign = made.patient_key(Standing.PARENT_OF_CHILD)
    missing = made.ids.seal(100, 10**9)
    ids = [
        foreign,
        missing,
        "",
        "x",
        "A" * 22,
        "🙂",
        foreign[:-1],
        foreign[::-1],
        made.ids.seal(101, 10),
        made.ids.seal(2, 10, 1),
    ]
    for query in (RECORD, NODE):
        wrong = ids if query == RECORD else ids[:-2]
        answers = [await site.ask(query, made.tokens[OWN], id=id_) for id_ in wrong]
        assert all(answer == answers[0] for answer in answers)
        assert answers[0]["errors"][0]["extensions"] == {"code": "FORBIDDEN"}


async def test_without_a_card_every_id_wants_the_code(world: tuple[Site, World]) -> None:
    site, made = world
    token = await made.session(51, "no-card", card=False)
    for id_ in (made.patient_key(OWN), made.patient_key(Standing.PARENT_OF_CHILD), "x", made.ids.seal(100, 10**9)):
        answer = await site.ask(RECORD, token, id=id_)
        assert answer["errors"][0]["extensions"] == {"code": "STEP_UP_REQUIRED"}
        assert (await site.ask(NODE, token, id=id_))["errors"][0]["extensions"] == {"code": "STEP_UP_REQUIRED"}
    listed = await site.ask("{ viewer { records { patientId cardEntryRequired record { id } } } }", token)
    assert listed["data"]["viewer"]["records"][0]["cardEntryRequired"] is True
    assert listed["data"]["viewer"]["records"][0]["record"] is None
    assert listed["errors"][0]["path"] == ["viewer", "records", 0, "record"]


async def test_nobody_signed_in(world: tuple[Site, World]) -> None:
    site, made = world
    assert await site.ask("{ viewer { account { login } } }") == {"data": {"viewer": None}}
    answer = await site.ask(RECORD, None, id=made.patient_key(OWN))
    assert answer["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
    assert (await site.ask("{ __schema { types { name } } }"))["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_pages_walk_both_ways_and_meet(world: tuple[Site, World]) -> None:
    site, made = world
    patient, token, key = made.patients[OWN], made.tokens[OWN], made.patient_key(OWN)
    for place in range(7):
        await made.entry(patient, Kind.CHECK_UPS, title=f"Осмотр {place % 3}")
    for order in ("DATE_DESC", "DATE_ASC", "TITLE_ASC", "TITLE_DESC"):
        query = """query($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $order: CheckUpOrder) {
          record(patientId: $id) { checkUps(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
            nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""
        whole = await _page(site, token, query, id=key, first=100, order=order)
        forwards, cursor = [], None
        while True:
            page = await _page(site, token, query, id=key, first=3, after=cursor, order=order)
            forwards += page["nodes"]
            cursor = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        backwards: list[Any] = []
        cursor = None
        while True:
            page = await _page(site, token, query, id=key, last=3, before=cursor, order=order)
            backwards = page["nodes"] + backwards
            cursor = page["pageInfo"]["startCursor"]
            if not page["pageInfo"]["hasPreviousPage"]:
                break
        assert whole["nodes"] == forwards == backwards


async def _page(site: Site, token: str, query: str, **variables: Any) -> Any:
    answer = await site.ask(query, token, **variables)
    assert "errors" not in answer, answer
    return answer["data"]["record"]["checkUps"]


async def test_a_cursor_of_another_list_is_bad_input(world: tuple[Site, World]) -> None:
    site, made = world
    token, key = made.tokens[OWN], made.patient_key(OWN)
    page = await site.ask(
        "query($id: ID!) { record(patientId: $id) { labReports(first: 1) { pageInfo { endCursor } } } }", token, id=key
    )
    cursor = page["data"]["record"]["labReports"]["pageInfo"]["endCursor"]
    lists = [
        "covidTests(first: 1, after: $c) { nodes { id } }",
        "labReports(first: 1, after: $c, orderBy: DATE_ASC) { nodes { id } }",
        'labReports(first: 1, after: $c, from: "2020-01-01") { nodes { id } }',
        'labReports(first: 1, after: $c, filter: { titleContains: "а" }) { nodes { id } }',
        "timeline(first: 1, after: $c) { nodes { id } }",
        "accessLog(first: 1, after: $c) { nodes { at } }",
    ]
    for text in lists:
        answer = await site.ask(
            f"query($id: ID!, $c: String) {{ record(patientId: $id) {{ {text} }} }}", token, id=key, c=cursor
        )
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", text
    other = made.tokens[Standing.PARENT_OF_CHILD]
    answer = await site.ask(
        "query($id: ID!, $c: String) { record(patientId: $id) { labReports(first: 1, after: $c) { nodes { id } } } }",
        other,
        id=made.patient_key(Standing.PARENT_OF_CHILD),
        c=cursor,
    )
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "arguments", ["first: 101", "first: -1", "last: 101", "first: 1, last: 1", 'first: 1, after: "x"']
)
async def test_impossible_pages_are_bad_input(world: tuple[Site, World], arguments: str) -> None:
    site, made = world
    answer = await site.ask(
        f"query($id: ID!) {{ record(patientId: $id) {{ labReports({arguments}) {{ totalCount nodes {{ id }} }} }} }}",
        made.tokens[OWN],
        id=made.patient_key(OWN),
    )
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_aliases_fragments_and_directives_are_supported_whole(world: tuple[Site, World]) -> None:
    site, made = world
    long = "a" * 80
    answer = await site.ask(
        """query($id: ID!, $yes: Boolean! = true, $n: Int = 1) {
          one: record(patientId: $id) { ...Part }
          two: record(patientId: $id) { ...Part timeline(first: 100) { nodes { __typename ... on Node { id }
            ... on LabReport { orderNumber results { value } } ... on AmbulanceCall { caller } } } }
        } fragment Part on MedicalRecord { labReports(first: $n) { nodes { LONG: title ...More } } labReports(first: $n) { totalCount } }
        fragment More on RecordEntry { date @include(if: $yes) section @skip(if: $yes) }""".replace("LONG", long),
        made.tokens[OWN],
        id=made.patient_key(OWN),
    )
    assert "errors" not in answer
    assert answer["data"]["one"]["labReports"] == {
        "nodes": [{long: "Запись LAB_REPORTS", "date": "2024-05-05"}],
        "totalCount": 1,
    }
    types = {node["__typename"]: node for node in answer["data"]["two"]["timeline"]["nodes"]}
    assert types["AmbulanceCall"]["caller"] is None and types["LabReport"]["results"] == [{"value": 70}]
    paths = [item["path"] for item in answer["extensions"]["redactions"]]
    assert paths == [["two", "timeline", "nodes", "caller"]]


async def test_ordinary_execution_gives_the_same_values(world: tuple[Site, World]) -> None:
    """A query that also introspects runs in ordinary execution, with the same compiler below the record."""
    site, made = world
    body = "record(patientId: $id) { id timeline(first: 3) { nodes { id __typename section date } } patient { sex address } } node(id: $id) { id }"
    compiled = await site.ask(f"query($id: ID!) {{ {body} }}", made.tokens[OWN], id=made.patient_key(OWN))
    ordinary = await site.ask(
        f"query($id: ID!) {{ __schema {{ queryType {{ name }} }} {body} }}", made.tokens[OWN], id=made.patient_key(OWN)
    )
    assert ordinary["data"].pop("__schema") == {"queryType": {"name": "Query"}}
    assert ordinary == compiled


async def test_access_preview_says_what_a_read_would_give(world: tuple[Site, World]) -> None:
    site, made = world
    query = "query($d: String!, $id: ID!) { accessPreview(document: $d, patientId: $id) { standings fields { field readable reason } } }"
    document = "query($id: ID!) { record(patientId: $id) { ambulanceCalls(first: 1) { nodes { caller reason } } } }"
    logged = await made.database.fetchval("SELECT count(*) FROM access_log")
    answer = await site.ask(query, made.tokens[OWN], d=document, id=made.patient_key(OWN))
    fields = {item["field"]: item for item in answer["data"]["accessPreview"]["fields"]}
    assert fields["AmbulanceCall.caller"] == {
        "field": "AmbulanceCall.caller",
        "readable": False,
        "reason": "DOCTORS_ONLY",
    }
    assert fields["AmbulanceCall.reason"]["readable"] is True
    assert await made.database.fetchval("SELECT count(*) FROM access_log") == logged
    foreign = await site.ask(query, made.tokens[OWN], d=document, id=made.patient_key(Standing.PARENT_OF_CHILD))
    assert foreign["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
