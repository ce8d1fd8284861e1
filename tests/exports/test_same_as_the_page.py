"""An export holds what the page shows for the same standing, field by field, and nothing that is hidden (PAP-04)."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import orjson
import pytest
import pytest_asyncio
from fhir.resources.R4B.bundle import Bundle
from graphql import get_named_type

from backend.exchange.pdf.glyphs import shown
from backend.exports.paper import Paper
from backend.graphql_schema import graphql_schema
from backend.models.sections.tables import TABLES
from backend.models.vocabulary import Kind, Label
from backend.policy.standing import Standing
from tests.client import Person, Site
from tests.exchange.pdf.reading import pages_of, squeezed
from tests.exports.ordering import file_of, leaves, said
from tests.policy.test_matrix import CONNECTIONS, GUARDED_FIELDS
from tests.world import World

_, MODEL = graphql_schema()
WORDS = Paper(MODEL, "ru")
STANDINGS = list(Standing)
NO_CONTENT = {"id", "section", "versions", "path", "original", "hiding"}
FACTS = {"allergies": "Allergy", "conditions": "Condition", "medications": "Medication"}
# Text columns of guarded fields, by table.
GUARDED_TEXTS = {
    "examination_protocol": ("social_history", "obstetric_history", "guardian_name", "guardian_document"),
    "discharge_summary": ("guardian_name",),
    "medical_certificate": ("guardian_name",),
    "pregnancy_care": ("guardian_name",),
    "vaccination": ("exemption_reason",),
    "ambulance_call": ("caller", "address"),
    "private_note": ("text",),
}
CANARY = "канарейка"
HIDDEN_ROWS: tuple[dict[str, Any], ...] = (
    {"labels": int(Label.STI), "confidentiality": 1},
    {"labels": int(Label.PSYCHIATRY), "confidentiality": 1},
    {"status": 1},
    {"status": 2},
)


@pytest_asyncio.fixture(scope="module")
async def marked(world: tuple[Site, World]) -> AsyncIterator[tuple[Site, World]]:
    """The world with a text of its own in each text column, and with rows that hardly anybody sees."""
    site, made = world
    database = made.database
    for table in sorted({*TABLES.values(), "diagnosis", "lab_result", "dispense", "pregnancy_visit"}):
        columns = await database.fetch(
            "SELECT column_name FROM information_schema.columns c WHERE table_name = $1 AND table_schema = 'public' "
            "AND data_type = 'text' AND NOT (table_name = 'sick_leave' AND column_name = 'number')",
            table,
        )
        for row in columns:
            name = row["column_name"]
            await database.execute(
                f"UPDATE {table} SET {name} = '{_mark(table, name)}' || patient_id WHERE {name} IS NOT NULL"
            )
    for patient in made.patients.values():
        for place, header in enumerate(HIDDEN_ROWS):
            for kind in (Kind.LAB_REPORTS, Kind.EXAMINATION_PROTOCOLS, Kind.PRESCRIPTIONS, Kind.ALLERGY):
                await made.entry(patient, kind, title=f"{CANARY} {place} {kind.name}", **header)
        await made.entry(patient, Kind.LAB_REPORTS, title=f"{CANARY} раньше", on=dt.date(2011, 1, 1))
        await made.entry(patient, Kind.PRIVATE_NOTE, title=f"{CANARY} чужая", only_practitioner_id=2)
    yield site, made


def _mark(table: str, column: str) -> str:
    return f"{CANARY} {table} {column} " if column in GUARDED_TEXTS.get(table, ()) else f"{table} {column} "


def _fields(type_name: str, depth: int) -> Iterator[str]:
    for name, read in MODEL.fields[type_name].items():
        below = get_named_type(read.definition.type).name
        if name in NO_CONTENT and name != "id":
            continue
        if not MODEL.is_record_type(below):
            yield name
        elif depth > 1:
            yield f"{name} {{ {' '.join(_fields(below, depth - 1))} }}"


WHOLE = (
    "query($id: ID!) { record(patientId: $id) { "
    + f"patient {{ {' '.join(_fields('Patient', 3))} }} "
    + " ".join(f"{name} {{ {' '.join(_fields(below, 3))} }}" for name, below in FACTS.items())
    + " ".join(
        f" {name}(first: 8) {{ nodes {{ {' '.join(_fields(below, 3))} }} }}" for name, below in CONNECTIONS.items()
    )
    + " } }"
)


def visible(type_name: str, value: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(type, field, value) of everything that an answer shows."""
    for name, inner in value.items():
        if name in NO_CONTENT or inner is None:
            continue
        below = get_named_type(MODEL.field(type_name, name).definition.type).name
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                yield from visible(below, each)
            else:
                yield type_name, name, each


