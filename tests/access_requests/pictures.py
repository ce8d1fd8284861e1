"""Uploads: good pictures, and hostile ones."""

import io
import random
from typing import Any

from PIL import Image


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (800, 600), *, grey: bool = False, mode: str = "RGB", **save: Any
) -> bytes:
    """A picture of colours that no two neighbours share."""
    scatter = random.Random(7)
    small = Image.new("RGB", (32, 24))
    for place in range(32 * 24):
        tone = scatter.randrange(256)
        colour = (tone, tone, tone) if grey else (tone, scatter.randrange(256), scatter.randrange(256))
        small.putpixel((place % 32, place // 32), colour)
    written = io.BytesIO()
    small.resize(size).convert(mode).save(written, kind, **save)
    return written.getvalue()
