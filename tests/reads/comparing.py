"""Compares a compiled answer with the reference's, byte for byte apart from white space between tokens."""

import json
from typing import Any

from tests.reads.reference.cursors import CursorBook, Token
from tests.reads.reference.reader import Answer
from tests.reads.reference.values import json_text, without_space


def compare(body: bytes, expected: Answer, cursors: CursorBook) -> None:
    """Asserts that the body says what is expected. Learns the cursors on the way."""
    text = body.decode()
    answer = json.loads(text)
    if expected.data is None:
        assert answer.get("data") is None, text[:2000]
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}, text[:2000]
        return
    assert answer.get("data") is not None, text[:2000]
    data = json_text(_with_cursors(expected.data, answer["data"], cursors))
    compact = without_space(text)
    start = f'{{"data":{data}'
    assert compact.startswith(start), _difference(compact, start)
    found = [
        (error["extensions"]["code"], error["extensions"].get("reason"), error["path"])
        for error in answer.get("errors", [])
    ]
    assert found == expected.errors, (found, expected.errors)
    end = f',"extensions":{{"redactions":{json_text(expected.redactions)}}}}}' if expected.redactions else "}"
    errors = f',"errors":{without_space(json.dumps(answer["errors"], ensure_ascii=False))}' if found else ""
    assert compact[len(start) :] == errors + end, (compact[len(start) :], errors + end)


def _with_cursors(expected: Any, actual: Any, cursors: CursorBook) -> Any:
    """The expected value, each cursor that it leaves open replaced by the one given, once that is learned."""
    if isinstance(expected, Token):
        assert isinstance(actual, str), f"no cursor for {expected}"
        cursors.learn(expected.place, actual)
        return actual
    if isinstance(expected, dict):
        inner = actual if isinstance(actual, dict) else {}
        return {key: _with_cursors(value, inner.get(key), cursors) for key, value in expected.items()}
    if isinstance(expected, list):
        items = actual if isinstance(actual, list) else []
        return [
            _with_cursors(value, items[place] if place < len(items) else None, cursors)
            for place, value in enumerate(expected)
        ]
    return expected


def _difference(actual: str, expected: str) -> str:
    place = next((place for place, (a, b) in enumerate(zip(actual, expected, strict=False)) if a != b), len(expected))
    start = max(0, place - 120)
    return f"at {place}:\n  compiled  …{actual[start : place + 200]}\n  reference …{expected[start : place + 200]}"
