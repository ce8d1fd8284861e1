"""Before anything is measured: every contestant gives the same content, for many people and both standings."""

import http.client
import random
from collections.abc import Sequence
from typing import Any

import orjson

from benchmarks.contestants.running import Contestant
from benchmarks.operations import OPERATIONS, Operation
from benchmarks.people import Viewer


class Different(Exception):
    """Two contestants answer differently; says who, where and on which operation."""


def compare(
    judge: Contestant, whole: Sequence[Contestant], data_only: Sequence[Contestant], viewers: Sequence[Viewer]
) -> int:
    """Compares `whole` answers, and for `data_only` the data but for cursors; gives the number of comparisons."""
    chance, done = random.Random(7), 0  # noqa: S311  no secret
    for operation in OPERATIONS:
        for viewer in chance.sample(list(viewers), min(60, len(viewers))):
            patients = operation.patients(viewer, chance)
            wanted = _ask(judge, operation, viewer, patients)
            if "errors" in wanted or any(value is None for value in wanted["data"].values()):
                raise Different(f"({operation.label}) {judge.name} refuses: {wanted.get('errors')}")
            for contestant in whole:
                _same(wanted, _ask(contestant, operation, viewer, patients), f"({operation.label}) {contestant.name}")
                done += 1
            for contestant in data_only:
                found = _ask(contestant, operation, viewer, patients)
                found = found.get("data", found) if "data" in found else found
                _same(_without_cursor(wanted["data"]), _without_cursor(found), f"({operation.label}) {contestant.name}")
                done += 1
    return done


def _ask(contestant: Contestant, operation: Operation, viewer: Viewer, patients: dict[str, int]) -> Any:
    head, _, body = contestant.request(operation, viewer, patients).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    connection = http.client.HTTPConnection("127.0.0.1", contestant.port, timeout=30)
    try:
        connection.request("POST", first.split()[1], body, headers)
        response = connection.getresponse()
        answer = orjson.loads(response.read())
        if response.status != 200 or answer.get("data") is None:
            raise Different(f"({operation.label}) {contestant.name} answers {response.status}: {str(answer)[:400]}")
        return contestant.data(operation, answer)
    finally:
        connection.close()


def _same(wanted: Any, found: Any, where: str, path: str = "") -> None:
    if isinstance(wanted, dict) and isinstance(found, dict):
        if wanted.keys() != found.keys():
            raise Different(f"{where}: other keys at {path or 'the top'}: {sorted(wanted)} and {sorted(found)}")
        for key in wanted:
            _same(wanted[key], found[key], where, f"{path}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            raise Different(f"{where}: {len(wanted)} and {len(found)} items at {path}")
        for place, (one, other) in enumerate(zip(wanted, found, strict=True)):
            _same(one, other, where, f"{path}[{place}]")
    elif wanted != found:
        raise Different(f"{where}: {str(wanted)[:200]} and {str(found)[:200]} at {path}")


def _without_cursor(value: Any) -> Any:
    """The value without `endCursor`: every server seals its cursors in its own way."""
    if isinstance(value, dict):
        return {key: _without_cursor(inner) for key, inner in value.items() if key != "endCursor"}
    return [_without_cursor(inner) for inner in value] if isinstance(value, list) else value
