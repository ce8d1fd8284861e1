"""Trusted documents by hash, several operations in one document, and a cache that nobody can fill up."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from backend.database import Address
from backend.documents import BadDocument, Documents, load_trusted
from backend.errors import sentence
from backend.graphql_schema import graphql_schema
from backend.limits import Limits
from backend.settings import Settings
from tests.client import Site, start_site

NAMES = "query Names { __typename }"
VIEWER = "query Viewer { viewer { account { login } } }"
HIDDEN = "query Hidden { ...__typename } fragment __typename on Query { viewer { account { login } } }"
RECORD = "query Look($id: ID!) { record(patientId: $id) { id } }"
WRITE = "mutation Leave { signOut { userErrors { code } } }"
MANY = "query One { __typename } query Two { two: __typename } mutation Three { signOut { userErrors { code } } }"


def _id(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@pytest_asyncio.fixture(scope="module")
async def page(
    settings: Settings, demo: Site, server: Address, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """The demo's database behind an application whose page knows some documents."""
    folder: Path = tmp_path_factory.mktemp("web")
    manifest = {_id(text): text for text in (NAMES, VIEWER, HIDDEN, RECORD, WRITE, MANY)}
    (folder / "trusted-documents.json").write_text(json.dumps(manifest))
    address = replace(server, database=await demo.database.fetchval("SELECT current_database()"))
    async with start_site(settings, address, demo.database, folder) as site:
        yield site


async def _send(site: Site, token: str | None = None, **request: Any) -> tuple[int, dict[str, Any]]:
    headers = {"Accept": "application/graphql-response+json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    response = await site.http.post("/graphql", json=request, headers=headers)
    return response.status_code, response.json()


async def test_a_known_hash_stands_for_its_text_and_names_the_read_in_the_log(page: Site, demo: Site) -> None:
    olga = await demo.enter("olga")
    patient = await demo.patient("Тимур")
    for request in ({"documentId": _id(RECORD)}, {"query": RECORD}):
        status, answer = await _send(page, olga.token, **request, variables={"id": patient})
        assert (status, "errors" in answer) == (200, False)
    names = await demo.database.fetch(
        "SELECT operation FROM access_log WHERE patient_id = (SELECT id FROM person WHERE patient_key = $1) "
        "ORDER BY seq DESC LIMIT 2",
        patient,
    )
    assert [row["operation"] for row in names] == [None, "Look"], "an operation named by its sender names nothing"


UNKNOWN: list[tuple[str, dict[str, Any]]] = [
    ("an unknown hash", {"documentId": _id("{ __typename }")}),
    ("without the prefix", {"documentId": _id(NAMES).removeprefix("sha256:")}),
    ("in capitals", {"documentId": _id(NAMES).upper()}),
    ("another prefix", {"documentId": _id(NAMES).replace("sha256", "sha512")}),
    ("a space more", {"documentId": _id(NAMES) + " "}),
    ("a name", {"documentId": "Names"}),
    ("nothing", {"documentId": ""}),
    ("hash and text", {"documentId": _id(NAMES), "query": NAMES}),
    ("hash and empty text", {"documentId": _id(NAMES), "query": ""}),
    (
        "as an automatic persisted query",
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": _id(NAMES)[7:]}}},
    ),
    ("by id", {"id": _id(NAMES)}),
]


@pytest.mark.parametrize("case", UNKNOWN, ids=lambda case: case[0])
async def test_anything_but_a_known_hash_runs_nothing(page: Site, case: tuple[str, dict[str, Any]]) -> None:
    status, answer = await _send(page, **case[1])
    assert status == 400 and "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("accept", ["application/graphql-response+json", "application/json", "text/event-stream"])
async def test_a_page_that_is_older_than_the_service_is_told_so(page: Site, accept: str) -> None:
    """Its documents went with a deployment: it loads itself anew, and only then (frontend/src/shell/renew.ts)."""

    async def told(**request: Any) -> dict[str, Any]:
        response = await page.http.post("/graphql", json=request, headers={"Accept": accept, "Accept-Language": "en"})
        assert response.status_code == 400 and response.headers["content-type"].startswith("application/")
        [error] = response.json()["errors"]
        found: dict[str, Any] = error
        return found

    gone = await told(documentId=_id("query Gone { __typename }"))
    assert gone["extensions"] == {"code": "BAD_USER_INPUT", "outdated": True}
    assert gone["message"] == sentence("UNKNOWN_DOCUMENT", "en")
    # What no page of ours sends is a mistake that loading anew would only repeat.
    for wrong in ({"documentId": 5}, {"documentId": _id(NAMES), "query": NAMES}, {"query": ""}, {}):
        assert (await told(**wrong))["extensions"] == {"code": "BAD_USER_INPUT"}, wrong


async def test_a_get_of_an_unknown_document_says_the_same(page: Site) -> None:
    response = await page.http.get("/graphql", params={"documentId": _id("{ gone }")})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "outdated": True}


