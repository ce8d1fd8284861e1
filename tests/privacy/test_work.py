"""Work, limits and filters come from the operation, never from rows (policy.md 5, 6; architecture.md, Compiled reads)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from backend.graphql_schema import graphql_schema
from backend.models.vocabulary import Kind
from backend.policy.sources import Column, Embedded
from backend.policy.standing import EVERYONE
from backend.reads.connections import ReadConnections
from tests.client import Site
from tests.reads.test_whole_records import EVERYTHING
from tests.world import World

P14 = 4
SMALL = (
    "query($id: ID!) { record(patientId: $id) { labReports(first: 5) { totalCount nodes { id results { value } } } } }"
)


@contextmanager
def _statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that reads run meanwhile."""
    run: list[str] = []
    plain = ReadConnections.fetchrow

    async def counted(self: ReadConnections, sql: str, *arguments: Any) -> Any:
        run.append(sql)
        return await plain(self, sql, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(ReadConnections, "fetchrow", counted)
        yield run


@pytest.mark.parametrize("query", [SMALL, EVERYTHING.replace("first: 100", "first: 3")], ids=["a list", "everything"])
async def test_one_statement_reads_a_record_however_many_rows_it_has(
    world: tuple[Site, World], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    site, made = world
    standing = next(each for each in made.patients if each == P14)
    patient, token, key = made.patients[standing], made.tokens[standing], made.patient_key(standing)
    texts = []
    for more in (0, 0, 120):
        for kind in (Kind.LAB_REPORTS, Kind.EXAMINATION_PROTOCOLS) if more else ():
            for _ in range(more):
                await made.entry(patient, kind)
        with _statements(monkeypatch) as run:
            answer = await site.ask(query, token, id=key)
        assert "errors" not in answer
        assert len(run) == 1
        texts.append(run[0])
    assert len(set(texts)) == 1


async def test_a_refusal_runs_the_same_statements_for_a_foreign_and_for_a_missing_record(
    world: tuple[Site, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, made = world
    standing = next(each for each in made.patients if each == P14)
    foreign = next(key for each in made.patients if each != P14 for key in (made.patient_key(each),))
    counted = []
    for id_ in (foreign, made.ids.seal(100, 10**9), "x"):
        with _statements(monkeypatch) as run:
            await site.ask(SMALL, made.tokens[standing], id=id_)
        counted.append(run)
    assert counted[0] == counted[1] == counted[2]


async def test_the_cost_of_an_operation_is_refused_alike_whatever_it_would_find(world: tuple[Site, World]) -> None:
    site, made = world
    standing = next(each for each in made.patients if each == P14)
    query = """query($id: ID!) { record(patientId: $id) { a: timeline(first: 100) { nodes { ...E } } b: timeline(first: 100) { nodes { ...E } }
      c: timeline(first: 100) { nodes { ...E } } } } fragment E on RecordEntry { id ... on LabReport { results { FIELDS } } }""".replace(
        "FIELDS", " ".join(f"f{number}: value" for number in range(50))
    )
    ids = [made.patient_key(each) for each in made.patients] + ["x"]
    answers = [await site.ask(query, made.tokens[standing], id=id_) for id_ in ids]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["errors"][0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"


def test_nobody_filters_by_a_field_that_not_everybody_reads() -> None:
    _, model = graphql_schema()
    tried = 0
    for type_name, entry in model.entry_types.items():
        guarded = set()
        for read in model.fields[type_name].values():
            if read.declared.visible_to != EVERYONE:
                source = read.declared.source
                guarded.add(read.python_name)
                if isinstance(source, Column) and source.sql:
                    guarded.update(re.findall(r"\{row\}\.(\w+)", source.sql))
                if isinstance(source, Embedded):
                    guarded.update(re.findall(r"\{row\}\.(\w+)", " ".join(source.columns.values())))
        for name, condition in entry.filters.items():
            assert name not in guarded
            assert not set(re.findall(r"\{row\}\.(\w+)", condition.sql)) & guarded, (type_name, name)
            tried += 1
    assert tried > 15


async def test_a_guarded_text_is_found_by_no_search(world: tuple[Site, World]) -> None:
    """Not even by those who may read it: search covers title, organization, author and main diagnosis."""
    site, made = world
    query = 'query($id: ID!) { record(patientId: $id) { timeline(search: "тайна") { totalCount } } }'
    for standing, patient in made.patients.items():
        for table, column in (
            ("examination_protocol", "social_history"),
            ("examination_protocol", "guardian_name"),
            ("ambulance_call", "caller"),
            ("vaccination", "exemption_reason"),
            ("private_note", "text"),
        ):
            await made.database.execute(f"UPDATE {table} SET {column} = 'тайна' WHERE patient_id = $1", patient)
        answer = await site.ask(query, made.tokens[standing], id=made.patient_key(standing))
        assert answer["data"]["record"]["timeline"]["totalCount"] == 0
