"""Documents on paper: PDF/A-2b in Cyrillic, numbered pages, values that stay data (PAP-04, PAP-10)."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from backend.exchange.pdf.render import TEMPLATES, Frame, render
from tests.exchange.pdf.reading import pages_of, squeezed

AT = dt.datetime(2026, 3, 4, 22, 30, tzinfo=dt.UTC)
FRAME = Frame("Медицинская карта", "Соколов Михаил, 01.02.2022", AT, "Поликлиника № 12", code="7KQ2-M9XT")


def _document(*values: str, frame: Frame = FRAME) -> dict[str, Any]:
    items = [{"label": "Жалобы", "value": value} for value in values]
    return {**frame.data(), "sections": [{"title": "Осмотры", "parts": [{"title": None, "items": items}]}]}


async def test_every_page_says_whose_it_is_the_day_the_organization_the_code_and_its_number() -> None:
    pages = pages_of(await render("document", _document(*["кашель"] * 200)))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        for said in ("Соколов Михаил, 01.02.2022", "05.03.2026", "Поликлиника № 12", "7KQ2-M9XT"):
            assert said in page
        assert f"стр. {number} из {len(pages)}" in page


async def test_it_is_a_pdf_a_2b_with_its_fonts_inside() -> None:
    pdf = await render("document", _document("кашель"))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf and b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        assert "/FontFile3" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


@pytest.mark.parametrize(
    "value",
    [
        '#read("/etc/passwd")',
        '#eval("1+1")',
        "*жирно* _косо_ $x^2$ `код` <метка> @ссылка \\ конец",
        '"]; #panic() [',
        "= Заголовок",
        '#import "@preview/x:1.0.0": *',
        "${{{}}}%s",
    ],
)
async def test_a_value_is_shown_letter_by_letter_whatever_markup_it_spells(value: str) -> None:
    pages = pages_of(await render("document", _document(value)))
    assert squeezed(value) in squeezed(pages[0])


async def test_letters_without_a_picture_are_written_as_numbers_and_lose_nothing() -> None:
    text = squeezed("".join(pages_of(await render("document", _document("до 😀 после 中 \x07 \u202e \ud7ff")))))
    for said in ("до", "[U+1F600]", "после", "[U+4E2D]", "[U+0007]", "[U+202E]", "[U+D7FF]"):
        assert said in text


async def test_every_letter_that_is_let_through_has_a_picture() -> None:
    every = "".join(map(chr, range(0x20, 0x2C00)))
    assert pages_of(await render("document", _document(*[every[at : at + 64] for at in range(0, len(every), 64)])))


async def test_a_line_of_a_text_is_a_line() -> None:
    page = pages_of(await render("document", _document("первая\nвторая")))[0]
    assert re.search(r"первая\s*\n\s*вторая", page)


async def test_an_address_to_check_is_written_out_beside_its_picture() -> None:
    address = "http://127.0.0.1:8000/verify/7KQ2-M9XT"
    frame = Frame("Сертификат", "Соколов Михаил", AT, "Поликлиника", code="7KQ2-M9XT", address=address)
    page = pages_of(await render("document", _document("да", frame=frame)))[-1]
    assert squeezed(address) in squeezed(page)


async def test_english_has_english_words() -> None:
    frame = Frame("Record", "Sokolov", AT, "Clinic", "en", code="7KQ2")
    page = pages_of(await render("document", _document("cough", frame=frame)))[0]
    assert "page 1 of 1" in page and "code 7KQ2" in page


@pytest.mark.parametrize("name", ["../render", "/etc/passwd", "document.typ", ""])
async def test_a_template_is_named_and_never_reached(name: str) -> None:
    with pytest.raises(ValueError, match="named"):
        await render(name, {})


def test_a_template_reaches_no_file_but_its_neighbours_and_no_package(tmp_path: Path) -> None:
    """The machine's files and the network are closed to templates as the library is called here."""
    (tmp_path / "secret.txt").write_text("тайна", encoding="utf-8")
    called = {"root": TEMPLATES, "package_path": TEMPLATES / "packages", "package_cache_path": TEMPLATES / "packages"}
    for markup in (f'#read("{tmp_path}/secret.txt")', '#read("../render.py")', '#read("/../render.py")'):
        with pytest.raises(typst.TypstError):
            typst.compile(markup.encode(), **called)  # type: ignore[call-overload]
    for template in TEMPLATES.glob("*.typ"):
        assert not re.search(r"@preview|@local|\beval\s*\(|\bread\s*\(", template.read_text(encoding="utf-8")), template
