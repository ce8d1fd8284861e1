"""Uploads of photos over HTTP: hostile content, lengths, methods and other people end in a refusal (ACC-11, SCT-05)."""

import asyncio
import io
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from PIL import Image

from backend import photo_uploads
from backend.photo_uploads import MOST_DISCARDED
from backend.services.photo_pictures import MOST_BYTES
from tests.access_requests.people import (
    begin,
    upload,
)
from tests.access_requests.pictures import picture
from tests.client import Person, Site


async def _draft(site: Site) -> tuple[Person, dict[str, Any]]:
    sergey = await site.sign_in("sergey")
    return sergey, (await begin(sergey, record={"own": True})).request


def _reason(answer: Any) -> str:
    return str(answer.json()["errors"][0]["extensions"]["reason"])


def _zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.html", "<b>x</b>")
    return written.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png_of(width: int, height: int, *, text: bytes = b"") -> bytes:
    """A PNG that says it is so large, with next to nothing in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            *([_chunk(b"zTXt", b"a\0\0" + zlib.compress(text, 9))] if text else []),
            _chunk(b"IDAT", zlib.compress(b"\0" * 1000)),
            _chunk(b"IEND", b""),
        )
    )


def _frames(kind: str) -> bytes:
    written = io.BytesIO()
    frames = [Image.new("RGB", (600, 600), colour) for colour in ("red", "blue")]
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


HOSTILE: list[tuple[str, Callable[[], bytes], int, str]] = [
    ("nothing", lambda: b"", 415, "PHOTO_TYPE"),
    ("text", lambda: b"hello" * 100, 415, "PHOTO_TYPE"),
    ("html", lambda: b"<html><script>alert(1)</script></html>", 415, "PHOTO_TYPE"),
    ("svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 415, "PHOTO_TYPE"),
    ("pdf", lambda: b"%PDF-1.7\n1 0 obj", 415, "PHOTO_TYPE"),
    ("zip", _zip, 415, "PHOTO_TYPE"),
    ("gif", lambda: picture("GIF"), 415, "PHOTO_TYPE"),
    ("bmp", lambda: picture("BMP"), 415, "PHOTO_TYPE"),
    ("tiff", lambda: picture("TIFF"), 415, "PHOTO_TYPE"),
    ("an animation", lambda: _frames("PNG"), 415, "PHOTO_TYPE"),
    ("a moving webp", lambda: _frames("WEBP"), 415, "PHOTO_TYPE"),
    ("a jpeg that is a zip too", lambda: picture() + _zip(), 415, "PHOTO_TYPE"),
    ("a png that is a zip too", lambda: picture("PNG") + _zip(), 415, "PHOTO_TYPE"),
    ("a jpeg that is a page too", lambda: picture(comment=b"<script>alert(1)</script>"), 415, "PHOTO_TYPE"),
    ("a jpeg that is html too", lambda: picture() + b"<!DOCTYPE html><html>", 415, "PHOTO_TYPE"),
    ("a jpeg that is svg too", lambda: picture() + b"<svg onload=alert(1)>", 415, "PHOTO_TYPE"),
    ("a jpeg that is php too", lambda: picture(comment=b"<?php system('id'); ?>"), 415, "PHOTO_TYPE"),
    ("a jpeg that is pdf too", lambda: picture() + b"%PDF-1.4", 415, "PHOTO_TYPE"),
    ("gif behind a jpeg's beginning", lambda: b"\xff\xd8\xff" + picture("GIF"), 415, "PHOTO_TYPE"),
    ("a riff that is no webp", lambda: b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 64, 415, "PHOTO_TYPE"),
    ("half a jpeg", lambda: (lambda whole: whole[: len(whole) // 2])(picture(quality=95)), 422, "PHOTO_BROKEN"),
    ("half a png", lambda: (lambda whole: whole[: len(whole) // 2])(picture("PNG")), 422, "PHOTO_BROKEN"),
    ("a bomb of a billion pixels", lambda: _png_of(40_000, 40_000), 422, "PHOTO_TOO_MANY_PIXELS"),
    ("a bomb just over the limit", lambda: _png_of(10_000, 5_001), 422, "PHOTO_TOO_MANY_PIXELS"),
    ("a bomb in its text", lambda: _png_of(600, 600, text=b"x" * 50_000_000), 422, "PHOTO_BROKEN"),
    ("a thumbnail", lambda: picture(size=(479, 800)), 422, "PHOTO_TOO_SMALL"),
    ("too much", lambda: b"\xff\xd8\xff" + b"\0" * MOST_BYTES, 413, "PHOTO_TOO_LARGE"),
]


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case[0])
async def test_what_is_no_photo_is_refused_by_its_content(
    site: Site, case: tuple[str, Callable[[], bytes], int, str]
) -> None:
    """ACC-11: whatever the upload calls itself; each refusal says what to do, and nothing is kept."""
    _, content, status, reason = case
    person, request = await _draft(site)
    answer = await upload(site, person, request, content(), **{"Content-Type": "image/jpeg"})
    assert (answer.status_code, _reason(answer)) == (status, reason)
    assert len(answer.json()["errors"][0]["message"]) > 20
    assert await site.database.fetchval("SELECT count(*) FROM request_photo") == 0


async def _long(megabytes: int, taken: list[int]) -> AsyncIterator[bytes]:
    yield b"\xff\xd8\xff"
    for _ in range(megabytes * 10):
        taken.append(100_000)
        yield b"\0" * 100_000


async def _trickle() -> AsyncIterator[bytes]:
    yield b"\xff\xd8\xff"
    while True:
        await asyncio.sleep(0.02)
        yield b"\0"


async def _in_pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 1000):
        yield content[start : start + 1000]


async def test_a_body_over_the_limit_is_taken_so_that_its_sender_reads_why_but_not_without_end(site: Site) -> None:
    """Who still sends reads nothing, and a connection closed meanwhile is a failure without a word."""
    person, request = await _draft(site)
    for megabytes, whole in ((20, True), (200, False)):
        taken: list[int] = []
        answer = await upload(site, person, request, _long(megabytes, taken))
        assert (answer.status_code, _reason(answer)) == (413, "PHOTO_TOO_LARGE")
        assert (answer.headers.get("connection") != "close") == whole
        assert (len(taken) == megabytes * 10) == whole
        assert sum(taken) < MOST_DISCARDED + MOST_BYTES + 1_000_000
    answer = await upload(site, None, request, _long(1, taken := []))
    assert (answer.status_code, len(taken)) == (401, 10)
    assert (await upload(site, person, request, _in_pieces(picture()))).status_code == 201


async def test_a_body_that_trickles_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_uploads, "UPLOAD_SECONDS", 0.3)
    monkeypatch.setattr(photo_uploads, "DISCARD_SECONDS", 0.3)
    person, request = await _draft(site)
    async with asyncio.timeout(10):
        answer = await upload(site, person, request, _trickle())
        assert (answer.status_code, _reason(answer), answer.headers["connection"]) == (408, "BODY_TOO_SLOW", "close")
        answer = await upload(site, None, request, _trickle())
        assert (answer.status_code, answer.headers["connection"]) == (401, "close")


async def test_a_length_that_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    person, request = await _draft(site)
    for length in (MOST_BYTES + 1, MOST_DISCARDED + 1):
        answer = await upload(site, person, request, picture(), **{"Content-Length": str(length)})
        assert (answer.status_code, _reason(answer)) == (413, "PHOTO_TOO_LARGE")
        assert (answer.headers.get("connection") == "close") == (length > MOST_DISCARDED)
    zipped = await upload(site, person, request, picture(), **{"Content-Encoding": "gzip"})
    assert (zipped.status_code, _reason(zipped)) == (415, "ONLY_PLAIN")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "TRACE"])
async def test_other_methods_are_not_taken(site: Site, method: str) -> None:
    person, request = await _draft(site)
    answer = await upload(site, person, request, picture(), method=method)
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, POST, DELETE"


async def test_the_photo_is_its_applicants_alone(site: Site) -> None:
    """SCT-05: another's request, a missing one and a forged id are alike."""
    person, request = await _draft(site)
    await upload(site, person, request)
    answers = [
        await upload(site, await site.sign_in(login), target, method=method)
        for login in ("stranger", "anna", "registrar", "mfc", "petrova")
        for target in (request, {"id": "A" * 22}, {"id": await site.patient("Вера")})
        for method in ("GET", "POST", "DELETE")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for method in ("GET", "POST", "DELETE"):
        assert (await upload(site, None, request, method=method)).status_code == 401
    assert (await upload(site, person, request, method="GET")).status_code == 200


async def test_another_sites_page_can_do_nothing_with_the_cookie(site: Site) -> None:
    person, request = await _draft(site)
    cookie = {"Cookie": f"medcard={person.token}"}
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ):
        for method in ("POST", "GET", "DELETE"):
            assert (await upload(site, None, request, method=method, **cookie, **headers)).status_code == 401
    own = {"Origin": site.settings.origin}
    assert (await upload(site, None, request, picture(), **cookie, **own)).status_code == 201
    page = {"Sec-Fetch-Site": "same-origin"}
    assert (await upload(site, None, request, method="GET", **cookie, **page)).status_code == 200
