"""`medcard worker`: a worker by itself, beside others on the same database, until a signal stops it."""

import asyncio
import contextlib

from rich.console import Console

from backend.commands.listening import ended_by_signals
from backend.database import Database
from backend.settings import Settings
from backend.telemetry import set_up_logs
from backend.worker import run


def work(settings: Settings, console: Console) -> None:
    """Works until stopped. Jobs that it held when it was killed are taken over by the others."""
    set_up_logs()
    with ended_by_signals(), Database(settings) as database, contextlib.suppress(SystemExit):
        console.print("The worker works. Ctrl-C stops it.")
        asyncio.run(run(settings, database.address, asyncio.Event()))
