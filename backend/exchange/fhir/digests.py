"""Digests that our exports carry: what was changed or cut since is found before anything of the file is stored.

A digest shows that a file is as it was written, not who wrote it: whoever changes one can work it out anew, so what came
with one is taken as any other file's word.
"""

import hashlib
from collections.abc import Iterable

from backend.exchange.fhir.own_fields import ENTRY, PARTY, SAID_AGAIN, read
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, canonical

DIGEST = "urn:medcard:digest"
_PATH = "meta.extension"


def with_digest(resource: JSON) -> JSON:
    """The resource with the digest of all that it says."""
    return {**resource, "meta": extended(_digest(resource))}


def extended(digest: str) -> JSON:
    """The `meta` that carries a digest."""
    return {"extension": [{"url": DIGEST, "valueString": digest}]}


def digest_of_entry(entry: JSON) -> bytes:
    """Of an entry of a Bundle."""
    return hashlib.sha256(canonical(entry)).digest()


def digest_of_bundle(bundle: JSON, entries: Iterable[bytes]) -> str:
    """Of all that a Bundle says; `entries` are the digests of its entries in their order."""
    said = {name: value for name, value in bundle.items() if name not in ("meta", "entry")}
    whole = hashlib.sha256(canonical(said))
    for entry in entries:
        whole.update(entry)
    return whole.hexdigest()


def check_resource(resource: JSON, place: str) -> bool:
    """Whether the resource is one of our exports. Raises Refused where it is not as it was written."""
    ours = any(read(resource, url) is not None for url in (ENTRY, SAID_AGAIN, PARTY))
    if ours and _written_digest(resource) is None:
        raise Refused(place, _PATH, "has our own extension without the digest that an export writes")
    if (written := _written_digest(resource)) is not None and written != _digest(resource):
        raise Refused(place, _PATH, "the resource is not as the export wrote it")
    return ours


def check_bundle(bundle: JSON, place: str, holds_ours: bool) -> None:
    """Raises Refused where the Bundle holds resources of our exports and not all that was exported together."""
    if holds_ours and _written_digest(bundle) is None:
        raise Refused(place, _PATH, "holds entries of an export without the digest of the whole")
    if (written := _written_digest(bundle)) is not None:
        entries = bundle.get("entry", [])
        if written != digest_of_bundle(bundle, map(digest_of_entry, entries)):
            raise Refused(place, _PATH, "entries were added, taken out or changed since the export")


def _digest(resource: JSON) -> str:
    said = {name: value for name, value in resource.items() if name != "meta"}
    return hashlib.sha256(canonical(said)).hexdigest()


def _written_digest(resource: JSON) -> object:
    meta = resource.get("meta")
    extensions = meta.get("extension") if isinstance(meta, dict) else None
    for extension in extensions if isinstance(extensions, list) else []:
        if isinstance(extension, dict) and extension.get("url") == DIGEST:
            return extension.get("valueString") or ""
    return None
