"""`make bench`: loads generated patients, checks that all contestants answer alike, measures them in turns."""

import argparse
import asyncio
import time
from pathlib import Path

import asyncpg

from backend.database import Database
from benchmarks import sealing
from benchmarks.comparing import compare
from benchmarks.contestants import running
from benchmarks.databases import give_rules_to_rival, load, open_database
from benchmarks.machine import machine
from benchmarks.measuring import Entered, Turns, measure
from benchmarks.meter import postmaster, resident_mib
from benchmarks.operations import OPERATIONS
from benchmarks.people import Viewer, keep_cards_open, sign_in_everybody
from benchmarks.table import table

_POOL = 8
_MOST_VIEWERS = 10_000


def main() -> None:
    options = _options()
    folder = options.folder.resolve()
    many, few = folder / f"patients-{options.patients}", folder / f"patients-{options.few}"
    for each, patients in ((many, options.patients), (few, options.few)):
        seconds = load(each, patients)
        print(f"{patients} patients: " + (f"loaded in {seconds:.0f} s" if seconds else "loaded before"), flush=True)
    with open_database(many) as large, open_database(few) as small:
        _run(options, many, few, large, small)


def _run(options: argparse.Namespace, many: Path, few: Path, large: Database, small: Database) -> None:
    viewers, small_viewers = (asyncio.run(_prepare(database)) for database in (large, small))
    asyncio.run(give_rules_to_rival(large.address))
    contestants: list[running.Contestant] = []
    try:
        medcard = running.medcard(many, options.port)
        contestants.append(medcard)
        contestants.append(handwritten := running.handwritten(many, options.port + 1))
        contestants.append(rival := running.postgraphile(large.address, _POOL, options.port + 2))
        contestants.append(logging_rival := running.postgraphile(large.address, _POOL, options.port + 3, logs=True))
        contestants.append(plain := running.plain(many, options.port + 4))
        compared = compare(medcard, [handwritten], [rival, logging_rival, plain], viewers)
        print(f"{compared} answers of E, D and plain Strawberry have Medcard's content", flush=True)
        turns = Turns(options.rounds, options.warm, options.seconds, _POOL)
        with sealing.held(large.address) as keep_open:
            names = [each.name for each in contestants]
            entered = [Entered(each, viewers, postmaster(many)) for each in contestants]
            counts = measure(entered, OPERATIONS, turns, keep_open, _progress)
        print(f"\n{machine()}\n\n{table(counts, names, OPERATIONS)}\n", flush=True)
        contestants.append(medcard_small := running.medcard(few, options.port + 5, "Medcard, few"))
        _compare_sizes(options, medcard, medcard_small, viewers, small_viewers, many, few, large, small)
        print(sealing.report(large.address, medcard.process, postmaster(many)))
        print(f"memory of Medcard's process after the run: {resident_mib(medcard.process):.0f} MiB", flush=True)
    finally:
        for contestant in contestants:
            contestant.stop()


def _compare_sizes(options, medcard, medcard_small, viewers, small_viewers, many, few, large, small) -> None:  # type: ignore[no-untyped-def]
    """(b) over many patients against (b) over few, in turns of their own."""
    entered = [
        Entered(medcard, viewers, postmaster(many)),
        Entered(medcard_small, small_viewers, postmaster(few)),
    ]
    turns = Turns(options.rounds, options.warm, options.seconds, _POOL)
    b = [operation for operation in OPERATIONS if operation.label == "b"]
    with sealing.held(large.address) as keep_open, sealing.held(small.address) as keep_small_open:

        def keep_both_open() -> None:
            keep_open()
            keep_small_open()

        counts = measure(entered, b, turns, keep_both_open, _progress)
    big, little = counts["Medcard", "b"], counts["Medcard, few", "b"]
    print(
        f"(b) at {options.patients} patients against {options.few}: CPU a request {big.cpu * 1000:.3f} against "
        f"{little.cpu * 1000:.3f} ms, {big.cpu / little.cpu:.2f} times; p50 {big.percentile(0.5) * 1000:.2f} against "
        f"{little.percentile(0.5) * 1000:.2f} ms, {big.percentile(0.5) / little.percentile(0.5):.2f} times"
    )


async def _prepare(database: Database) -> list[Viewer]:
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        viewers = await sign_in_everybody(connection, _MOST_VIEWERS)
        await keep_cards_open(connection)
        await connection.execute("CHECKPOINT")
        return viewers
    finally:
        await connection.close()


def _progress(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("var-bench"), help="where the databases are kept")
    parser.add_argument("--patients", type=int, default=20_000)
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of one turn")
    parser.add_argument("--warm", type=float, default=0.7, help="seconds of load before each turn, not counted")
    parser.add_argument("--port", type=int, default=8110, help="first of six ports")
    return parser.parse_args()


if __name__ == "__main__":
    main()
