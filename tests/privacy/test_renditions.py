"""Copies of entries: every field has a name, every vocabulary its words, and what is left out is said with its reason."""

from typing import Any

import pytest
from graphql import GraphQLEnumType, get_named_type

from backend.graphql_schema import graphql_schema
from backend.models.vocabulary import SECTIONS
from backend.policy.section_titles import SECTION_TITLES
from backend.reads.documents import Readable
from backend.rendition import Rendition
from backend.sentences.hidden import HIDDEN
from backend.sentences.record_fields import FIELDS
from backend.sentences.record_words import WORDS
from tests.client import Site

MODEL = graphql_schema()[1]


def _below(type_name: str, depth: int = 3) -> set[tuple[str, str]]:
    """Fields of a type, and of the record types below it."""
    found = set()
    for name, read in MODEL.fields[type_name].items():
        # What a teenager hides is said to nobody else, in no copy.
        if name in ("id", "document", "versions", "hiding"):
            continue
        found.add((type_name, name))
        below = get_named_type(read.definition.type).name
        if MODEL.is_record_type(below) and depth > 1:
            found |= _below(below, depth - 1)
    return found


REACHED = sorted(set().union(*(_below(MODEL.type_of_kind[kind]) for kind in SECTIONS)))
# What an export shows besides: the patient, and what is assembled of visible rows.
EXPORTED = sorted(
    set(REACHED).union(*(_below(name) for name in ("Patient", "Allergy", "Condition", "Medication", "Document")))
)


def test_every_field_of_a_copy_has_a_name_and_every_value_of_a_vocabulary_its_word() -> None:
    unnamed = [
        pair
        for pair in EXPORTED
        if pair[1] not in ("path", "original") and pair[1] not in FIELDS and ".".join(pair) not in FIELDS
    ]
    assert unnamed == []
    for type_name, name in EXPORTED:
        below = get_named_type(MODEL.field(type_name, name).definition.type)
        if isinstance(below, GraphQLEnumType) and below.name != "Section":
            assert WORDS[below.name].keys() == below.values.keys(), below.name


def test_no_name_is_left_of_a_field_that_is_gone() -> None:
    lists = {"allergies", "conditions", "medications", "document"}
    names = {name for _, name in EXPORTED} | {".".join(pair) for pair in EXPORTED} | lists
    assert FIELDS.keys() <= names


def test_every_reason_of_the_schema_has_its_sentence() -> None:
    # What is below DOCTORS_ONLY and the like; a field for no standing in particular has the common sentence.
    reasons = {read.declared.reason for fields in MODEL.fields.values() for read in fields.values()}
    assert reasons - {"NOT_FOR_STANDING"} == HIDDEN.keys()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ru",
            [
                "Выписки из стационара",
                "Дата: 18.11.2026",
                "Диагнозы:",
                "  Вид: основной",
                "Показатели:",
                "  Значение: 36,6",
            ],
        ),
        (
            "en",
            ["Discharge summaries", "Date: 18.11.2026", "Diagnoses:", "  Kind: main", "Vital signs:", "  Value: 36.6"],
        ),
    ],
)
def test_a_copy_is_in_words_of_the_asked_language(language: str, told: list[str]) -> None:
    fields: dict[str, Any] = {
        "section": "DISCHARGE_SUMMARIES",
        "title": "Выписной эпикриз",
        "date": "2026-11-18",
        "diagnoses": [{"kind": "MAIN", "wording": "Пневмония", "firstEver": True}, {"kind": "CONCOMITANT"}],
        "vitalSigns": [{"value": 36.6, "measuredAt": "2026-11-18T21:30:00+00:00"}],
        "guardian": None,
    }
    readable = Readable("DischargeSummary", fields, (("DischargeSummary.guardian", "DOCTORS_ONLY"),))
    lines = Rendition(MODEL, language).text(readable).splitlines()
    for line in told:
        assert line in lines
    assert any("19.11.2026 00:30" in line for line in lines), "moments are told in Moscow's time"
    place = 1 if language == "en" else 0
    assert lines[-1] == f"- {FIELDS['guardian'][place]}: {HIDDEN['DOCTORS_ONLY'][place]}"
    assert not [line for line in lines if any(name in line for name in ("diagnoses", "firstEver", "MAIN", "None"))]


def test_a_copy_without_anything_left_out_says_nothing_of_it() -> None:
    text = Rendition(MODEL, "ru").text(Readable("LabReport", {"date": "2026-11-18"}, ()))
    assert text.startswith(SECTION_TITLES[next(k for k, n in MODEL.type_of_kind.items() if n == "LabReport")][0])
    assert "нет и почему" not in text


async def test_a_parent_is_told_what_the_copy_of_a_summary_leaves_out(demo: Site) -> None:
    anna = await demo.enter("anna")
    path = await demo.database.fetchval(
        "SELECT d.public_id FROM document d JOIN record_entry e ON e.patient_id = d.patient_id AND e.id = d.entry_id "
        "JOIN person p ON p.id = d.patient_id WHERE e.kind = 6 AND p.patient_key = $1",
        await demo.patient("Михаил"),
    )
    headers = {"Authorization": f"Bearer {anna.token}", "Accept-Language": "ru"}
    response = await demo.http.get(f"/files/{path}", headers=headers)
    assert response.status_code == 200
    assert response.headers["content-disposition"] == 'attachment; filename="medcard.txt"'
    assert "Представитель в документе: Эту часть видят только врачи." in response.text
    # Fields of other sections are none of this copy's business.
    assert "Личные заметки" not in response.text and "Кто вызвал" not in response.text
