"""`medcard serve`: web and worker in one process; a signal stops everything it started."""

import asyncio
import contextlib
import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator
from types import FrameType

import asyncpg
import typer
import uvicorn
from rich.console import Console
from starlette.types import ASGIApp

from backend.app import create_app
from backend.database import Database
from backend.demo.load import NotADemo, check_demo_allowed
from backend.migration_state import migration_state
from backend.settings import Settings
from backend.telemetry import set_up_logs
from backend.worker import run as run_worker

# A closed terminal and a stopped service end like Ctrl-C.
_STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class CannotServe(Exception):
    """Why serving does not begin, and what to do."""


def serve(settings: Settings, console: Console) -> None:
    """Serves until stopped. Exits with 1, saying why, where it may not or cannot start; nothing is left running."""
    set_up_logs()
    try:
        # The port comes first: where it is taken, nothing has been started that would need stopping.
        with _ended_by_signals(), contextlib.closing(_listen(settings)) as listener, Database(settings) as database:
            asyncio.run(_check(settings, database))
            _run(settings, database, listener)
    except CannotServe as refused:
        console.print(f"[red]Medcard does not start:[/red] {refused}")
        raise typer.Exit(1) from None


def _run(settings: Settings, database: Database, listener: socket.socket) -> None:
    config = server_config(settings, create_app(settings, database.address))
    server = _Server(config, lambda: _say_where(settings))
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


class _Server(uvicorn.Server):
    """Stops at a signal without raising it again: what was started is stopped by who started it."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with _handled(self.handle_exit):
            yield


def _say_where(settings: Settings) -> None:
    if settings.demo:
        print(f"Откройте {settings.origin} в браузере.", flush=True)
        print("Войдите как anna, пароль medcard-demo; код для карты: /demo/outbox?login=anna", flush=True)
    else:
        print(f"Medcard: {settings.origin}", flush=True)


def _listen(settings: Settings) -> socket.socket:
    """The listening socket. Raises CannotServe."""
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        raise CannotServe(f"{settings.host} is no address of this machine. Correct MEDCARD_HOST or --host.") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Listening at once tells of another server now, and not after the database has been started.
        listener.listen(2048)
    except (OSError, OverflowError):
        listener.close()
        raise CannotServe(
            f"port {settings.port} of {settings.host} is taken or not allowed. Stop what listens there, or choose "
            f"another: `make run PORT=8001`, `medcard serve --port 8001` or MEDCARD_PORT."
        ) from None
    return listener


async def _check(settings: Settings, database: Database) -> None:
    """Raises CannotServe where the database is not ready or demo mode must not start on it."""
    if settings.demo and settings.host != "localhost" and not _is_loopback(settings.host):
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


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Makes every stopping signal an exit that unwinds, before and after the server handles them itself."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    with _handled(leave):
        yield


@contextlib.contextmanager
def _handled(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Handles the stopping signals. A hang-up that was to be ignored (nohup) stays ignored.

    An interrupt does not: shells start what runs in the background with it ignored, and it has to stop all the same.
    """
    before = {number: signal.getsignal(number) for number in _STOPPING}
    taken = [
        number
        for number, old in before.items()
        if old is not signal.SIG_IGN or number in (signal.SIGINT, signal.SIGTERM)
    ]
    for number in taken:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
