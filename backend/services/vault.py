"""What is kept sealed in the database: photos, secrets of second factors. AES-256-GCM with a key kept outside it."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class NotSealedHere(Exception):
    """The bytes were not sealed with this key for this place."""


class Vault:
    """Seals bytes for one place, such as `totp:12`: moved to another row they do not open."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, place: str, content: bytes) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def open(self, place: str, sealed: bytes) -> bytes:
        """Raises NotSealedHere."""
        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], place.encode())
        except (InvalidTag, ValueError):
            raise NotSealedHere from None
