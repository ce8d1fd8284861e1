"""Operations that are easy to get wrong, each against the reference reader (architecture.md, Supported whole)."""

from typing import Any

import pytest

from tests.reads.conftest import Compared

LONG = "k" * 63
LONGER = "k" * 64
SECTIONS = "[" + "LAB_REPORTS, VACCINATIONS, " * 400 + "]"
DEEP = "access { record { " * 8 + "id" + " } }" * 8

# What the case is about, the viewer, the operation; $id is the record of patient 101 unless said otherwise.
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "keys of 63 and of 64 bytes, over every kind of value",
        "a parent",
        f"{{ {LONG}: section {LONGER}: section t{LONGER}: __typename d{LONGER}: date o{LONGER}: organization {{ n{LONGER}: name }} }}",
        {},
    ),
    ("one section without a list around it", "a parent", "timeline(sections: LAB_REPORTS) { totalCount }", {}),
    ("a variable inside a list", "a parent", "timeline(sections: [$s, VACCINATIONS]) { totalCount }", {"s": "LAB_REPORTS"}),
    ("no sections at all", "a parent", "timeline(sections: []) { totalCount nodes { id } }", {}),
    ("sections that are null", "a parent", "timeline(sections: null) { totalCount }", {}),
    ("hundreds of sections", "a parent", f"timeline(sections: {SECTIONS}) {{ totalCount nodes {{ id }} }}", {}),
    ("arguments of a list whose rows nobody asks for", "a parent", 'labReports(from: "2020-01-01", first: 3, filter: {titleContains: "а"}) { totalCount notices { code } }', {}),
    ("a list of which only the name is asked", "a parent", "labReports { __typename }", {}),
    ("a trend of which only the code is asked", "a parent", 'labTrend(code: "718-7", from: "2020-01-01") { code }', {}),
    ("a trend of which only the type is asked", "a parent", 'labTrend(code: "718-7", to: "2020-01-01") { __typename }', {}),
    ("analytes with all that is known of them", "a parent", "labAnalytes { name code { code display } value count result reportId date organization { name } }", {}),
    ("entries that came with a document", "a parent", "timeline(hasDocument: true, first: 100) { totalCount nodes { id document { id original } } }", {}),
    ("a page of none", "a parent", "timeline(first: 0) { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }", {}),
    ("a page of none from the end", "a parent", "timeline(last: 0) { pageInfo { hasNextPage hasPreviousPage } }", {}),
    ("the largest page", "a parent", "timeline(first: 100) { nodes { id } pageInfo { hasNextPage } }", {}),
    ("a null page size", "a parent", "timeline(first: null, last: 2) { nodes { id } }", {}),
    ("letters of another case", "a parent", 'timeline(search: "ПОЛИКЛИНИКА") { totalCount } labReports(filter: {titleContains: "АНАЛИЗ"}) { totalCount }', {}),
    ("a search for a pattern", "a parent", 'timeline(search: "%") { totalCount } b: timeline(search: "_") { totalCount }', {}),
    ("a blank search", "a parent", 'timeline(search: "   ") { totalCount }', {}),
    ("titles that are null in order", "a parent", "timeline(first: 5) { nodes { title } } checkUps(orderBy: TITLE_ASC) { nodes { title id } } b: checkUps(orderBy: TITLE_DESC, last: 2) { nodes { title id } }", {}),
    ("a record inside its own standings", "a parent", DEEP, {}),
    ("fragments around fragments", "a parent", "... on MedicalRecord { ... { ... on Node { id } } }", {}),
    ("an alias that is another field's name", "a parent", "labReports: covidTests { nodes: totalCount }", {}),
    ("two guarded fields under one key", "a parent", "timeline { nodes { ... on ExaminationProtocol { x: socialHistory } ... on AmbulanceCall { x: caller } } }", {}),
    ("documents of any section", "a parent who is the doctor", "timeline(first: 100) { nodes { document { original path title } } }", {}),
    ("a closed section, all of it", "an emergency doctor", "sickLeaves { totalCount nodes { id } notices { code message } pageInfo { hasNextPage } } availableSections { section }", {}),
]  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
async def test_it_is_answered_as_by_the_reference_reader(
    compared: Compared, case: tuple[str, str, str, dict[str, Any]], language: str
) -> None:
    _, viewer, selection, variables = case
    declared = ", $s: Section!" if variables else ""
    inside = f"timeline {selection.replace('{', '{ nodes {', 1)} }}" if selection.startswith("{") else selection
    text = f"query($id: ID!{declared}) {{ record(patientId: $id) {{ {inside} }} }}"
    answer = await compared.check(
        compared.viewer(viewer), text, {"id": compared.key(101), **variables}, language=language
    )
    assert answer.data is not None


