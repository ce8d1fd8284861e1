"""A file before the database is asked: parsed, taken apart into resources, each read by its model."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.exchange.fhir.bundles import content_of
from backend.exchange.fhir.parsing import MAX_FILE_BYTES, TOO_LARGE, parse
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resolving import references_of
from backend.exchange.fhir.resource import Resource, canonical
from backend.exchange.fhir.validating import read

MAX_VALUES_OF_ONE = 100_000


@dataclass(slots=True)
class Reading:
    """A file's resources. `own_source` is its source where nobody names one: the digest of its content."""

    own_source: str
    resources: list[Resource]


def read_file(path: Path) -> Reading:
    """Reads a regular file. Raises Refused."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("", "", "is no regular file")
        if status.st_size > MAX_FILE_BYTES:
            raise Refused("", "", TOO_LARGE)
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Refused("", "", "the file does not exist") from None
    except OSError:
        raise Refused("", "", "the file cannot be read") from None
    return read_bytes(raw)


def read_bytes(raw: bytes) -> Reading:
    """Reads a file's content. Raises Refused."""
    document = parse(raw)
    content = content_of(document)
    may_hold_nulls = b"null" in raw
    for resource in content.resources:
        resource.hash()
        if resource.size > MAX_VALUES_OF_ONE:
            raise Refused(resource.place, "", f"holds more than {MAX_VALUES_OF_ONE} values")
        if may_hold_nulls:
            resource.data = without_nulls(resource.data)
        resource.data = read(resource)
        resource.references = references_of(resource.data)
    return Reading(f"file:{hashlib.sha256(canonical(document)).hexdigest()[:32]}", content.resources)


def without_nulls(value: Any) -> Any:
    """The value without properties that are null: JSON FHIR has none, producers write them for what is absent."""
    if isinstance(value, dict):
        return {name: without_nulls(child) for name, child in value.items() if child is not None}
    if isinstance(value, list):
        return [without_nulls(child) for child in value]
    return value
