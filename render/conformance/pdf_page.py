"""One page of a PDF measured: its characters, strokes and pictures in millimetres from the top left."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms.evidence import BBox
from render.conformance.colors import is_red, of_parts
from render.conformance.sheet import BLACK, Picture
from render.page import MM_PER_POINT

_THIN_MM = 2.6
_LONG_MM = 3.0
_RADICALS = ("\u2e80", "\u2fdf")
_NO_CHARACTER = "\ufffd"
_PIXELS = 20_000_000
_SAMPLE = 64
_PALE = 200


@dataclass(frozen=True)
class Glyph:
    """A character: where its cell begins and ends, its baseline, its size in points."""

    text: str
    left: float
    right: float
    baseline: float
    points: float
    font: str
    color: str


@dataclass(frozen=True)
class Stroke:
    """A straight line or a thin filled box."""

    left: float
    top: float
    right: float
    bottom: float
    color: str

    @property
    def upright(self) -> bool:
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True)
class Measured:
    """What one page shows."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    pictures: tuple[Picture, ...]
    unreadable: tuple[str, ...]


def measured(page: Any) -> Measured:
    """The page as pdfplumber reads it."""
    upright = [char for char in page.chars if char["upright"]]
    glyphs = [_glyph(char) for char in upright]
    unreadable = [char["text"] for char in upright if _is_unreadable(char["text"])]
    return Measured(
        page.page_number, float(page.width) * MM_PER_POINT, float(page.height) * MM_PER_POINT,
        tuple(_once(glyphs)), tuple(_strokes(page)), tuple(_pictures(page)), tuple(unreadable),
    )  # fmt: skip


def _is_unreadable(text: str) -> bool:
    return text.startswith("(cid:") or _NO_CHARACTER in text


def _glyph(char: dict[str, Any]) -> Glyph:
    text = _NO_CHARACTER if _is_unreadable(char["text"]) else char["text"]
    if any(_RADICALS[0] <= one <= _RADICALS[1] for one in text):
        text = unicodedata.normalize("NFKC", text)
    baseline = char["bottom"] - (char["matrix"][5] - char["y0"])
    return Glyph(
        text, char["x0"] * MM_PER_POINT, char["x1"] * MM_PER_POINT, baseline * MM_PER_POINT, round(char["size"], 2),
        font_name(char["fontname"]), color_of(char["non_stroking_color"]),
    )  # fmt: skip


def font_name(name: str) -> str:
    """The font's name; Chinese ones are read from the bytes that programs write them in."""
    try:
        raw = name.encode("latin-1")
    except UnicodeEncodeError:
        return name
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return name


def color_of(given: object) -> str:
    """Six digits; black where a page names no colour or a pattern."""
    parts = given if isinstance(given, (tuple, list)) else (given,)
    numbers = [float(one) for one in parts if isinstance(one, (int, float))]
    return of_parts(numbers) if numbers and len(numbers) == len(parts) else BLACK


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Each character once: some programs print it twice, a hair apart, to make it bold."""
    seen: set[tuple[str, int, int]] = set()
    for one in glyphs:
        key = (one.text, round(one.left * 2), round(one.baseline * 2))
        near = {(one.text, key[1] + aside, key[2] + below) for aside in (-1, 0, 1) for below in (-1, 0, 1)}
        if one.text.strip() and not near.isdisjoint(seen):
            continue
        seen.add(key)
        yield one


def _strokes(page: Any) -> Iterator[Stroke]:
    for shape in (*page.lines, *page.rects, *page.curves):
        half = 0.0
        filled = shape["object_type"] != "line" and shape.get("fill")
        if not filled:
            half = float(shape.get("linewidth") or 0.5) / 2
        sides = [float(shape[side]) * MM_PER_POINT for side in ("x0", "top", "x1", "bottom")]
        width, height = sides[2] - sides[0], sides[3] - sides[1]
        if min(width, height) > _THIN_MM or max(width, height) < _LONG_MM:
            continue
        thick = half * MM_PER_POINT
        across, along = (thick, 0.0) if width >= height else (0.0, thick)
        color = color_of(shape["non_stroking_color"] if filled else shape["stroking_color"])
        yield Stroke(sides[0] - along, sides[1] - across, sides[2] + along, sides[3] + across, color)


def _pictures(page: Any) -> Iterator[Picture]:
    for image in page.images:
        box = BBox(*(float(image[side]) * MM_PER_POINT for side in ("x0", "top", "x1", "bottom")))
        yield Picture(box, page.page_number, red_share(image))


def red_share(image: dict[str, Any]) -> float | None:
    """The share of red among the picture's inked points; ``None`` where its coding is not read here."""
    from PIL import Image, UnidentifiedImageError

    width, height = (int(side) for side in image["srcsize"])
    if width * height > _PIXELS or not width * height:
        return None
    stream = image["stream"]
    try:
        data = stream.get_data()
        if len(data) == width * height * 3:
            picture = Image.frombytes("RGB", (width, height), data)
        else:
            picture = Image.open(io.BytesIO(data))
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, TypeError):
        return None
    points = list(picture.convert("RGB").resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST).tobytes())
    shades = [points[place : place + 3] for place in range(0, len(points), 3)]
    inked = ["".join(f"{part:02X}" for part in one) for one in shades if min(one) < _PALE and max(one) > 0x10]
    return sum(map(is_red, inked)) / len(inked) if inked else None
