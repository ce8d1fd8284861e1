"""What is taken as a request, and what is refused before anything runs. Every answer is no-store."""

from typing import Any

import httpx
import pytest

from tests.client import Site

OK = b'{"query": "{ __typename }"}'
JSON = "application/json"
RESPONSE = "application/graphql-response+json"


async def _post(
    site: Site, body: bytes, headers: dict[str, str] | list[tuple[str, str]] | None = None
) -> httpx.Response:
    given = list(headers.items()) if isinstance(headers, dict) else headers or []
    if not any(name.lower() == "content-type" for name, _ in given):
        given = [*given, ("Content-Type", JSON)]
    return await site.http.post("/graphql", content=body, headers=given)


BODIES: list[tuple[str, bytes, int]] = [
    ("plain", OK, 200),
    ("a batch", b'[{"query": "{ __typename }"}, {"query": "{ __typename }"}]', 400),
    ("an empty batch", b"[]", 400),
    ("a string", b'"{ __typename }"', 400),
    ("nothing", b"", 400),
    ("not JSON", b"query={__typename}", 400),
    ("JSON with a byte-order mark", b"\xef\xbb\xbf" + OK, 400),
    ("invalid UTF-8", b'{"query": "{ __typename } #\xff"}', 400),
    ("UTF-16", '{"query": "{ __typename }"}'.encode("utf-16"), 400),
    ("a lone surrogate", b'{"query": "{ __typename } #\\ud800"}', 400),
    ("NaN", b'{"query": "{ __typename }", "variables": {"a": NaN}}', 400),
    ("Infinity", b'{"query": "{ __typename }", "variables": {"a": 1e999}}', 400),
    ("a comment", b'{"query": "{ __typename }" /* */}', 400),
    ("duplicate keys: the last counts", b'{"query": "{ nothing }", "query": "{ __typename }"}', 200),
    ("nothing to run", b'{"query": "  "}', 400),
    ("null to run", b'{"query": null}', 400),
    ("variables as text", b'{"query": "{ __typename }", "variables": "{}"}', 400),
    ("extensions as a list", b'{"query": "{ __typename }", "extensions": []}', 400),
    ("an operation name of another kind", b'{"query": "{ __typename }", "operationName": ["a"]}', 400),
    ("a document and a text", b'{"query": "{ __typename }", "documentId": "sha256:00"}', 400),
    ("a document id of another kind", b'{"documentId": {"sha256": "00"}}', 400),
    ("very deep JSON", b'{"query": "{ __typename }", "variables": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400),
]


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case[0])
async def test_a_body_is_one_json_object_in_utf_8(demo: Site, case: tuple[str, bytes, int]) -> None:
    response = await _post(demo, case[1])
    assert response.status_code == case[2]
    assert response.headers["cache-control"] == "no-store"
    answer = response.json()
    if case[2] == 200:
        assert answer == {"data": {"__typename": "Query"}}
    else:
        assert "data" not in answer and answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert answer["errors"][0]["message"]


TYPES: list[tuple[str, int]] = [
    ("application/json", 200),
    ("APPLICATION/JSON; Charset=UTF-8", 200),
    ('application/json; charset="utf-8"', 200),
    ("application/json; charset=utf-16", 415),
    ("application/json; charset=latin-1; x=utf-8", 415),
    ("text/plain", 415),
    ("text/plain; a=application/json", 415),
    ("application/x-www-form-urlencoded", 415),
    ("multipart/form-data; boundary=a", 415),
    ("application/graphql", 415),
    ("application/jsonp", 415),
    ("application/json, text/plain", 415),
    ("", 415),
]


@pytest.mark.parametrize("case", TYPES, ids=lambda case: case[0] or "none")
async def test_only_json_is_taken(demo: Site, case: tuple[str, int]) -> None:
    assert (await _post(demo, OK, {"Content-Type": case[0]})).status_code == case[1]


async def test_a_second_content_type_hides_nothing(demo: Site) -> None:
    twice = [("Content-Type", "text/plain"), ("Content-Type", "application/json")]
    assert (await _post(demo, OK, twice)).status_code == 415


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, identity"])
async def test_a_compressed_body_is_not_unpacked(demo: Site, coding: str) -> None:
    assert (await _post(demo, OK, {"Content-Encoding": coding})).status_code == 415


