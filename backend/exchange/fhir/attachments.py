"""Attachments: inline bytes are checked and kept; an address is never fetched."""

import base64
import binascii
import hashlib
from typing import Any

from backend.exchange.fhir.codes import clean
from backend.exchange.fhir.dates import day
from backend.exchange.fhir.draft import Attachment
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.resource import Resource

MAX_BYTES = 20 * 1024 * 1024
# What a browser would run as a page is handed on as plain bytes.
_HARMLESS = (
    "application/pdf",
    "text/plain",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "application/dicom",
    "text/rtf",
    "application/rtf",
)


def attachments_of(resource: Resource, attachments: Any, path: str) -> list[Attachment]:
    """The attachments with bytes inside. Raises Refused for bytes that are not what they say."""
    found = []
    for index, attachment in enumerate(attachments if isinstance(attachments, list) else []):
        data = attachment.get("data") if isinstance(attachment, dict) else None
        if not isinstance(data, str):
            continue
        here = f"{path}[{index}]"
        try:
            content = base64.b64decode("".join(data.split()), validate=True)
        except (binascii.Error, ValueError):
            raise Refused(resource.place, f"{here}.data", "is not base64") from None
        if len(content) > MAX_BYTES:
            raise Refused(resource.place, f"{here}.data", f"is larger than {MAX_BYTES // 1024 // 1024} MiB")
        size, digest = attachment.get("size"), attachment.get("hash")
        if isinstance(size, int) and size != len(content):
            raise Refused(resource.place, f"{here}.size", "is not the size of the data")
        if (
            isinstance(digest, str)
            and base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode() != digest
        ):
            raise Refused(resource.place, f"{here}.hash", "is not the SHA-1 of the data")
        declared = str(attachment.get("contentType") or "").split(";")[0].strip().lower()
        found.append(
            Attachment(
                clean(attachment.get("title")),
                declared if declared in _HARMLESS else "application/octet-stream",
                content,
                day(attachment.get("creation")),
            )
        )
    return found
