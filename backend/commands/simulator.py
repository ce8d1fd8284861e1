"""`medcard simulator`: the outside registries and gateways, played by one server until Ctrl-C."""

import contextlib

import typer
import uvicorn
from rich.console import Console

from backend.commands.listening import CannotServe, Server, ended_by_signals, is_loopback, listen
from backend.registries.simulator.simulator import Simulator


def serve_simulator(host: str, port: int, api_key: str | None, console: Console) -> None:
    """Serves until stopped. Exits with 1, saying why, where it may not or cannot start."""
    try:
        if not is_loopback(host):
            console.print(
                f"Whoever reaches {host} can read every message sent to the simulator, and tell it what to say."
            )
        with (
            ended_by_signals(),
            contextlib.closing(
                listen(
                    host,
                    port,
                    address_advice="Correct --host.",
                    port_advice="choose another: `medcard simulator --port 8101`.",
                )
            ) as listener,
        ):
            config = uvicorn.Config(
                Simulator(api_key).app,
                access_log=False,
                server_header=False,
                # A dropped connection is what a script asked for, not an error to tell of.
                log_level="critical",
                timeout_graceful_shutdown=1,
            )
            address = f"[{host}]" if ":" in host else host
            Server(config, lambda: print(f"Simulator: http://{address}:{port}/simulator", flush=True)).run([listener])
    except CannotServe as refused:
        console.print(f"[red]The simulator does not start:[/red] {refused}", soft_wrap=True)
        raise typer.Exit(1) from None
