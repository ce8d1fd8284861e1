"""Limits on operations, all worked out before anything runs, from the operation alone (policy.md, principle 5)."""

import pytest
from graphql import get_introspection_query

from backend.settings import Settings
from tests.client import Site

RECORD = "query($id: ID!) { record(patientId: $id) { %s } }"
TOO_COMPLEX: list[tuple[str, str, str]] = [
    ("aliases", "{" + " ".join(f"a{n}: __typename" for n in range(61)) + "}", "aliases"),
    ("one field again and again", "{" + "__typename " * 70 + "}", "repeats"),
    ("objects again and again", "{" + "viewer { __typename } " * 70 + "}", "repeats"),
    ("directives", "{ __typename " + "@include(if: true) " * 61 + "}", "directives"),
    ("unknown directives", "{ __typename " + "@a " * 61 + "}", "directives"),
    ("tokens", "{" + " ".join(f"a{n}" for n in range(4100)) + "}", "tokens"),
    ("depth", "{ viewer" + "{ person" * 20 + "{ __typename }" + "}" * 20 + "}", "depth"),
    ("depth beyond the parser", "{" + "viewer {" * 1900 + "}" * 1900 + "}", "depth"),
    ("deep lists", "{ record(patientId: " + "[" * 1900 + "]" * 1900 + ") { id } }", "depth"),
    (
        "fragments",
        "{ ...F0 }" + "".join(f" fragment F{n} on Query {{ __typename }}" for n in range(61)),
        "fragments",
    ),
    (
        "fragments that double",
        "{ ...F0 }"
        + "".join(f" fragment F{n} on Query {{ ...F{n + 1} viewer {{ ...V }} ...F{n + 1} }}" for n in range(30))
        + " fragment F30 on Query { __typename } fragment V on Viewer { __typename }",
        "cost",
    ),
    (
        "many large pages",
        RECORD % " ".join(f"a{n}: labReports(first: 100) {{ nodes {{ results {{ name value unit code {{ code }} }} title }} }}" for n in range(20)),
        "cost",
    ),
    (
        "pages without a size, behind fragments",
        RECORD % " ".join(f"a{n}: labReports {{ ...P }}" for n in range(55))
        + " fragment P on LabReportConnection { nodes { results { name value unit valueText interpretation } title date id section conclusion status orderNumber } }",
        "cost",
    ),
    ("many sign-ins", "mutation {" + " ".join(f'a{n}: signIn(input: {{ login: "a", password: "b" }}) {{ token }}' for n in range(6)) + "}", "cost"),
    ("many previews", "query($d: String!, $id: ID!) {" + " ".join(f"a{n}: accessPreview(document: $d, patientId: $id) {{ standings }}" for n in range(11)) + "}", "cost"),
    ("deep introspection", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "introspection"),
    ("deep introspection of a type", '{ __type(name: "Query") { fields { type { fields { type { fields { type { fields { name } } } } } } } } }', "introspection"),
    ("wide introspection", "{ __schema { types { " + " ".join(f"a{n}: fields {{ type {{ b{n}: fields {{ args {{ type {{ name }} }} }} }} }}" for n in range(20)) + " } } }", "introspection"),
    ("introspection behind fragments", "{ ...S } fragment S on Query { __schema { types { ...T } } } fragment T on __Type { fields { type { fields { type { fields { type { fields { name } } } } } } } }", "introspection"),
]  # fmt: skip


# Each is cheap in fields and pages, yet long once it is compiled: a field of any section stands for fifteen.
TOO_LONG = [
    ("every section many times", " ".join(f"a{n}: timeline(first: 1) {{ nodes {{ ...E }} }}" for n in range(59))),
    ("edges as well as nodes", " ".join(f"a{n}: timeline(first: 1) {{ nodes {{ ...E }} edges {{ node {{ ...E }} }} pageInfo {{ endCursor }} }}" for n in range(20))),
]  # fmt: skip
ANY_ENTRY = (
    " fragment E on RecordEntry { id section date title author { fullName position specialty } "
    "organization { name shortName oid ogrn licence region address phone } "
    "document { id title contentType createdOn original path } ... on LabReport { conclusion results { name value } } }"
)


@pytest.mark.parametrize("case", TOO_LONG, ids=lambda case: case[0])
async def test_an_operation_whose_statement_would_be_too_long_is_refused(demo: Site, case: tuple[str, str]) -> None:
    """Planning it would take the database seconds, and its memory for as long as the connection lives."""
    for site in (demo, await demo.enter("anna")):
        answer = await site.ask(RECORD % case[1] + ANY_ENTRY, id="x")
        assert answer["errors"][0]["extensions"] == {"code": "QUERY_TOO_COMPLEX", "limit": "statement"}