async def test_nobody_teaches_the_server_a_document(page: Site) -> None:
    text = "query Taught { __typename }"
    given = {"persistedQuery": {"version": 1, "sha256Hash": _id(text)[7:]}}
    assert (await _send(page, query=text, extensions=given))[0] == 200
    assert (await _send(page, documentId=_id(text)))[0] == 400


OPERATIONS: list[tuple[str, dict[str, Any], int]] = [
    ("one of several", {"query": MANY, "operationName": "Two"}, 200),
    ("none of several", {"query": MANY}, 400),
    ("an unknown one", {"query": MANY, "operationName": "Four"}, 400),
    ("another case", {"query": MANY, "operationName": "two"}, 400),
    ("a name for a nameless one", {"query": "{ __typename }", "operationName": "A"}, 400),
    ("an empty name", {"query": "{ __typename }", "operationName": ""}, 200),
    ("two of one name", {"query": "query A { __typename } query A { __typename }", "operationName": "A"}, 400),
    ("a nameless one among others", {"query": "{ __typename } query A { __typename }", "operationName": "A"}, 400),
    ("only a fragment", {"query": "fragment A on Query { __typename }", "operationName": "A"}, 400),
    ("a subscription", {"query": "subscription { nothing }"}, 400),
    ("a type definition", {"query": "type A { a: Int } query B { __typename }", "operationName": "B"}, 400),
]


@pytest.mark.parametrize("case", OPERATIONS, ids=lambda case: case[0])
async def test_the_operation_that_runs_is_the_one_named(page: Site, case: tuple[str, dict[str, Any], int]) -> None:
    status, answer = await _send(page, **case[1])
    assert status == case[2]
    assert ("data" in answer) == (status == 200)


async def test_over_get_only_known_documents_run_that_touch_no_record(page: Site) -> None:
    async def get(text: str, **more: str) -> int:
        return (await page.http.get("/graphql", params={"documentId": _id(text), **more})).status_code

    assert await get(NAMES) == 200
    assert await get(MANY, operationName="Two") == 200
    for text, more in (
        (VIEWER, {}),
        (HIDDEN, {}),
        (RECORD, {"variables": '{"id": "x"}'}),
        (WRITE, {}),
        (MANY, {"operationName": "Three"}),
        (MANY, {}),
    ):
        assert await get(text, **more) == 405, text
    for variables in ("{", "[]", "1", '"a"'):
        assert await get(NAMES, variables=variables) == 400


def test_a_manifest_with_a_wrong_hash_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "trusted-documents.json"
    path.write_text(json.dumps({_id(NAMES): VIEWER}))
    with pytest.raises(ValueError, match="another hash"):
        load_trusted(path)


@pytest.mark.parametrize("name", [_id(NAMES), f"x-{_id(NAMES)[7:23]}"])
def test_a_document_has_the_whole_hash_or_its_beginning_for_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "trusted-documents.json"
    path.write_text(json.dumps({name: NAMES}))
    assert load_trusted(path) == {name: NAMES}
    for wrong in (name[:-1], name + "0", name.upper(), _id(NAMES)[7:], f"x-{_id(VIEWER)[7:23]}"):
        path.write_text(json.dumps({wrong: NAMES}))
        with pytest.raises(ValueError, match="another hash"):
            load_trusted(path)


def test_the_cache_is_bounded_in_number_and_in_characters() -> None:
    documents = Documents(graphql_schema()[0]._schema, Limits(15, 60, 60, 60, 20_000), 4_000, 10, {})
    for number in range(50):
        documents.get(f"{{ a{number}: __typename }}")
    assert len(documents._kept) == 10
    for number in range(20):
        documents.get("{ __typename }" + f"# {number}".ljust(4_000))
    assert sum(map(len, documents._kept)) <= 10_000
    documents.get("{ __typename }" + " " * 150_000)
    assert sum(map(len, documents._kept)) <= 10_000
    for _ in range(2):
        with pytest.raises(BadDocument) as refused:
            documents.get("{ nothing }")
        assert refused.value.errors
