"""`medcard serve`: web and worker in one process; a signal stops everything it started."""

import asyncio
import contextlib
import gc
import socket

import asyncpg
import typer
import uvicorn
from rich.console import Console
from starlette.types import ASGIApp

from backend.app import create_app
from backend.commands.listening import CannotServe, Server, ended_by_signals, is_loopback, listen
from backend.database import Database
from backend.demo.load import NotADemo, check_demo_allowed
from backend.migration_state import migration_state
from backend.settings import Settings
from backend.subscriptions.websocket import LONGEST_MESSAGE
from backend.telemetry import set_up_logs
from backend.worker import run as run_worker


def serve(settings: Settings, console: Console) -> None:
    """Serves until stopped. Exits with 1, saying why, where it may not or cannot start; nothing is left running."""
    set_up_logs()
    try:
        # The port comes first: where it is taken, nothing has been started that would need stopping.
        with ended_by_signals(), contextlib.closing(_listener(settings)) as listener, Database(settings) as database:
            asyncio.run(_check(settings, database))
            _run(settings, database, listener)
    except CannotServe as refused:
        console.print(f"[red]Medcard does not start:[/red] {refused}", soft_wrap=True)
        raise typer.Exit(1) from None


def _run(settings: Settings, database: Database, listener: socket.socket) -> None:
    app = create_app(settings, database.address)
    # The schema stays as long as the server: it is not looked through again and again for what nobody needs any more.
    gc.collect()
    gc.freeze()
    config = server_config(settings, app)

    async def stopping() -> None:
        # Streams have no end of their own, and a server waits for what it answers.
        await app.state.subscriptions.connections.end_all()

    server = Server(config, lambda: _say_where(settings), stopping)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve_and_work(settings, database, server, listener))


def server_config(settings: Settings, app: ASGIApp) -> uvicorn.Config:
    """How the web server runs: quiet, since an access log would hold addresses and people's paths."""
    return uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_level="warning",
        loop="uvloop",
        http="httptools",
        timeout_graceful_shutdown=5,
        # A message of a socket is small, and none is unpacked before its size is known.
        ws_max_size=LONGEST_MESSAGE,
        ws_per_message_deflate=False,
        # Addresses count for throttling: a header tells one only where a proxy of our own wrote it.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
    )


async def _serve_and_work(
    settings: Settings, database: Database, server: uvicorn.Server, listener: socket.socket
) -> None:
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(settings, database.address, stop))
    try:
        await server.serve(sockets=[listener])
    finally:
        stop.set()
        await worker


def _say_where(settings: Settings) -> None:
    if settings.demo:
        print(f"Откройте {settings.origin} в браузере.", flush=True)
        print("Войдите как anna, пароль medcard-demo; код для карты: /demo/outbox?login=anna", flush=True)
    else:
        print(f"Medcard: {settings.origin}", flush=True)


def _listener(settings: Settings) -> socket.socket:
    return listen(
        settings.host,
        settings.port,
        address_advice="Correct MEDCARD_HOST or --host.",
        port_advice="choose another: `make run PORT=8001`, `medcard serve --port 8001` or MEDCARD_PORT.",
    )


async def _check(settings: Settings, database: Database) -> None:
    """Raises CannotServe where the database is not ready or demo mode must not start on it."""
    if settings.demo and not is_loopback(settings.host):
        raise CannotServe("demo mode answers on loopback only. Set MEDCARD_HOST=127.0.0.1 or leave MEDCARD_DEMO out.")
    try:
        connection = await asyncpg.connect(**database.address.connect_arguments())
    except (OSError, asyncpg.PostgresError) as fault:
        raise CannotServe(
            f"the database does not answer ({type(fault).__name__}). Check MEDCARD_DATABASE_URL and its server."
        ) from None
    try:
        if advice := (await migration_state(connection)).advice:
            raise CannotServe(advice)
        if settings.demo:
            await check_demo_allowed(connection)
    except NotADemo:
        raise CannotServe(
            "the database holds people who are not the demo's. Use another MEDCARD_DATA_DIR or MEDCARD_DATABASE_URL, "
            "or leave MEDCARD_DEMO out."
        ) from None
    finally:
        await connection.close()
