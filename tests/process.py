"""Medcard as a process of its own, over a data folder of its own: what only a real process shows."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from backend.database import Address
from tests.nest import ROOT, Hatched, environment, nest

# A start from nothing: seconds of imports. `Server` and `medcard` come out of the nest.
MEDCARD = [sys.executable, "-c", "from backend.cli import main; main()"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def database_url(address: Address) -> str:
    """The address as MEDCARD_DATABASE_URL takes it."""
    return f"postgresql://{address.user}@/{address.database}?host={address.host}&port={address.port}"


def medcard(folder: Path, *arguments: str, expect: int | None = 0, **more: str) -> str:
    """Runs a command to its end and gives what it printed, both streams."""
    done = nest().hatch(*arguments, **environment(folder, **more))
    ended, printed = done.wait(120), done.log.read_text()
    assert expect is None or ended == expect, printed
    return printed


def copy_folder(source: Path, target: Path) -> Path:
    """A data folder like the other, whose server must be stopped; owners are kept."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target


def database_process(folder: Path) -> psutil.Process | None:
    """The running server of a data folder."""
    with contextlib.suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0]))
        return process if process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name() else None
    return None


class Command(subprocess.Popen[str]):
    """A command in a group of its own; what it prints, both streams, is in `log`."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        number, name = tempfile.mkstemp(prefix="medcard-", suffix=".log")
        self.log = Path(name)
        with open(number, "w") as written:
            super().__init__(
                command,
                cwd=ROOT,
                env=environment,
                stdout=written,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )


@dataclass
class Server:
    """`medcard serve` in demo mode, or another command that ends in it; `start` waits until it answers."""

    folder: Path
    port: int = field(default_factory=free_port)
    command: list[str] | None = None

    def __post_init__(self) -> None:
        self.http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=20)
        self.process: Hatched | Command | None = None

    async def start(self) -> "Server":
        given = environment(self.folder, MEDCARD_DEMO="1", MEDCARD_PORT=str(self.port))
        self.process = Command(self.command, given) if self.command else nest().hatch("serve", **given)
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if (await self.http.get("/health")).status_code == 200:
                    return self
            assert self.process.poll() is None, self.process.log.read_text()
            await asyncio.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """As a crash: no chance to put anything in order."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> str:
        """Stops the whole group, as a terminal does, and gives what was printed."""
        assert self.process
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        self.process.wait(60)
        return self.process.log.read_text()

    def left(self) -> list[str]:
        """Processes of the group, and the database, that still run."""
        assert self.process
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, ProcessLookupError):
                if os.getsid(process.pid) == self.process.pid and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process.name())
        return [*found, *(["postgres"] if database_process(self.folder) else [])]

    async def ask(self, query: str, token: str | None = None, **variables: Any) -> tuple[dict[str, Any], str]:
        """The answer and the request's id. Raises httpx.TransportError where there is none."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        return response.json(), response.headers["x-request-id"]

    async def sign_in(self, login: str) -> str:
        answer, _ = await self.ask(
            "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
            input={"login": login, "password": "medcard-demo"},
        )
        return str(answer["data"]["signIn"]["token"])

    async def enter(self, login: str) -> str:
        """The token of a session with the card open."""
        token = await self.sign_in(login)
        await self.ask("mutation { requestCardEntryCode { userErrors { code } } }", token)
        code = (await self.http.get("/demo/outbox", params={"login": login})).json()[0]["code"]
        answer, _ = await self.ask(
            "mutation($input: EnterCardInput!) { enterCard(input: $input) { userErrors { code } } }",
            token,
            input={"code": code},
        )
        assert answer["data"]["enterCard"]["userErrors"] == []
        return token
