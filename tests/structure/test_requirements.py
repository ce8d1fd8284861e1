"""docs/requirements.md: every requirement of the access service, with tests that exist and cite it."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
AREAS = {"ACC": 15, "REQ": 19, "REP": 10, "SEC": 18, "CHD": 7, "SVC": 4, "CMP": 5, "PAP": 11, "SCT": 5}
# Areas of which every requirement is met; of the others those that have a row.
WHOLE = ("ACC", "REQ", "REP", "SEC", "CHD", "SVC", "CMP", "PAP", "SCT")
_AREA = "|".join(AREAS)
_ROWS = re.compile(rf"^\| ((?:{_AREA})-\d\d) \| .+ \| (.+) \|$", re.MULTILINE).findall(
    (TESTS.parent / "docs" / "requirements.md").read_text(encoding="utf-8")
)
TABLE = {id_: re.findall(r"`([^`]+)`", tests) for id_, tests in _ROWS}
_RANGE = re.compile(rf"({_AREA})-(\d\d)…(\d\d)")


def _ids(area: str) -> list[str]:
    return [f"{area}-{number:02}" for number in range(1, AREAS[area] + 1)]


def _cited(text: str) -> set[str]:
    """IDs named in a text, ranges such as REP-01…10 written out."""
    named = set(re.findall(rf"\b(?:{_AREA})-\d\d", text))
    for area, first, last in _RANGE.findall(text):
        named.update(f"{area}-{number:02}" for number in range(int(first), int(last) + 1))
    return named


def test_every_requirement_has_its_row_and_every_row_a_requirement() -> None:
    assert [id_ for id_, _ in _ROWS] == [id_ for area in AREAS for id_ in _ids(area) if id_ in TABLE]
    assert {id_ for area in WHOLE for id_ in _ids(area)} <= set(TABLE)
    assert sum(AREAS[area] for area in WHOLE) == 94


@pytest.mark.parametrize("id_", TABLE)
def test_its_tests_exist_and_cite_it(id_: str) -> None:
    assert TABLE[id_]
    for named in TABLE[id_]:
        path, _, function = named.partition("::")
        source = (TESTS / path).read_text(encoding="utf-8")
        tree = ast.parse(source)
        found = next(
            node
            for node in tree.body
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == function
        )
        text = (ast.get_docstring(tree) or "") + (ast.get_source_segment(source, found) or "")
        assert id_ in _cited(text), f"{named} does not cite {id_}"
