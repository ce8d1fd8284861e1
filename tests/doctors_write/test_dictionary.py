"""The dictionary of diagnoses: read whole or not at all, brought up to its file, found by code and by words."""

import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from backend.database import Address
from backend.exchange.dictionaries.icd10 import BadDictionary, DiagnosisLine, read_icd10
from backend.exchange.dictionaries.storing import Stored, store_diagnoses
from backend.models.diagnosis_typing import typed_codes
from backend.services.diagnosis_codes import find_diagnoses, words_query

OWN = Path(__file__).parents[2] / "backend" / "demo" / "diagnosis_codes.csv"
OFFICIAL = Path(os.environ.get("MEDCARD_TEST_ICD10", Path(__file__).parents[3] / "shared" / "reference")) / (
    "icd10_ru_nsi_1005_v2.27.csv"
)
HEAD = "ID;REC_CODE;MKB_CODE;MKB_NAME;ID_PARENT;ADDL_CODE;ACTUAL;DATE\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("J06.9", ["J06.9"]),
        ("j069", ["J06.9"]),
        ("J06,9", ["J06.9"]),
        ("J 6", []),
        ("О06.9", ["O06.9", "J06.9"]),
        ("А09", ["A09", "F09"]),
        ("В20", ["B20", "D20"]),
        ("JО6", ["J06"]),
        ("Ф32", ["A32"]),
        ("К5", ["K5", "R5"]),
        ("J", []),
        ("насморк", []),
        ("Ё10", []),
        ("", []),
    ],
)
def test_a_code_is_known_however_it_is_typed(typed: str, meant: list[str]) -> None:
    assert typed_codes(typed) == meant


def test_a_divided_category_is_no_diagnosis_and_a_manifestation_is_no_main_one() -> None:
    lines = {line.code: line for line in read_icd10(OWN)}
    assert not lines["J06"].may_be_diagnosis and lines["J06.9"].may_be_diagnosis and lines["I10"].may_be_main
    assert lines["J06.9"].parent_code == "J06"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("1;;J06.9;;;;1;\n", "MKB_NAME"),
        ("1;;насморк;Насморк;;;1;\n", "MKB_CODE"),
        ("1;;J00;Насморк;7;;1;\n", "ID_PARENT"),
        ("1;;J00;Насморк;;;да;\n", "ACTUAL"),
        ("1;;J00;Насморк;;;1;\n1;;J01;Синусит;;;1;\n", "same ID"),
        ("1;;J00;Насморк;;;1;\n2;;J00;Насморк;;;1;\n", "same MKB_CODE"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, rows: str, why: str) -> None:
    file = tmp_path / "dictionary.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(BadDictionary, match=why):
        read_icd10(file)


def test_another_table_and_another_encoding_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.csv"
    file.write_text("code;name\nJ00;Насморк\n", encoding="utf-8")
    with pytest.raises(BadDictionary, match="columns are missing"):
        read_icd10(file)
    file.write_bytes((HEAD + "1;;J00;Насморк;;;1;\n").encode("cp1251"))
    with pytest.raises(BadDictionary, match="UTF-8"):
        read_icd10(file)


async def test_what_left_the_dictionary_stays_and_is_chosen_no_more(
    new_database: Callable[[], Awaitable[Address]],
) -> None:
    connection = await asyncpg.connect(**(await new_database()).connect_arguments())
    lines = read_icd10(OWN)
    assert await store_diagnoses(connection, lines) == Stored(len(lines), 0, 0)
    assert await store_diagnoses(connection, lines) == Stored(0, 0, 0)
    shorter = [line for line in lines if line.code != "J00"]
    renamed = [
        DiagnosisLine(line.code, "Ангина", line.parent_code, True, True, True, line.place)
        if line.code == "J03.9"
        else line
        for line in shorter
    ]
    assert await store_diagnoses(connection, renamed) == Stored(0, 1, 1)
    assert await find_diagnoses(connection, "J00", 5) == []
    assert [one.code for one in await find_diagnoses(connection, "ангины", 5)] == ["J03.9"]
    assert await connection.fetchval("SELECT title FROM diagnosis_code WHERE code = 'J00' AND NOT in_force")
    await connection.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("j069", "J06.9"),
        ("О06", "J06.9"),
        ("железодефицитной анемии", "D50.9"),
        ("анемией железодеф", "D50.9"),
        ("орви", "J06.9"),
        ("лёгкой депрессивн", "F32.0"),
        ("крапивницей", "L50.0"),
        ("ринит пыльца", "J30.1"),
    ],
)
async def test_a_diagnosis_is_found_by_code_and_by_words_in_any_form(
    new_database: Callable[[], Awaitable[Address]], typed: str, first: str
) -> None:
    connection = await asyncpg.connect(**(await new_database()).connect_arguments())
    await store_diagnoses(connection, read_icd10(OWN))
    found = await find_diagnoses(connection, typed, 10)
    assert found and found[0].code == first, [one.code for one in found]
    await connection.close()


def test_a_search_is_a_query_of_words_and_nothing_else() -> None:
    assert words_query("Острый бронхит") == "острый:* & бронхит:*"
    assert words_query("!(a | b) & 'x' <-> :*") == ""
    assert words_query("ёжик; DROP TABLE") == "ежик:* & drop:* & table:*"


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official dictionary is not part of the project")
async def test_the_official_dictionary_is_imported_and_searched_fast(
    new_database: Callable[[], Awaitable[Address]],
) -> None:
    """15,038 lines of version 2.27; a search as somebody types takes no time that is noticed."""
    lines = read_icd10(OFFICIAL)
    assert len(lines) == 15_038
    connection = await asyncpg.connect(**(await new_database()).connect_arguments())
    assert (await store_diagnoses(connection, lines)).new == 15_038
    await connection.execute("ANALYZE diagnosis_code")
    for typed, code in (
        ("J06.9", "J06.9"),
        ("орви", "J06.9"),
        ("железодефицитная анемия", "D50.9"),
        ("сальмонеллёз", "A02"),
    ):
        started = time.perf_counter()
        found = await find_diagnoses(connection, typed, 20)
        assert any(one.code.startswith(code) for one in found), typed
        assert time.perf_counter() - started < 0.5
    await connection.close()
