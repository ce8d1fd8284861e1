"""What a request brings and what its sender takes: headers, media types, charset (GraphQL over HTTP, RFC 9110)."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

JSON = b"application/json; charset=utf-8"
RESPONSE_JSON = b"application/graphql-response+json; charset=utf-8"
_OFFERED = {"application/json": JSON, "application/graphql-response+json": RESPONSE_JSON}
_USUAL_LENGTH = 200


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Headers by name. A repeated one is joined as the RFC says, so that a second value never hides the first."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in found:
            found[name] += (b"; " if name == b"cookie" else b", ") + value
        else:
            found[name] = value
    return found


def accepted(accept: str) -> bytes | None:
    """The media type to answer with; None where the client takes neither. Without a wish it is plain JSON."""
    return _usual(accept) if len(accept) <= _USUAL_LENGTH else _accepted(accept)


def _accepted(accept: str) -> bytes | None:
    if not accept.strip():
        return JSON
    best: tuple[float, int, int] | None = None
    chosen: bytes | None = None
    ranges = [found for part in accept.split(",") if (found := _range(part)) is not None]
    for media, content_type in _OFFERED.items():
        # The most exact range decides: `application/json;q=0, */*` refuses application/json.
        matching = [
            (exactness, q, place)
            for place, (wanted, q) in enumerate(ranges)
            if (exactness := _exactness(wanted, media)) >= 0
        ]
        if not matching:
            continue
        exactness, q, place = max(matching, key=lambda match: (match[0], -match[2]))
        rank = (q, exactness, -place)
        if q > 0 and (best is None or rank > best):
            best, chosen = rank, content_type
    return chosen


# Clients send the same few headers over and over.
_usual = lru_cache(128)(_accepted)


def takes(accept: str, media: str) -> bool:
    """Whether a client names this media type as one it takes; a wildcard does not name it."""
    ranges = (_range(part) for part in accept.split(","))
    return any(found is not None and found[0] == media and found[1] > 0 for found in ranges)


def is_json(content_type: str) -> bool:
    """Whether a body of this type is JSON in UTF-8: nothing else is taken, and no other charset."""
    media, parameters = _parameters(content_type)
    return media == "application/json" and parameters.get("charset", "utf-8") in ("utf-8", "utf8")


def _range(part: str) -> tuple[str, float] | None:
    """A media range and its weight; None for one that cannot be read or wants another charset."""
    media, parameters = _parameters(part)
    if not media or parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
        return None
    try:
        q = float(parameters.get("q", "1"))
    except ValueError:
        return None
    return (media, q) if 0 <= q <= 1 else None


def _exactness(wanted: str, media: str) -> int:
    return {media: 2, "application/*": 1, "*/*": 0}.get(wanted, -1)


def _parameters(text: str) -> tuple[str, Mapping[str, str]]:
    media, *rest = text.split(";")
    pairs = (part.partition("=") for part in rest)
    return media.strip().lower(), {name.strip().lower(): value.strip().strip('"').lower() for name, _, value in pairs}