@pytest.mark.parametrize("case", TOO_COMPLEX, ids=lambda case: case[0])
async def test_an_overloaded_operation_is_refused_by_its_limit(demo: Site, case: tuple[str, str, str]) -> None:
    answer = await demo.ask(case[1], id="x", d="{ __typename }")
    assert "data" not in answer
    assert answer["errors"][0]["extensions"] == {"code": "QUERY_TOO_COMPLEX", "limit": case[2]}


async def test_what_the_page_may_ask_for_is_within_the_limits(demo: Site) -> None:
    """A hundred reports with their results, and the whole schema as tools ask for it."""
    anna = await demo.enter("anna")
    reports = RECORD % "labReports(first: 100) { nodes { title results { name value unit } } }"
    assert "errors" not in await anna.ask(reports, id=await demo.patient("Михаил"))
    whole = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    assert len((await anna.data(whole))["__schema"]["types"]) > 100


@pytest.mark.parametrize(
    "document",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ viewer { ...A } } fragment A on Viewer { records { record { ...B } } } fragment B on MedicalRecord { access { record { ...B } } }",
    ],
)
async def test_circular_fragments_are_a_mistake(demo: Site, document: str) -> None:
    answer = await demo.ask(document)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}
    assert "within itself" in answer["errors"][0]["message"]


HIDDEN_SCHEMA = [
    "{ __schema { types { name } } }",
    "{ a: __schema { queryType { name } } }",
    "{ ... on Query { __schema { types { name } } } }",
    "{ ...S } fragment S on Query { ...T } fragment T on Query { __schema { types { name } } }",
    "query A { __typename __schema { directives { name } } }",
    '{ viewer { account { login } } __type(name: "Query") { name } }',
    "{ __schema @include(if: true) { types { name } } }",
    "query($no: Boolean = false) { __schema @skip(if: $no) { types { name } } }",
]


@pytest.mark.parametrize("document", HIDDEN_SCHEMA)
async def test_the_schema_is_shown_to_nobody_who_is_not_signed_in(demo: Site, document: str) -> None:
    for token in (None, "forged"):
        answer = await demo.ask(document, token)
        assert "data" not in answer
        assert answer["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_type_is_null_for_nobody_whether_it_exists_or_not(demo: Site) -> None:
    answers = [
        await demo.ask(
            "query($n: String!) { a: __type(name: $n) { name fields { name } } ...T } "
            "fragment T on Query { __typename b: __type(name: $n) { kind } }",
            n=name,
        )
        for name in ("Query", "MedicalRecord", "Nothing", "__Type", "")
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["data"] == {"a": None, "__typename": "Query", "b": None}
    signed_in = await demo.enter("anna")
    assert (await signed_in.data('{ __type(name: "Query") { name } }'))["__type"] == {"name": "Query"}


async def test_cost_is_the_same_whatever_the_record_holds(demo: Site) -> None:
    """The refusal does not depend on who asks for whose record, nor on what is in it."""
    document = next(case[1] for case in TOO_COMPLEX if case[0] == "many large pages")
    anna = await demo.enter("anna")
    answers = [await anna.ask(document, id=await demo.patient(name)) for name in ("Михаил", "Павел", "Игорь")]
    answers += [await anna.ask(document, id="forged"), await demo.ask(document, id="forged")]
    assert all(answer == answers[0] for answer in answers)


async def test_bodies_over_the_limit_are_refused_whatever_they_declare(demo: Site, settings: Settings) -> None:
    most = settings.graphql_max_body_bytes
    start = b'{"query": "{ __typename }", "variables": {"a": "'

    async def chunks(size: int):  # type: ignore[no-untyped-def]
        yield start
        for _ in range(size // 1000):
            yield b"a" * 1000
        yield b'"}}'

    headers = {"Content-Type": "application/json"}
    large = start + b"a" * 1_000_000 + b'"}}'
    assert (await demo.http.post("/graphql", content=large, headers=headers)).status_code == 413
    assert (await demo.http.post("/graphql", content=chunks(most), headers=headers)).status_code == 413
    assert (await demo.http.post("/graphql", content=chunks(most // 2), headers=headers)).status_code == 200
    for declared in (str(most + 1), "9" * 400):
        wrong = {**headers, "Content-Length": declared}
        assert (await demo.http.post("/graphql", content=b"{}", headers=wrong)).status_code == 413
