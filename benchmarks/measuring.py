"""Measures contestants in turns, so that what else the machine does falls on all of them alike."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.contestants.running import Contestant
from benchmarks.load import write_requests
from benchmarks.meter import cpu_of
from benchmarks.operations import Operation
from benchmarks.people import Viewer

_DISTINCT = 3000


@dataclass(slots=True)
class Counted:
    """What one contestant did with one operation in all rounds. Seconds throughout."""

    requests: int = 0
    seconds: float = 0.0
    bytes: int = 0
    server_cpu: float = 0.0
    database_cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu(self) -> float:
        """CPU seconds of server and database together, a request."""
        return (self.server_cpu + self.database_cpu) / self.requests

    def percentile(self, part: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


@dataclass(frozen=True, slots=True)
class Turns:
    """How the load is laid out. `settle` runs before each round; `warm` and `seconds` are of one turn."""

    rounds: int
    warm: float
    seconds: float
    connections: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A contestant with the people it is asked about and the database process behind it."""

    contestant: Contestant
    viewers: Sequence[Viewer]
    database: psutil.Process


def measure(
    entered: Sequence[Entered],
    operations: Sequence[Operation],
    turns: Turns,
    before_round: Callable[[], None],
    progress: Callable[[str], None],
) -> dict[tuple[str, str], Counted]:
    """Counts by contestant's name and operation's label."""
    counts = {(each.contestant.name, operation.label): Counted() for each in entered for operation in operations}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "requests"
        for number in range(turns.rounds):
            before_round()
            # Another order each round, so that none always runs after the same one.
            order = list(entered)
            random.Random(number).shuffle(order)  # noqa: S311  no secret
            for operation in operations:
                for each in order:
                    progress(f"round {number + 1} of {turns.rounds}, ({operation.label}) {each.contestant.name}")
                    write_requests(path, _requests(each, operation, number))
                    _load(each.contestant.port, path, turns.connections, turns.warm)
                    _turn(each, path, turns, counts[each.contestant.name, operation.label])
    return counts


def _turn(each: Entered, path: Path, turns: Turns, counted: Counted) -> None:
    server, database = cpu_of(each.contestant.process), cpu_of(each.database)
    found = _load(each.contestant.port, path, turns.connections, turns.seconds)
    counted.server_cpu += cpu_of(each.contestant.process) - server
    counted.database_cpu += cpu_of(each.database) - database
    counted.requests += found["count"]
    counted.seconds += found["seconds"]
    counted.bytes += found["bytes"]
    counted.latencies.extend(found["latencies"])


def _requests(each: Entered, operation: Operation, number: int) -> list[bytes]:
    """Many different people in an order of chance, the same for every contestant of a round."""
    chance = random.Random(f"{operation.label} {number}")  # noqa: S311  no secret
    chosen = (chance.choice(each.viewers) for _ in range(_DISTINCT))
    return [each.contestant.request(operation, viewer, operation.patients(viewer, chance)) for viewer in chosen]


def _load(port: int, path: Path, connections: int, seconds: float) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(path), str(connections), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr else "the load client failed")
    return json.loads(done.stdout)
