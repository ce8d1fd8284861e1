"""`medcard import`: FHIR R4 files into the database, each all or nothing, with a report at the end."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from backend.clock import now
from backend.database import Database, migrate
from backend.exchange.fhir.entries import Hears
from backend.exchange.fhir.importing import import_files
from backend.exchange.fhir.parsing import files
from backend.exchange.fhir.report import Counts, FileReport
from backend.policy.sealing import IdSealer
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Imported:
    """A file and what became of it."""

    path: Path
    report: FileReport


def run(settings: Settings, paths: Sequence[Path], source: str | None, console: Console) -> bool:
    """Imports the files and prints the report. False if a file was refused, or there was none."""
    found = files(list(paths))
    if not found:
        console.print("[red]Nothing to import:[/red] the paths hold no *.json file.")
        return False
    with Database(settings) as database:
        asyncio.run(migrate(database.address))
        results = asyncio.run(import_all(database, settings, found, source, console))
    _print_report(results, console)
    return not any(one.report.refused for one in results)


async def import_all(
    database: Database, settings: Settings, found: list[Path], source: str | None, console: Console
) -> list[Imported]:
    """Imports the files, with progress on the console."""
    sealer = IdSealer(settings.key("id"))
    results = []
    connection = await asyncpg.connect(
        **database.address.connect_arguments(),
        server_settings={"timezone": "UTC", "application_name": "medcard-import"},
    )
    try:
        hears = await _tells(connection, settings)
        with _progress(console) as bar:
            task = bar.add_task("Importing", total=len(found))
            async for path, report in import_files(connection, sealer, found, source, now, hears):
                results.append(Imported(path, report))
                bar.advance(task)
    finally:
        await connection.close()
    return results


async def _tells(connection: asyncpg.Connection, settings: Settings) -> Hears:
    """Tells readers of what a file stored, in its own transaction: neither is kept without the other."""
    policy = await row_policy(connection, sensitive_teen=settings.sensitive_teen, teen_hide=settings.teen_hide)

    async def tell(_: object, entries: Sequence[tuple[int, int]], at: dt.datetime) -> None:
        await new_entries(connection, policy, settings.accepted_policy_regions, entries, at)

    return tell


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )


def _print_report(results: list[Imported], console: Console) -> None:
    for one in results:
        if one.report.refused is None:
            console.print(_file_table(one))
    reasons: Counter[tuple[str, str]] = Counter()
    for one in results:
        for type_, counts in one.report.types.items():
            reasons.update({(reason, type_): number for reason, number in counts.aside.items()})
    if reasons:
        console.print(_aside_table(reasons))
    refused = [one for one in results if one.report.refused is not None]
    if refused:
        console.print(_refused_table(refused))
    console.print(_summary(results, len(refused)))


def _file_table(one: Imported) -> Table:
    table = Table(title=escape(one.path.name), title_justify="left")
    table.add_column("type")
    for name in ("read", "stored", "renewed", "unchanged", "kept aside"):
        table.add_column(name, justify="right")
    types = sorted(one.report.types.items(), key=lambda item: (-item[1].read, item[0]))
    for type_, counts in types:
        table.add_row(type_, *_cells(counts))
    table.add_section()
    table.add_row("all", *_cells(one.report.total))
    return table


def _cells(counts: Counts) -> Iterator[str]:
    for number in (counts.read, counts.stored, counts.renewed, counts.unchanged, counts.aside.total()):
        yield str(number) if number else "·"


def _aside_table(reasons: Counter[tuple[str, str]]) -> Table:
    table = Table(title="Kept aside whole, readable by nobody", title_justify="left")
    table.add_column("reason")
    table.add_column("type")
    table.add_column("resources", justify="right")
    for (reason, type_), number in sorted(reasons.items()):
        table.add_row(reason, type_, str(number))
    return table


def _refused_table(refused: list[Imported]) -> Table:
    table = Table(title="Refused: nothing of these files was stored", title_justify="left")
    for name in ("file", "entry", "path", "reason"):
        table.add_column(name, overflow="fold")
    for one in refused:
        refusal = one.report.refused
        assert refusal is not None
        table.add_row(escape(one.path.name), escape(refusal.entry), escape(refusal.path), escape(refusal.reason))
    return table


def _summary(results: list[Imported], refused: int) -> str:
    total = Counts()
    for one in results:
        total.add(one.report.total)
    return (
        f"{len(results)} files, {refused} refused; {total.read} resources read: {total.stored} stored, "
        f"{total.renewed} renewed, {total.unchanged} unchanged, {total.aside.total()} kept aside."
    )
