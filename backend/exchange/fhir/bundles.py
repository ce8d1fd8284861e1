"""Bundles to resources: the five kinds that carry data, nested ones included, and single resources."""

import hashlib
import re
from dataclasses import dataclass, field

from backend.exchange.fhir.dates import first
from backend.exchange.fhir.digests import check_bundle, check_resource
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import JSON, Resource, canonical

READABLE = ("transaction", "batch", "collection", "document", "searchset")
NOT_DATA = {
    "history": "a history Bundle tells past versions, not a state; export the current resources",
    "message": "a message Bundle asks for processing; export its resources as a collection",
    "transaction-response": "this is a server's answer, it holds no resources to import",
    "batch-response": "this is a server's answer, it holds no resources to import",
}
MAX_ENTRIES = 200_000
MAX_NESTING = 3

_REST = re.compile(
    r"(?P<base>https?://.+)/(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,255})(/_history/[A-Za-z0-9\-.]+)?"
)
_URN = re.compile(r"urn:(uuid|oid):(?P<id>[A-Za-z0-9\-.]{1,255})")
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_ID = re.compile(r"[A-Za-z0-9\-.]{1,255}")


@dataclass(slots=True)
class Content:
    """All resources of a file, and the security labels that its Bundle or Composition puts on all of them."""

    resources: list[Resource] = field(default_factory=list)
    security: list[JSON] = field(default_factory=list)


def content_of(document: JSON) -> Content:
    """The resources of a Bundle or of a single resource. Raises Refused."""
    content = Content()
    if document.get("resourceType") == "Bundle":
        _bundle(document, content, "", 1, "")
    else:
        content.resources.append(_resource(document, "", "", document))
    seen: dict[tuple[str, str], Resource] = {}
    for resource in content.resources:
        other = seen.setdefault(resource.key, resource)
        if other is not resource and other.hash() != resource.hash():
            raise Refused(
                resource.place, "id", "another resource of the file has the same type and id, and other content"
            )
    content.resources = list(seen.values())
    for resource in content.resources:
        resource.bundle_security = content.security
    return content


def _bundle(bundle: JSON, content: Content, place: str, nesting: int, outer_date: str) -> None:
    kind = bundle.get("type")
    if kind in NOT_DATA:
        raise Refused(place, "type", NOT_DATA[kind])
    if kind not in READABLE:
        raise Refused(place, "type", "the Bundle is of no kind that can be imported")
    entries = bundle.get("entry", [])
    if not isinstance(entries, list) or len(entries) > MAX_ENTRIES:
        raise Refused(place, "entry", f"has to be a list of at most {MAX_ENTRIES} entries")
    content.security += _security(bundle)
    stated_on = _date_of(bundle, entries) or outer_date
    urls: dict[str, list[str | None]] = {}
    ours = False
    for index, entry in enumerate(entries):
        here = f"{place}entry[{index}]"
        if not isinstance(entry, dict):
            raise Refused(here, "", "an entry has to be an object")
        _check_request(entry, kind, here)
        inner = entry.get("resource")
        if inner is None:
            raise Refused(here, "resource", "the entry holds no resource")
        if not isinstance(inner, dict):
            raise Refused(here, "resource", "a resource has to be an object")
        if inner.get("resourceType") == "Bundle":
            if nesting == MAX_NESTING:
                raise Refused(here, "resource", f"Bundles are nested deeper than {MAX_NESTING}")
            _bundle(inner, content, f"{here}.", nesting + 1, stated_on)
            continue
        full_url = entry.get("fullUrl", "")
        if not isinstance(full_url, str):
            raise Refused(here, "fullUrl", "has to be a text")
        if full_url and ":" not in full_url:
            raise Refused(here, "fullUrl", "has to be an absolute address (FHIR R4, Bundle.entry.fullUrl)")
        if full_url:
            # R4 bdl-7: a fullUrl stands once in a Bundle, unless meta.versionId differs.
            version = inner.get("meta", {}).get("versionId") if isinstance(inner.get("meta"), dict) else None
            if version in urls.setdefault(full_url, []):
                raise Refused(
                    here, "fullUrl", "another entry has the same fullUrl and no other version (FHIR R4, bdl-7)"
                )
            urls[full_url].append(version)
        resource = _resource(inner, full_url, here, bundle)
        ours |= check_resource(inner, here)
        resource.stated_on = stated_on
        _check_put(entry, resource, here)
        content.resources.append(resource)
        if kind == "document" and resource.type == "Composition":
            content.security += _security(inner)
            if isinstance(inner.get("confidentiality"), str):
                content.security.append({"system": _CONFIDENTIALITY, "code": inner["confidentiality"]})
    if kind == "document" and (not entries or entries[0]["resource"].get("resourceType") != "Composition"):
        raise Refused(place, "entry[0]", "a document Bundle starts with its Composition (FHIR R4, bdl-11)")
    check_bundle(bundle, place, ours)


