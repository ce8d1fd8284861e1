"""`medcard serve`: web and worker in one process group; Ctrl-C stops everything it started."""

import asyncio
import ipaddress
import logging

import asyncpg
import typer
import uvicorn
from rich.console import Console

from backend.app import create_app
from backend.database import Database
from backend.demo.load import NotADemo, check_demo_allowed
from backend.settings import Settings
from backend.worker import run as run_worker


def serve(settings: Settings, console: Console) -> None:
    """Serves until stopped. Exits with 1 where demo mode may not start."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    with Database(settings) as database:
        refusal = asyncio.run(_demo_refusal(settings, database)) if settings.demo else None
        if refusal is not None:
            console.print(f"[red]Demo mode does not start:[/red] {refusal}")
            raise typer.Exit(1)
        if settings.demo:
            print(f"Откройте {settings.origin} в браузере.", flush=True)
            print("Войдите как anna, пароль medcard-demo; код для карты: /demo/outbox?login=anna", flush=True)
        config = uvicorn.Config(
            create_app(settings, database.address),
            host=settings.host,
            port=settings.port,
            access_log=False,
            server_header=False,
            log_level="warning",
            loop="uvloop",
            http="httptools",
            timeout_graceful_shutdown=5,
        )
        asyncio.run(_run(settings, database, uvicorn.Server(config)))


async def _run(settings: Settings, database: Database, server: uvicorn.Server) -> None:
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(settings, database.address, stop))
    try:
        await server.serve()
    finally:
        stop.set()
        await worker


async def _demo_refusal(settings: Settings, database: Database) -> str | None:
    """Why demo mode must not start here; None where it may."""
    if settings.host != "localhost" and not _is_loopback(settings.host):
        return "it answers on loopback only (MEDCARD_HOST=127.0.0.1)."
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        await check_demo_allowed(connection)
        return None
    except NotADemo:
        return "the database holds people who are not the demo's. Use another MEDCARD_DATA_DIR or MEDCARD_DATABASE_URL."
    finally:
        await connection.close()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
