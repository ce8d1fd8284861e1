"""One resource of a file on its way into the database."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

import orjson

JSON = dict[str, Any]
Key = tuple[str, str]

_REST = re.compile(r"(https?://.+)/[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,255}(?:/_history/[A-Za-z0-9\-.]+)?")


def base_of(full_url: str) -> str:
    """The service base of a RESTful fullUrl, else ''."""
    match = _REST.fullmatch(full_url)
    return match[1] if match else ""


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value: what its hash is taken of. Raises TypeError for text that is no Unicode."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


@dataclass(slots=True, eq=False)
class Resource:
    """A resource, where it stood in its file, and what it refers to.

    `key` is (type, id): with the source its identity. `place` is its entry, for reports. `base` is the service base
    of a RESTful fullUrl, else ''. `references` are (element path, Reference object) outside contained resources.
    `raw` is the resource as it came, `data` the same with known slips put right. `bundle_security` are the labels that
    its Bundle or Composition puts on all it holds, `stated_on` the date of that Bundle or document. `earlier` marks a
    resource read back from the database, since the record that it belongs to is being worked out anew. `size` is about
    the number of values in it.
    """

    type: str
    id: str
    data: JSON
    place: str
    full_url: str = ""
    base: str = ""
    references: list[tuple[str, JSON]] = field(default_factory=list)
    patient: Key | None = None
    person_id: int | None = None
    bundle_security: list[JSON] = field(default_factory=list)
    stated_on: str = ""
    earlier: bool = False
    raw: JSON = field(default_factory=dict)
    content_hash: bytes = b""
    size: int = 0

    def __post_init__(self) -> None:
        self.raw = self.raw or self.data

    @property
    def key(self) -> Key:
        return (self.type, self.id)

    def hash(self) -> bytes:
        """SHA-256 of the canonical JSON, worked out once."""
        if not self.content_hash:
            text = canonical(self.raw)
            self.content_hash = hashlib.sha256(text).digest()
            self.size = text.count(b",")
        return self.content_hash
