"""From a Reference to the resource it names: in the file first, then among what the same source sent before."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, Key, Resource, base_of

_RELATIVE = re.compile(r"([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,255})(?:/_history/([A-Za-z0-9\-.]+))?")
_ABSOLUTE = re.compile(r"(https?://.+)/([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,255})(?:/_history/([A-Za-z0-9\-.]+))?")
_CONDITIONAL = re.compile(r"([A-Z][A-Za-z]+)\?identifier=(?:([^|]*)\|)?([^|&]+)")
_URN = re.compile(r"urn:(?:uuid|oid):(.+)")


class Conditional(NamedTuple):
    """A search by identifier; `system` is None when the search names none."""

    type: str
    system: str | None
    value: str


def references_of(data: JSON) -> list[tuple[str, JSON]]:
    """Every Reference in the resource with its element path, contained resources and narrative left out."""
    found: list[tuple[str, JSON]] = []
    stack: list[tuple[str, Any]] = [(name, value) for name, value in data.items() if name not in ("contained", "text")]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            if isinstance(value.get("reference"), str):
                found.append((path, value))
            stack.extend((f"{path}.{name}", child) for name, child in value.items() if isinstance(child, (dict, list)))
        elif isinstance(value, list):
            stack.extend(
                (f"{path}[{index}]", child) for index, child in enumerate(value) if isinstance(child, (dict, list))
            )
    return found


def conditional(text: str) -> Conditional | None:
    """`Patient?identifier=system|value` in its parts; a search by anything else is none that an import can follow."""
    match = _CONDITIONAL.fullmatch(text)
    return Conditional(match[1], match[2] and unquote(match[2]), unquote(match[3])) if match else None


class Index:
    """What a file's references can name. Ids of earlier imports are added by `know`."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.by_key: dict[Key, Resource] = {}
        self._by_url: dict[str, Resource] = {}
        self._by_identifier: dict[tuple[str, str, str], list[Resource]] = {}
        self._bases: dict[Key, set[str]] = {}
        self._known: set[Key] = set()
        self._known_by_id: dict[str, list[Key]] = {}
        self._known_conditional: dict[str, list[Key]] = {}
        for resource in resources:
            self.add(resource)

    def add(self, resource: Resource) -> None:
        self.by_key[resource.key] = resource
        if resource.full_url:
            self._by_url[resource.full_url.split("/_history/")[0]] = resource
        self._bases.setdefault(resource.key, set()).add(resource.base)
        identifiers = resource.data.get("identifier")
        for identifier in identifiers if isinstance(identifiers, list) else [identifiers]:
            if isinstance(identifier, dict) and isinstance(identifier.get("value"), str):
                at = (resource.type, str(identifier.get("system") or ""), identifier["value"])
                self._by_identifier.setdefault(at, []).append(resource)

    def know(self, urls: dict[Key, str], conditionals: dict[str, list[Key]]) -> None:
        """Adds what the same source sent in earlier files: keys with their fullUrl, and what searches found."""
        for key, url in urls.items():
            if key in self._known:
                continue
            self._known.add(key)
            self._bases.setdefault(key, set()).add(base_of(url))
            self._known_by_id.setdefault(key[1], []).append(key)
        self._known_conditional |= conditionals

    def names(self, url: str) -> bool:
        """Whether a fullUrl of the file is this address."""
        return url.split("/_history/")[0] in self._by_url

    def resolve(self, resource: Resource, reference: JSON) -> Key | None:
        """The key of the resource named, or None. A contained one has the type '#'. Raises Refused if ambiguous."""
        text = reference.get("reference")
        if not isinstance(text, str) or not text:
            return None
        if text.startswith("#"):
            return ("#", text[1:])
        named = self._by_url.get(text.split("/_history/")[0])
        if named is not None:
            return named.key
        wanted = conditional(text)
        if wanted is not None:
            return self._search(resource, text, wanted)
        if (match := _RELATIVE.fullmatch(text)) is not None:
            return self._relative(resource, (match[1], match[2]))
        if (match := _ABSOLUTE.fullmatch(text)) is not None:
            return self._absolute(resource, match[1], (match[2], match[3]))
        if (match := _URN.fullmatch(text)) is not None:
            type_ = reference.get("type")
            if isinstance(type_, str):
                return self._present((type_, match[1].lower()))
            keys = self._known_by_id.get(match[1].lower(), [])
            return keys[0] if len(keys) == 1 else None
        return None

    def _absolute(self, resource: Resource, base: str, key: Key) -> Key | None:
        """Another server's Patient/1 is another person than ours: only a resource of that base may be meant."""
        bases = self._bases.get(key, set()) - {""}
        if bases:
            return key if base in bases else None
        return self._present(key) if resource.base == base else None

    def _relative(self, resource: Resource, key: Key) -> Key | None:
        inside = self.by_key.get(key)
        if inside is not None and resource.base and inside.base and inside.base != resource.base:
            return None
        return self._present(key)

    def _present(self, key: Key) -> Key | None:
        return key if key in self.by_key or key in self._known else None

    def _search(self, resource: Resource, text: str, wanted: Conditional) -> Key | None:
        found = {
            other.key
            for (type_, system, value), others in self._candidates(wanted)
            for other in others
            if type_ == wanted.type and value == wanted.value and wanted.system in (None, system)
        } | set(self._known_conditional.get(text, ()))
        if len(found) > 1:
            raise Refused(resource.place, "reference", "a conditional reference fits more than one resource")
        return next(iter(found), None)

    def _candidates(self, wanted: Conditional) -> Iterable[tuple[tuple[str, str, str], list[Resource]]]:
        if wanted.system is not None:
            at = (wanted.type, wanted.system, wanted.value)
            return [(at, self._by_identifier.get(at, []))]
        return self._by_identifier.items()


def outside_keys(resources: Iterable[Resource], index: Index) -> tuple[set[Key], set[str]]:
    """What the file refers to and does not hold: possible keys (a urn's type is '') and conditional searches."""
    keys: set[Key] = set()
    searches: set[str] = set()
    for resource in resources:
        for _, reference in resource.references:
            text = reference["reference"]
            if conditional(text) is not None:
                searches.add(text)
            elif (match := _RELATIVE.fullmatch(text)) is not None:
                keys.add((match[1], match[2]))
            elif (match := _ABSOLUTE.fullmatch(text)) is not None:
                keys.add((match[2], match[3]))
            elif (match := _URN.fullmatch(text)) is not None and not index.names(text):
                keys.add(("", match[1].lower()))
    return {key for key in keys if key not in index.by_key}, searches
