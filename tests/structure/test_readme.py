"""The README lists every setting and command as they are."""

import json
from pathlib import Path
from typing import Any

from typer.main import get_command

from backend.cli import app
from backend.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def _default(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{json.dumps(value)}`" if isinstance(value, list) else f"`{value}`"


def test_every_setting_is_listed_with_its_default_and_meaning() -> None:
    lines = [line for line in README.splitlines() if line.startswith("| `MEDCARD_")]
    wanted = [
        f"| `MEDCARD_{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    assert lines == wanted


def test_every_command_is_listed() -> None:
    group: Any = get_command(app)
    for name, command in group.commands.items():
        for inner in getattr(command, "commands", {"": None}):
            assert f"`medcard {name} {inner}".rstrip() in README, (name, inner)


def test_the_two_commands_open_the_readme() -> None:
    first_screen = README.splitlines()[:12]
    assert any(line.startswith("make run") for line in first_screen)
    assert any(line.startswith("make test") for line in first_screen)