WHOLE: list[tuple[str, str, str]] = [
    # What the case is about, the viewer, the operation; $own and $other are patients 107 and 101.
    (
        "every list of records names the record that waits for a code",
        "a parent without a code",
        "{ viewer { a: records { x: record { id } y: record { id } } b: records { record { id } standing } } }",
    ),
    (
        "own services and records of others",
        "an adult",
        "{ viewer { renderedServices(first: 2) { totalCount pageInfo { endCursor } } records { record { id } } } }",
    ),
    (
        "own services beside a record with no section asked",
        "an adult",
        "query($own: ID!) { viewer { renderedServices { totalCount } } record(patientId: $own) { id } }",
    ),
    (
        "one record by two roots",
        "an adult",
        "query($own: ID!) { a: record(patientId: $own) { labReports { totalCount } } b: record(patientId: $own) { labReports { totalCount } vaccinations { totalCount } accessLog { nodes { sections } } } }",
    ),
    (
        "a record of one's own and one of another",
        "an adult",
        "query($own: ID!, $other: ID!) { a: record(patientId: $own) { id } b: record(patientId: $other) { id } }",
    ),
    *(
        (
            f"the same of three roots, two of them one record, by {viewer}",
            viewer,
            "query($own: ID!, $other: ID!) { a: record(patientId: $other) { ...S } b: record(patientId: $own) { ...S } c: record(patientId: $other) { ...S } } "
            "fragment S on MedicalRecord { id patient { birthDate } labReports(first: 3) { totalCount nodes { id results { name } } } "
            "p: examinationProtocols { nodes { socialHistory document { original } } pageInfo { endCursor } } accessLog { nodes { sections } } }",
        )
        for viewer in ("a parent", "a parent who is the doctor", "an adult", "an emergency doctor", "a parent without a code")
    ),
    ("own services of somebody whom nobody has identified", "a citizen nobody has identified", "{ viewer { person { displayName } renderedServices { totalCount } } }"),
    ("own services below fifteen", "fifteen tomorrow", "{ viewer { renderedServices { totalCount } } }"),
    ("own services without a code", "an adult without a code", "{ viewer { account { login } renderedServices { totalCount } } }"),
    ("own services of a basic account", "a basic account", "{ viewer { renderedServices { totalCount } } }"),
]  # fmt: skip


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case[0])
async def test_whole_operations_are_answered_as_by_the_reference_reader(
    compared: Compared, case: tuple[str, str, str]
) -> None:
    _, viewer, text = case
    given = {"own": compared.key(107), "other": compared.key(101)}
    await compared.check(
        compared.viewer(viewer), text, {name: value for name, value in given.items() if f"${name}" in text}
    )


