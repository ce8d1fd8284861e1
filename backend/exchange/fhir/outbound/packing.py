"""A Bundle as it is written: resource by resource into gzip, so that a record of any length takes little memory."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import orjson

from backend.exchange.fhir.digests import digest_of_bundle, digest_of_entry, extended, with_digest
from backend.exchange.fhir.resource import JSON

_NOTHING: tuple[Any, ...] = (None, [], {}, "")
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in gzip, and how many bytes it has outside."""

    content: bytes
    size: int


class Packer:
    """Takes the resources of one Bundle in their order."""

    def __init__(self) -> None:
        self._pack = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        self._packed = bytearray()
        self._digests: list[bytes] = []
        self._size = 0

    def add(self, resource: JSON) -> None:
        entry = _entry(resource)
        self._digests.append(digest_of_entry(entry))
        written = (b"," if self._size else b"") + orjson.dumps(entry)
        self._size += len(written)
        self._packed += self._pack.compress(written)

    def packed(self, bundle: JSON, first: JSON | None) -> Packed:
        """The whole: `bundle` has all but the entries, `first` stands before all others."""
        self._packed += self._pack.flush()
        head, digests = orjson.dumps(bundle)[:-1] + b',"entry":[', self._digests
        if first is not None:
            entry = _entry(first)
            head, digests = head + orjson.dumps(entry) + b",", [digest_of_entry(entry), *digests]
        tail = b'],"meta":' + orjson.dumps(extended(digest_of_bundle(bundle, digests))) + b"}"
        # Members of gzip, one after another, are one file.
        content = gzip.compress(head, 1) + self._packed + gzip.compress(tail, 1)
        return Packed(content, len(head) + self._size + len(tail))


def unpacked(content: bytes) -> Iterator[bytes]:
    """What was packed, piece by piece."""
    with gzip.GzipFile(fileobj=BytesIO(content)) as file:
        while piece := file.read(_CHUNK):
            yield piece


def _entry(resource: JSON) -> JSON:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": with_digest(_said(resource))}


def _said(resource: JSON) -> JSON:
    """The same without what says nothing: FHIR knows no null and no empty list."""
    return {name: _inside(inner) for name, inner in resource.items() if inner not in _NOTHING}


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return _said(value)
    if isinstance(value, list):
        return [_inside(inner) for inner in value if inner not in _NOTHING]
    return value
