"""`medcard demo`: the cast, and generated people for benchmarks."""

import asyncio

from rich.console import Console
from rich.progress import Progress

from backend.demo.load import NotADemo, demo
from backend.settings import Settings


def load(settings: Settings, patients: int | None, console: Console) -> bool:
    """Migrates and loads; repeating it changes nothing. False where the database is not the demo's."""
    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, int] = {}

        def progress(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)  # type: ignore[arg-type]

        try:
            asyncio.run(demo(settings, patients, progress))
        except NotADemo:
            return False
    return True
