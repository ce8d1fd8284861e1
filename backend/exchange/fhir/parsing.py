"""From bytes to JSON, refusing what two readers could understand differently."""

import json
import math
from pathlib import Path
from typing import Any

from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, canonical

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64
# Lists, objects and their members: what a file takes in memory follows their number more than its bytes.
MAX_VALUES = 6_000_000
TOO_LARGE = f"the file is larger than {MAX_FILE_BYTES // 1024 // 1024} MiB"


def _object(pairs: list[tuple[str, Any]]) -> JSON:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("an object names the same key twice")
    return value


def _constant(_: str) -> Any:
    raise ValueError("NaN and Infinity are no JSON")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value


def _whole_number(text: str) -> int:
    if len(text) > 18:
        raise ValueError("a number is too large")
    return int(text)


def parse(raw: bytes) -> JSON:
    """The file's JSON object. Raises Refused for anything but one well-formed object in UTF-8 (a BOM is fine)."""
    if len(raw) > MAX_FILE_BYTES:
        raise Refused("", "", TOO_LARGE)
    if sum(map(raw.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise Refused("", "", f"the file holds more than {MAX_VALUES} values")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("", "", "the file is not UTF-8") from None
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number, parse_int=_whole_number
        )
    except json.JSONDecodeError as error:
        raise Refused("", f"line {error.lineno}", "the file is not JSON") from None
    except RecursionError:
        raise Refused("", "", f"the JSON is nested deeper than {MAX_DEPTH} levels") from None
    except ValueError as error:
        raise Refused("", "", str(error)) from None
    if not isinstance(value, dict):
        raise Refused("", "", "the file holds no JSON object")
    _check_values(value, might_hold_nul="\\u0000" in text or "\0" in text)
    if "\\ud" in text or "\\uD" in text:
        try:
            canonical(value)
        except TypeError:
            raise Refused("", "", "a text holds half of a surrogate pair, which is no character") from None
    return value


def _check_values(root: JSON, might_hold_nul: bool) -> None:
    level: list[Any] = [root]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("", "", f"the JSON is nested deeper than {MAX_DEPTH} levels")
        following: list[Any] = []
        for value in level:
            if might_hold_nul and isinstance(value, dict) and any("\0" in name for name in value):
                raise Refused("", "", "a name holds the character U+0000")
            for child in value.values() if isinstance(value, dict) else value:
                if isinstance(child, (dict, list)):
                    following.append(child)
                elif might_hold_nul and isinstance(child, str) and "\0" in child:
                    raise Refused("", "", "a text holds the character U+0000")
        level = following


def files(paths: list[Path]) -> list[Path]:
    """The JSON files that the paths name: files as they are, folders with all their *.json, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(item for item in path.rglob("*.json") if item.is_file()))
        else:
            found.append(path)
    return found
