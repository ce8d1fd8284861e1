"""`medcard` as real processes that start at once: forked from one that has imported everything already.

Of each start's three seconds all but a few tenths are imports, and the tests start it a hundred times. A start from nothing
is tests/commands/test_serve.py's, by `make run` itself.
"""

import contextlib
import functools
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a command over this data folder; nothing of the caller's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDCARD_")}
    return {**kept, "MEDCARD_DATA_DIR": str(folder), "COLUMNS": "200", "NO_COLOR": "1", **more}


@dataclass(frozen=True, slots=True)
class Hatched:
    """One process, in a group of its own, as `subprocess.Popen` shows one; what it prints is in `log`."""

    pid: int
    log: Path

    def poll(self) -> int | None:
        """How it ended, as of a `Popen`; None while it runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return None
        with contextlib.suppress(FileNotFoundError):
            return int(_ending(self.log).read_text())
        return -signal.SIGKILL

    def wait(self, timeout: float = 20) -> int:
        until = time.monotonic() + timeout
        while (ended := self.poll()) is None:
            assert time.monotonic() < until, f"it does not end: {self.log.read_text()}"
            time.sleep(0.002)
        return ended

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """By -9: no chance to put anything in order."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


class Nest:
    """The process that others are forked from; closing it kills them all."""

    def __init__(self, logs: Path) -> None:
        self._logs, self._hatched = logs, list[Hatched]()
        self._one_by_one = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nest"],
            cwd=ROOT,
            env=environment(logs),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def hatch(self, *arguments: str, **variables: str) -> Hatched:
        """`medcard <arguments>` in this environment."""
        assert self._process.stdin and self._process.stdout
        with self._one_by_one:
            log = self._logs / f"{len(self._hatched)}-{arguments[0]}.log"
            self._process.stdin.write(json.dumps([arguments, variables, str(log)]) + "\n")
            self._process.stdin.flush()
            hatched = Hatched(int(self._process.stdout.readline()), log)
            self._hatched.append(hatched)
        return hatched

    def close(self) -> None:
        for hatched in self._hatched:
            hatched.kill()
        self._process.kill()
        self._process.wait()


@functools.cache
def nest() -> Nest:
    """The one of this run of tests; the fixture that closes it is tests/conftest.py's."""
    return Nest(Path(tempfile.mkdtemp(prefix="medcard-nest-")))


def close_nest() -> None:
    """Kills all that came out of it."""
    if nest.cache_info().currsize:
        nest().close()
        shutil.rmtree(nest()._logs)
        nest.cache_clear()


def _ending(log: Path) -> Path:
    return log.with_suffix(".ended")


def _hatch_each() -> None:
    """Forks a process for each line of the input, and says its id."""
    from backend.cli import main
    from backend.graphql_schema import graphql_schema

    graphql_schema()
    # What is here already is never looked through again, nor copied for that, in any of the forks.
    gc.freeze()
    # Nobody waits for those that end, so that none of them stays as a zombie.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        arguments, variables, log = json.loads(line)
        if os.fork():
            continue
        os.setsid()
        print(os.getpid(), flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(variables)
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for stream, place in ((nothing, 0), (written, 1), (written, 2)):
            os.dup2(stream, place)
        sys.argv = ["medcard", *arguments]
        ended = 1
        try:
            main()
            ended = 0
        except SystemExit as said:
            ended = said.code if isinstance(said.code, int) else int(said.code is not None)
        except BaseException:
            traceback.print_exc()
        _ending(Path(log)).write_text(str(ended))
        return


if __name__ == "__main__":
    _hatch_each()