def _date_of(bundle: JSON, entries: list[JSON]) -> str:
    """When a Bundle says what it says: its document's date, else its own."""
    inside = [entry.get("resource") for entry in entries if isinstance(entry, dict)]
    documents = [
        one.get("date") for one in inside if isinstance(one, dict) and one.get("resourceType") == "Composition"
    ]
    return first(*documents, bundle.get("timestamp")) or ""


def _security(resource: JSON) -> list[JSON]:
    meta = resource.get("meta")
    labels = meta.get("security", []) if isinstance(meta, dict) else []
    return [label for label in labels if isinstance(label, dict)] if isinstance(labels, list) else []


def _check_request(entry: JSON, kind: str, here: str) -> None:
    if kind not in ("transaction", "batch"):
        return
    request = entry.get("request")
    if not isinstance(request, dict):
        raise Refused(here, "request", f"an entry of a {kind} needs a request (FHIR R4, bdl-3)")
    if request.get("method") not in ("POST", "PUT"):
        raise Refused(here, "request.method", "an import takes POST and PUT; it neither deletes, patches nor reads")


def _check_put(entry: JSON, resource: Resource, here: str) -> None:
    request = entry.get("request")
    if not isinstance(request, dict) or request.get("method") != "PUT":
        return
    url = request.get("url")
    if not isinstance(url, str) or not url:
        raise Refused(here, "request.url", "a PUT needs an address")
    path, _, query = url.partition("?")
    parts = path.rstrip("/").split("/")
    if query:
        if parts[-1] != resource.type:
            raise Refused(here, "request.url", "the address names another type than the resource")
    elif parts[-2:] != [resource.type, resource.id]:
        raise Refused(here, "request.url", "the address names another resource than the entry holds")


def _resource(data: JSON, full_url: str, place: str, container: JSON) -> Resource:
    type_ = data.get("resourceType")
    if not isinstance(type_, str) or not re.fullmatch(r"[A-Z][A-Za-z]{2,63}", type_):
        raise Refused(place, "resourceType", "the object names no resource type")
    id_ = data.get("id")
    if id_ is not None and (not isinstance(id_, str) or not _ID.fullmatch(id_)):
        raise Refused(place, "id", "is no FHIR id")
    rest = _REST.fullmatch(full_url)
    base = ""
    if rest is not None:
        base = rest["base"]
        if rest["type"] == type_ and id_ is not None and rest["id"] != id_:
            raise Refused(place, "fullUrl", "ends in another id than the resource has")
        if rest["type"] != type_:
            raise Refused(place, "fullUrl", "names another type than the resource has")
    urn = _URN.fullmatch(full_url)
    if id_ is None:
        if urn is not None:
            id_ = urn["id"].lower()
        elif rest is not None:
            id_ = rest["id"]
        else:
            # An id that means something in this Bundle only: bound to the Bundle's content, so that another file's
            # `resource:0` is another resource, and the same file read again is the same one.
            scope = hashlib.sha256(canonical(container)).hexdigest()[:32]
            id_ = f"in-bundle-{scope}-{hashlib.sha256((full_url or place).encode()).hexdigest()[:16]}"
    return Resource(type_, id_, data, place or "resource", full_url, base)
