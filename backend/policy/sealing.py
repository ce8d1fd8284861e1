"""Public ids and cursors: sealed, so that they cannot be guessed, read or moved to another place (SCT-05).

An id is one AES block over (type, three zero bytes, patient, entry): a permutation with redundancy, so a forged
id opens to nothing. Ids are stored beside their rows when these are written; reading only copies them.
A cursor names a row by its public id and is bound by a keyed digest to the record, the list, its filter and order.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_CHECK = b"\0\0\0"
DIGEST_CHARACTERS = 24


class IdType(IntEnum):
    """What a public id names. Entry kinds keep their own numbers (`Kind`)."""

    PATIENT = 100
    RECORD = 101
    DOCUMENT = 102
    ACCESS_REQUEST = 110
    FAMILY_CLAIM = 111
    NOTIFICATION = 112
    SESSION = 113
    SECOND_FACTOR = 114
    ACCESS_GRANT = 115
    COURT_ACT = 116
    STAFF_APPOINTMENT = 117
    SERVICE_CASE = 118
    ACCOUNT = 119
    REPRESENTATION = 120
    ORGANIZATION = 121
    DEATH_RECORD = 122
    PROTOCOL_DRAFT = 134
    COMPLAINT = 136
    APPOINTMENT = 131
    ENCOUNTER = 132
    BREAK_GLASS = 133
    ADMISSION = 160
    SHARING = 140
    PAPER_APPLICATION = 143
    PAPER_ORDER = 144
    SHARE_LINK = 137
    EXPORT = 138
    CERTIFICATE = 139
    RECORD_MERGE = 142
    MISPLACED_ENTRIES = 145
    SHARE_OPENING = 141


@dataclass(frozen=True, slots=True)
class OpenedId:
    """`type` is a `Kind` value or an `IdType` value; `entry` is 0 for a patient and a record.

    For what belongs to an account `patient` is the account's row and `entry` the thing's own.
    """

    type: int
    patient: int
    entry: int


class IdSealer:
    """Seals and opens public ids with one 16 or 32 byte key; for one thread."""

    def __init__(self, key: bytes) -> None:
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305  one block, with redundancy inside
        # Blocks stand alone in this mode, so one decryptor opens any number of them: making one costs most of an opening.
        self._decryptor = self._cipher.decryptor()

    def seal(self, type_: int, patient: int, entry: int = 0) -> str:
        """The public id, 22 characters of base64url."""
        return next(self.seal_many([(type_, patient, entry)]))

    def seal_many(self, rows: Iterable[tuple[int, int, int]]) -> Iterator[str]:
        """Public ids of many (type, patient, entry), in one pass of the cipher."""
        plain = b"".join(
            bytes((type_,)) + _CHECK + patient.to_bytes(5, "big") + entry.to_bytes(7, "big")
            for type_, patient, entry in rows
        )
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(plain) + encryptor.finalize()
        for start in range(0, len(sealed), 16):
            yield base64.urlsafe_b64encode(sealed[start : start + 16])[:22].decode()

    def open(self, public_id: str) -> OpenedId | None:
        """What the id names, or None for anything that was not sealed here."""
        if len(public_id) != 22:
            return None
        try:
            block = base64.b64decode(public_id.encode("ascii") + b"==", altchars=b"-_", validate=True)
        except ValueError:
            return None
        if len(block) != 16 or base64.urlsafe_b64encode(block)[:22] != public_id.encode("ascii"):
            return None
        plain = self._decryptor.update(block)
        if plain[1:4] != _CHECK:
            return None
        return OpenedId(plain[0], int.from_bytes(plain[4:9], "big"), int.from_bytes(plain[9:16], "big"))


class CursorSealer:
    """Binds a row's key to the list it was read from. SQL computes the same digest: see `reads/paging.py`."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def list_key(self, context: str) -> bytes:
        """The 32 byte key of one list, from what defines it: place, filter, order."""
        return hmac.digest(self._key, context.encode(), "sha256")

    @staticmethod
    def cursor(list_key: bytes, row_key: str) -> str:
        """`row_key` and its digest. The row key has a fixed length, so a plain keyed prefix is enough."""
        digest = hashlib.sha256(list_key + row_key.encode()).hexdigest()[:DIGEST_CHARACTERS]
        return f"{row_key}{digest}"

    @classmethod
    def row_key(cls, list_key: bytes, cursor: str) -> str | None:
        """The row key of a cursor that belongs to this list, else None."""
        key = cursor[:-DIGEST_CHARACTERS]
        if not key or not cursor.isascii() or not hmac.compare_digest(cls.cursor(list_key, key), cursor):
            return None
        return key
