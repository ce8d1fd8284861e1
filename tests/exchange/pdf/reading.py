"""What a person reads in a PDF."""

import io
import re

import pypdf


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """The letters alone: where a line broke, and where a word was divided, says nothing."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)
