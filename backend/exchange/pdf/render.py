"""PDF/A-2b of a template and its data (typst). Values stay data: no text is ever read as markup.

A template is a file of `templates/`, reaches nothing but its neighbours there, and is handed its data as one JSON text.
What every page shows comes from the data too: see `Frame`.
"""

import asyncio
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import segno
import typst

from backend.exchange.pdf.glyphs import shown
from backend.models.moscow import moscow_day

TEMPLATES = Path(__file__).parent / "templates"
# No package is ever fetched or found: the folder does not exist.
_NO_PACKAGES = TEMPLATES / "packages"
_at_once = asyncio.Semaphore(1)
_WORDS = {
    "ru": {"code": "код", "page": "стр.", "of": "из", "check": "Проверить этот документ:"},
    "en": {"code": "code", "page": "page", "of": "of", "check": "Check this document:"},
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a document shows: whose it is, of which day, of what organization, and its code.

    `address` is where the code is checked. A document that nobody checks has neither.
    """

    title: str
    patient: str
    at: dt.datetime
    organization: str
    language: str = "ru"
    code: str | None = None
    address: str | None = None

    def data(self) -> dict[str, Any]:
        language = "en" if self.language == "en" else "ru"
        framed: dict[str, Any] = {
            "title": self.title,
            "patient": self.patient,
            "day": f"{moscow_day(self.at):%d.%m.%Y}",
            "organization": self.organization,
            "language": language,
            "words": _WORDS[language],
            "code": self.code,
        }
        if self.address is not None:
            framed["address"] = self.address
            framed["qr"] = _picture(self.address)
        return framed


def _picture(address: str) -> str:
    """The address for a telephone's camera, as SVG."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", xmldecl=False, scale=4, border=1)
    return picture.getvalue().decode()


async def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/<template>.typ`, made beside the event loop, one at a time.

    `data` is what JSON can hold: `Frame.data()` with what the template shows besides. `document` takes `lead` and
    `closing` (texts), and `sections` of `title`, `notes` (texts) and `parts`: a `title` or None, and `items`, each a
    `label` with a `value` (text) or with `items` of its own.
    """
    if not template.isidentifier():
        raise ValueError("a template is named, not reached")
    given = orjson.dumps(shown(data)).decode()
    async with _at_once:
        return await asyncio.to_thread(_render, template, given)


def _render(template: str, given: str) -> bytes:
    made = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": given},
        pdf_standards="a-2b",
        package_path=_NO_PACKAGES,
        package_cache_path=_NO_PACKAGES,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the library: a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
