"""`medcard worker`: a worker by itself, beside others on the same database, until a signal stops it."""

import asyncio
import contextlib

from rich.console import Console

from backend.commands.listening import ended_by_signals, stopped_by_signals
from backend.database import Address, Database
from backend.settings import Settings
from backend.telemetry import set_up_logs
from backend.worker import run


def work(settings: Settings, console: Console) -> None:
    """Works until stopped. Jobs that it held when it was killed are taken over by the others."""
    set_up_logs()
    with ended_by_signals(), Database(settings) as database, contextlib.suppress(SystemExit):
        asyncio.run(_work(settings, database.address, console))


async def _work(settings: Settings, address: Address, console: Console) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    # Jobs under way are finished first; an exit out of the handler would tear the queue from under them.
    with stopped_by_signals(lambda: loop.call_soon_threadsafe(stop.set)):
        console.print("The worker works. Ctrl-C stops it.")
        await run(settings, address, stop)
