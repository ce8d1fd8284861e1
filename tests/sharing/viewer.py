"""A viewer of SMART Health Links of another maker: it knows the link's text, HTTP and JOSE, and nothing of this service."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import httpx
from joserfc import jwe
from joserfc.jwk import OctKey

# The library takes 64 KiB unless it is told otherwise.
_LONGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Shlink:
    """What the text of a link says (https://docs.smarthealthit.org/smart-health-links/spec/#construct-a-shlink-payload)."""

    url: str
    key: bytes
    exp: int
    flag: str


def parsed(link: str) -> Shlink:
    """The payload, from the bare link or from one that a viewer's address stands before."""
    payload = json.loads(_bytes(link.split("shlink:/", 1)[1]))
    assert payload.pop("v", 1) == 1
    made = Shlink(payload.pop("url"), _bytes(payload.pop("key")), payload.pop("exp"), payload.pop("flag"))
    assert payload == {}, "no label: it would tell of health"
    assert len(made.key) == 32 and len(made.url) <= 128
    return made


async def manifest(
    http: httpx.AsyncClient, link: str, passcode: str | None, recipient: object = "Логопед Иванова", **more: Any
) -> httpx.Response:
    """The answer to the manifest's request."""
    body = {"recipient": recipient, **({"passcode": passcode} if passcode is not None else {}), **more}
    return await http.post(parsed(link).url, json=body)


async def opened(http: httpx.AsyncClient, link: str, passcode: str, **more: Any) -> dict[str, Any]:
    """The Bundle that the link shows."""
    answer = await manifest(http, link, passcode, **more)
    assert answer.status_code == 200, answer.text
    (file,) = answer.json()["files"]
    assert file["contentType"] == "application/fhir+json"
    content = file.get("embedded")
    if content is None:
        fetched = await http.get(file["location"])
        assert fetched.status_code == 200 and fetched.headers["content-type"] == "application/jose"
        content = fetched.text
    return decrypted(content, parsed(link).key)


def decrypted(content: str, key: bytes) -> dict[str, Any]:
    registry = jwe.JWERegistry()
    registry.max_ciphertext_length = _LONGEST
    made = jwe.decrypt_compact(content, OctKey.import_key(key), registry=registry)
    assert (made.headers()["alg"], made.headers()["enc"]) == ("dir", "A256GCM")
    assert made.headers()["cty"] == "application/fhir+json"
    assert made.plaintext is not None
    bundle: dict[str, Any] = json.loads(made.plaintext)
    return bundle


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
