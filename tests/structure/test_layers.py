"""A line of code knows its room: imports run one way, files stay short."""

import ast
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
# From the bottom up; a folder imports from itself and from what stands before it here.
LAYERS = ("models", "policy", "reads", "schema", "registries", "services", "resolvers", "exchange")
FORBIDDEN = {
    "services": {"reads", "schema"},
    "exchange": {"reads", "schema", "services", "registries", "resolvers"},
    "registries": set(LAYERS[:4]),
}
FILES = sorted(path for path in BACKEND.rglob("*.py") if "migrations" not in path.parts)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("backend."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "backend":
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(BACKEND).parts[0]
    if room not in LAYERS:
        return
    above = set(LAYERS[LAYERS.index(room) + 1 :]) | {"app", "cli", "http", "execution", "context", "commands", "demo"}
    assert not _imports(path) & (above | FORBIDDEN.get(room, set()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
