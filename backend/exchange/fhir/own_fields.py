"""Fields of our entries inside FHIR resources: the extension in which an export says all, and an import finds it again.

Elements of FHIR say what other systems understand; what they lack or round stands here beside it, each field under its
name in our API. Written and read in one place, so that both sides agree.
"""

from collections.abc import Mapping
from typing import Any

from backend.exchange.fhir.resource import JSON

# An entry of a record, whole; on its resource.
ENTRY = "urn:medcard:entry"
# On a resource that says again what an entry of the same file says: for other systems.
SAID_AGAIN = "urn:medcard:said-again"
# What an organization, a practitioner or a patient has besides FHIR's elements.
PARTY = "urn:medcard:party"
# FHIR's `integer` has 32 bits.
_INTEGER = 2_147_483_647


def written(url: str, fields: Mapping[str, Any]) -> JSON:
    """The extension of an object; what is empty is left out."""
    return {"url": url, "extension": [one for name, value in fields.items() for one in _values(name, value)]}


def read(resource: JSON, url: str) -> dict[str, Any] | None:
    """The object of the resource's extension of that address; None where there is none. Lists are lists of what is there."""
    for extension in _extensions(resource):
        if extension.get("url") == url:
            return _object(extension)
    return None


def named(resource: JSON, url: str) -> dict[str, JSON]:
    """The references in the resource's extension of that address, by name."""
    return {
        str(inner.get("url")): inner["valueReference"]
        for extension in _extensions(resource)
        if extension.get("url") == url
        for inner in _extensions(extension)
        if isinstance(inner.get("valueReference"), dict)
    }


def _extensions(value: JSON) -> list[JSON]:
    found = value.get("extension")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def texts(value: Any) -> list[str]:
    """Every text in an object that was read."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts(one)]


def _values(name: str, value: Any) -> list[JSON]:
    if value is None or value in ("", [], {}):
        return []
    if isinstance(value, list):
        return [one for each in value for one in _values(name, each)]
    if isinstance(value, dict):
        inner = written(name, value)
        return [inner] if inner["extension"] else []
    if isinstance(value, bool):
        return [{"url": name, "valueBoolean": value}]
    if isinstance(value, int) and abs(value) <= _INTEGER:
        return [{"url": name, "valueInteger": value}]
    if isinstance(value, (int, float)):
        return [{"url": name, "valueDecimal": value}]
    return [{"url": name, "valueString": str(value)}]


def _object(extension: JSON) -> dict[str, Any]:
    """Each name with a list of its values."""
    found: dict[str, Any] = {}
    for inner in _extensions(extension):
        if not isinstance(inner.get("url"), str):
            continue
        if isinstance(inner.get("extension"), list):
            value: Any = _object(inner)
        else:
            value = next((inner[name] for name in _TYPES if name in inner), None)
        if value is not None:
            found.setdefault(inner["url"], []).append(value)
    return found


_TYPES = ("valueString", "valueDecimal", "valueInteger", "valueBoolean")