ACCEPTS: list[tuple[str, str | None]] = [
    ("", JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("application/json", JSON),
    ("APPLICATION/JSON", JSON),
    (RESPONSE, RESPONSE),
    (f"{RESPONSE}, application/json;q=0.9", RESPONSE),
    (f"application/json;q=0.8, {RESPONSE};q=0.9", RESPONSE),
    (f"application/json, {RESPONSE}", JSON),
    (f"{RESPONSE};q=0, */*", JSON),
    ("application/json;q=0, */*", RESPONSE),
    (f"{RESPONSE}; charset=utf-8", RESPONSE),
    ("application/json; charset=koi8-r", None),
    ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
    ("text/html", None),
    ("*/*;q=0", None),
    ("application/json;q=0", None),
    ("application/json;q=two", None),
    ("application/json;q=7", None),
    (",,;;,", None),
    ("a" * 5000, None),
]


@pytest.mark.parametrize("case", ACCEPTS, ids=lambda case: case[0][:40] or "none")
async def test_the_answer_has_the_type_that_its_reader_takes(demo: Site, case: tuple[str, str | None]) -> None:
    response = await _post(demo, OK, {"Accept": case[0]})
    assert response.status_code == (406 if case[1] is None else 200)
    assert response.headers["content-type"] == f"{case[1] or JSON}; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
async def test_other_methods_are_refused_and_no_site_is_let_in(demo: Site, method: str) -> None:
    response = await demo.http.request(
        method, "/graphql", headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    )
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
async def test_a_header_changes_no_method(demo: Site, header: str) -> None:
    response = await demo.http.get("/graphql", params={"query": "{ __typename }"}, headers={header: "POST"})
    assert response.status_code == 405


GETS: list[tuple[str, dict[str, str], int]] = [
    ("a query by text", {"query": "{ __typename }"}, 405),
    ("a mutation by text", {"query": "mutation { signOut { userErrors { code } } }"}, 405),
    ("nothing", {}, 405),
    ("an unknown document", {"documentId": "sha256:" + "0" * 64}, 400),
    ("a document and a text", {"documentId": "sha256:" + "0" * 64, "query": "{ __typename }"}, 405),
    ("many parameters", {f"p{n}": "1" for n in range(20)}, 400),
]


@pytest.mark.parametrize("case", GETS, ids=lambda case: case[0])
async def test_nothing_runs_by_text_over_get(demo: Site, case: tuple[str, dict[str, str], int]) -> None:
    response = await demo.http.get("/graphql", params=case[1])
    assert response.status_code == case[2]
    assert response.headers["cache-control"] == "no-store"


async def test_uneasy_values_are_a_mistake_of_the_request_and_never_a_fault(demo: Site) -> None:
    anna = await demo.enter("anna")
    patient = await demo.patient("Михаил")
    search = "query($id: ID!, $s: String) { record(patientId: $id) { timeline(first: 1, search: $s) { totalCount } } }"
    values: list[Any] = ["\x00", "a\x00b", "\ufeff", "\u202e", "%", "_", "\\", "'", "\U0001f600" * 1000, "", " "]
    for value in values:
        answer = await anna.ask(search, id=patient, s=value)
        codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
        assert codes == (["BAD_USER_INPUT"] if "\x00" in value else []), repr(value)
    page = "query($id: ID!, $n: Int) { record(patientId: $id) { timeline(first: $n) { totalCount } } }"
    for number in (2**31, 2**63, 10**30, -1, 1.5, True, "1", [1, 2]):
        answer = await anna.ask(page, id=patient, n=number)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], number
    for day in ("0000-00-00", "2024-02-30", "9999-12-31", "0001-01-01", "-0001-01-01", "2024-1-1", "tomorrow", 5):
        answer = await anna.ask(
            "query($id: ID!, $d: Date) { record(patientId: $id) { timeline(first: 1, from: $d) { totalCount } } }",
            id=patient,
            d=day,
        )
        codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
        assert codes in ([], ["BAD_USER_INPUT"]), day
    for id_ in ("\x00", "\ud7ff", "💥" * 100, "A" * 10_000):
        answer = await anna.ask("query($id: ID!) { node(id: $id) { id } record(patientId: $id) { id } }", id=id_)
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}, id_
