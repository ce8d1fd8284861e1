"""docs/requirements.md: every requirement of the access service, with tests that exist and cite it."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
IDS = [
    f"{area}-{number:02}"
    for area, last in (("ACC", 15), ("REQ", 19), ("REP", 10), ("SCT", 5))
    for number in range(1, last + 1)
]
ROW = re.compile(r"^\| ((?:ACC|REQ|REP|SCT)-\d\d) \| .+ \| (.+) \|$", re.MULTILINE)
TABLE = {
    id_: re.findall(r"`([^`]+)`", tests)
    for id_, tests in ROW.findall((TESTS.parent / "docs" / "requirements.md").read_text(encoding="utf-8"))
}
_RANGE = re.compile(r"(ACC|REQ|REP|SCT)-(\d\d)…(\d\d)")


def _cited(text: str) -> set[str]:
    """IDs named in a text, ranges such as REP-01…10 written out."""
    named = set(re.findall(r"\b(?:ACC|REQ|REP|SCT)-\d\d", text))
    for area, first, last in _RANGE.findall(text):
        named.update(f"{area}-{number:02}" for number in range(int(first), int(last) + 1))
    return named


def test_every_requirement_has_its_row() -> None:
    assert list(TABLE) == IDS
    assert len(IDS) == 49


@pytest.mark.parametrize("id_", IDS)
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