async def test_own_services_are_paged_without_a_grant(compared: Compared) -> None:
    """SVC-03; the cursor of another person's services is none of this list."""
    query = "query($after: String) { viewer { renderedServices(first: 1, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } }"
    seen: dict[str, list[str]] = {}
    cursors = {}
    for name in ("an adult", "a parent who is the doctor"):
        cursor = None
        while True:
            answer = await compared.check(compared.viewer(name), query, {"after": cursor})
            assert answer.data is not None
            page = answer.data["viewer"]["renderedServices"]
            seen.setdefault(name, []).extend(node["id"] for node in page["nodes"])
            if page["pageInfo"]["endCursor"] is None:
                break
            book = compared.cursors[True, False]
            cursor = cursors[name] = book.cursors[page["pageInfo"]["endCursor"].place]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert len(set(seen[name])) == len(seen[name]) > 0
    answer = await compared.check(compared.viewer("an adult"), query, {"after": cursors["a parent who is the doctor"]})
    assert answer.errors == [("BAD_USER_INPUT", None, None)]


BAD: list[tuple[str, str, dict[str, Any]]] = [
    ("a page too large, of a list whose rows nobody asks for", "labReports(first: 101) { totalCount }", {}),
    ("a negative page", "labReports(last: -1) { __typename }", {}),
    ("two page sizes", "labReports(first: 1, last: 1) { totalCount }", {}),
    ("a cursor of nothing", 'labReports(after: "x") { totalCount }', {}),
    ("a log's cursor of nothing", 'accessLog(after: "x") { totalCount }', {}),
    ("a number beyond 32 bits", "labReports(first: $n) { totalCount }", {"n": ("Int", 2**31)}),
    ("a fraction for a number", "labReports(first: $n) { totalCount }", {"n": ("Int", 1.5)}),
    ("a day that is none", "labReports(from: $n) { totalCount }", {"n": ("Date", "2026-02-30")}),
    ("a section that is none", "timeline(sections: $n) { totalCount }", {"n": ("[Section!]", ["X"])}),
    ("a null character in a search", "timeline(search: $n) { totalCount }", {"n": ("String", "a\0b")}),
    ("a null character in a code", "labTrend(code: $n) { name }", {"n": ("String!", "\0")}),
    ("a null character in a filter", "checkUps(filter: {titleContains: $n}) { totalCount }", {"n": ("String", "\0")}),
    ("a null code by way of a default", "labTrend(code: $n) { code }", {"n": ('String = "718-7"', None)}),
    ("a null flag by way of a default", "id @include(if: $n)", {"n": ("Boolean = true", None)}),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case[0])
async def test_what_cannot_be_meant_is_bad_input(compared: Compared, case: tuple[str, str, dict[str, Any]]) -> None:
    _, selection, variables = case
    declared = "".join(f", ${name}: {type_}" for name, (type_, _) in variables.items())
    text = f"query($id: ID!{declared}) {{ record(patientId: $id) {{ {selection} }} }}"
    given = {name: value for name, (_, value) in variables.items()}
    for viewer in ("a parent", "a stranger"):
        body = await compared.ask(compared.viewer(viewer), text, {"id": compared.key(101), **given})
        assert b'"BAD_USER_INPUT"' in body and b"INTERNAL" not in body, body


async def test_a_flag_of_another_operation_is_no_business_of_this_one(compared: Compared) -> None:
    text = """query One($id: ID!, $yes: Boolean!) { record(patientId: $id) { ...P } }
      query Two($id: ID!) { record(patientId: $id) { id } }
      fragment P on MedicalRecord { id @include(if: $yes) }"""
    body = await compared.ask(compared.viewer("a parent"), text, {"id": compared.key(101)}, operation="Two")
    assert b'"errors"' not in body


async def test_ordinary_execution_takes_a_record_by_its_node_id(compared: Compared) -> None:
    record = next(row["record_key"] for row in compared.tables["person"] if row["id"] == 101)
    text = "query($id: ID!) { __schema { queryType { name } } node(id: $id) { id ... on MedicalRecord { labReports { totalCount } } } }"
    body = await compared.ask(compared.viewer("a parent"), text, {"id": record})
    assert b'"errors"' not in body and record.encode() in body
