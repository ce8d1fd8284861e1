"""A line of code knows its room: imports run one way, files stay short."""

import ast
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
# What each room may import from, besides itself. From the bottom up.
KNOWS: dict[str, set[str]] = {
    "models": set(),
    "policy": {"models"},
    "reads": {"models", "policy"},
    "schema": {"models", "policy", "reads"},
    "registries": set(),
    "sentences": set(),
    "services": {"models", "policy", "registries"},
    "resolvers": {"models", "policy", "reads", "schema", "services", "errors"},
    "exchange": {"models", "policy"},
    "demo": {"models", "policy", "services", "exchange", "database", "settings"},
}
# These stand at the top, beside the files of `backend` itself, and may import from all.
TOP = {"commands", "exports", "subscriptions"}
FILES = sorted(path for path in BACKEND.rglob("*.py") if "migrations" not in path.parts)


def _room(path: Path) -> str:
    return path.relative_to(BACKEND).parts[0]


def _imports(path: Path) -> set[str]:
    """Rooms, and files of `backend` itself, that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "backend":
            names = [f"backend.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name their room in full"
            names = [node.module or ""]
        else:
            continue
        found.update(name.split(".")[1] for name in names if name.startswith("backend."))
    return found


def test_every_room_has_its_place() -> None:
    assert {_room(path) for path in FILES if path.parent != BACKEND} == KNOWS.keys() | TOP


@pytest.mark.parametrize(
    "path", [path for path in FILES if _room(path) in KNOWS], ids=lambda path: path.relative_to(BACKEND).as_posix()
)
def test_imports_run_one_way(path: Path) -> None:
    assert _imports(path) - {_room(path)} <= KNOWS[_room(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BACKEND).as_posix())
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
