"""The backup's file: a tar with the dump, the log's anchors and a manifest that no one can change unnoticed.

The manifest holds a digest of each part and carries a MAC by the audit key, so a damaged or altered file is refused
before anything is touched. Keys are in the file only sealed with a passphrase; else it holds their fingerprints.
"""

import hashlib
import hmac
import io
import json
import os
import secrets
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FORMAT = 2
DUMP, HEADS, MANIFEST, MAC, KEYS = "database.dump", "heads.jsonl", "manifest.json", "manifest.mac", "keys.sealed"
_SMALL = 64 * 1024 * 1024
_BLOCK = 1024 * 1024


class BadBackup(Exception):
    """The file cannot be written or restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Backup:
    """An unpacked file: parts in a folder, and what the manifest says. `sealed_keys` is None without keys."""

    folder: Path
    manifest: Mapping[str, Any]
    manifest_bytes: bytes
    mac: bytes
    sealed_keys: bytes | None

    def check_mac(self, audit_key: bytes) -> None:
        """Raises BadBackup where the manifest is not as it was written."""
        if not hmac.compare_digest(_mac(audit_key, self.manifest_bytes), self.mac):
            raise BadBackup("the file was changed after it was written, or comes from an installation with other keys")


def write(
    file: Path, folder: Path, facts: Mapping[str, Any], keys: Mapping[str, bytes], passphrase: str | None
) -> None:
    """Packs the parts in the folder; the file gets its name once it has been read back. Raises BadBackup."""
    manifest = {
        **facts,
        "format": FORMAT,
        "sha256": {name: _digest(folder / name) for name in (DUMP, HEADS)},
        "keys": {name: fingerprint(name, key) for name, key in keys.items()},
    }
    text = json.dumps(manifest, sort_keys=True).encode()
    small = {MANIFEST: text, MAC: _mac(keys["audit"], text)}
    if passphrase is not None:
        small[KEYS] = seal(keys, passphrase)
    partial = file.with_name(f".{file.name}.partial")
    try:
        with open(partial, "wb", opener=_private) as out, tarfile.open(fileobj=out, mode="w") as archive:
            for name, content in small.items():
                archive.addfile(_member(name, len(content)), io.BytesIO(content))
            for name in (DUMP, HEADS):
                with (folder / name).open("rb") as part:
                    archive.addfile(_member(name, (folder / name).stat().st_size), part)
            out.flush()
            os.fsync(out.fileno())
        again = folder / "again"
        again.mkdir()
        read(partial, again).check_mac(keys["audit"])
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def read(file: Path, folder: Path) -> Backup:
    """Unpacks and checks the parts. Raises BadBackup; whatever it says, nothing else has been touched."""
    small: dict[str, bytes] = {}
    try:
        with tarfile.open(file, "r:") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is None or member.name not in (DUMP, HEADS, MANIFEST, MAC, KEYS):
                    raise BadBackup("the file is no backup of Medcard")
                if member.name in (DUMP, HEADS):
                    with open(folder / member.name, "wb", opener=_private) as part:
                        while block := content.read(_BLOCK):
                            part.write(block)
                else:
                    small[member.name] = content.read(_SMALL)
        manifest = json.loads(small[MANIFEST])
        if manifest["format"] != FORMAT:
            raise BadBackup(f"the file has format {manifest['format']}; this version reads format {FORMAT}")
        damaged = [name for name in (DUMP, HEADS) if _digest(folder / name) != manifest["sha256"][name]]
        mac = small[MAC]
    except (tarfile.TarError, KeyError, TypeError, EOFError, FileNotFoundError, ValueError):
        raise BadBackup("the file is damaged or no backup of Medcard") from None
    if damaged:
        raise BadBackup(f"the file is damaged: {', '.join(damaged)} is not what was written")
    return Backup(folder, manifest, small[MANIFEST], mac, small.get(KEYS))


def fingerprint(name: str, key: bytes) -> str:
    """Tells two keys apart and nothing about either."""
    return hmac.digest(key, f"medcard backup {name}".encode(), "sha256")[:8].hex()


def seal(keys: Mapping[str, bytes], passphrase: str) -> bytes:
    """The keys under a passphrase: scrypt, then AES-GCM."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    text = json.dumps({name: key.hex() for name, key in keys.items()}).encode()
    return salt + nonce + AESGCM(_stretch(passphrase, salt)).encrypt(nonce, text, KEYS.encode())


def unseal(sealed: bytes, passphrase: str) -> dict[str, bytes]:
    """The keys again. Raises BadBackup for another passphrase."""
    try:
        text = AESGCM(_stretch(passphrase, sealed[:16])).decrypt(sealed[16:28], sealed[28:], KEYS.encode())
    except (InvalidTag, ValueError):
        raise BadBackup("the passphrase is not the one that the file was written with") from None
    return {name: bytes.fromhex(key) for name, key in json.loads(text).items()}


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())


def _mac(key: bytes, manifest: bytes) -> bytes:
    return hmac.digest(key, b"medcard backup manifest\0" + manifest, "sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as part:
        return hashlib.file_digest(part, "sha256").hexdigest()


def _member(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
