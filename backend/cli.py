"""The command `medcard`."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from backend.registries.simulator.conventions import CONVENTIONS
from backend.settings import load_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Medcard: medical records, read by exactly the people they may concern.",
)
audit_app = typer.Typer(no_args_is_help=True, help="The access log.")
app.add_typer(audit_app, name="audit")
console = Console(stderr=True)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on")] = None,
) -> None:
    """Run the web service and the worker until Ctrl-C."""
    from backend.commands.serve import serve as run

    settings = load_settings()
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    run(settings.model_copy(update=given), console)


@app.command(help=f"Play the outside registries and the SMS and e-mail gateways until Ctrl-C.\n\n\b\n{CONVENTIONS}")
def simulator(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on")] = 8100,
    api_key: Annotated[
        str | None,
        typer.Option(
            envvar="MEDCARD_REGISTRIES_API_KEY", help="Key to ask for; better given by the variable", show_envvar=True
        ),
    ] = None,
) -> None:
    from backend.commands.simulator import serve_simulator

    serve_simulator(host, port, api_key, console)


@app.command()
def worker() -> None:
    """Run a worker by itself, beside others on the same database, until Ctrl-C."""
    from backend.commands.worker import work

    work(load_settings(), console)


@app.command()
def migrate() -> None:
    """Bring the database to the newest migration."""
    from backend import database

    with console.status("Applying migrations…"), database.Database(load_settings()) as running:
        asyncio.run(database.migrate(running.address))
    console.print("The database is up to date.")


@app.command()
def demo(patients: Annotated[int | None, typer.Option(help="Generated people besides the cast")] = None) -> None:
    """Load the demo cast; a second time changes nothing."""
    from backend.commands.demo import load

    if not load(load_settings(), patients, console):
        console.print(
            "[red]Not loaded:[/red] the database holds people who are not the demo's. Use another MEDCARD_DATA_DIR."
        )
        raise typer.Exit(1)
    console.print("The demo is loaded.")


@app.command()
def administrator(
    login: Annotated[str, typer.Argument(help="Login: a name of small Latin letters, digits, dots and hyphens")],
    email: Annotated[str | None, typer.Option(help="Where the code for the first password goes")] = None,
    end: Annotated[bool, typer.Option("--end", help="Disable the account instead, as one that was lost")] = False,
) -> None:
    """Make the first two administrators; these appoint all other staff, one proposing and the other confirming."""
    from backend.commands import administrator as command
    from backend.errors import sentence_at
    from backend.services.refusal import Refused

    if end == (email is not None):
        raise typer.BadParameter("give --email to make an account, or --end to disable one")
    try:
        there = command.end(load_settings(), login) if email is None else command.add(load_settings(), login, email)
    except Refused as refused:
        if refused.code == "WRONG_STATE":
            console.print("[red]Not made:[/red] there are two administrators already, and these appoint the next.")
        else:
            console.print(
                f"[red]Not done:[/red] {escape(sentence_at(refused.code, refused.field, 'en'))}", highlight=False
            )
        raise typer.Exit(1) from None
    if email is not None:
        console.print(
            f"The account {escape(login)} is made, without a password: choose «Forgot the password?» at the sign-in page, "
            "and enter the code that comes to the address.",
            highlight=False,
        )
    else:
        console.print(f"The account {escape(login)} is disabled, and its sessions have ended.", highlight=False)
    if there < 2:
        console.print("Two administrators are needed: what one proposes another confirms. Make a second one.")


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of FHIR R4 JSON")],
    source: Annotated[str | None, typer.Option(help="Name of the producer; by default each file's own")] = None,
) -> None:
    """Import FHIR R4 bundles and resources; importing twice changes nothing."""
    from backend.commands.import_fhir import run

    if not run(load_settings(), paths, source, console):
        raise typer.Exit(1)


@app.command()
def import_dictionary(
    file: Annotated[
        Path, typer.Argument(help="МКБ-10 of the federal register of dictionaries (11.1005), as CSV with ;")
    ],
) -> None:
    """Import the official dictionary of diagnoses (МКБ-10); importing twice changes nothing."""
    from backend.commands.import_dictionary import run
    from backend.exchange.dictionaries.icd10 import BadDictionary

    try:
        with console.status("Reading and storing…"):
            lines, stored = run(load_settings(), file)
    except BadDictionary as refused:
        console.print(f"[red]Not imported:[/red] {escape(str(refused))}", highlight=False)
        raise typer.Exit(1) from None
    console.print(
        f"{lines} lines: {stored.new} new, {stored.changed} changed, {stored.gone} no longer in force.", highlight=False
    )


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from backend.graphql_schema import graphql_schema
    from backend.schema.build import print_schema

    sys.stdout.write(print_schema(graphql_schema()[0]))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A file that does not exist yet")],
    with_keys: Annotated[
        bool, typer.Option(help="Put the keys in, sealed with a passphrase (asked for, or MEDCARD_BACKUP_PASSPHRASE)")
    ] = False,
) -> None:
    """Write the whole database and the log's anchors into one file."""
    from backend.commands.backup import backup as run
    from backend.commands.backup_file import BadBackup

    settings = load_settings()
    passphrase = _passphrase(new=True) if with_keys else None
    try:
        with console.status("Writing the backup…"):
            run(settings, file, passphrase)
    except BadBackup as refused:
        console.print(f"[red]Not written:[/red] {escape(str(refused))}", highlight=False)
        raise typer.Exit(1) from None
    console.print(f"Written and checked: {escape(str(file))}", highlight=False)
    if not with_keys:
        console.print(
            f"The keys are not in it. Keep a copy of {escape(str(settings.data_dir / 'secrets'))} elsewhere: without "
            "them a restored database does not open.",
            highlight=False,
        )