async def page_of(person: Person, patient: str) -> tuple[list[tuple[str, str, Any]], dict[str, Any]]:
    answer = await person.ask(WHOLE, id=patient)
    assert "errors" not in answer, answer["errors"]
    record = answer["data"]["record"]
    found = list(visible("Patient", record["patient"]))
    for name, below in FACTS.items():
        found += [one for fact in record[name] for one in visible(below, fact)]
    for name, below in CONNECTIONS.items():
        found += [one for entry in record[name]["nodes"] for one in visible(below, entry)]
    return found, answer


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: str(standing.name))
async def test_paper_says_all_that_the_page_shows_and_nothing_hidden(
    marked: tuple[Site, World], standing: Standing
) -> None:
    site, made = marked
    person, patient = Person(site, made.tokens[standing]), made.patient_key(standing)
    found, answer = await page_of(person, patient)
    text = squeezed("".join(pages_of(await file_of(person, patient, "RECORD_PDF"))))
    for type_name, name, value in found:
        if (type_name, name) in (("Patient", "familyName"), ("Patient", "givenName"), ("Patient", "patronymic")):
            continue  # they stand in the name that is shown
        word = squeezed(shown(WORDS.word(type_name, name, value)))
        assert word in text, f"{type_name}.{name}: {value!r} is missing"
    nothing_hidden(text, leaves(answer["data"]), standing)
    for redaction in answer.get("extensions", {}).get("redactions", []):
        assert squeezed(WORDS.label(*redaction["field"].split("."))) in text, "what is hidden is said in words"


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: str(standing.name))
async def test_fhir_says_all_that_the_page_shows_and_nothing_hidden(
    marked: tuple[Site, World], standing: Standing
) -> None:
    site, made = marked
    person, patient = Person(site, made.tokens[standing]), made.patient_key(standing)
    found, answer = await page_of(person, patient)
    content = await file_of(person, patient, "RECORD_FHIR")
    Bundle.model_validate_json(content)
    values = said(content)
    for type_name, name, value in found:
        assert value in values, f"{type_name}.{name}: {value!r} is missing"
    text = squeezed("".join(str(value) for value in leaves(orjson.loads(content))))
    nothing_hidden(text, leaves(answer["data"]), standing)


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: str(standing.name))
async def test_a_patient_summary_is_valid_and_shows_nothing_hidden(
    marked: tuple[Site, World], standing: Standing
) -> None:
    site, made = marked
    person, patient = Person(site, made.tokens[standing]), made.patient_key(standing)
    _, answer = await page_of(person, patient)
    content = await file_of(person, patient, "SUMMARY_FHIR")
    bundle = Bundle.model_validate_json(content)
    assert bundle.type == "document"
    composition = orjson.loads(content)["entry"][0]["resource"]
    codes = [section["code"]["coding"][0]["code"] for section in composition["section"]]
    assert codes[:3] == ["48765-2", "11450-4", "10160-0"]
    assert {"11369-6", "30954-2"} <= set(codes)
    urls = {entry["fullUrl"] for entry in orjson.loads(content)["entry"]}
    for section in composition["section"]:
        assert section["entry"] and all(named["reference"] in urls for named in section["entry"])
    text = squeezed("".join(str(value) for value in leaves(orjson.loads(content))))
    nothing_hidden(text, leaves(answer["data"]), standing)


def nothing_hidden(text: str, page: list[Any], standing: Standing) -> None:
    """No canary that the page does not show; and the page itself shows those alone that the matrix gives."""
    there = {squeezed(str(value)) for value in page if CANARY in str(value)}
    left = text
    for canary in sorted(there, key=len, reverse=True):
        left = left.replace(canary, "")
    assert CANARY not in left, left[left.index(CANARY) : left.index(CANARY) + 80]
    closed = {name for name, hidden in GUARDED_FIELDS.items() if hidden & standing}
    if "AmbulanceCall.caller" in closed:
        assert squeezed(_mark("ambulance_call", "caller")) not in text
    if "ExaminationProtocol.socialHistory" in closed:
        assert squeezed(_mark("examination_protocol", "social_history")) not in text
    assert "чужая" not in text, "another doctor's own note"
