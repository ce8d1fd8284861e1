"""Records are read in one place: no record table is queried outside the rooms that may (architecture.md, Proof)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
MODELS = BACKEND / "models"
ROOMS = {"models", "reads", "services", "exchange", "statistics"}
# The demo writes records and reads none; the schema only declares what the reads compile, and runs nothing.
WRITES_ONLY = {"demo"}
DECLARES = {"schema"}
LOG_READERS = {"audit.py"}
FILES = sorted(path for path in BACKEND.rglob("*.py") if "migrations" not in path.parts and "models" not in path.parts)
RUNS = {"fetch", "fetchrow", "fetchval", "fetchmany", "execute", "executemany", "cursor", "prepare", "copy_from_query"}
READING = re.compile(r"\b(?:FROM|JOIN|USING|TABLE|COPY)\s+(?:ONLY\s+)?\"?(\w+)", re.IGNORECASE)
WRITING = re.compile(r"\b(?:INTO|UPDATE|TRUNCATE)\s+(?:ONLY\s+)?\"?(\w+)", re.IGNORECASE)
DYNAMIC = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|COPY)\s+\"?$")


def _models() -> Iterator[tuple[str, str, Path]]:
    """Class, table and file of every model."""
    for path in MODELS.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.ClassDef) and inner.name == "Meta":
                        for line in inner.body:
                            if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "table":
                                yield node.name, ast.literal_eval(line.value), path


RECORD_MODELS = {
    name: table for name, table, path in _models() if "sections" in path.parts or path.name == "record_entry.py"
}
RECORD_TABLES = set(RECORD_MODELS.values())
LOG_TABLES = {"access_log"}


def _room(path: Path) -> str:
    return path.relative_to(BACKEND).parts[0]


def _texts(path: Path) -> Iterator[tuple[str, bool]]:
    """Every string but docstrings, and whether a value is put in right after it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for part, after in zip(node.values, [*node.values[1:], None], strict=True):
                if isinstance(part, ast.Constant):
                    yield str(part.value), isinstance(after, ast.FormattedValue)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value, False


def _calls(path: Path) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_the_record_models_are_found() -> None:
    assert {"record_entry", "document", "lab_result", "private_note", "diagnosis"} <= RECORD_TABLES
    assert len(RECORD_TABLES) == 33


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_no_record_table_is_queried_outside_its_rooms(path: Path) -> None:
    room = _room(path)
    if room in ROOMS:
        return
    for text, before_value in _texts(path):
        tables = set(READING.findall(text))
        if room not in DECLARES:
            assert not tables & RECORD_TABLES, text
        if room not in WRITES_ONLY:
            assert not set(WRITING.findall(text)) & RECORD_TABLES, text
            # A table named by a value could be any table.
            assert not (before_value and DYNAMIC.search(text)) or path.name in _KNOWN_DYNAMIC, text
        if path.name not in LOG_READERS:
            assert not tables & LOG_TABLES, text


# Files outside the rooms that name a table by a value, each with the reason why it is no record's table that they read.
_KNOWN_DYNAMIC = {"backup.py": "copies and counts every table of the database, and shows none"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_no_record_model_is_imported_outside_its_rooms(path: Path) -> None:
    if _room(path) in ROOMS:
        return
    imported = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("backend.models")
        for alias in node.names
    }
    assert not imported & set(RECORD_MODELS)


@pytest.mark.parametrize(
    "path", [path for path in FILES if _room(path) in DECLARES], ids=lambda path: path.relative_to(BACKEND).as_posix()
)
def test_the_schema_declares_and_runs_nothing(path: Path) -> None:
    assert not _calls(path) & RUNS


@pytest.mark.parametrize(
    "path", [path for path in FILES if _room(path) == "reads"], ids=lambda path: path.relative_to(BACKEND).as_posix()
)
def test_reads_write_nothing_but_the_log_and_the_idle_clock(path: Path) -> None:
    """A read moves the log, its counter and the session's idle clock (SCT-04), and no record."""
    for text, _ in _texts(path):
        assert set(WRITING.findall(text)) <= {"access_log", "access_log_counter", "session", "SET"}, text
