"""Draws round red seals and handwriting-like signatures as PNG pictures: the same for the same seed and fonts.

No font lies in the repository: the text round a seal's rim uses an installed Chinese font, and is left out where there
is none.
"""

from __future__ import annotations

import io
import math
import random
import shutil
import subprocess
from functools import cache, lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

SEAL_MM = 42.0
SIGNATURE_MM = 28.0
_DPI = 200
_RED = (214, 24, 30)
_INK = (24, 26, 60)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@cache
def chinese_font() -> str | None:
    """The file of an installed font for simplified Chinese, ``None`` without fontconfig or such a font."""
    if not shutil.which("fc-match"):
        return None
    said = subprocess.run(
        ["fc-match", "--format=%{file}|%{lang}", "Noto Serif CJK SC:lang=zh-cn"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    file, _, languages = said.partition("|")
    return file if "zh-cn" in languages.split("|") else None


@lru_cache(maxsize=64)
def seal(unit: str, seed: int = 0, centre: str = "") -> bytes:
    """A round red seal of ``unit``, a star (or ``centre``) in its middle, a little turned by ``seed``."""
    size = round(SEAL_MM / 25.4 * _DPI)
    large = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
    pen, middle = ImageDraw.Draw(large), size
    pen.ellipse((6, 6, 2 * size - 6, 2 * size - 6), outline=(*_RED, 235), width=round(size * 0.055))
    _star(pen, middle, size * 0.27)
    _rim(large, unit, middle)
    if centre:
        _line(pen, centre, middle)
    turned = large.rotate(random.Random(seed).uniform(-8, 8), Image.Resampling.BICUBIC)
    return _png(turned.resize((size, size), Image.Resampling.LANCZOS))


def _star(pen: ImageDraw.ImageDraw, middle: float, radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    pen.polygon(points, fill=(*_RED, 235))


def _rim(paper: Image.Image, text: str, middle: int) -> None:
    """``text`` clockwise over the upper rim, each character upright towards the centre."""
    file = chinese_font()
    if file is None or not text:
        return
    em = round(min(middle * 0.24, 3.1 * middle / len(text)))
    font = ImageFont.truetype(file, em)
    sweep = min(math.radians(250), len(text) * em * 1.25 / (middle * 0.74))
    for place, character in enumerate(text):
        angle = -sweep / 2 + sweep * (place + 0.5) / len(text)
        tile = Image.new("RGBA", (em * 2, em * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((em, em), character, font=font, fill=(*_RED, 240), anchor="mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        x, y = middle + middle * 0.74 * math.sin(angle), middle - middle * 0.74 * math.cos(angle)
        paper.alpha_composite(tile, (round(x - em), round(y - em)))


def _line(pen: ImageDraw.ImageDraw, text: str, middle: int) -> None:
    if file := chinese_font():
        font = ImageFont.truetype(file, round(middle * 0.17))
        pen.text((middle, middle * 1.5), text, font=font, fill=(*_RED, 235), anchor="mm")


@lru_cache(maxsize=64)
def signature(seed: int = 0, characters: int = 3) -> bytes:
    """Dark strokes of a pen as of a signed name: no font, a new hand for each ``seed``."""
    rng = random.Random(seed)
    width, height = round(SIGNATURE_MM / 25.4 * _DPI), round(12 / 25.4 * _DPI)
    large = Image.new("RGBA", (width * 2, height * 2), (0, 0, 0, 0))
    pen, cell = ImageDraw.Draw(large), 1.7 * width / characters
    lifted_at: Point | None = None
    for character in range(characters):
        left, top = (0.1 + character) * cell, (0.32 - 0.12 * character + rng.uniform(-0.05, 0.05)) * height
        size = rng.uniform(0.75, 1.15)
        for _ in range(rng.randint(3, 6)):
            start, bend, end = (
                (left + rng.random() * cell * size, top + rng.random() * height * 1.3 * size) for _ in range(3)
            )
            _stroke(pen, start, bend, end)
            if lifted_at and rng.random() < 0.6:  # the pen is not lifted
                _stroke(pen, lifted_at, ((lifted_at[0] + start[0]) / 2, lifted_at[1] + 20), start, thick=4)
            lifted_at = end
    return _png(large.resize((width, height), Image.Resampling.LANCZOS))


Point = tuple[float, float]


def _stroke(pen: ImageDraw.ImageDraw, start: Point, bend: Point, end: Point, thick: float = 8) -> None:
    """One bent stroke, thick at its beginning and thin at its end."""
    points = []
    for step in range(25):
        t = step / 24
        x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(start, bend, end, strict=True))
        points.append((x, y))
    for step, (here, there) in enumerate(pairwise(points)):
        pen.line((*here, *there), fill=(*_INK, 255), width=max(3, round(thick * (1 - step / 32))))
