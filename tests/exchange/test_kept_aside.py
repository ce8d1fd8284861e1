"""What is kept aside is readable by nobody: no room but the import itself knows the table."""

import re
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
ROOMS = {"exchange", "models"}
FILES = sorted(p for p in BACKEND.rglob("*.py") if p.relative_to(BACKEND).parts[0] not in ROOMS)
# Says whose it is when two records of one person become one, and reads nothing of it.
MOVES = {"services/officers/merge_closing.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_only_the_import_knows_the_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.relative_to(BACKEND).as_posix() in MOVES:
        assert "imported_resource" in text and not re.search(r"\b(payload|bundle|reason)\b", text)
    else:
        assert "imported_resource" not in text and "ImportedResource" not in text


def test_the_schema_has_no_type_for_it() -> None:
    schema = (BACKEND.parent / "schema.graphql").read_text(encoding="utf-8").lower()
    assert "imported" not in schema and "payload: json" not in schema
