"""From an uploaded file to a clean picture: type by content, size limited, pixels alone kept (ACC-11).

What comes out is a new JPEG made of pixels: no metadata, no place, no trailing data of the upload survives.
"""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFile, ImageOps, PngImagePlugin, UnidentifiedImageError

from backend.services.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LEAST_SIDE = 480
# Enough to read a passport; larger pictures are scaled down.
KEPT_SIDE = 3000
CONTENT_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP")
# JPEG with a second picture behind the first is what many phones write.
_FOUND_FORMATS = {*FORMATS, "MPO"}
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
# Beginnings of what a browser or a program would take the same bytes for.
_ALSO = re.compile(rb"<script|<iframe|<!doctype|<html[\s>]|<svg[\s>]|<\?php|%PDF-", re.IGNORECASE)
# The strongest colours of a picture without colour do not differ between channels by more than noise does.
_GREY_CHROMA = 14
_GREY_SHARE = 0.02

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Up to twice the limit the library only warns.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
ImageFile.LOAD_TRUNCATED_IMAGES = False
PngImagePlugin.MAX_TEXT_CHUNK = 256 * 1024
PngImagePlugin.MAX_TEXT_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG. `grey`: it seems to have no colour, which an officer looks at."""

    content: bytes
    width: int
    height: int
    grey: bool


def picture_of(upload: bytes) -> Picture:
    """The picture in an upload. Raises Refused PHOTO_TYPE, PHOTO_TOO_MANY_PIXELS, PHOTO_TOO_SMALL, PHOTO_BROKEN.

    Takes processor and memory for as long as its pixels need: run it in a thread, few at a time.
    """
    if len(upload) > MOST_BYTES:
        raise Refused("PHOTO_TOO_LARGE")
    if not upload.startswith(_SIGNATURES) or _is_also_something_else(upload):
        raise Refused("PHOTO_TYPE")
    try:
        return _decoded(upload)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("PHOTO_TOO_MANY_PIXELS") from None
    except UnidentifiedImageError:
        raise Refused("PHOTO_TYPE") from None
    except Exception:
        # Decoders trip over damaged files in ways of their own; none of them is a fault of the service.
        raise Refused("PHOTO_BROKEN") from None


def _is_also_something_else(upload: bytes) -> bool:
    return _ALSO.search(upload) is not None or zipfile.is_zipfile(io.BytesIO(upload))


def _decoded(upload: bytes) -> Picture:
    with Image.open(io.BytesIO(upload), formats=FORMATS) as image:
        if image.format not in _FOUND_FORMATS or (image.format != "MPO" and getattr(image, "n_frames", 1) > 1):
            raise Refused("PHOTO_TYPE")
        if image.width * image.height > MOST_PIXELS:
            raise Refused("PHOTO_TOO_MANY_PIXELS")
        if min(image.size) < LEAST_SIDE:
            raise Refused("PHOTO_TOO_SMALL")
        # A JPEG is decoded no larger than it is kept.
        image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
        image.load()
        turned = ImageOps.exif_transpose(image)
        pixels = _on_white(turned if turned is not None else image)
    pixels.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    # A new picture: whatever else the upload carried stays behind.
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    written = io.BytesIO()
    clean.save(written, "JPEG", quality=88, optimize=True)
    return Picture(written.getvalue(), clean.width, clean.height, _is_grey(clean))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        page = Image.new("RGBA", layered.size, "white")
        page.alpha_composite(layered)
        return page.convert("RGB")
    return image.convert("RGB")


def _is_grey(picture: Image.Image) -> bool:
    small = picture.copy()
    small.thumbnail((256, 256))
    red, green, blue = small.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    by_chroma = ImageChops.difference(strongest, weakest).histogram()
    return sum(by_chroma[_GREY_CHROMA + 1 :]) < _GREY_SHARE * sum(by_chroma)
