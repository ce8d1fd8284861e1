"""The secrets of a share link: the secret part of its address, the key of its files, the text that holds both.

The service makes a link's file itself, at each opening, so it needs the key; and it tells the link again to a call that is
repeated because its answer was lost. Both are random, 256 bits each, and kept sealed with a key that the database does not
hold: a copy of the database opens no link and tells no address. The key is in no address that is ever sent: the link carries
it in its fragment, which browsers keep to themselves, so neither our logs nor those of anybody on the way can hold it.
Whoever has database and keys has the records themselves, and gains nothing by a link.
"""

import base64
import datetime as dt
import secrets
from dataclasses import dataclass

import orjson

from backend.models.account import token_hash
from backend.services.vault import Vault

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secrets:
    """`address` is the secret part of the manifest's address."""

    address: str
    key: bytes

    @staticmethod
    def new() -> "Secrets":
        return Secrets(secrets.token_urlsafe(_BYTES), secrets.token_bytes(_BYTES))

    @staticmethod
    def opened(vault: Vault, link_id: int, sealed: bytes) -> "Secrets":
        """Raises NotSealedHere."""
        content = vault.open(_place(link_id), sealed)
        return Secrets(content[_BYTES:].decode(), content[:_BYTES])

    def sealed(self, vault: Vault, link_id: int) -> bytes:
        return vault.seal(_place(link_id), self.key + self.address.encode())

    def text(self, origin: str, expires_at: dt.datetime) -> str:
        """The whole link, for people: our page that opens it, and the SMART Health Link in the fragment."""
        payload = {
            "url": manifest_address(origin, self.address),
            "key": _base64url(self.key),
            "exp": int(expires_at.timestamp()),
            "flag": "P",
            "v": 1,
        }
        return f"{origin}/s#shlink:/{_base64url(orjson.dumps(payload))}"


def new_file() -> str:
    """The secret part of the address of one file."""
    return secrets.token_urlsafe(_BYTES)


def address_hash(address: str) -> bytes:
    """What is kept of an address's secret part to find its row by."""
    return token_hash(f"share:{address}")


def manifest_address(origin: str, address: str) -> str:
    return f"{origin}/share/{address}"


def file_address(origin: str, file: str) -> str:
    return f"{origin}/share/files/{file}"


def _place(link_id: int) -> str:
    return f"share-link:{link_id}"


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