@app.command()
def restore(file: Path, replace: Annotated[bool, typer.Option(help="Replace the data that is there")] = False) -> None:
    """Restore a backup into an empty database, after checking it."""
    from backend.commands.backup_file import BadBackup
    from backend.commands.restore import NotEmpty
    from backend.commands.restore import restore as run

    status = console.status("Checking and restoring…")

    def ask() -> str:
        status.stop()
        try:
            return _passphrase(new=False)
        finally:
            status.start()

    try:
        with status:
            run(load_settings(), file, replace=replace, ask=ask)
    except (BadBackup, NotEmpty) as refused:
        console.print(f"[red]Not restored:[/red] {escape(str(refused))}", highlight=False)
        raise typer.Exit(1) from None
    console.print("Restored and checked. Everyone signs in again.")


def _passphrase(*, new: bool) -> str:
    given = os.environ.get("MEDCARD_BACKUP_PASSPHRASE")
    return given or str(typer.prompt("Passphrase of the keys", hide_input=True, confirmation_prompt=new, err=True))


@app.command()
def check() -> None:
    """Look at database, rules, web bundle, gateways and staff, and say what is wrong or lacking and what to do."""
    from backend.commands.check import Look, findings

    with console.status("Looking…"):
        found = findings(load_settings())
    marks = {Look.GOOD: "[green]ok[/green]  ", Look.LACKS: "[yellow]lacks[/yellow]", Look.WRONG: "[red]wrong[/red]"}
    for look, text in found:
        console.print(f"{marks[look]} {text}")
    if any(look is Look.WRONG for look, _ in found):
        raise typer.Exit(1)


@audit_app.command("verify")
def audit_verify() -> None:
    """Verify the access log's chain: changed, removed, reordered and cut-off rows show."""
    from backend.commands.audit import verify

    with console.status("Verifying…"):
        verdict = verify(load_settings())
    console.print(f"{verdict.records} records, {verdict.rows} rows, {verdict.pending} not sealed yet")
    for fault in verdict.faults:
        console.print(f"[red]fault[/red] {fault}")
    if verdict.faults:
        raise typer.Exit(1)
    console.print("The log is whole.")


def main() -> None:
    """Runs a command. What a user can put right is told in a sentence, without a traceback."""
    import asyncpg
    from pydantic import ValidationError

    from backend.embedded import NotStarted
    from backend.settings import WrongKey

    try:
        app()
    except (NotStarted, WrongKey) as fault:
        _give_up(str(fault))
    except ValidationError as wrong:
        # The variable and what is wrong with it; its value may be a key or a password.
        for found in wrong.errors(include_url=False, include_context=False, include_input=False):
            name = "_".join(str(part) for part in found["loc"][:1]).upper()
            console.print(f"[red]MEDCARD_{name}[/red]: {found['msg']}")
        sys.exit(2)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as fault:
        _give_up(
            f"the database does not answer as it should ({type(fault).__name__}). Run `medcard check` to see what is wrong."
        )


def _give_up(why: str) -> None:
    console.print(f"[red]Stopped:[/red] {why}", highlight=False)
    sys.exit(1)
