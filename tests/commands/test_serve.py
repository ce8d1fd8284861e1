"""`medcard serve` and `make run`: what they start they stop, and what stands in the way they name."""

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from backend.database import Address
from tests.process import MEDCARD, Server, copy_folder, database_process, database_url, free_port, medcard

# The recipe of `make run` itself; what is built already counts as up to date, whatever the checkout's clock says.
MAKE_RUN = ["make", "-o", ".make/python", "-o", ".make/web", "-o", ".make/graphiql", "run"]
WHO = "{ viewer { account { login } } }"


async def test_make_run_stops_everything_at_ctrl_c_and_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"):
        monkeypatch.delenv(name, raising=False)
    port = free_port()
    server = await Server(tmp_path / "data", port, [*MAKE_RUN, f"PORT={port}"]).start()
    token = await server.sign_in("anna")
    assert database_process(server.folder) is not None
    printed = server.stop(signal.SIGINT)
    await server.http.aclose()
    assert server.left() == []
    lines = [line for line in printed.splitlines() if line.strip() and not line.startswith(("make", "The demo"))]
    assert len(lines) == 2 and f"http://127.0.0.1:{port}" in lines[0] and "anna" in lines[1], printed
    assert "Traceback" not in printed

    again = await Server(server.folder, port, [*MAKE_RUN, f"PORT={port}"]).start()
    answer, _ = await again.ask(WHO, token)
    assert answer["data"]["viewer"] == {"account": {"login": "anna"}}, "a second run keeps data and sessions"
    again.stop(signal.SIGTERM)
    await again.http.aclose()
    assert again.left() == []


async def test_a_closed_terminal_ends_it_in_order(demo_folder: Path, tmp_path: Path) -> None:
    server = await Server(copy_folder(demo_folder, tmp_path / "data")).start()
    assert server.process
    server.process.send_signal(signal.SIGHUP)
    assert server.process.wait(60) == 0
    await server.http.aclose()
    assert server.left() == []


async def test_it_stops_at_an_interrupt_in_the_background_as_well(demo_folder: Path, tmp_path: Path) -> None:
    """A shell without job control starts `medcard serve &` with the interrupt ignored."""
    ignoring = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *MEDCARD, "serve"]
    server = await Server(copy_folder(demo_folder, tmp_path / "data"), command=ignoring).start()
    server.stop(signal.SIGINT)
    await server.http.aclose()
    assert server.left() == []


async def test_a_server_killed_once_leaves_no_database_behind_later(demo_folder: Path, tmp_path: Path) -> None:
    """The killed one is forgotten as a user of the database, so that the next stops it."""
    server = await Server(copy_folder(demo_folder, tmp_path / "data")).start()
    server.kill()
    await server.http.aclose()
    assert database_process(server.folder) is not None, "nobody was there to stop it"
    again = await Server(server.folder).start()
    again.stop()
    await again.http.aclose()
    assert again.left() == []


async def test_a_taken_port_is_named_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = await asyncio.to_thread(medcard, tmp_path / "data", "serve", "--port", port, expect=1)
    assert f"port {port}" in said and "--port" in said and "Traceback" not in said
    assert not (tmp_path / "data").exists()


async def test_what_stands_in_the_way_is_said(
    tmp_path: Path, new_database: Callable[[], Awaitable[Address]], server: Address
) -> None:
    async def said(address: Address, expect: int = 1, **more: str) -> str:
        given = {"MEDCARD_DATABASE_URL": database_url(address), "MEDCARD_PORT": str(free_port()), **more}
        text = await asyncio.to_thread(medcard, tmp_path, "serve", expect=expect, **given)
        assert "Traceback" not in text
        return text

    assert "medcard migrate" in await said(server)
    address = await new_database()
    assert "loopback" in await said(address, MEDCARD_DEMO="1", MEDCARD_HOST="0.0.0.0")
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute(
        "INSERT INTO account (login, password_hash, level, roles, created_at) VALUES ('somebody', '-', 'FULL', '{CITIZEN}', now())"
    )
    await connection.close()
    assert "not the demo's" in await said(address, MEDCARD_DEMO="1")
    assert "MEDCARD_DATABASE_URL" in await said(address, MEDCARD_DATABASE_URL="postgresql://a:s3cret@127.0.0.1:1/x")
    assert "no address of this machine" in await said(address, MEDCARD_HOST="nowhere.invalid")
    wrong = await said(address, 2, MEDCARD_GRAPHQL_MAX_DEPTH="s3cret-value")
    assert "MEDCARD_GRAPHQL_MAX_DEPTH" in wrong and "s3cret-value" not in wrong


def test_a_stale_pid_file_of_another_program_does_not_stop_a_start(demo_folder: Path, tmp_path: Path) -> None:
    """After a restart of a container, the number may belong to anything."""
    folder = copy_folder(demo_folder, tmp_path / "data")
    other = subprocess.Popen(["sleep", "60"])
    try:
        lines = [str(other.pid), str(folder / "postgres"), "1", "5432", str(folder / "postgres"), "", "1 1", "ready"]
        (folder / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
        (folder / "postgres" / ".s.PGSQL.5432.lock").write_text("\n".join(lines) + "\n")
        (folder / "postgres" / ".handle_pids.json").write_text("[1, ")
        assert "whole" in medcard(folder, "audit", "verify")
        assert other.poll() is None
        assert database_process(folder) is None
    finally:
        other.kill()
        other.wait()
    assert os.path.exists(folder / "postgres" / "PG_VERSION")


def test_the_schema_is_printed_as_it_is_kept() -> None:
    root = Path(__file__).parents[2]
    assert medcard(root / "unused", "schema") == (root / "schema.graphql").read_text(encoding="utf-8")
    assert not (root / "unused").exists()
