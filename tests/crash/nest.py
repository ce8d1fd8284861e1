"""`medcard` as real processes that start at once: forked from one that has imported everything already.

A kill at every step needs dozens of starts, and of each start's three seconds all but a few tenths are imports.
"""

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.process import ROOT, environment


@dataclass(frozen=True, slots=True)
class Hatched:
    """One process, in a group of its own, as `subprocess.Popen` shows one; what it prints is in `log`."""

    pid: int
    log: Path

    def poll(self) -> int | None:
        """None while it runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return None
        return 0

    def wait(self, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while self.poll() is None:
            assert time.monotonic() < until, "it does not end"
            time.sleep(0.002)

    def kill(self) -> None:
        """By -9: no chance to put anything in order."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


class Nest:
    """The process that others are forked from; closing it kills them all."""

    def __init__(self, logs: Path) -> None:
        self._logs, self._hatched = logs, list[Hatched]()
        logs.mkdir(parents=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nest"],
            cwd=ROOT,
            env=environment(logs),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def hatch(self, *arguments: str, **variables: str) -> Hatched:
        """`medcard <arguments>` in this environment."""
        log = self._logs / f"{len(self._hatched)}-{arguments[0]}.log"
        assert self._process.stdin and self._process.stdout
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
        main()
        return


if __name__ == "__main__":
    _hatch_each()
